package org.stompest.client;

import java.time.Duration;

import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeartBeatTest extends ClientFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clientBeatsWhileItHasNothingToSay(boolean isOnSocket) {
        FakeBroker tested = isOnSocket ? opened(FakeBroker.onSocket()) : broker;
        tested.connectedHeaders("heart-beat:0,60");
        connected(options(tested.uri()).transport(tested.transport()).heartBeat(new HeartBeat(40, 0)));
        Peer peer = tested.connection(1);
        peer.expect("CONNECT", "heart-beat:40,0");
        for (int i = 0; i < 5; i++) {
            peer.expectHeartBeat();
        }
    }

    @Test
    void beatsGoOnBetweenFrames() {
        broker.connectedHeaders("heart-beat:0,40");
        StompClient client = connected(plain().heartBeat(new HeartBeat(40, 0)));
        Peer peer = peer();
        peer.expectHeartBeat();
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
        peer.expectHeartBeat();
        peer.expectHeartBeat();
    }

    @Test
    void silenceOfTheBrokerEndsTheConnection() throws Exception {
        broker.connectedHeaders("heart-beat:100,0");
        StompClient client = connected(plain().heartBeat(new HeartBeat(0, 100)).heartBeatTolerance(2));
        assertTrue(events.next("failed").getMessage().contains("expected a heart-beat"));
        assertTrue(client.isOver());
        peer().expectEnd();
    }

    @Test
    void silenceLeadsToTheNextConnectionIfThereIsFailover() throws Exception {
        broker.connectedHeaders("heart-beat:100,0");
        broker.script(2, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            peer.oblige();
        });
        StompClient client = connected(failover().heartBeat(new HeartBeat(0, 100)));
        events.next("interrupted");
        events.next("restored");
        assertEquals(2, client.link());
    }

    /** Beats come far more often than the client needs them, for longer than it would wait for one. */
    @Test
    void beatsOfTheBrokerKeepTheConnection() {
        broker.connectedHeaders("heart-beat:100,20");
        StompClient client = connected(plain().heartBeat(new HeartBeat(20, 100)).heartBeatTolerance(8));
        Peer peer = peer();
        long end = System.nanoTime() + Duration.ofMillis(1_200).toNanos();
        while (System.nanoTime() < end) {
            peer.expectHeartBeat();
            peer.heartBeat();
        }
        assertTrue(client.isConnected());
    }

    @Test
    void silenceIsNoticedWhileTheBrokerDoesNotRead() throws Exception {
        broker.connectedHeaders("heart-beat:100,100");
        connected(plain().heartBeat(new HeartBeat(100, 100)));
        peer().stopReading();
        assertTrue(events.next("failed").getMessage().contains("expected a heart-beat"));
    }

    @Test
    void brokerThatWantsNoBeatsGetsNone() throws Exception {
        StompClient client = connected(plain().heartBeat(new HeartBeat(1, 1)));
        Peer peer = peer();
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        client.close();
        peer.expect("SEND");
        peer.expect("DISCONNECT");
        peer.expectEnd();
        assertTrue(peer.heartBeats() == 0);
    }
}

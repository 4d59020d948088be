package org.stompest.client;

import java.time.Duration;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** ERROR frames after CONNECTED that answer no receipt, and the refusal of subscriptions. */
class RefusalTest extends ClientFixture {
    @Test
    void errorThatNobodyWaitsForIsToldAndTheConnectionStays() throws Exception {
        StompClient client = connected(plain());
        peer().send("ERROR", "message:bad ack", "receipt-id:unknown");
        BrokerException error = assertInstanceOf(BrokerException.class, events.next("refused"));
        assertEquals("bad ack", error.error().header("message"));
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
    }

    @Test
    void errorBeforeTheEndIsTheCauseOfTheLoss() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.send("ERROR", "message:shutting down");
        peer.close();
        events.next("refused");
        BrokerException error =
                assertInstanceOf(BrokerException.class, events.next("failed").getCause());
        assertEquals("shutting down", error.error().header("message"));
        ConnectionLostException refused =
                assertThrows(ConnectionLostException.class, () -> client.send("/queue/a", Headers.EMPTY, body("")));
        assertTrue(refused.getMessage().contains("shutting down"), refused.getMessage());
    }

    @Test
    void errorOnAFormerConnectionIsNotTheCauseOfALaterLoss() throws Exception {
        connected(failover());
        peer().send("ERROR", "message:first");
        broker.connection(1).close();
        events.next("refused");
        assertTrue(events.next("interrupted").getMessage().contains("first"));
        events.next("restored");
        peer(2).drop();
        assertTrue(!events.next("interrupted").getMessage().contains("first"));
    }

    /** The broker has gone on after the ERROR, so the end of the connection has another reason. */
    @Test
    void errorThatTheConnectionSurvivedIsNotTheCauseOfItsLoss() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.send("ERROR", "message:first");
        events.next("refused");
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
        peer.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.EMPTY));
        peer.expect("SUBSCRIBE");
        peer.drop();
        assertTrue(!events.next("interrupted").getMessage().contains("first"));
        result(subscribing);
        peer(2).expect("SUBSCRIBE");
    }

    @Test
    void refusedSubscribeFails() {
        StompClient client = connected(plain());
        peer().oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.EMPTY));
        Frame subscribe = broker.connection(1).expect("SUBSCRIBE");
        broker.connection(1).refuse(subscribe, "not yours");
        BrokerException error = failure(BrokerException.class, subscribing);
        assertEquals("not yours", error.error().header("message"));
        broker.connection(1).oblige();
        client.subscribe("/queue/b", Headers.EMPTY);
    }

    @Test
    void anonymousErrorOfArtemisAnswersTheFirstSubscribeThatWaits() throws Exception {
        broker.connectedHeaders("server:ActiveMQ-Artemis/2.55.0 ActiveMQ Artemis Messaging Engine");
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var one = async(() -> client.subscribe("/queue/a", Headers.EMPTY));
        peer.expect("SUBSCRIBE", "destination:/queue/a");
        var two = async(() -> client.subscribe("/queue/b", Headers.EMPTY));
        Frame second = peer.expect("SUBSCRIBE", "destination:/queue/b");
        peer.send("ERROR", "message:not yours");
        peer.receipt(second);
        assertEquals("not yours", failure(BrokerException.class, one).error().header("message"));
        result(two);
    }

    @Test
    void anonymousErrorOfOtherBrokersAnswersNothing() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.EMPTY));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.send("ERROR", "message:something");
        events.next("refused");
        peer.receipt(subscribe);
        result(subscribing);
    }

    /** Whoever gave up on a SUBSCRIBE must not take the answer to the next one. */
    @Test
    void subscribeThatWasGivenUpTakesNoAnswerAfterALoss() throws Exception {
        broker.connectedHeaders("server:ActiveMQ-Artemis/2.55.0");
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.mute();
        assertThrows(
                WaitTimeoutException.class,
                () -> client.subscribe("/queue/a", Headers.EMPTY, delivery -> {}, Duration.ofMillis(20)));
        peer.expect("SUBSCRIBE");
        peer.expect("UNSUBSCRIBE");
        peer.drop();
        Peer next = peer(2);
        events.next("interrupted");
        events.next("restored");
        next.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/b", Headers.EMPTY));
        next.expect("SUBSCRIBE", "destination:/queue/b");
        next.send("ERROR", "message:not yours");
        failure(BrokerException.class, subscribing);
    }
}

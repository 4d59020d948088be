package org.stompest.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;
import org.stompest.testkit.Script;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A subscription that the next connection refuses fails alone, and is not asked for again. */
class RefusedReplayTest extends ClientFixture {
    private final Failures a = new Failures();
    private final Failures b = new Failures();

    /** Collects the failures of one subscription. Thread-safe. */
    private static final class Failures implements DeliverySink {
        private final BlockingQueue<StompException> causes = new LinkedBlockingQueue<>();

        @Override
        public void accept(Delivery delivery) {}

        @Override
        public void failed(StompException cause) {
            causes.add(cause);
        }

        BrokerException next() throws InterruptedException {
            return assertInstanceOf(BrokerException.class, causes.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private StompClient subscribed() {
        StompClient client = connected(failover());
        client.subscribe("/queue/a", Headers.of("id", "a"), a, TIMEOUT);
        client.subscribe("/queue/b", Headers.of("id", "b"), b, TIMEOUT);
        return client;
    }

    private static Script replay(Script answer) {
        return peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            answer.run(peer);
        };
    }

    private void onlyBIsLeft(StompClient client, int connection) throws Exception {
        assertEquals("no", a.next().error().header("message"));
        Peer last = broker.connection(connection);
        client.send("/queue/c", Headers.EMPTY, body("")).await(TIMEOUT);
        assertTrue(b.causes.isEmpty());
        assertEquals(connection, broker.connections());
        last.drop();
        Peer next = peer(connection + 1);
        next.expect("SUBSCRIBE", "id:b");
        client.close();
        next.expect("DISCONNECT");
    }

    @Test
    void refusalByReceiptIdFailsOnlyThatSubscription() throws Exception {
        StompClient client = subscribed();
        broker.script(2, replay(peer -> {
            peer.refuse(peer.expect("SUBSCRIBE", "id:a"), "no");
            peer.receipt(peer.expect("SUBSCRIBE", "id:b"));
            peer.oblige();
        }));
        peer().drop();
        onlyBIsLeft(client, 2);
    }

    @Test
    void anonymousRefusalOfArtemisFailsTheFirstSubscription() throws Exception {
        StompClient client = subscribed();
        broker.script(2, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2", "server:ActiveMQ-Artemis/2");
            peer.expect("SUBSCRIBE", "id:a");
            peer.send("ERROR", "message:no");
            peer.receipt(peer.expect("SUBSCRIBE", "id:b"));
            peer.oblige();
        });
        peer().drop();
        onlyBIsLeft(client, 2);
    }

    @Test
    void errorThatEndsTheConnectionFailsTheFirstUnconfirmedSubscription() throws Exception {
        StompClient client = subscribed();
        broker.script(2, replay(peer -> {
            peer.expect("SUBSCRIBE", "id:a");
            peer.send("ERROR", "message:no");
            peer.close();
        }));
        peer().drop();
        Peer next = peer(3);
        next.expect("SUBSCRIBE", "id:b");
        onlyBIsLeft(client, 3);
    }

    @Test
    void errorThatEndsTheConnectionSparesConfirmedSubscriptions() throws Exception {
        StompClient client = subscribed();
        broker.script(2, replay(peer -> {
            peer.receipt(peer.expect("SUBSCRIBE", "id:a"));
            peer.expect("SUBSCRIBE", "id:b");
            peer.send("ERROR", "message:no");
            peer.close();
        }));
        peer().drop();
        assertEquals("no", b.next().error().header("message"));
        peer(3).expect("SUBSCRIBE", "id:a");
        assertTrue(a.causes.isEmpty());
        assertFalse(client.isOver());
    }

    @Test
    void refusedSubscribeOfACallerWhoStillWaitsFailsHim() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.mute();
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "a")));
        peer.expect("SUBSCRIBE");
        broker.script(2, replay(next -> {
            next.refuse(next.expect("SUBSCRIBE", "id:a"), "no");
            next.oblige();
        }));
        peer.drop();
        failure(BrokerException.class, subscribing);
        client.send("/queue/c", Headers.EMPTY, body("")).await(TIMEOUT);
    }
}

package org.stompest.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nobody waits for a pushed subscription when the next connection refuses it, so the listener hears of it. */
class RefusedPushTest extends ClientFixture {
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    private PushedSubscription push(StompClient client, String id) {
        return client.subscribe(
                "/queue/" + id,
                Headers.of("id", id),
                delivery -> handled.add(delivery.message().text()),
                FailurePolicy.disconnect(),
                1);
    }

    @Test
    void refusalAtReplayIsToldToTheListener() throws Exception {
        StompClient client = connected(failover());
        PushedSubscription lost = push(client, "a");
        push(client, "b");
        broker.script(2, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            peer.refuse(peer.expect("SUBSCRIBE", "id:a"), "no rights");
            peer.oblige();
        });
        peer().drop();
        events.next("interrupted");
        events.next("restored");

        BrokerException refusal = assertInstanceOf(BrokerException.class, events.next("refused"));

        assertEquals("no rights", refusal.error().header("message"));
        Peer next = broker.connection(2);
        next.expect("SUBSCRIBE", "id:b");
        next.message("b", "m", "still here");
        assertEquals("still here", handled.take());
        next.expect("ACK", "id:m");
        lost.close();
        client.send("/queue/c", Headers.EMPTY, body("")).await(TIMEOUT);
        next.expect("SEND");
        assertTrue(events.isEmpty());
    }

    /** A loss for good is told once, as such. */
    @Test
    void lossForGoodIsNoRefusal() throws Exception {
        StompClient client = connected(plain());
        push(client, "a");
        push(client, "b");
        peer().drop();
        events.next("failed");
        assertTrue(client.close(TIMEOUT));
        assertTrue(events.isEmpty());
    }
}

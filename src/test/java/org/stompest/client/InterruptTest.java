package org.stompest.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whoever waits can be interrupted, and his flag is set again. */
class InterruptTest extends ClientFixture {
    private static void expectInterruptible(Executable wait) throws Exception {
        assertEquals(WaitInterruptedException.class.getSimpleName() + " with the flag set", outcome(wait));
    }

    private static String outcome(Executable wait) throws Exception {
        BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
        Thread thread = thread(() -> {
            String what = "no failure";
            try {
                wait.execute();
            } catch (Throwable e) {
                what = e.getClass().getSimpleName();
            }
            outcome.add(what + (Thread.currentThread().isInterrupted() ? " with the flag set" : " without the flag"));
        });
        thread.start();
        awaitWaiting(thread);
        thread.interrupt();
        return outcome.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void connect() throws Exception {
        broker.hang();
        StompClient client = client(failover());
        expectInterruptible(client::connect);
        assertTrue(client.isOver());
    }

    @Test
    void sendWithoutConnection() throws Exception {
        StompClient client = connected(failover());
        broker.hang();
        peer().drop();
        events.next("interrupted");
        expectInterruptible(() -> client.send("/queue/a", Headers.EMPTY, body("")));
        expectInterruptible(() -> client.sendUnconfirmed("/queue/a", Headers.EMPTY, body("")));
        expectInterruptible(client::begin);
        expectInterruptible(() -> client.subscribe("/queue/a", Headers.EMPTY));
    }

    @Test
    void receipt() throws Exception {
        StompClient client = connected(plain());
        peer().oblige("SEND");
        Receipt receipt = client.send("/queue/a", Headers.EMPTY, body(""));
        expectInterruptible(() -> receipt.await(TIMEOUT));
        broker.connection(1).receipt(broker.connection(1).expect("SEND"));
        receipt.await(TIMEOUT);
    }

    @Test
    void subscribeAndUnsubscribe() throws Exception {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        Peer peer = peer();
        peer.mute();
        expectInterruptible(() -> client.subscribe("/queue/b", Headers.of("id", "b")));
        peer.expect("SUBSCRIBE");
        peer.expect("SUBSCRIBE", "id:b");
        peer.expect("UNSUBSCRIBE", "id:b");
        expectInterruptible(subscription::close);
        peer.oblige();
    }

    @Test
    void receive() throws Exception {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        expectInterruptible(() -> subscription.receive(TIMEOUT));
    }

    /** A close that is interrupted waits no longer, but it closes. */
    @Test
    void close() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.mute();
        BlockingQueue<Boolean> outcome = new LinkedBlockingQueue<>();
        Thread closing = thread(() -> {
            outcome.add(client.close(TIMEOUT));
            outcome.add(Thread.currentThread().isInterrupted());
        });
        closing.start();
        peer.expect("DISCONNECT");
        closing.interrupt();
        peer.expectEnd();
        assertEquals(false, outcome.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertEquals(true, outcome.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertTrue(client.isOver());
    }
}

package org.stompest.client;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Without a window of the broker the client bounds what waits for a handler. */
class PushBoundTest extends ClientFixture {
    private static final int PIECE = 1_000;

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger handled = new AtomicInteger();

    private void hold(Delivery delivery) throws InterruptedException {
        started.countDown();
        assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        handled.incrementAndGet();
    }

    /** One message in work, and as many that wait as may. */
    private Peer filled(StompClient client) throws Exception {
        client.subscribe("/queue/a", Headers.of("id", "s", "ack", "auto"), this::hold, FailurePolicy.disconnect(), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        assertTrue(started.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        Frame[] frames = new Frame[PIECE];
        Arrays.fill(frames, Peer.messageFrame("s", "m", ""));
        byte[] piece = peer.bytes(frames);
        for (int i = 0; i < PulledSubscription.MAX_WAITING / PIECE; i++) {
            peer.sendRaw(piece);
        }
        return peer;
    }

    @Test
    void asManyMessagesAsMayWaitAreHandled() throws Exception {
        filled(connected(plain()));
        released.countDown();
        eventually(() -> handled.get() == 1 + PulledSubscription.MAX_WAITING);
        assertTrue(events.isEmpty());
    }

    /** The second task on the executor is the end of the client, which waits for the handler. */
    @Test
    void oneMoreDisconnects() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        opened(threads::shutdown);
        StompClient client = connected(plain().executor(task -> {
            if (started.getCount() == 0) {
                released.countDown();
            }
            threads.execute(task);
        }));
        Peer peer = filled(client);
        peer.message("s", "m", "");
        peer.expect("DISCONNECT");
        peer.expectEnd();
        StompException told = events.next("failed");
        assertTrue(told.getMessage().contains("more than " + PulledSubscription.MAX_WAITING), told.getMessage());
        assertTrue(client.isOver());
        assertEquals(1, handled.get());
    }
}

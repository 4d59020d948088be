package org.stompest.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A pause of this side is no silence of the other. */
class PauseTest extends ClientFixture {
    private static final int INTERVAL = 200;
    private static final double TOLERANCE = 4;

    /** More than the longest silence. */
    private static final Duration PAUSE = Duration.ofMillis((long) (1.5 * INTERVAL * TOLERANCE));

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void pause() {
        started.countDown();
        try {
            assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void beat(Peer peer, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            peer.heartBeat();
            Thread.sleep(INTERVAL / 10);
        }
    }

    @Test
    void pauseLongerThanTheSilenceWithBytesThatWaitIsNoLoss() throws Exception {
        broker.connectedHeaders("heart-beat:" + INTERVAL + ",0");
        StompClient client =
                connected(failover().heartBeat(new HeartBeat(0, INTERVAL)).heartBeatTolerance(TOLERANCE));
        client.subscribe("/queue/a", Headers.of("id", "s"), delivery -> pause(), TIMEOUT);
        Peer peer = peer();
        peer.message("s", "m", "");
        assertTrue(started.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        beat(peer, PAUSE);
        released.countDown();
        peer.heartBeat();
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        assertEquals(1, client.link());
        assertEquals(1, broker.connections());
        assertTrue(events.isEmpty());
    }
}

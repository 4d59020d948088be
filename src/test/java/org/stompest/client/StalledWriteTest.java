package org.stompest.client;

import java.time.Duration;
import java.util.Map;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.transport.TransportOptions;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What stalls is a peer that reads nothing, not one that reads slowly. */
class StalledWriteTest extends ClientFixture {
    private static final Duration WRITE_TIMEOUT = Duration.ofMillis(1_000);
    private static final int PIECE = 1 << 16;

    private ClientOptions.Builder failover(long pauseMillis) {
        return failover()
                .transport(new WatchedTransport(broker.transport(), pauseMillis))
                .transportOptions(TransportOptions.DEFAULT.with(
                        Map.of("soWriteTimeout", Long.toString(WRITE_TIMEOUT.toMillis()))));
    }

    /** The frame as a whole takes twice the time that a piece of it may take. */
    @Test
    void largeFrameToASlowReaderIsNoStall() throws Exception {
        int pieces = 80;
        StompClient client = connected(failover(2 * WRITE_TIMEOUT.toMillis() / pieces));
        long start = System.nanoTime();
        client.send("/queue/a", Headers.EMPTY, new byte[pieces * PIECE]).await(TIMEOUT);
        assertTrue(System.nanoTime() - start > WRITE_TIMEOUT.toNanos(), "the write was too short to show anything");
        assertEquals(1, client.link());
        assertTrue(events.isEmpty());
    }

    @Test
    void peerThatReadsNothingIsLeft() throws Exception {
        StompClient client = connected(failover(0));
        peer().stopReading();
        Receipt receipt = client.send("/queue/a", Headers.EMPTY, new byte[3 * PIECE]);
        StompException cause = events.next("interrupted");
        assertTrue(cause.getMessage().contains("a write has taken more than " + WRITE_TIMEOUT), cause.getMessage());
        events.next("restored");
        receipt.await(TIMEOUT);
    }

    /** It has read the beginning of the frame. */
    @Test
    void peerThatStopsReadingWithinAFrameIsLeft() throws Exception {
        StompClient client = connected(failover(0));
        client.sendUnconfirmed("/queue/a", Headers.EMPTY, new byte[PIECE]);
        peer().expect("SEND");
        broker.connection(1).stopReading();
        Receipt receipt = client.send("/queue/b", Headers.EMPTY, new byte[40 * PIECE]);
        events.next("interrupted");
        receipt.await(TIMEOUT);
        assertEquals(2, client.link());
    }
}

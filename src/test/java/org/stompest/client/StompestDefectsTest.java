package org.stompest.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What went wrong in the clients of the Python package stompest must not go wrong here; one test for each defect. */
class StompestDefectsTest extends ClientFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void hold() throws InterruptedException {
        started.countDown();
        assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static FailurePolicy raising() {
        return (delivery, failure) -> {
            throw new IllegalStateException("raised");
        };
    }

    private void nothingIsAcknowledged(FailurePolicy policy) throws Exception {
        StompClient client = connected(plain());
        MessageHandler handler = delivery -> {
            throw new IllegalStateException("boom");
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, policy, 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        peer.expect("DISCONNECT");
        peer.expectEnd();
        events.next("failed");
    }

    @Test
    void d01FailingHandlerIsNotAcknowledgedSilently() throws Exception {
        nothingIsAcknowledged(FailurePolicy.disconnect());
    }

    @Test
    void d02FailurePolicyThatThrowsAcknowledgesNothingBeforeTheDisconnect() throws Exception {
        nothingIsAcknowledged(raising());
    }

    @Test
    void d03ReplayedSubscribeHasTheDefaultedAckMode() {
        StompClient client = connected(failover());
        client.subscribe("/queue/a", Headers.EMPTY);
        peer().drop();
        peer(2).expect("SUBSCRIBE", "destination:/queue/a", "ack:client-individual", "id:*");
    }

    @Test
    void d04RedeliveryOfAMessageInWorkHarmsNothingAndStaleAcksAreDropped() throws Exception {
        StompClient client = connected(failover());
        BlockingQueue<Delivery> handled = new LinkedBlockingQueue<>();
        MessageHandler handler = delivery -> {
            handled.add(delivery);
            if (delivery.link() == 1) {
                hold();
            }
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), 2);
        broker.connection(1).message("s", "m", "");
        started.await();
        broker.connection(1).drop();
        events.next("interrupted");
        events.next("restored");
        Peer next = peer(2);
        next.expect("SUBSCRIBE");
        next.message("s", "m", "");
        next.expect("ACK", "id:m");
        Delivery stale = handled.take();
        assertEquals(2, handled.take().link());
        released.countDown();
        assertFalse(client.ack(stale));
        client.close();
        next.expect("DISCONNECT");
    }

    @Test
    void d11CloseHasOneDeadlineStillSaysDisconnectAndReportsThatItWasLate() throws Exception {
        StompClient client = connected(plain());
        for (int i = 0; i < 10; i++) {
            client.subscribe("/queue/a", Headers.of("id", "s" + i), delivery -> hold(), FailurePolicy.disconnect(), 1);
            broker.connection(1).message("s" + i, "m" + i, "");
        }
        started.await();
        assertFalse(client.close(Duration.ofSeconds(2)));
        broker.connection(1).skipTo("DISCONNECT");
        broker.connection(1).expectEnd();
        released.countDown();
    }

    @Test
    void d21FramesBeforeAMalformedOneAreDelivered() throws Exception {
        framesBeforeAreDelivered("NONSENSE\n\n\0");
    }

    @Test
    void d21FramesBeforeAnUnacceptableConnectedAreDelivered() throws Exception {
        framesBeforeAreDelivered("CONNECTED\nversion:9.9\n\n\0");
    }

    @Test
    void d21FramesBeforeAFrameOutOfPlaceAreDelivered() throws Exception {
        framesBeforeAreDelivered("CONNECTED\nversion:1.2\n\n\0");
    }

    private void framesBeforeAreDelivered(String bad) throws Exception {
        StompClient client = connected(plain());
        BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
        client.subscribe("/queue/a", Headers.of("id", "s"), delivered::add, TIMEOUT);
        Peer peer = peer();
        byte[] good = peer.bytes(Peer.messageFrame("s", "m", "hello"));
        byte[] tail = bad.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(good, good.length + tail.length);
        System.arraycopy(tail, 0, all, good.length, tail.length);
        peer.sendRaw(all);
        events.next("failed");
        assertEquals("hello", delivered.take().message().text());
    }

    @Test
    void d28ConcurrentHandlersDoNotShareACumulativeAck() {
        StompClient client = connected(plain());
        Headers cumulative = Headers.of("ack", "client");
        assertThrows(
                IllegalArgumentException.class,
                () -> client.subscribe("/queue/a", cumulative, delivery -> {}, FailurePolicy.disconnect(), 2));
    }
}

package org.stompest.client;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is thrown behind a handler ends the connection, and nobody waits for the handler afterwards. */
class BrokenPolicyTest extends ClientFixture {
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    /** A failure that cannot even say what it is. */
    private static final class Speechless extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("speechless");
        }
    }

    private void disconnectsAndIsIdle(Exception failure, FailurePolicy policy) throws Exception {
        StompClient client = connected(failover());
        MessageHandler handler = delivery -> {
            handled.add(delivery.message().text());
            throw failure;
        };
        PushedSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"), handler, policy, 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.send(Peer.messageFrame("s", "m1", "1"), Peer.messageFrame("s", "m2", "2"));
        peer.expect("DISCONNECT", "receipt:*");
        peer.expectEnd();
        StompException told = events.next("failed");
        assertTrue(told.getMessage().contains("subscription s to /queue/a"), told.getMessage());
        assertTrue(client.isOver());
        assertTrue(subscription.awaitIdle(Deadline.within(TIMEOUT)));
        assertTrue(client.close(TIMEOUT));
        assertEquals("1", handled.take());
        assertTrue(handled.isEmpty());
        assertTrue(events.isEmpty());
    }

    @Test
    void nowhereIsNoDestination() {
        assertThrows(NullPointerException.class, () -> new FailureOutcome.Forward(null));
    }

    @Test
    void forwardToNowhereDisconnects() throws Exception {
        disconnectsAndIsIdle(new Exception("x"), FailurePolicy.forwardTo(null));
    }

    static List<FailurePolicy> failureWithoutAMessageDisconnects() {
        return List.of(FailurePolicy.disconnect(), FailurePolicy.forwardTo("/queue/err"), (delivery, failure) -> null);
    }

    @ParameterizedTest
    @MethodSource
    void failureWithoutAMessageDisconnects(FailurePolicy policy) throws Exception {
        disconnectsAndIsIdle(new Speechless(), policy);
    }

    /** The destination is one that no frame can name. */
    @Test
    void forwardThatCannotBeEncodedDisconnects() throws Exception {
        disconnectsAndIsIdle(new Exception("x"), FailurePolicy.forwardTo("/queue/\ud800"));
    }
}

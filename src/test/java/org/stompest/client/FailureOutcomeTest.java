package org.stompest.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What goes over the wire when a handler fails. */
class FailureOutcomeTest extends ClientFixture {
    private static final RuntimeException BOOM = new IllegalStateException("boom");

    private Peer failing(StompClient client, FailurePolicy policy) {
        return failing(client, policy, BOOM);
    }

    private Peer failing(StompClient client, FailurePolicy policy, Exception failure) {
        client.subscribe(
                "/queue/a",
                Headers.of("id", "s"),
                delivery -> {
                    throw failure;
                },
                policy,
                1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        return peer;
    }

    private static FailurePolicy always(FailureOutcome outcome) {
        return (delivery, failure) -> outcome;
    }

    private void goodbyeWithoutAck(Peer peer, StompClient client) throws Exception {
        peer.expect("DISCONNECT", "receipt:*");
        peer.expectEnd();
        StompException told = events.next("failed");
        assertTrue(told.getMessage().contains("subscription s to /queue/a"), told.getMessage());
        assertTrue(client.isOver());
    }

    @Test
    void disconnectSaysGoodbyeWithoutAcknowledgingAndTellsTheListener() throws Exception {
        StompClient client = connected(failover());
        Peer peer = failing(client, FailurePolicy.disconnect());
        peer.message("s", "m", "1");
        peer.expect("DISCONNECT", "receipt:*");
        peer.expectEnd();
        StompException told = events.next("failed");
        assertSame(BOOM, told.getCause());
        assertTrue(client.isOver());
        assertTrue(events.isEmpty());
    }

    @Test
    void disconnectIsToldOnASingleThreadToo() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        opened(executor::shutdown);
        StompClient client = connected(plain().executor(executor));
        Peer peer = failing(client, FailurePolicy.disconnect());
        peer.message("s", "m", "1");
        goodbyeWithoutAck(peer, client);
    }

    @Test
    void disconnectStartsNoFurtherHandler() throws Exception {
        StompClient client = connected(plain());
        Peer peer = failing(client, FailurePolicy.disconnect());
        peer.send(Peer.messageFrame("s", "m", "1"), Peer.messageFrame("s", "n", "2"));
        goodbyeWithoutAck(peer, client);
        assertTrue(events.isEmpty());
    }

    @Test
    void rejectSendsNack() {
        Peer peer = failing(connected(plain()), always(new FailureOutcome.Reject()));
        peer.message("s", "m", "");
        peer.expect("NACK", "id:m", "!receipt");
    }

    @Test
    void rejectDisconnectsInOneZero() throws Exception {
        broker.versions(Version.V1_0);
        StompClient client = connected(plain());
        Peer peer = failing(client, always(new FailureOutcome.Reject()));
        peer.message("s", "m", "");
        goodbyeWithoutAck(peer, client);
    }

    /** Then there is nothing to reject, and certainly no reason to give up. */
    @Test
    void rejectWithoutAConnectionDoesNothing() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        StompClient client = connected(failover());
        MessageHandler handler = delivery -> {
            started.countDown();
            released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            throw BOOM;
        };
        CountDownLatch decided = new CountDownLatch(1);
        FailurePolicy policy = (delivery, failure) -> {
            decided.countDown();
            return new FailureOutcome.Reject();
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, policy, 1);
        broker.connection(1).message("s", "m", "");
        started.await();
        broker.refuse();
        broker.connection(1).drop();
        events.next("interrupted");
        released.countDown();
        decided.await();
        broker.accept();
        events.next("restored");
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        Peer next = peer(2);
        next.expect("SUBSCRIBE");
        next.expect("SEND");
    }

    @Test
    void leaveSendsNothing() throws Exception {
        StompClient client = connected(plain());
        Peer peer = failing(client, always(new FailureOutcome.Leave()));
        peer.message("s", "m", "");
        client.close();
        peer.expect("DISCONNECT");
    }

    @Test
    void policyOfOnesOwnDecidesByMessageAndFailure() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Peer peer = failing(connected(plain()), (delivery, failure) -> {
            seen.set(failure);
            return delivery.message().text().equals("1")
                    ? new FailureOutcome.Acknowledge()
                    : new FailureOutcome.Reject();
        });
        peer.message("s", "m1", "1");
        peer.message("s", "m2", "2");
        peer.expect("ACK", "id:m1");
        peer.expect("NACK", "id:m2");
        assertSame(BOOM, seen.get());
    }

    static List<FailurePolicy> policyThatFails() {
        return List.of(
                (delivery, failure) -> {
                    throw new IllegalArgumentException("policy");
                },
                (delivery, failure) -> {
                    throw (RuntimeException) failure;
                },
                (delivery, failure) -> {
                    throw new AssertionError("policy");
                },
                (delivery, failure) -> null);
    }

    @ParameterizedTest
    @MethodSource
    void policyThatFails(FailurePolicy policy) throws Exception {
        StompClient client = connected(plain());
        Peer peer = failing(client, policy);
        peer.message("s", "m", "");
        goodbyeWithoutAck(peer, client);
        assertTrue(client.close(TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handlerThatFailsAfterTheCloseHarmsNothing(boolean hasOwnExecutor) throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Executor watched = task -> pool.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                uncaught.set(e);
            }
        });
        ClientOptions.Builder options = plain().closeTimeout(Duration.ofMillis(20));
        StompClient client = connected(hasOwnExecutor ? options : options.executor(watched));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        MessageHandler handler = delivery -> {
            started.countDown();
            released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            throw BOOM;
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), 1);
        broker.connection(1).message("s", "m", "");
        started.await();
        assertEquals(false, client.close(Duration.ofMillis(20)));
        pool.shutdown();
        released.countDown();
        assertTrue(pool.awaitTermination(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertSame(null, uncaught.get());
        if (hasOwnExecutor) {
            assertSame(BOOM, events.next("failed").getCause());
        }
    }
}

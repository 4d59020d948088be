package org.stompest.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.stompest.protocol.HeartBeat;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A fake broker and the clients of one test, and the check that none of them leaves a thread behind. Not thread-safe. */
@Timeout(60)
abstract class ClientFixture {
    /** Long enough for all that has to happen. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final AtomicInteger COUNT = new AtomicInteger();

    final FakeBroker broker = FakeBroker.inMemory();
    final Events events = new Events();
    private final String name = "tested-client-" + COUNT.incrementAndGet() + "-";
    private final Deque<AutoCloseable> resources = new ArrayDeque<>(List.of(broker));

    static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A single broker, without reconnecting and without heart-beats. */
    ClientOptions.Builder plain() {
        return options(broker.uri()).transport(broker.transport());
    }

    /** As {@link #plain}, with reconnecting at once. */
    ClientOptions.Builder failover() {
        return options(failoverUri(broker)).transport(broker.transport()).patience(Duration.ZERO);
    }

    static String failoverUri(FakeBroker... brokers) {
        return failoverUri("", brokers);
    }

    static String failoverUri(String options, FakeBroker... brokers) {
        List<String> uris = List.of(brokers).stream().map(FakeBroker::uri).toList();
        return "failover:(" + String.join(",", uris)
                + ")?randomize=false&initialReconnectDelay=0&reconnectDelayJitter=0"
                + "&reconnectDelay=5&maxReconnectDelay=20" + options;
    }

    ClientOptions.Builder options(String uri) {
        return ClientOptions.builder(uri)
                .name(name)
                .heartBeat(HeartBeat.NONE)
                .connectTimeout(TIMEOUT)
                .requestTimeout(TIMEOUT);
    }

    /** A client that is closed after the test and tells {@link #events} what becomes of it. */
    StompClient client(ClientOptions.Builder options) {
        return opened(new StompClient(options.build(), events));
    }

    StompClient connected(ClientOptions.Builder options) {
        return client(options).connect();
    }

    <T extends AutoCloseable> T opened(T resource) {
        resources.push(resource);
        return resource;
    }

    /** The first connection, after its CONNECT. */
    Peer peer() {
        return peer(1);
    }

    Peer peer(int number) {
        Peer peer = broker.connection(number);
        peer.expect("CONNECT");
        return peer;
    }

    static <T> Future<T> async(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        thread(task).start();
        return task;
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        return thread;
    }

    static <T> T result(Future<T> future) throws Exception {
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    static <T extends Throwable> T failure(Class<T> type, Future<?> future) {
        return assertInstanceOf(
                type,
                assertThrows(ExecutionException.class, () -> result(future)).getCause());
    }

    /** Waits until a thread waits for something itself. */
    static void awaitWaiting(Thread thread) throws TimeoutException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("expected a thread that waits, got one that is " + thread.getState());
            }
            Thread.onSpinWait();
        }
    }

    /** Waits for something that becomes true on another thread without a signal. */
    static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "expected a condition within " + TIMEOUT + ", it does not hold");
            Thread.onSpinWait();
        }
    }

    @AfterEach
    final void nothingIsLeftBehind() throws Exception {
        while (!resources.isEmpty()) {
            resources.pop().close();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(name)) {
                thread.join(TIMEOUT.toMillis());
                assertEquals(Thread.State.TERMINATED, thread.getState(), thread.getName());
            }
        }
    }
}

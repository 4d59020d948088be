package org.stompest.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Receipts call back one after the other, so that many of them at a time take no more threads than one. */
class CallbackTest extends ClientFixture {
    private static final int COUNT = 300;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Integer> order = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(COUNT);

    private void call(int number) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        threads.add(Thread.currentThread());
        hold();
        order.add(number);
        running.decrementAndGet();
        done.countDown();
    }

    private void hold() {
        try {
            assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Receipt send(StompClient client) {
        return client.send("/queue/a", Headers.EMPTY, body(""));
    }

    @Test
    void manyReceiptsCallBackOneAfterTheOtherOnOneThread() throws Exception {
        StompClient client = connected(plain());
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            send(client).whenDone(() -> call(number), failure -> {});
        }
        send(client).await(TIMEOUT);
        released.countDown();
        assertTrue(done.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertEquals(1, most.get());
        assertEquals(1, threads.size());
        assertEquals(IntStream.range(0, COUNT).boxed().toList(), order);
    }

    @Test
    void failuresOfALossCallBackOneAfterTheOtherToo() throws Exception {
        StompClient client = connected(plain());
        peer().oblige("SEND");
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            send(client).whenDone(() -> {}, failure -> call(number));
        }
        broker.connection(1).drop();
        events.next("failed");
        released.countDown();
        assertTrue(done.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertEquals(1, most.get());
        assertEquals(1, threads.size());
    }

    /** Also not the receipts of those who wait, and no handler. */
    @Test
    void callbackThatBlocksHoldsUpNoListenerAndNoHandler() throws Exception {
        StompClient client = connected(failover());
        CountDownLatch handled = new CountDownLatch(1);
        send(client).whenDone(this::hold, failure -> {});
        client.subscribe(
                "/queue/a", Headers.of("id", "s"), delivery -> handled.countDown(), FailurePolicy.disconnect(), 1);
        broker.connection(1).message("s", "m", "");
        assertTrue(handled.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        broker.connection(1).drop();
        events.next("interrupted");
        events.next("restored");
        released.countDown();
    }

    @Test
    void callbackThatThrowsHoldsUpNoOther() throws Exception {
        StompClient client = connected(plain());
        CountDownLatch called = new CountDownLatch(1);
        send(client).whenDone(() -> assertThrows(StompException.class, () -> {}), failure -> {});
        send(client).whenDone(called::countDown, failure -> {});
        assertTrue(called.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Test
    void stageCarriesTheFailureItself() throws Exception {
        StompClient client = connected(plain());
        peer().oblige("SEND");
        var stage = send(client).toStage();
        broker.connection(1).refuse(broker.connection(1).expect("SEND"), "no");
        failure(BrokerException.class, stage.toCompletableFuture());
    }
}

package org.stompest.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PushedSubscriptionTest extends ClientFixture {
    private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);

    private void hold(Delivery delivery) throws InterruptedException {
        started.add(delivery.message().text());
        assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    private String nextStarted() throws InterruptedException {
        String text = started.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(text, "expected a handler to start, none did");
        return text;
    }

    private PushedSubscription push(StompClient client, MessageHandler handler, int concurrency) {
        PushedSubscription subscription =
                client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), concurrency);
        broker.connection(client.isConnected() ? (int) client.link() : 1).skipTo("SUBSCRIBE", "ack:client-individual");
        return subscription;
    }

    private Peer messages(String... texts) {
        Peer peer = broker.connection(broker.connections());
        for (String text : texts) {
            peer.message("s", "m" + text, text);
        }
        return peer;
    }

    @Test
    void messageIsAcknowledgedAfterItsHandlerHasReturned() throws Exception {
        StompClient client = connected(plain());
        push(client, this::hold, 1);
        Peer peer = messages("1");
        nextStarted();
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
        released.countDown();
        peer.expect("ACK", "id:m1", "!receipt");
    }

    @Test
    void messagesStartInTheirOrder() throws Exception {
        push(connected(plain()), delivery -> started.add(delivery.message().text()), 1);
        Peer peer = messages("1", "2", "3", "4", "5");
        for (int i = 1; i <= 5; i++) {
            assertEquals(String.valueOf(i), nextStarted());
            peer.expect("ACK", "id:m" + i);
        }
    }

    @Test
    void noMoreHandlersRunAtATimeThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        push(
                connected(plain()),
                delivery -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    if (delivery.message().text().length() == 1) {
                        hold(delivery);
                    }
                    running.decrementAndGet();
                },
                3);
        Peer peer = messages("1", "2", "3", "40", "50", "60");
        assertEquals(
                List.of("1", "2", "3"),
                List.of(nextStarted(), nextStarted(), nextStarted()).stream()
                        .sorted()
                        .toList());
        released.countDown();
        for (int i = 0; i < 6; i++) {
            peer.expect("ACK");
        }
        assertEquals(3, most.get());
    }

    @ParameterizedTest
    @CsvSource({"0, client-individual", "-1, auto", "2, client"})
    void concurrencyThatDoesNotFitIsRefused(int concurrency, String ack) {
        StompClient client = connected(plain());
        assertThrows(
                IllegalArgumentException.class,
                () -> client.subscribe(
                        "/queue/a", Headers.of("ack", ack), message -> {}, FailurePolicy.disconnect(), concurrency));
    }

    @Test
    void messagesOfAnAutoSubscriptionAreNotAcknowledged() throws Exception {
        StompClient client = connected(plain());
        client.subscribe("/queue/a", Headers.of("id", "s", "ack", "auto"), this::hold, FailurePolicy.disconnect(), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE", "ack:auto");
        messages("1");
        nextStarted();
        released.countDown();
        client.close();
        peer.expect("DISCONNECT");
    }

    @Test
    void closeWaitsForTheHandlerAndLeavesTheRestToTheBroker() throws Exception {
        StompClient client = connected(plain());
        PushedSubscription subscription = push(client, this::hold, 1);
        Peer peer = messages("1", "2");
        nextStarted();
        Thread closing = thread(subscription::close);
        closing.start();
        awaitWaiting(closing);
        released.countDown();
        closing.join(TIMEOUT.toMillis());
        peer.expect("ACK", "id:m1");
        peer.expect("UNSUBSCRIBE", "id:s");
        messages("3");
        subscription.close();
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
        assertTrue(started.isEmpty());
    }

    @Test
    void closeWaitsNoLongerThanTheCloseTimeoutAndNothingIsAcknowledgedThen() throws Exception {
        StompClient client = connected(plain().closeTimeout(Duration.ofMillis(20)));
        PushedSubscription subscription = push(client, this::hold, 1);
        Peer peer = messages("1");
        nextStarted();
        subscription.close();
        peer.expect("UNSUBSCRIBE");
        released.countDown();
        assertTrue(subscription.awaitIdle(Deadline.within(TIMEOUT)));
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
    }

    @Test
    void handlerMayCloseItsSubscription() throws Exception {
        BlockingQueue<PushedSubscription> self = new LinkedBlockingQueue<>();
        StompClient client = connected(plain());
        self.add(push(client, delivery -> self.take().close(), 1));
        Peer peer = messages("1");
        peer.expect("ACK", "id:m1");
        peer.expect("UNSUBSCRIBE", "id:s");
    }

    @Test
    void handlerOfAFormerConnectionAcknowledgesNothing() throws Exception {
        StompClient client = connected(failover());
        push(client, this::hold, 1);
        messages("1", "2").stopReading();
        assertEquals("1", nextStarted());
        broker.connection(1).drop();
        events.next("interrupted");
        events.next("restored");
        Peer next = peer(2);
        next.expect("SUBSCRIBE", "ack:client-individual");
        messages("1");
        released.countDown();
        assertEquals("1", nextStarted());
        next.expect("ACK", "id:m1");
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        next.expect("SEND");
        assertTrue(started.isEmpty());
    }

    @Test
    void lossForGoodStartsNoMoreHandlers() throws Exception {
        StompClient client = connected(plain());
        push(client, this::hold, 1);
        messages("1", "2");
        assertEquals("1", nextStarted());
        broker.connection(1).drop();
        events.next("failed");
        released.countDown();
        client.close();
        assertTrue(started.isEmpty());
    }

    @Test
    void refusedSubscriptionIsForgotten() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var subscribing =
                async(() -> client.subscribe("/queue/a", Headers.EMPTY, message -> {}, FailurePolicy.disconnect(), 1));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.refuse(subscribe, "no");
        failure(BrokerException.class, subscribing);
        assertTrue(client.close(TIMEOUT));
    }
}

package org.stompest.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The right to acknowledge ends with the subscription; brokers may take a late ACK for a violation of STOMP. */
class AckAfterUnsubscribeTest extends ClientFixture {
    private final BlockingQueue<PushedSubscription> self = new LinkedBlockingQueue<>();

    private Delivery delivered(PulledSubscription subscription, Peer peer) {
        peer.message("s", "m", "");
        return subscription.receive(TIMEOUT).orElseThrow();
    }

    private void onlySendIsNext(StompClient client, Peer peer) {
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("SEND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "NACK"})
    void nothingIsAcknowledgedOrRejectedAfterUnsubscribe(String command) {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        Delivery delivery = delivered(subscription, peer);
        subscription.close();
        assertFalse(command.equals("ACK") ? client.ack(delivery) : client.nack(delivery));
        peer.expect("SUBSCRIBE");
        peer.expect("UNSUBSCRIBE");
        onlySendIsNext(client, peer);
    }

    @Test
    void acknowledgementMeetsNoOtherSubscriptionWithTheSameId() {
        StompClient client = connected(plain());
        PulledSubscription former = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        Delivery old = delivered(former, peer);
        former.close();
        PulledSubscription latter = client.subscribe("/queue/other", Headers.of("id", "s"));
        assertFalse(client.ack(old));
        assertTrue(client.ack(delivered(latter, peer)));
        peer.expect("SUBSCRIBE");
        peer.expect("UNSUBSCRIBE");
        peer.expect("SUBSCRIBE", "destination:/queue/other");
        peer.expect("ACK", "id:m");
        onlySendIsNext(client, peer);
    }

    @Test
    void subscriptionClosedInItsHandlerSettlesTheMessageInWorkAndEndsThen() throws Exception {
        StompClient client = connected(plain());
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        self.add(client.subscribe(
                "/queue/a",
                Headers.of("id", "s"),
                delivery -> {
                    handled.add(delivery.message().text());
                    self.take().close();
                },
                FailurePolicy.disconnect(),
                1));
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.send(Peer.messageFrame("s", "m1", "1"), Peer.messageFrame("s", "m2", "2"));
        peer.expect("ACK", "id:m1");
        peer.expect("UNSUBSCRIBE", "id:s");
        onlySendIsNext(client, peer);
        assertEquals("1", handled.take());
        assertTrue(handled.isEmpty());
    }

    @Test
    void subscriptionClosedInAHandlerThatFailsThenStillObeysThePolicy() throws Exception {
        StompClient client = connected(plain());
        MessageHandler handler = delivery -> {
            self.take().close();
            throw new IllegalStateException("boom");
        };
        FailurePolicy reject = (delivery, failure) -> new FailureOutcome.Reject();
        self.add(client.subscribe("/queue/a", Headers.of("id", "s"), handler, reject, 1));
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        peer.expect("NACK", "id:m");
        peer.expect("UNSUBSCRIBE", "id:s");
        onlySendIsNext(client, peer);
    }

    /** If they waited for each other, it would be until the close time-out, which is out of sight. */
    @Test
    void handlersThatCloseTheirSubscriptionDoNotWaitForEachOther() throws Exception {
        StompClient client = connected(plain().closeTimeout(TIMEOUT.multipliedBy(3)));
        CyclicBarrier both = new CyclicBarrier(2);
        CountDownLatch closed = new CountDownLatch(2);
        MessageHandler handler = delivery -> {
            PushedSubscription subscription = self.take();
            self.add(subscription);
            both.await();
            subscription.close();
            closed.countDown();
        };
        self.add(client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), 2));
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.send(Peer.messageFrame("s", "m1", "1"), Peer.messageFrame("s", "m2", "2"));
        assertTrue(closed.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        peer.expect("ACK");
        peer.expect("ACK");
        peer.expect("UNSUBSCRIBE", "id:s");
        onlySendIsNext(client, peer);
    }
}

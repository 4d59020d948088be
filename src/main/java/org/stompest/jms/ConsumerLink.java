package org.stompest.jms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client that a consumer has its messages from: that of the connection, or one of its own, which ends with it. Immutable. */
final class ConsumerLink {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLink.class);

    private final StompClient client;
    private final boolean isOwn;

    ConsumerLink(StompClient client, boolean isOwn) {
        this.client = client;
        this.isOwn = isOwn;
    }

    StompClient client() {
        return client;
    }

    /** Has the broker end subscriptions and take back what is not acknowledged. What is returned waits until it has. */
    Consumer<Duration> end(List<SubscriptionHandle> subscriptions) {
        if (isOwn) {
            return this::close;
        }
        List<Receipt> receipts = subscriptions.stream()
                .map(each -> client.requestUnsubscribe(each, Headers.EMPTY))
                .flatMap(Optional::stream)
                .toList();
        return timeout -> await(receipts, timeout);
    }

    private static void await(List<Receipt> receipts, Duration timeout) {
        long start = System.nanoTime();
        for (Receipt each : receipts) {
            try {
                each.await(Waits.left(timeout, start));
            } catch (StompException e) {
                LOG.debug("A subscription did not end in order", e);
            }
        }
    }

    /** There is no subscription: if the client was for it alone, that ends. */
    void unused(Duration timeout) {
        if (isOwn) {
            close(timeout);
        }
    }

    private void close(Duration timeout) {
        if (!client.close(timeout)) {
            LOG.debug("{} was cut, since the broker has not confirmed its end within {}", client, timeout);
        }
    }
}

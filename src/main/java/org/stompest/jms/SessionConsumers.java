package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.jms.JMSException;

import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers of a session. A closed one keeps its subscription while the session can still acknowledge its messages, because the end of a
 * subscription gives them back to the broker (Jakarta Messaging 3.1, 8.8). Thread-safe.
 */
final class SessionConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(SessionConsumers.class);

    private final StompClient client;
    private final Dialect dialect;
    private final AckPolicy acks;
    private final Duration requestTimeout;
    private final Runnable onSettled;
    private final Set<JmsMessageConsumer> open = ConcurrentHashMap.newKeySet();
    private final Set<JmsMessageConsumer> closing = ConcurrentHashMap.newKeySet();

    /**
     * Creates the consumers of a session.
     *
     * @param onSettled has others end, too, whose messages the session has acknowledged
     */
    SessionConsumers(StompClient client, Dialect dialect, AckPolicy acks, Duration requestTimeout, Runnable onSettled) {
        this.client = client;
        this.dialect = dialect;
        this.acks = acks;
        this.requestTimeout = requestTimeout;
        this.onSettled = onSettled;
    }

    /** Subscribes on behalf of a new consumer. */
    <C extends JmsMessageConsumer> C open(C consumer, SubscriptionRequest request) throws JMSException {
        Headers.Builder headers = Headers.builder();
        boolean isOpen = false;
        open.add(consumer);
        if (consumer.session().isStarted()) {
            // Looked at after the consumer can be found by start.
            consumer.start();
        }
        try {
            dialect.subscribe(request, headers);
            consumer.opened(client.subscribe(
                    dialect.destination(request.address()), headers.build(), consumer.sink(), requestTimeout));
            if (consumer.isClosed()) {
                client.requestUnsubscribe(consumer.subscription(), Headers.EMPTY);
                throw JmsExceptions.closed("session");
            }
            isOpen = true;
            return consumer;
        } catch (StompException e) {
            throw JmsExceptions.of("create a consumer of " + request.address(), e, dialect);
        } finally {
            if (!isOpen) {
                open.remove(consumer);
            }
        }
    }

    Set<JmsMessageConsumer> open() {
        return open;
    }

    boolean hasAnyOf(Address address) {
        return open.stream().anyMatch(each -> each.address().equals(address));
    }

    /** A consumer that hands out no more messages. */
    void closing(JmsMessageConsumer consumer) {
        if (open.remove(consumer)) {
            closing.add(consumer);
        }
    }

    /** Ends the subscriptions of closed consumers that no message waits for any more, and waits for the broker. */
    void endClosed() {
        onSettled.run();
        if (closing.isEmpty()) {
            return;
        }
        List<JmsMessageConsumer> done = closing.stream()
                .filter(each -> !acks.holds(each))
                .filter(closing::remove)
                .toList();
        end(done, Waits.positive(requestTimeout));
    }

    /** Ends all subscriptions. */
    void endAll(Duration timeout) {
        List<JmsMessageConsumer> all = new ArrayList<>(open);
        all.addAll(closing);
        open.clear();
        closing.clear();
        end(all, timeout);
    }

    private void end(List<JmsMessageConsumer> consumers, Duration timeout) {
        long start = System.nanoTime();
        List<Receipt> receipts = consumers.stream()
                .filter(each -> each.subscription() != null)
                .map(each -> client.requestUnsubscribe(each.subscription(), Headers.EMPTY))
                .flatMap(Optional::stream)
                .toList();
        for (Receipt receipt : receipts) {
            try {
                receipt.await(Waits.left(timeout, start));
            } catch (StompException e) {
                LOG.debug("A subscription did not end in order", e);
            }
        }
        consumers.forEach(JmsMessageConsumer::ended);
    }
}

package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final Set<Intake> closing = ConcurrentHashMap.newKeySet();

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
        Intake intake = consumer.intake();
        open.add(consumer);
        // Looked at after the consumer can be found by start.
        intake.attach(consumer);
        try {
            dialect.subscribe(request, headers);
            intake.opened(
                    client.subscribe(dialect.destination(request.address()), headers.build(), intake, requestTimeout));
            if (consumer.isClosed()) {
                client.requestUnsubscribe(intake.subscription(), Headers.EMPTY);
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

    /**
     * A subscription that a closed consumer has left, because messages of it are not settled. In a transaction one may consume by a new
     * consumer for each message, and finds here what the broker has sent to the one before.
     */
    Optional<Intake> adopt(Address address, String selector) {
        return closing.stream()
                .filter(each -> each.subscriptionName() == null
                        && each.address().equals(address)
                        && Objects.equals(each.selector(), selector)
                        && !each.inbox().hasFailed())
                .filter(closing::remove)
                .findFirst();
    }

    /** Goes on with a subscription that was adopted. */
    <C extends JmsMessageConsumer> C goOn(C consumer) {
        open.add(consumer);
        consumer.intake().attach(consumer);
        return consumer;
    }

    /** A consumer that hands out no more messages. */
    void closing(JmsMessageConsumer consumer) {
        if (open.remove(consumer)) {
            closing.add(consumer.intake());
        }
    }

    /** Ends the subscriptions of closed consumers that no message waits for any more, and waits for the broker. */
    void endClosed() {
        onSettled.run();
        if (closing.isEmpty()) {
            return;
        }
        List<Intake> done = closing.stream()
                .filter(each -> !acks.holds(each))
                .filter(closing::remove)
                .toList();
        end(done, Waits.positive(requestTimeout));
    }

    /** Ends all subscriptions. */
    void endAll(Duration timeout) {
        List<Intake> all = new ArrayList<>(closing);
        open.forEach(each -> all.add(each.intake()));
        open.clear();
        closing.clear();
        end(all, timeout);
    }

    private void end(List<Intake> intakes, Duration timeout) {
        long start = System.nanoTime();
        List<Receipt> receipts = intakes.stream()
                .map(Intake::subscription)
                .filter(Objects::nonNull)
                .map(each -> client.requestUnsubscribe(each, Headers.EMPTY))
                .flatMap(Optional::stream)
                .toList();
        for (Receipt receipt : receipts) {
            try {
                receipt.await(Waits.left(timeout, start));
            } catch (StompException e) {
                LOG.debug("A subscription did not end in order", e);
            }
        }
        intakes.forEach(Intake::ended);
    }
}

package org.stompest.jms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.dialect.Capability;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.jms.Subscriptions.Definition;
import org.stompest.jms.message.Addresses;
import org.stompest.jms.message.ForeignMessages;
import org.stompest.jms.selector.Selector;

/** Makes the consumers of a session: plain, durable, shared and browsing (Jakarta Messaging 3.1, 8.2 and 8.3). Used by the session's thread. */
final class ConsumerFactory {
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_BYTES = 64 << 20;

    private final JmsSession session;
    private final JmsConnection connection;
    private final SessionConsumers consumers;
    private final AckPolicy acks;
    private final Dialect dialect;
    private final ConnectionConfig config;

    ConsumerFactory(JmsSession session, JmsConnection connection, SessionConsumers consumers, AckPolicy acks) {
        this.session = session;
        this.connection = connection;
        this.consumers = consumers;
        this.acks = acks;
        this.dialect = connection.dialect();
        this.config = connection.config();
    }

    MessageConsumer plain(Destination destination, String selector, boolean noLocal) throws JMSException {
        Address address = address(destination);
        if (address.kind().isTopic()) {
            return destination instanceof Topic topic
                    ? subscriber(topic, selector, noLocal)
                    : subscriber((Topic) ForeignMessages.destination(destination), selector, noLocal);
        }
        return receiver((Queue) ForeignMessages.destination(destination), selector);
    }

    QueueReceiver receiver(Queue queue, String selectorText) throws JMSException {
        Address address = address(queue);
        Optional<Selector> selector = Selectors.parse(selectorText);
        String text = selector.map(Selector::toString).orElse(null);
        Optional<Intake> left = consumers.adopt(address, text);
        if (left.isPresent()) {
            return consumers.goOn(new JmsQueueReceiver(session, queue, left.get()));
        }
        Intake intake = new Intake(session, address, text, MessageFilter.NONE, null, () -> {});
        SubscriptionRequest request = request(address, Option.QUEUE_PREFETCH, selector, null, false, false);
        return consumers.open(new JmsQueueReceiver(session, queue, intake), request);
    }

    TopicSubscriber subscriber(Topic topic, String selectorText, boolean noLocal) throws JMSException {
        Address address = address(topic);
        Optional<Selector> selector = Selectors.parse(selectorText);
        SubscriptionRequest request = request(address, Option.TOPIC_PREFETCH, selector, null, false, false);
        return consumers.open(subscriber(topic, address, null, selector, noLocal, () -> {}), request);
    }

    private JmsTopicSubscriber subscriber(
            Topic topic, Address address, String name, Optional<Selector> selector, boolean noLocal, Runnable onEnd) {
        String text = selector.map(Selector::toString).orElse(null);
        MessageFilter filter = new MessageFilter(selector.orElse(null), noLocal);
        return new JmsTopicSubscriber(session, topic, new Intake(session, address, text, filter, name, onEnd));
    }

    /** A durable subscription belongs to a client identifier, and has one consumer at a time (8.3.3). */
    TopicSubscriber durable(Topic topic, String name, String selectorText, boolean noLocal) throws JMSException {
        if (connection.getClientID() == null) {
            throw JmsExceptions.state("expected a connection with a client identifier for the durable subscription '"
                    + name + "', got one without");
        }
        check(Capability.DURABLE_SUBSCRIPTIONS);
        return named(topic, name, selectorText, noLocal, false, true);
    }

    /** Several consumers share a subscription (8.3.2 and 8.3.4). */
    MessageConsumer shared(Topic topic, String name, String selectorText, boolean isDurable) throws JMSException {
        check(isDurable ? Capability.SHARED_DURABLE_SUBSCRIPTIONS : Capability.SHARED_SUBSCRIPTIONS);
        if (connection.getClientID() == null && !dialect.can(Capability.ANONYMOUS_SHARED_SUBSCRIPTIONS)) {
            throw JmsExceptions.state("expected a connection with a client identifier for the shared subscription '"
                    + name + "', got one without, whose subscription " + dialect.name()
                    + " would delete when it is not in use");
        }
        return named(topic, name, selectorText, false, true, isDurable);
    }

    private TopicSubscriber named(
            Topic topic, String name, String selectorText, boolean noLocal, boolean isShared, boolean isDurable)
            throws JMSException {
        if (name == null || name.isBlank()) {
            throw new JMSException(
                    "expected the name of a subscription to " + topic + ", got none", JmsExceptions.ARGUMENT);
        }
        Address address = address(topic);
        if (address.kind().isTemporary()) {
            throw new InvalidDestinationException(
                    "expected a lasting topic for the subscription '" + name + "', got " + topic,
                    JmsExceptions.DESTINATION);
        }
        Optional<Selector> selector = Selectors.parse(selectorText);
        SubscriptionRequest request =
                request(address, Option.DURABLE_TOPIC_PREFETCH, selector, name, isShared, isDurable);
        Subscriptions subscriptions = connection.subscriptions();
        boolean isChanged = subscriptions.open(
                name,
                new Definition(address, selector.map(Selector::toString).orElse(""), noLocal, isShared, isDurable));
        // Who closes the session meanwhile ends it, too.
        AtomicBoolean isCounted = new AtomicBoolean(true);
        boolean isOpen = false;
        try {
            if (isChanged) {
                connection.deleteSubscription(name);
            }
            TopicSubscriber subscriber = consumers.open(
                    subscriber(topic, address, name, selector, noLocal, () -> {
                        if (isCounted.getAndSet(false)) {
                            subscriptions.closed(name, isDurable);
                        }
                    }),
                    request);
            subscriptions.opened(name, isDurable);
            isOpen = true;
            return subscriber;
        } finally {
            if (!isOpen && isCounted.getAndSet(false)) {
                subscriptions.refused(name, isDurable);
            }
        }
    }

    JmsQueueBrowser browser(Queue queue, String selectorText) throws JMSException {
        Address address = address(queue);
        check(Capability.BROWSING);
        Optional<Selector> selector = Selectors.parse(selectorText);
        SubscriptionRequest request = new SubscriptionRequest(
                address,
                AckScheme.NONE,
                config.prefetch(Option.QUEUE_BROWSER_PREFETCH),
                config.number(Option.PREFETCH_WINDOW),
                selector.isPresent() ? Selectors.forBroker(selector.get(), address, dialect) : null,
                null,
                false,
                false,
                true,
                connection.clientId());
        Duration timeout = Waits.positive(config.duration(Option.REQUEST_TIMEOUT));
        return new JmsQueueBrowser(
                session,
                connection.client(),
                queue,
                selector.map(Selector::toString).orElse(null),
                request,
                timeout.toNanos());
    }

    private SubscriptionRequest request(
            Address address,
            Option prefetch,
            Optional<Selector> selector,
            String name,
            boolean isShared,
            boolean isDurable)
            throws JMSException {
        SubscriptionRequest request = new SubscriptionRequest(
                address,
                connection.acks(acks.scheme()),
                config.prefetch(prefetch),
                config.number(Option.PREFETCH_WINDOW),
                selector.isPresent() ? Selectors.forBroker(selector.get(), address, dialect) : null,
                name,
                isShared,
                isDurable,
                false,
                connection.clientId());
        boolean isTooNarrow = acks.defers() && !dialect.window(request).isExtensible();
        return isTooNarrow
                ? request.within(widened(request.prefetch(), MOST_MESSAGES), widened(request.windowBytes(), MOST_BYTES))
                : request;
    }

    /** Where the window cannot grow, what is consumed in one transaction has to fit into it. */
    private static int widened(int window, int most) {
        return Math.max(window, (int) Math.min(10L * window, most));
    }

    private Address address(Destination destination) throws JMSException {
        if (destination == null) {
            throw new InvalidDestinationException("expected a destination, got null", JmsExceptions.DESTINATION);
        }
        Address address = Addresses.of(ForeignMessages.destination(destination));
        connection.temporaries().checkOwned(address);
        return address;
    }

    private void check(Capability capability) throws JMSException {
        if (!dialect.can(capability)) {
            throw new JMSException(
                    "expected a broker that can do " + capability.text() + " over STOMP, got " + dialect.name()
                            + wayOut(capability),
                    JmsExceptions.UNSUPPORTED);
        }
    }

    private static String wayOut(Capability capability) {
        return switch (capability) {
            case SHARED_SUBSCRIPTIONS, SHARED_DURABLE_SUBSCRIPTIONS ->
                "; let several consumers share a queue instead: on ActiveMQ Consumer.<name>.VirtualTopic.<topic>, on Artemis a shared"
                        + " durable subscription with a client identifier, or the queue <topic>::<name>";
            case BROWSING -> "; look at the queue in the console of the broker";
            default -> "";
        };
    }
}

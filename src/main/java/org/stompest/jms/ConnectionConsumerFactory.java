package org.stompest.jms;

import java.time.Duration;
import java.util.Optional;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;

import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.dialect.Capability;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.jms.Subscriptions.Definition;
import org.stompest.jms.message.Addresses;
import org.stompest.jms.message.ForeignMessages;
import org.stompest.jms.selector.Selector;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/** Makes the connection consumers of a connection (Jakarta Messaging 3.1, 11.2). Stateless but for its connection. */
final class ConnectionConsumerFactory {
    private final JmsConnection connection;
    private final Dialect dialect;
    private final ConnectionConfig config;

    ConnectionConsumerFactory(JmsConnection connection) {
        this.connection = connection;
        this.dialect = connection.dialect();
        this.config = connection.config();
    }

    /** Subscribes; the name is that of a shared or durable subscription, and means nothing for others. */
    JmsConnectionConsumer open(
            Destination destination,
            String selectorText,
            ServerSessionPool pool,
            int maxMessages,
            String name,
            boolean isShared,
            boolean isDurable)
            throws JMSException {
        if (destination == null) {
            throw new InvalidDestinationException(
                    "expected a destination for a connection consumer, got null", JmsExceptions.DESTINATION);
        }
        if (pool == null) {
            throw new JMSException(
                    "expected a pool of sessions for a connection consumer of " + destination + ", got null",
                    JmsExceptions.ARGUMENT);
        }
        boolean isNamed = isShared || isDurable;
        if (isNamed && (name == null || name.isBlank())) {
            throw new JMSException(
                    "expected the name of a subscription to " + destination + ", got none", JmsExceptions.ARGUMENT);
        }
        boolean needsClientId = isDurable && !isShared || !dialect.can(Capability.ANONYMOUS_SHARED_SUBSCRIPTIONS);
        if (isNamed && needsClientId && connection.getClientID() == null) {
            throw JmsExceptions.state("expected a connection with a client identifier for the subscription '" + name
                    + "', got one without");
        }
        Address address = Addresses.of(ForeignMessages.destination(destination));
        connection.temporaries().checkOwned(address);
        if (isNamed && address.kind().isTemporary()) {
            throw new InvalidDestinationException(
                    "expected a lasting topic for the subscription '" + name + "', got " + destination,
                    JmsExceptions.DESTINATION);
        }
        Optional<Selector> selector = Selectors.parse(selectorText);
        SubscriptionRequest request = new SubscriptionRequest(
                address,
                connection.acks(AckScheme.INDIVIDUAL),
                config.prefetch(prefetch(address, isNamed)),
                config.number(Option.PREFETCH_WINDOW),
                selector.isPresent() ? Selectors.forBroker(selector.get(), address, dialect) : null,
                name,
                isShared,
                isDurable,
                false,
                connection.clientId());
        if (!isNamed) {
            return subscribe(address, pool, maxMessages, selector, request, () -> {});
        }
        Subscriptions subscriptions = connection.subscriptions();
        boolean isChanged = subscriptions.open(
                name, new Definition(address, selector.map(Selector::toString).orElse(""), false, isShared, isDurable));
        boolean isOpen = false;
        try {
            if (isChanged) {
                connection.deleteSubscription(name);
            }
            JmsConnectionConsumer consumer = subscribe(
                    address, pool, maxMessages, selector, request, () -> subscriptions.closed(name, isDurable));
            subscriptions.opened(name, isDurable);
            isOpen = true;
            return consumer;
        } finally {
            if (!isOpen) {
                subscriptions.refused(name, isDurable);
            }
        }
    }

    private static Option prefetch(Address address, boolean isNamed) {
        if (isNamed) {
            return Option.DURABLE_TOPIC_PREFETCH;
        }
        return address.kind().isTopic() ? Option.TOPIC_PREFETCH : Option.QUEUE_PREFETCH;
    }

    private JmsConnectionConsumer subscribe(
            Address address,
            ServerSessionPool pool,
            int maxMessages,
            Optional<Selector> selector,
            SubscriptionRequest request,
            Runnable onEnd)
            throws JMSException {
        // What of a queue is not wanted here may be wanted by somebody else, so there the broker alone selects.
        MessageFilter filter =
                address.kind().isTopic() ? new MessageFilter(selector.orElse(null), false) : MessageFilter.NONE;
        Headers.Builder headers = Headers.builder();
        Duration timeout = config.duration(Option.REQUEST_TIMEOUT);
        try {
            dialect.subscribe(request, headers);
            String text = dialect.destination(address);
            ConsumerLink link = connection.consumerLink();
            JmsConnectionConsumer consumer =
                    new JmsConnectionConsumer(connection, link, address, filter, pool, maxMessages, onEnd);
            boolean isOpen = false;
            try {
                consumer.opened(link.client().subscribe(text, headers.build(), consumer.sink(), timeout));
                isOpen = true;
            } finally {
                if (!isOpen) {
                    link.unused(Waits.positive(timeout));
                }
            }
            return consumer;
        } catch (StompException e) {
            throw JmsExceptions.of("create a connection consumer of " + address, e, dialect);
        }
    }
}

package org.stompest.jms;

import java.util.Optional;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;

import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
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

    /** Subscribes; a name of null means a subscription that has none. */
    JmsConnectionConsumer open(
            Destination destination,
            String selectorText,
            ServerSessionPool pool,
            int maxMessages,
            String name,
            boolean isShared,
            boolean isDurable)
            throws JMSException {
        if (destination == null || pool == null) {
            throw new InvalidDestinationException(
                    "expected a destination and a pool of sessions for a connection consumer, got null",
                    JmsExceptions.DESTINATION);
        }
        if (name != null && connection.getClientID() == null) {
            throw JmsExceptions.state("expected a connection with a client identifier for the subscription '" + name
                    + "', got one without");
        }
        Address address = Addresses.of(ForeignMessages.destination(destination));
        connection.temporaries().checkOwned(address);
        Optional<Selector> selector = Selectors.parse(selectorText);
        SubscriptionRequest request = new SubscriptionRequest(
                address,
                AckScheme.INDIVIDUAL,
                config.prefetch(address.kind().isTopic() ? Option.TOPIC_PREFETCH : Option.QUEUE_PREFETCH),
                config.number(Option.PREFETCH_WINDOW),
                selector.isPresent() ? Selectors.forBroker(selector.get(), address, dialect) : null,
                name,
                isShared,
                isDurable,
                false);
        if (name == null) {
            return subscribe(address, pool, maxMessages, selector, request, () -> {});
        }
        Subscriptions subscriptions = connection.subscriptions();
        subscriptions.open(
                name, new Definition(address, selector.map(Selector::toString).orElse(""), false, isShared, isDurable));
        boolean isOpen = false;
        try {
            JmsConnectionConsumer consumer = subscribe(
                    address, pool, maxMessages, selector, request, () -> subscriptions.closed(name, isDurable));
            isOpen = true;
            return consumer;
        } finally {
            if (!isOpen) {
                subscriptions.closed(name, isDurable);
            }
        }
    }

    private JmsConnectionConsumer subscribe(
            Address address,
            ServerSessionPool pool,
            int maxMessages,
            Optional<Selector> selector,
            SubscriptionRequest request,
            Runnable onEnd)
            throws JMSException {
        JmsConnectionConsumer consumer = new JmsConnectionConsumer(
                connection, address, new MessageFilter(selector.orElse(null), false), pool, maxMessages, onEnd);
        Headers.Builder headers = Headers.builder();
        try {
            dialect.subscribe(request, headers);
            consumer.opened(connection
                    .client()
                    .subscribe(
                            dialect.destination(address),
                            headers.build(),
                            consumer.sink(),
                            config.duration(Option.REQUEST_TIMEOUT)));
            return consumer;
        } catch (StompException e) {
            throw JmsExceptions.of("create a connection consumer of " + address, e, dialect);
        }
    }
}

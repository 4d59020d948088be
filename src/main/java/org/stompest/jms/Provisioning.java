package org.stompest.jms;

import java.time.Duration;
import java.util.Optional;

import jakarta.jms.JMSException;

import org.stompest.client.ClientListener;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.dialect.Deletion;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/** Has the broker make and delete what does not come and go with a STOMP connection. Thread-safe. */
final class Provisioning {
    private static final byte[] NOTHING = new byte[0];

    private final JmsConnection connection;
    private final Connector connector;

    Provisioning(JmsConnection connection, Connector connector) {
        this.connection = connection;
        this.connector = connector;
    }

    /** Makes a temporary destination, if the broker does not by itself. */
    void create(Address address) throws JMSException {
        Optional<Headers> headers = connection.dialect().createTemporary(address);
        if (headers.isPresent()) {
            Duration timeout = connection.config().duration(Option.REQUEST_TIMEOUT);
            try {
                connection
                        .client()
                        .request(Frame.of(Command.SEND, headers.get(), NOTHING), timeout)
                        .await(Waits.positive(timeout));
            } catch (StompException e) {
                throw JmsExceptions.of("create " + address, e, connection.dialect());
            }
        }
    }

    /** Deletes a temporary destination, if the broker does not by itself when the connection ends. */
    void delete(Address address, Duration timeout) throws JMSException {
        Optional<Deletion> deletion = connection.dialect().deleteTemporary(address);
        if (deletion.isPresent()) {
            delete(deletion.get(), address.toString(), timeout);
        }
    }

    /** Deletes a durable subscription that is not in use. */
    void deleteSubscription(String name) throws JMSException {
        String what = "the subscription '" + name + "'";
        try {
            delete(
                    connection.dialect().deleteSubscription(name, connection.clientId()),
                    what,
                    connection.config().duration(Option.REQUEST_TIMEOUT));
        } catch (StompException e) {
            throw JmsExceptions.of("delete " + what, e, connection.dialect());
        }
    }

    private void delete(Deletion deletion, String what, Duration timeout) throws JMSException {
        try {
            if (deletion.needsSubscription()) {
                deleteByConsumer(deletion, timeout);
            } else {
                connection.client().deleteSubscription(deletion.unsubscribe()).await(Waits.positive(timeout));
            }
        } catch (StompException e) {
            throw JmsExceptions.of("delete " + what, e, connection.dialect());
        }
    }

    /** By a client of its own: what goes wrong may end it, and messages that were in the queue may still come. */
    private void deleteByConsumer(Deletion deletion, Duration timeout) {
        StompClient client = connector.another(connection.client(), connection.dialect(), ClientListener.NONE, timeout);
        try {
            SubscriptionHandle subscription =
                    client.subscribe(deletion.destination(), deletion.subscribe(), delivery -> {}, timeout);
            client.requestUnsubscribe(subscription, deletion.unsubscribe())
                    .ifPresent(receipt -> receipt.await(Waits.positive(timeout)));
        } finally {
            client.close(Waits.positive(timeout));
        }
    }
}

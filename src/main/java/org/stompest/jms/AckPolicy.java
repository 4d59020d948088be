package org.stompest.jms;

import java.util.List;

import jakarta.jms.JMSException;

import org.stompest.client.StompClient;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Dialect;

/**
 * When a session tells the broker that messages are consumed, and what happens to those that are not: one policy for each
 * acknowledgement mode (Jakarta Messaging 3.1, 6.2.10). Called by the thread that uses the session or runs its listeners, and by the
 * one that closes it, after the other has stopped.
 */
abstract sealed class AckPolicy
        permits AutoAckPolicy, DupsOkAckPolicy, ClientAckPolicy, IndividualAckPolicy, TransactedAckPolicy, NoAckPolicy {
    private final StompClient client;

    AckPolicy(StompClient client) {
        this.client = client;
    }

    static AckPolicy of(AckMode mode, StompClient client, Dialect dialect, ConnectionConfig config) {
        return switch (mode) {
            case AUTO -> new AutoAckPolicy(client);
            case DUPS_OK -> new DupsOkAckPolicy(client, Math.max(1, config.number(Option.DUPS_OK_BATCH_SIZE)));
            case CLIENT -> new ClientAckPolicy(client, dialect, config);
            case INDIVIDUAL -> new IndividualAckPolicy(client);
            case TRANSACTED -> new TransactedAckPolicy(client);
            case NONE -> new NoAckPolicy(client);
        };
    }

    final StompClient client() {
        return client;
    }

    /** How consumers of the session subscribe. */
    AckScheme scheme() {
        return AckScheme.CUMULATIVE;
    }

    /**
     * A thread is about to wait for a message, so it is done with the one before.
     *
     * @param isInboxEmpty whether nothing more is at hand, so that the broker may be waiting for acknowledgements
     */
    void beforeReceive(boolean isInboxEmpty) {}

    /** A message is being returned to a thread that has waited for it. */
    abstract void received(Received message);

    /** A message is about to be handed to a listener. */
    abstract void dispatched(Received message);

    /** The listener has returned. */
    void returned(Received message) {}

    /** The listener has thrown; what is not said otherwise stays unacknowledged (8.7). */
    void failed(Received message) {}

    /** The application has called {@code acknowledge} on a message or a context. */
    void acknowledge(Received message) throws JMSException {}

    /** A message is not handed out at all and counts as consumed: it has expired, or gone to the dead letters. */
    abstract void discard(Received message);

    /** The application wants what is not acknowledged again. */
    void recover() {}

    /** Whether there are messages of a subscription that can still be acknowledged, so that it has to stay. */
    abstract boolean holds(Intake intake);

    /** The session or a consumer closes: acknowledges what counts as consumed by now. */
    void settle() {}

    final void ack(Received message) {
        client.ack(message.delivery());
    }

    /** Hands messages out again, before all others and in their order; those of a lost connection will come from the broker. */
    final void redeliver(List<Received> messages) {
        long link = client.link();
        for (List<Received> each : Unsettled.bySubscription(messages)) {
            List<Received> current = each.stream()
                    .filter(message -> message.delivery().link() == link)
                    .toList();
            if (!current.isEmpty()) {
                current.forEach(Received::countRedelivery);
                current.get(0).putBack(current);
            }
        }
    }

    /** Puts a message back before all others, as if it had not been looked at; that of a lost connection will come from the broker. */
    final void putBack(Received message) {
        if (message.delivery().link() == client.link()) {
            message.putBack(List.of(message));
        }
    }
}

package org.stompest.jms;

import java.util.List;

import jakarta.jms.JMSException;

import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Dialect;

/**
 * When a session tells the broker that messages are consumed, and what happens to those that are not: one policy for each
 * acknowledgement mode (Jakarta Messaging 3.1, 6.2.10). Called by the thread that uses the session or runs its listeners, and by the
 * one that closes it, after the other has stopped.
 */
abstract sealed class AckPolicy
        permits AutoAckPolicy, DupsOkAckPolicy, ClientAckPolicy, IndividualAckPolicy, TransactedAckPolicy, NoAckPolicy {
    static AckPolicy of(AckMode mode, Dialect dialect, ConnectionConfig config) {
        return switch (mode) {
            case AUTO -> new AutoAckPolicy();
            case DUPS_OK -> new DupsOkAckPolicy(Math.max(1, config.number(Option.DUPS_OK_BATCH_SIZE)));
            case CLIENT -> new ClientAckPolicy(dialect, config);
            case INDIVIDUAL -> new IndividualAckPolicy();
            case TRANSACTED -> new TransactedAckPolicy();
            case NONE -> new NoAckPolicy();
        };
    }

    /** How consumers of the session would like to subscribe; the broker may not. */
    AckScheme scheme() {
        return AckScheme.CUMULATIVE;
    }

    /** Whether messages stay unacknowledged until the application says so. */
    boolean defers() {
        return false;
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

    /** Hands messages out again, before all others and in their order; those of a lost connection will come from the broker. */
    final void redeliver(List<Received> messages) {
        for (List<Received> each : Unsettled.bySource(messages)) {
            List<Received> current = each.stream().filter(Received::isCurrent).toList();
            if (!current.isEmpty()) {
                current.forEach(Received::countRedelivery);
                current.get(0).putBack(current);
            }
        }
    }

    /** Puts a message back before all others, as if it had not been looked at; that of a lost connection will come from the broker. */
    final void putBack(Received message) {
        if (message.isCurrent()) {
            message.putBack(List.of(message));
        }
    }
}

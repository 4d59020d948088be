package org.stompest.jms;

import org.stompest.client.Delivery;

/**
 * A message on its way through a session: the delivery, its consumer, and how often it has been handed out here. Owned by the inbox,
 * the session's dispatch or its list of unsettled messages, whichever has it.
 */
final class Received {
    private final Delivery delivery;
    private final JmsMessageConsumer consumer;
    private int redeliveries;
    private boolean isForwarded;

    Received(Delivery delivery, JmsMessageConsumer consumer) {
        this.delivery = delivery;
        this.consumer = consumer;
    }

    Delivery delivery() {
        return delivery;
    }

    JmsMessageConsumer consumer() {
        return consumer;
    }

    /** How often it was handed out here before. */
    int redeliveries() {
        return redeliveries;
    }

    void countRedelivery() {
        redeliveries++;
    }

    /** Whether a copy of it has gone to the dead letters, so that it only waits to be acknowledged. */
    boolean isForwarded() {
        return isForwarded;
    }

    void setForwarded() {
        isForwarded = true;
    }
}

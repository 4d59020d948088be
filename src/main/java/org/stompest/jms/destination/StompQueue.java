package org.stompest.jms.destination;

import jakarta.jms.Queue;

import org.stompest.dialect.Address;

/** A queue. Immutable. */
public final class StompQueue extends StompDestination implements Queue {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a queue.
     *
     * @param name its name; a prefix {@code queue://} or {@code /queue/} is left out
     */
    public StompQueue(String name) {
        super(Address.Kind.QUEUE, plain(Address.Kind.QUEUE, name));
    }

    @Override
    public String getQueueName() {
        return name();
    }
}

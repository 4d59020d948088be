package org.stompest.jms.destination;

import jakarta.jms.Queue;

/** A queue. Immutable. */
public final class StompQueue extends StompDestination implements Queue {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a queue.
     *
     * @param name its name; a prefix {@code queue://} or {@code /queue/} is left out
     */
    public StompQueue(String name) {
        super("queue", plain("queue", name));
    }

    @Override
    public String getQueueName() {
        return name();
    }
}

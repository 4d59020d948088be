package org.stompest.jms.destination;

import jakarta.jms.Topic;

/** A topic. Immutable. */
public final class StompTopic extends StompDestination implements Topic {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a topic.
     *
     * @param name its name; a prefix {@code topic://} or {@code /topic/} is left out
     */
    public StompTopic(String name) {
        super("topic", plain("topic", name));
    }

    @Override
    public String getTopicName() {
        return name();
    }
}

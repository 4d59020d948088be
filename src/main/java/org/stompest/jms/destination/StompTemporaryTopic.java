package org.stompest.jms.destination;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;

/** A topic that ends with the connection that made it. Immutable. */
public final class StompTemporaryTopic extends StompDestination implements TemporaryTopic {
    private static final long serialVersionUID = 1L;

    /** The connection that made it; a copy that was serialized belongs to nobody. */
    private final transient TemporaryOwner owner;

    /**
     * Creates a temporary topic.
     *
     * @param name its name
     * @param owner the connection that it belongs to
     */
    public StompTemporaryTopic(String name, TemporaryOwner owner) {
        super("temp-topic", name);
        this.owner = owner;
    }

    @Override
    public String getTopicName() {
        return name();
    }

    /**
     * The connection that it belongs to.
     *
     * @return the owner, {@link TemporaryOwner#NOBODY} for one that came in a message
     */
    public TemporaryOwner owner() {
        return owner == null ? TemporaryOwner.NOBODY : owner;
    }

    @Override
    public void delete() throws JMSException {
        owner().delete(this);
    }
}

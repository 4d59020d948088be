package org.stompest.dialect;

/** What some brokers can do over STOMP and others cannot. Immutable. */
public enum Capability {
    /** Temporary queues and topics. */
    TEMPORARY_DESTINATIONS("temporary destinations"),
    /** Durable subscriptions to topics. */
    DURABLE_SUBSCRIPTIONS("durable subscriptions"),
    /** Durable subscriptions to topics that several consumers share. */
    SHARED_DURABLE_SUBSCRIPTIONS("shared durable subscriptions"),
    /** Shared subscriptions to topics that end with their last consumer. */
    SHARED_SUBSCRIPTIONS("shared subscriptions"),
    /** Shared subscriptions of connections without a client identifier. */
    ANONYMOUS_SHARED_SUBSCRIPTIONS("shared subscriptions without a client identifier"),
    /** Looking at a queue without consuming. */
    BROWSING("browsing a queue"),
    /** Messages that are delivered later. */
    DELIVERY_DELAY("delivery delay"),
    /** Selectors that the broker evaluates on queues without losing or holding back messages. */
    QUEUE_SELECTORS("selectors on queues");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /**
     * The capability in words.
     *
     * @return for messages
     */
    public String text() {
        return text;
    }
}

package org.stompest.jms.message;

import org.stompest.dialect.Address;
import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTemporaryQueue;
import org.stompest.jms.destination.StompTemporaryTopic;
import org.stompest.jms.destination.StompTopic;
import org.stompest.jms.destination.TemporaryOwner;

/** Between the destinations of Jakarta Messaging and the addresses that dialects know. Stateless. */
public final class Addresses {
    private Addresses() {}

    /**
     * The address of a destination.
     *
     * @param destination one of ours
     * @return kind and name
     */
    public static Address of(StompDestination destination) {
        if (destination instanceof StompQueue queue) {
            return new Address(Address.Kind.QUEUE, queue.getQueueName());
        }
        if (destination instanceof StompTopic topic) {
            return new Address(Address.Kind.TOPIC, topic.getTopicName());
        }
        if (destination instanceof StompTemporaryQueue queue) {
            return new Address(Address.Kind.TEMPORARY_QUEUE, queue.getQueueName());
        }
        return new Address(Address.Kind.TEMPORARY_TOPIC, ((StompTemporaryTopic) destination).getTopicName());
    }

    /**
     * The destination of an address.
     *
     * @param address kind and name
     * @return a destination of that kind; a temporary one belongs to nobody
     */
    public static StompDestination destination(Address address) {
        return switch (address.kind()) {
            case QUEUE -> new StompQueue(address.name());
            case TOPIC -> new StompTopic(address.name());
            case TEMPORARY_QUEUE -> new StompTemporaryQueue(address.name(), TemporaryOwner.NOBODY);
            case TEMPORARY_TOPIC -> new StompTemporaryTopic(address.name(), TemporaryOwner.NOBODY);
        };
    }
}

package org.stompest.jms;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;

import org.stompest.dialect.Address;
import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.destination.StompTemporaryQueue;
import org.stompest.jms.destination.StompTemporaryTopic;
import org.stompest.jms.destination.TemporaryOwner;
import org.stompest.jms.message.Addresses;

/**
 * The temporary destinations of a connection, and the rules that brokers do not see to over STOMP (Jakarta Messaging 3.1, 6.2.2). Thread-safe.
 */
final class TemporaryDestinations implements TemporaryOwner {
    private final Set<Address> existing = ConcurrentHashMap.newKeySet();
    private final Predicate<Address> hasConsumers;
    private final Removal removal;
    private volatile boolean isClosed;

    /**
     * Creates none.
     *
     * @param hasConsumers whether a session of the connection consumes from a destination
     * @param removal deletes it from the broker
     */
    TemporaryDestinations(Predicate<Address> hasConsumers, Removal removal) {
        this.hasConsumers = hasConsumers;
        this.removal = removal;
    }

    /** Has the broker delete a destination. */
    @FunctionalInterface
    interface Removal {
        void remove(Address address) throws JMSException;
    }

    StompTemporaryQueue createQueue() {
        StompTemporaryQueue queue = new StompTemporaryQueue(newName(), this);
        existing.add(Addresses.of(queue));
        return queue;
    }

    StompTemporaryTopic createTopic() {
        StompTemporaryTopic topic = new StompTemporaryTopic(newName(), this);
        existing.add(Addresses.of(topic));
        return topic;
    }

    private static String newName() {
        return "stompest-" + UUID.randomUUID();
    }

    @Override
    public void delete(StompDestination destination) throws JMSException {
        if (isClosed) {
            throw JmsExceptions.closed("connection");
        }
        Address address = Addresses.of(destination);
        if (hasConsumers.test(address)) {
            throw JmsExceptions.state("expected " + destination + " to have no consumers when it is deleted, got some");
        }
        if (existing.remove(address)) {
            removal.remove(address);
        }
    }

    /** Only the connection that made a temporary destination may consume from it. */
    void checkOwned(Address address) throws JMSException {
        if (address.kind().isTemporary() && !existing.contains(address)) {
            throw new InvalidDestinationException(
                    "expected a temporary destination of this connection, got " + address
                            + ", which is another's or deleted",
                    JmsExceptions.DESTINATION);
        }
    }

    /** One of our own that is deleted takes no messages; of others' we cannot know. */
    void checkUsable(StompDestination destination) throws JMSException {
        if (destination instanceof StompTemporaryQueue queue && queue.owner() == this
                || destination instanceof StompTemporaryTopic topic && topic.owner() == this) {
            checkOwned(Addresses.of(destination));
        }
    }

    /** Creates and deletes no more; what is left. */
    List<Address> close() {
        isClosed = true;
        List<Address> left = List.copyOf(existing);
        existing.clear();
        return left;
    }
}

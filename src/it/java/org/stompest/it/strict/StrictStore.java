package org.stompest.it.strict;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.stompest.protocol.Version;

/** The queues and topics of a broker. They are there as soon as somebody names them. Thread-safe; its monitor guards all that is in it. */
final class StrictStore {
    private final Map<String, StrictMailbox> queues = new HashMap<>();
    private final Map<String, Set<StrictMailbox>> topics = new HashMap<>();
    private long sequence;

    synchronized long count(String queue) {
        long count = 0;
        for (String prefix : StrictDestinations.QUEUES) {
            StrictMailbox found = queues.get(prefix + queue);
            count += found == null ? 0 : found.count();
        }
        return count;
    }

    /** Whether it can take a message to that destination; false if there are too many. */
    synchronized boolean hasRoom(String destination) {
        return StrictDestinations.isQueue(destination)
                ? !queue(destination).isFull()
                : topic(destination).stream().noneMatch(StrictMailbox::isFull);
    }

    synchronized void send(StrictFrame send) {
        String destination = send.header("destination");
        StrictMessage message = new StrictMessage(++sequence, send);
        if (StrictDestinations.isQueue(destination)) {
            queue(destination).add(message);
        } else {
            topic(destination).forEach(each -> each.add(message));
        }
    }

    synchronized StrictSubscription subscribe(
            String id, String destination, StrictSubscription.Mode mode, StrictOutput output, Version version) {
        boolean isQueue = StrictDestinations.isQueue(destination);
        StrictMailbox mailbox = isQueue ? queue(destination) : new StrictMailbox();
        StrictSubscription subscription = new StrictSubscription(id, destination, mode, mailbox, output, version);
        if (!isQueue) {
            topic(destination).add(mailbox);
        }
        mailbox.add(subscription);
        return subscription;
    }

    synchronized void unsubscribe(StrictSubscription subscription) {
        subscription.end();
        if (!StrictDestinations.isQueue(subscription.destination())) {
            topic(subscription.destination()).remove(subscription.mailbox());
        }
    }

    /** What an acknowledgement covers, taken out of the subscription; null if it has no such message. */
    synchronized Map<String, StrictMessage> take(StrictSubscription subscription, String key) {
        return subscription.isOpen(key) ? subscription.take(key) : null;
    }

    synchronized void settle(StrictSubscription subscription, Map<String, StrictMessage> taken) {
        taken.forEach((key, message) -> subscription.mailbox().settled());
    }

    synchronized void restore(StrictSubscription subscription, Map<String, StrictMessage> taken) {
        subscription.restore(taken);
    }

    synchronized void reject(StrictSubscription subscription, Map<String, StrictMessage> taken) {
        subscription.reject(taken);
    }

    /** Does several things as one. */
    synchronized void together(List<Runnable> steps) {
        steps.forEach(Runnable::run);
    }

    /** A connection has room again. */
    synchronized void dispatch(StrictSubscription subscription) {
        subscription.mailbox().dispatch();
    }

    private StrictMailbox queue(String destination) {
        return queues.computeIfAbsent(destination, name -> new StrictMailbox());
    }

    private Set<StrictMailbox> topic(String destination) {
        return topics.computeIfAbsent(destination, name -> new LinkedHashSet<>());
    }
}

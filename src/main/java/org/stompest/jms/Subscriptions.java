package org.stompest.jms;

import java.util.HashMap;
import java.util.Map;

import jakarta.jms.JMSException;

import org.stompest.dialect.Address;

/**
 * The named subscriptions of one connection, and the rules that brokers do not see to over STOMP (Jakarta Messaging 3.1, 8.3): who may open
 * one, and when it has changed. Thread-safe; its monitor is a leaf.
 */
final class Subscriptions {
    /**
     * What a named subscription is to.
     *
     * @param address the topic
     * @param selector the selector as the application wrote it, empty for none
     * @param noLocal whether local messages are left out
     * @param isShared whether it may have several consumers
     * @param isDurable whether it outlives them
     */
    record Definition(Address address, String selector, boolean noLocal, boolean isShared, boolean isDurable) {}

    /** The two kinds of names: one may be durable and not durable at the same time. */
    private record Key(String name, boolean isDurable) {}

    /** Guarded by the monitor. */
    private static final class Entry {
        private final Definition definition;
        private int consumers;
        private boolean isKnownToBroker;

        Entry(Definition definition) {
            this.definition = definition;
        }
    }

    private final Map<Key, Entry> entries = new HashMap<>();

    /**
     * Counts one more consumer.
     *
     * @return whether a subscription of that name was to something else before, so that it has to be deleted first
     * @throws JMSException if it is in use in a way that does not allow another consumer
     */
    synchronized boolean open(String name, Definition wanted) throws JMSException {
        Key key = new Key(name, wanted.isDurable());
        Entry entry = entries.get(key);
        boolean isChanged = entry != null && !entry.definition.equals(wanted);
        if (entry != null && entry.consumers > 0) {
            if (isChanged || !wanted.isShared()) {
                throw new JMSException(
                        "expected the subscription '" + name
                                + "' to have no consumer or to be shared by consumers of the same topic"
                                + " and selector, got " + entry.definition + " in use",
                        JmsExceptions.STATE);
            }
        }
        if (entry != null && entry.definition.isShared() != wanted.isShared()) {
            throw new JMSException(
                    "expected the subscription '" + name + "' to be either shared or not, got both",
                    JmsExceptions.STATE);
        }
        if (entry == null || isChanged) {
            entry = new Entry(wanted);
            entries.put(key, entry);
        }
        entry.consumers++;
        return isChanged;
    }

    /** Called when the consumer that {@link #open} has counted has been opened. */
    synchronized void opened(String name, boolean isDurable) {
        Entry entry = entries.get(new Key(name, isDurable));
        // Its session may have been closed by another thread meanwhile.
        if (entry != null) {
            entry.isKnownToBroker = true;
        }
    }

    /** Called instead if it could not be opened: what no broker knows is not remembered either. */
    synchronized void refused(String name, boolean isDurable) {
        closed(name, isDurable);
        Key key = new Key(name, isDurable);
        Entry entry = entries.get(key);
        if (entry != null && !entry.isKnownToBroker && entry.consumers == 0) {
            entries.remove(key);
        }
    }

    synchronized void closed(String name, boolean isDurable) {
        Entry entry = entries.get(new Key(name, isDurable));
        if (entry != null && entry.consumers > 0) {
            entry.consumers--;
            if (!isDurable && entry.consumers == 0) {
                entries.remove(new Key(name, false));
            }
        }
    }

    /**
     * Checks that a durable subscription may be deleted.
     *
     * @throws JMSException if it has consumers
     */
    synchronized void checkUnused(String name) throws JMSException {
        Entry entry = entries.get(new Key(name, true));
        if (entry != null && entry.consumers > 0) {
            throw JmsExceptions.state(
                    "expected the subscription '" + name + "' to have no consumers when it is deleted, got some");
        }
    }

    synchronized void deleted(String name) {
        entries.remove(new Key(name, true));
    }
}

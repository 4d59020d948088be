package org.stompest.it.strict;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * Messages in the order in which they were sent, and the subscriptions that they go to in turn: of a queue all of them, of a topic one.
 * What comes back takes its old place. Guarded by the lock of the store.
 */
final class StrictMailbox {
    private static final int MOST_MESSAGES = 100_000;

    private final TreeMap<Long, StrictMessage> waiting = new TreeMap<>();
    private final Deque<StrictSubscription> consumers = new ArrayDeque<>();
    private int delivered;

    boolean isFull() {
        return waiting.size() >= MOST_MESSAGES;
    }

    /** Those included that are delivered and not acknowledged. */
    int count() {
        return waiting.size() + delivered;
    }

    void add(StrictMessage message) {
        waiting.put(message.sequence(), message);
        dispatch();
    }

    void add(StrictSubscription consumer) {
        consumers.addLast(consumer);
        dispatch();
    }

    void remove(StrictSubscription consumer) {
        consumers.remove(consumer);
    }

    /** A message was acknowledged. */
    void settled() {
        delivered--;
    }

    /** A message was not acknowledged; it is given to somebody at the next dispatch. */
    void takeBack(StrictMessage message) {
        delivered--;
        waiting.put(message.sequence(), message);
    }

    /** Gives messages to the consumers whose connections have room. */
    void dispatch() {
        for (StrictSubscription next = next(); next != null; next = next()) {
            if (waiting.isEmpty()) {
                return;
            }
            consumers.remove(next);
            consumers.addLast(next);
            StrictMessage message = waiting.pollFirstEntry().getValue();
            if (next.deliver(message)) {
                delivered++;
            }
        }
    }

    private StrictSubscription next() {
        return consumers.stream()
                .filter(StrictSubscription::hasRoom)
                .findFirst()
                .orElse(null);
    }
}

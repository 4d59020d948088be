package org.stompest.jms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages that a session has handed out and not acknowledged, in the order in which it did. Thread-safe. */
final class Unsettled {
    private List<Received> messages = new ArrayList<>();

    synchronized void add(Received message) {
        messages.add(message);
        message.unsettled();
    }

    synchronized boolean remove(Received message) {
        boolean isRemoved = messages.remove(message);
        if (isRemoved) {
            message.settled();
        }
        return isRemoved;
    }

    /** All of them; they stay. */
    synchronized List<Received> all() {
        return List.copyOf(messages);
    }

    synchronized void removeAll(List<Received> settled) {
        Set<Received> gone = new HashSet<>(settled);
        messages.removeIf(each -> {
            boolean isGone = gone.contains(each);
            if (isGone) {
                each.settled();
            }
            return isGone;
        });
    }

    /** Takes all of them. */
    synchronized List<Received> drain() {
        List<Received> all = messages;
        messages = new ArrayList<>();
        all.forEach(Received::settled);
        return all;
    }

    synchronized boolean isEmpty() {
        return messages.isEmpty();
    }

    synchronized boolean holdsAnyOf(Intake intake) {
        return messages.stream().anyMatch(each -> each.isOf(intake));
    }

    /** Whether an acknowledgement of that message may cover one of these. */
    synchronized boolean isCovered(Received message) {
        return messages.stream().anyMatch(each -> each.scope() == message.scope());
    }

    /** Whether the link is gone that one of them came by. */
    synchronized boolean holdsAnyLost() {
        return messages.stream().anyMatch(each -> !each.isCurrent());
    }

    /** The messages whose acknowledgements cover all of these, as far as the broker can take them, in their order. */
    static List<Received> covering(List<Received> messages) {
        Map<Object, Received> last = new LinkedHashMap<>();
        for (Received message : messages) {
            if (message.isAcknowledgeable()) {
                last.remove(message.covered());
                last.put(message.covered(), message);
            }
        }
        return List.copyOf(last.values());
    }

    /** The messages by where they go back to, each in its order. */
    static Collection<List<Received>> bySource(List<Received> messages) {
        Map<Object, List<Received>> result = new LinkedHashMap<>();
        for (Received message : messages) {
            result.computeIfAbsent(message.source(), source -> new ArrayList<>())
                    .add(message);
        }
        return result.values();
    }
}

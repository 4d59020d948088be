package org.stompest.jms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stompest.client.SubscriptionHandle;

/** The messages that a session has handed out and not acknowledged, in the order in which it did. Thread-safe. */
final class Unsettled {
    private List<Received> messages = new ArrayList<>();

    synchronized void add(Received message) {
        messages.add(message);
    }

    synchronized boolean remove(Received message) {
        return messages.remove(message);
    }

    /** All of them; they stay. */
    synchronized List<Received> all() {
        return List.copyOf(messages);
    }

    synchronized void removeAll(List<Received> settled) {
        messages.removeAll(new HashSet<>(settled));
    }

    /** Takes all of them. */
    synchronized List<Received> drain() {
        List<Received> all = messages;
        messages = new ArrayList<>();
        return all;
    }

    synchronized boolean isEmpty() {
        return messages.isEmpty();
    }

    synchronized boolean holdsAnyOf(Intake intake) {
        return messages.stream().anyMatch(each -> each.isOf(intake));
    }

    /** Whether an acknowledgement of that message would cover one of these. */
    synchronized boolean isCovered(Received message) {
        return messages.stream().anyMatch(each -> each.scope() == message.scope());
    }

    /** Whether the link is gone that one of them came by. */
    synchronized boolean holdsAnyLost() {
        return messages.stream().anyMatch(each -> !each.isCurrent());
    }

    /** The messages whose acknowledgements cover all of these, in their order. */
    static List<Received> covering(List<Received> messages) {
        Map<Object, Received> last = new LinkedHashMap<>();
        for (Received message : messages) {
            last.remove(message.scope());
            last.put(message.scope(), message);
        }
        return List.copyOf(last.values());
    }

    /** The messages by subscription, each in its order. */
    static Collection<List<Received>> bySubscription(List<Received> messages) {
        Map<SubscriptionHandle, List<Received>> result = new LinkedHashMap<>();
        for (Received message : messages) {
            result.computeIfAbsent(message.delivery().subscription(), subscription -> new ArrayList<>())
                    .add(message);
        }
        return result.values();
    }
}

package org.stompest.jms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages that a session has handed out and not acknowledged, in the order in which it did. Thread-safe. */
final class Unsettled {
    private List<Received> messages = new ArrayList<>();

    synchronized void add(Received message) {
        messages.add(message);
    }

    synchronized boolean remove(Received message) {
        return messages.remove(message);
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

    synchronized boolean holdsAnyOf(JmsMessageConsumer consumer) {
        return messages.stream().anyMatch(each -> each.consumer() == consumer);
    }

    /** Whether one of them came by another link. */
    synchronized boolean holdsAnyNotOf(long link) {
        return messages.stream().anyMatch(each -> each.delivery().link() != link);
    }

    /** The last message of each consumer, in the order of those. */
    static List<Received> lastOfEach(List<Received> messages) {
        Map<JmsMessageConsumer, Received> last = new LinkedHashMap<>();
        for (Received message : messages) {
            last.remove(message.consumer());
            last.put(message.consumer(), message);
        }
        return List.copyOf(last.values());
    }

    /** The messages by consumer, each in its order. */
    static Map<JmsMessageConsumer, List<Received>> byConsumer(List<Received> messages) {
        Map<JmsMessageConsumer, List<Received>> result = new LinkedHashMap<>();
        for (Received message : messages) {
            result.computeIfAbsent(message.consumer(), consumer -> new ArrayList<>())
                    .add(message);
        }
        return result;
    }
}

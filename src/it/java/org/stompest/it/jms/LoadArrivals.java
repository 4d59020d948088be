package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** What has arrived at one queue, by the text of the message. Thread-safe. */
final class LoadArrivals {
    /** One arrival: the identifier that its sender gave it, and whether it was marked as one that may have come before. */
    private record Arrival(String messageId, boolean isFlagged) {}

    private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();

    /** Notes an arrival; true for the first one of that text. */
    synchronized boolean isFirst(Message message) throws JMSException {
        List<Arrival> all = arrivals.computeIfAbsent(JmsSteps.text(message), text -> new ArrayList<>());
        boolean isFlagged = message.getJMSRedelivered() && message.getIntProperty("JMSXDeliveryCount") >= 2;
        all.add(new Arrival(message.getJMSMessageID(), isFlagged));
        return all.size() == 1;
    }

    synchronized Set<String> texts() {
        return new TreeSet<>(arrivals.keySet());
    }

    synchronized int count() {
        return arrivals.values().stream().mapToInt(List::size).sum();
    }

    /** How many arrivals were neither the first of their text nor without the mark. */
    synchronized int flagged() {
        return (int) arrivals.values().stream()
                .flatMap(all -> all.stream().skip(1))
                .filter(Arrival::isFlagged)
                .count();
    }

    /** The texts with a later arrival of the same message that is not marked. */
    synchronized Set<String> unflagged() {
        Set<String> result = new TreeSet<>();
        arrivals.forEach((text, all) -> {
            Set<String> seen = new TreeSet<>();
            for (Arrival each : all) {
                if (!seen.add(each.messageId()) && !each.isFlagged()) {
                    result.add(text);
                }
            }
        });
        return result;
    }

    /** The texts that were sent in more than one message. */
    synchronized Set<String> copied() {
        Set<String> result = new TreeSet<>();
        arrivals.forEach((text, all) -> {
            if (all.stream().map(Arrival::messageId).distinct().count() > 1) {
                result.add(text);
            }
        });
        return result;
    }
}

package org.stompest.it.strict;

import java.util.List;

/** How destinations are spelled. Stateless. */
final class StrictDestinations {
    static final List<String> QUEUES = List.of("/queue/", "/temp-queue/");
    static final List<String> TOPICS = List.of("/topic/", "/temp-topic/");

    private StrictDestinations() {}

    static boolean isQueue(String destination) {
        return hasName(QUEUES, destination);
    }

    static void check(String destination) throws StrictViolation {
        if (!isQueue(destination) && !hasName(TOPICS, destination)) {
            throw new StrictViolation("there is no destination '" + destination + "'");
        }
    }

    private static boolean hasName(List<String> prefixes, String destination) {
        return prefixes.stream().anyMatch(each -> destination.startsWith(each) && destination.length() > each.length());
    }
}

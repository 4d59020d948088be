package org.stompest.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The order of the brokers in each round. Not thread-safe, as its random source is not.
 */
final class RoundOrder {
    private final List<BrokerUri> brokers;
    private final boolean randomize;
    private final RandomGenerator random;
    private final Set<BrokerUri> preferred;

    RoundOrder(List<BrokerUri> brokers, ReconnectPolicy policy, Predicate<BrokerUri> local, RandomGenerator random) {
        this.brokers = brokers;
        this.randomize = policy.randomize();
        this.random = random;
        Predicate<BrokerUri> prefer = policy.priorityURIs().isEmpty()
                ? local
                : broker -> policy.priorityURIs().stream().anyMatch(broker::sameAddress);
        this.preferred = policy.priorityBackup()
                ? brokers.stream().distinct().filter(prefer).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    int size() {
        return brokers.size();
    }

    /** Returns the order of another round; a broker that was lost goes last, even if it is preferred. */
    List<BrokerUri> next(Optional<BrokerUri> lost) {
        List<BrokerUri> next = new ArrayList<>(brokers);
        if (randomize) {
            shuffle(next);
        }
        // The sort is stable: among the preferred and among the others, the order stays.
        next.sort(Comparator.comparing(broker -> !preferred.contains(broker)));
        lost.filter(next::remove).ifPresent(next::add);
        return next;
    }

    private void shuffle(List<BrokerUri> list) {
        for (int last = list.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            list.set(last, list.set(other, list.get(last)));
        }
    }
}

package org.stompest.failover;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The sequence of attempts to connect, from a {@link ReconnectPolicy}: which broker comes next, and how long to wait
 * before. Not thread-safe, for a single use.
 *
 * <p>It neither waits nor connects. Its user takes an attempt, waits for its delay and connects; if that fails, the
 * user takes the next attempt, and if it works, forgets the sequence. After the connection is lost, a new sequence
 * starts. Sequences do not influence each other. A sequence without limit never ends.
 *
 * <p>With {@link Pacing#EACH_ROUND}, repeated brokers are tried once in a round. The first round has no delay at
 * startup and waits for {@link ReconnectPolicy#initialReconnectDelay() initialReconnectDelay} after a lost connection;
 * the second round waits for {@link ReconnectPolicy#reconnectDelay() reconnectDelay}, which then grows. Within a round
 * there is no delay but the jitter. Only the very first attempt at startup has no jitter.
 *
 * <p>With {@link Pacing#EACH_BROKER}, the first attempt of a sequence has no delay, and every later one waits for
 * {@code initialReconnectDelay}, which grows from attempt to attempt, plus jitter.
 */
public final class Attempts implements Iterator<Attempt> {
    private final ReconnectPolicy policy;
    private final RandomGenerator random;
    private final boolean startup;
    private final Optional<BrokerUri> lost;
    private final RoundOrder roundOrder;
    private final boolean rounds;
    private final BackOff backOff;
    private final int limit;

    private List<BrokerUri> order = List.of();
    private int nextInOrder;
    private long startedRounds;
    private long made;

    private Attempts(
            List<BrokerUri> brokers,
            ReconnectPolicy policy,
            Predicate<BrokerUri> local,
            RandomGenerator random,
            boolean startup,
            Optional<BrokerUri> lost) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.random = Objects.requireNonNull(random, "random");
        this.startup = startup;
        this.lost = Objects.requireNonNull(lost, "lost");
        this.rounds = policy.pacing() == Pacing.EACH_ROUND;
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("brokers: expected at least one, got none");
        }
        this.roundOrder = new RoundOrder(
                rounds ? brokers.stream().distinct().toList() : List.copyOf(brokers),
                policy,
                Objects.requireNonNull(local, "local"),
                random);
        Duration base = rounds
                ? policy.reconnectDelay().orElse(policy.initialReconnectDelay())
                : policy.initialReconnectDelay();
        this.backOff = new BackOff(base.toNanos(), policy);
        this.limit = startup ? policy.startupMaxReconnectAttempts() : policy.maxReconnectAttempts();
    }

    /**
     * Starts the sequence before the first connection, with the limit
     * {@link ReconnectPolicy#startupMaxReconnectAttempts() startupMaxReconnectAttempts}.
     *
     * @param brokers one or more brokers
     * @param policy how to order and delay the attempts
     * @param local says which brokers are on the own machine, such as {@link LocalHosts}; asked only if the policy
     *     prefers local brokers, and once for each broker
     * @param random the source for shuffling and jitter
     * @return the sequence
     * @throws IllegalArgumentException if there is no broker
     */
    public static Attempts startup(
            List<BrokerUri> brokers, ReconnectPolicy policy, Predicate<BrokerUri> local, RandomGenerator random) {
        return new Attempts(brokers, policy, local, random, true, Optional.empty());
    }

    /**
     * Starts a sequence after a live connection, with the limit
     * {@link ReconnectPolicy#maxReconnectAttempts() maxReconnectAttempts}.
     *
     * @param brokers one or more brokers
     * @param policy how to order and delay the attempts
     * @param local says which brokers are on the own machine, such as {@link LocalHosts}; asked only if the policy
     *     prefers local brokers, and once for each broker
     * @param random the source for shuffling and jitter
     * @param lost the broker of the lost connection, which goes last in the first round with {@link Pacing#EACH_ROUND};
     *     empty to leave the order alone
     * @return the sequence
     * @throws IllegalArgumentException if there is no broker
     */
    public static Attempts reconnect(
            List<BrokerUri> brokers,
            ReconnectPolicy policy,
            Predicate<BrokerUri> local,
            RandomGenerator random,
            Optional<BrokerUri> lost) {
        return new Attempts(brokers, policy, local, random, false, lost);
    }

    /**
     * Tells whether the limit allows another attempt.
     *
     * @return false once the sequence has come to its end
     */
    @Override
    public boolean hasNext() {
        if (limit < 0) {
            return true;
        }
        return rounds ? nextInOrder < order.size() || startedRounds < Math.max(1, limit) : made <= limit;
    }

    /**
     * Returns the next attempt.
     *
     * @return the broker to try and the time to wait before
     * @throws NoSuchElementException if the limit does not allow another attempt; the message is that of
     *     {@link #describe()}
     */
    @Override
    public Attempt next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no attempt is left after " + describe());
        }
        if (nextInOrder == order.size()) {
            order = roundOrder.next(rounds && startedRounds == 0 ? lost : Optional.empty());
            nextInOrder = 0;
            startedRounds++;
        }
        long delay = Math.min(delay() + jitter(), policy.maxReconnectDelay().toNanos());
        BrokerUri broker = order.get(nextInOrder++);
        made++;
        return new Attempt(broker, Duration.ofNanos(delay), made, startedRounds - 1);
    }

    /**
     * Says what was tried so far, for the error at the end, such as {@code "3 rounds over 2 brokers"} or
     * {@code "4 attempts over 1 broker"}.
     *
     * @return the whole rounds, or the attempts if the last round is not complete or rounds are not counted
     */
    public String describe() {
        boolean whole = rounds && made > 0 && nextInOrder == order.size();
        return (whole ? count(startedRounds, "round") : count(made, "attempt")) + " over " + overBrokers();
    }

    /**
     * Says where the sequence ends, such as
     * {@code "at most 3 rounds over 2 brokers (startupMaxReconnectAttempts=3)"} or
     * {@code "no limit over 2 brokers (maxReconnectAttempts=-1)"}.
     *
     * @return the limit and the option that sets it
     */
    public String limit() {
        String option = " (" + (startup ? "startupMaxReconnectAttempts=" : "maxReconnectAttempts=") + limit + ")";
        if (limit < 0) {
            return "no limit over " + overBrokers() + option;
        }
        String most = rounds ? count(Math.max(1, limit), "round") : count(limit + 1L, "attempt");
        return "at most " + most + " over " + overBrokers() + option;
    }

    private long delay() {
        if (!rounds) {
            return made == 0 ? 0 : backOff.next();
        }
        if (nextInOrder > 0) {
            return 0;
        }
        if (startedRounds == 1) {
            return startup ? 0 : policy.initialReconnectDelay().toNanos();
        }
        return backOff.next();
    }

    private long jitter() {
        long bound = policy.reconnectDelayJitter().toNanos();
        boolean without = made == 0 && (startup || !rounds);
        return without || bound == 0 ? 0 : random.nextLong(bound);
    }

    private String overBrokers() {
        return count(roundOrder.size(), "broker");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

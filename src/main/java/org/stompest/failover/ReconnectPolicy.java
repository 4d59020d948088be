package org.stompest.failover;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reconnect: in which order, how soon and how often to try the brokers, and what happens to operations meanwhile.
 * Immutable.
 *
 * <p>{@link Attempts} turns a policy into a sequence of attempts. All durations are zero or more and at most 36500
 * days.
 *
 * @param initialReconnectDelay the delay before the first round after a live connection was lost; with {@link
 *     Pacing#EACH_BROKER} that before the second attempt
 * @param reconnectDelay the delay before the second round, from which those of later rounds grow; empty for the same
 *     as {@code initialReconnectDelay}; not used with {@link Pacing#EACH_BROKER}
 * @param maxReconnectDelay the upper bound of every delay, jitter included
 * @param useExponentialBackOff whether delays grow from step to step
 * @param backOffMultiplier the factor by which they grow, 1 or more
 * @param reconnectDelayJitter the upper bound, not included, of a random time that is added to the delay of each
 *     attempt and does not feed back into its growth
 * @param maxReconnectAttempts the limit after a connection was lost, in the unit of the pacing; -1 for none
 * @param startupMaxReconnectAttempts the limit before the first connection, in the unit of the pacing; -1 for none
 * @param randomize whether the order of the brokers is shuffled anew for each round
 * @param priorityBackup whether preferred brokers are tried before the others in each round
 * @param priorityURIs the preferred brokers, compared by {@link BrokerUri#sameAddress(BrokerUri)}; if there are none,
 *     local brokers are preferred
 * @param timeout how long a send waits for a connection; empty if the sender's own time-out applies
 * @param warnAfterReconnectAttempts after how many failed attempts to warn, again and again; 0 or -1 for never
 * @param trackMessages whether messages whose receipt was lost with the connection are sent again
 * @param maxCacheSize how many bytes of sends may wait for their receipts before senders have to wait, 0 or more
 * @param disconnectedBehavior what an operation does without a connection
 * @param pacing what delays lie between and limits count
 */
public record ReconnectPolicy(
        Duration initialReconnectDelay,
        Optional<Duration> reconnectDelay,
        Duration maxReconnectDelay,
        boolean useExponentialBackOff,
        double backOffMultiplier,
        Duration reconnectDelayJitter,
        int maxReconnectAttempts,
        int startupMaxReconnectAttempts,
        boolean randomize,
        boolean priorityBackup,
        List<BrokerUri> priorityURIs,
        Optional<Duration> timeout,
        int warnAfterReconnectAttempts,
        boolean trackMessages,
        int maxCacheSize,
        DisconnectedBehavior disconnectedBehavior,
        Pacing pacing) {

    /** The greatest duration; any number of nanoseconds up to twice of it fits into a long. */
    static final Duration MAX_DELAY = Duration.ofDays(36_500);

    /**
     * Checks the components.
     *
     * @param initialReconnectDelay see the component of that name
     * @param reconnectDelay see the component of that name
     * @param maxReconnectDelay see the component of that name
     * @param useExponentialBackOff see the component of that name
     * @param backOffMultiplier see the component of that name
     * @param reconnectDelayJitter see the component of that name
     * @param maxReconnectAttempts see the component of that name
     * @param startupMaxReconnectAttempts see the component of that name
     * @param randomize see the component of that name
     * @param priorityBackup see the component of that name
     * @param priorityURIs see the component of that name
     * @param timeout see the component of that name
     * @param warnAfterReconnectAttempts see the component of that name
     * @param trackMessages see the component of that name
     * @param maxCacheSize see the component of that name
     * @param disconnectedBehavior see the component of that name
     * @param pacing see the component of that name
     * @throws NullPointerException if a component is null
     * @throws IllegalArgumentException if a component is out of its range; the message names it
     */
    public ReconnectPolicy {
        checkDelay("initialReconnectDelay", initialReconnectDelay);
        reconnectDelay.ifPresent(delay -> checkDelay("reconnectDelay", delay));
        checkDelay("maxReconnectDelay", maxReconnectDelay);
        if (!(backOffMultiplier >= 1 && backOffMultiplier < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "backOffMultiplier: expected a finite number of 1 or more, got " + backOffMultiplier);
        }
        checkDelay("reconnectDelayJitter", reconnectDelayJitter);
        checkAtLeast("maxReconnectAttempts", -1, maxReconnectAttempts);
        checkAtLeast("startupMaxReconnectAttempts", -1, startupMaxReconnectAttempts);
        priorityURIs = List.copyOf(priorityURIs);
        timeout.ifPresent(value -> checkDelay("timeout", value));
        checkAtLeast("warnAfterReconnectAttempts", -1, warnAfterReconnectAttempts);
        checkAtLeast("maxCacheSize", 0, maxCacheSize);
        Objects.requireNonNull(disconnectedBehavior, "disconnectedBehavior");
        Objects.requireNonNull(pacing, "pacing");
    }

    /**
     * Returns the policy of a URI without options, which is close to that of ActiveMQ.
     *
     * @return the defaults of {@link #options()}, with {@link Pacing#EACH_ROUND}
     */
    public static ReconnectPolicy defaults() {
        return ReconnectOptions.defaults();
    }

    /**
     * Returns the policy that the Python client stompest has without options: one attempt at startup, no jitter, and
     * delays and limits for each single broker.
     *
     * @return the defaults of the comma form, with {@link Pacing#EACH_BROKER}
     */
    public static ReconnectPolicy stompest() {
        return defaults().toBuilder()
                .startupMaxReconnectAttempts(0)
                .reconnectDelayJitter(Duration.ZERO)
                .pacing(Pacing.EACH_BROKER)
                .build();
    }

    /**
     * Returns the options that a URI may have for a policy, for documentation and completion.
     *
     * @return name, aliases, default and description of each option, in the order of documentation
     */
    public static List<ReconnectOption> options() {
        return ReconnectOptions.all();
    }

    /**
     * Starts a policy that differs from this one.
     *
     * @return a builder with the values of this policy
     */
    public ReconnectPolicyBuilder toBuilder() {
        return new ReconnectPolicyBuilder(this);
    }

    /**
     * Returns this policy with another pacing.
     *
     * @param other what delays lie between and limits count
     * @return a policy that is otherwise the same
     */
    public ReconnectPolicy withPacing(Pacing other) {
        return toBuilder().pacing(other).build();
    }

    private static void checkDelay(String name, Duration delay) {
        Objects.requireNonNull(delay, name);
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(
                    name + ": expected a time from 0 to " + MAX_DELAY.toDays() + " days, got " + delay);
        }
    }

    private static void checkAtLeast(String name, int least, int number) {
        if (number < least) {
            throw new IllegalArgumentException(name + ": expected " + least + " or more, got " + number);
        }
    }
}

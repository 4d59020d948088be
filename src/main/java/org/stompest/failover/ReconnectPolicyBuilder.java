package org.stompest.failover;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects the values of a {@link ReconnectPolicy}. Not thread-safe.
 *
 * <p>Ranges are checked by {@link #build()}. What each value means is said at the components of the policy.
 */
public final class ReconnectPolicyBuilder {
    private Duration initialReconnectDelay;
    private Optional<Duration> reconnectDelay = Optional.empty();
    private Duration maxReconnectDelay;
    private boolean useExponentialBackOff;
    private double backOffMultiplier;
    private Duration reconnectDelayJitter;
    private int maxReconnectAttempts;
    private int startupMaxReconnectAttempts;
    private boolean randomize;
    private boolean priorityBackup;
    private List<BrokerUri> priorityURIs = List.of();
    private Optional<Duration> timeout = Optional.empty();
    private int warnAfterReconnectAttempts;
    private boolean trackMessages;
    private int maxCacheSize;
    private DisconnectedBehavior disconnectedBehavior;
    private Pacing pacing = Pacing.EACH_ROUND;

    /** Starts without values; {@link ReconnectOptions} sets all of them. */
    ReconnectPolicyBuilder() {}

    ReconnectPolicyBuilder(ReconnectPolicy policy) {
        this.initialReconnectDelay = policy.initialReconnectDelay();
        this.reconnectDelay = policy.reconnectDelay();
        this.maxReconnectDelay = policy.maxReconnectDelay();
        this.useExponentialBackOff = policy.useExponentialBackOff();
        this.backOffMultiplier = policy.backOffMultiplier();
        this.reconnectDelayJitter = policy.reconnectDelayJitter();
        this.maxReconnectAttempts = policy.maxReconnectAttempts();
        this.startupMaxReconnectAttempts = policy.startupMaxReconnectAttempts();
        this.randomize = policy.randomize();
        this.priorityBackup = policy.priorityBackup();
        this.priorityURIs = policy.priorityURIs();
        this.timeout = policy.timeout();
        this.warnAfterReconnectAttempts = policy.warnAfterReconnectAttempts();
        this.trackMessages = policy.trackMessages();
        this.maxCacheSize = policy.maxCacheSize();
        this.disconnectedBehavior = policy.disconnectedBehavior();
        this.pacing = policy.pacing();
    }

    /**
     * Sets {@link ReconnectPolicy#initialReconnectDelay()}.
     *
     * @param delay the delay before the first round after a live connection was lost
     * @return this builder
     */
    public ReconnectPolicyBuilder initialReconnectDelay(Duration delay) {
        this.initialReconnectDelay = Objects.requireNonNull(delay, "initialReconnectDelay");
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#reconnectDelay()}.
     *
     * @param delay the delay before the second round
     * @return this builder
     */
    public ReconnectPolicyBuilder reconnectDelay(Duration delay) {
        this.reconnectDelay = Optional.of(delay);
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#maxReconnectDelay()}.
     *
     * @param delay the upper bound of every delay
     * @return this builder
     */
    public ReconnectPolicyBuilder maxReconnectDelay(Duration delay) {
        this.maxReconnectDelay = Objects.requireNonNull(delay, "maxReconnectDelay");
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#useExponentialBackOff()}.
     *
     * @param grow whether delays grow
     * @return this builder
     */
    public ReconnectPolicyBuilder useExponentialBackOff(boolean grow) {
        this.useExponentialBackOff = grow;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#backOffMultiplier()}.
     *
     * @param factor the factor by which delays grow, 1 or more
     * @return this builder
     */
    public ReconnectPolicyBuilder backOffMultiplier(double factor) {
        this.backOffMultiplier = factor;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#reconnectDelayJitter()}.
     *
     * @param jitter the upper bound of the random time that is added to delays
     * @return this builder
     */
    public ReconnectPolicyBuilder reconnectDelayJitter(Duration jitter) {
        this.reconnectDelayJitter = Objects.requireNonNull(jitter, "reconnectDelayJitter");
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#maxReconnectAttempts()}.
     *
     * @param limit the limit after a connection was lost; -1 for none
     * @return this builder
     */
    public ReconnectPolicyBuilder maxReconnectAttempts(int limit) {
        this.maxReconnectAttempts = limit;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#startupMaxReconnectAttempts()}.
     *
     * @param limit the limit before the first connection; -1 for none
     * @return this builder
     */
    public ReconnectPolicyBuilder startupMaxReconnectAttempts(int limit) {
        this.startupMaxReconnectAttempts = limit;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#randomize()}.
     *
     * @param shuffle whether brokers are shuffled
     * @return this builder
     */
    public ReconnectPolicyBuilder randomize(boolean shuffle) {
        this.randomize = shuffle;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#priorityBackup()}.
     *
     * @param prefer whether preferred brokers come first
     * @return this builder
     */
    public ReconnectPolicyBuilder priorityBackup(boolean prefer) {
        this.priorityBackup = prefer;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#priorityURIs()}.
     *
     * @param brokers the preferred brokers
     * @return this builder
     */
    public ReconnectPolicyBuilder priorityURIs(List<BrokerUri> brokers) {
        this.priorityURIs = List.copyOf(brokers);
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#timeout()}.
     *
     * @param time how long a send waits for a connection
     * @return this builder
     */
    public ReconnectPolicyBuilder timeout(Duration time) {
        this.timeout = Optional.of(time);
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#warnAfterReconnectAttempts()}.
     *
     * @param attempts the failed attempts between two warnings; 0 or -1 for no warnings
     * @return this builder
     */
    public ReconnectPolicyBuilder warnAfterReconnectAttempts(int attempts) {
        this.warnAfterReconnectAttempts = attempts;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#trackMessages()}.
     *
     * @param track whether messages without their receipt are sent again
     * @return this builder
     */
    public ReconnectPolicyBuilder trackMessages(boolean track) {
        this.trackMessages = track;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#maxCacheSize()}.
     *
     * @param bytes the bytes of messages to keep for that, 0 or more
     * @return this builder
     */
    public ReconnectPolicyBuilder maxCacheSize(int bytes) {
        this.maxCacheSize = bytes;
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#disconnectedBehavior()}.
     *
     * @param behavior what an operation does without a connection
     * @return this builder
     */
    public ReconnectPolicyBuilder disconnectedBehavior(DisconnectedBehavior behavior) {
        this.disconnectedBehavior = Objects.requireNonNull(behavior, "disconnectedBehavior");
        return this;
    }

    /**
     * Sets {@link ReconnectPolicy#pacing()}.
     *
     * @param unit what delays lie between and limits count
     * @return this builder
     */
    public ReconnectPolicyBuilder pacing(Pacing unit) {
        this.pacing = Objects.requireNonNull(unit, "pacing");
        return this;
    }

    /**
     * Makes the policy.
     *
     * @return a policy with the values of this builder
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ReconnectPolicy build() {
        return new ReconnectPolicy(
                initialReconnectDelay,
                reconnectDelay,
                maxReconnectDelay,
                useExponentialBackOff,
                backOffMultiplier,
                reconnectDelayJitter,
                maxReconnectAttempts,
                startupMaxReconnectAttempts,
                randomize,
                priorityBackup,
                priorityURIs,
                timeout,
                warnAfterReconnectAttempts,
                trackMessages,
                maxCacheSize,
                disconnectedBehavior,
                pacing);
    }
}

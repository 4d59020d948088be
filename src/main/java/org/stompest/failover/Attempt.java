package org.stompest.failover;

import java.time.Duration;
import java.util.Objects;

/**
 * One try to connect, as {@link Attempts} plans it: wait for the delay, then connect to the broker. Immutable.
 *
 * @param broker the broker to connect to
 * @param delay the time to wait before connecting; zero or more, never above the policy's
 *     {@link ReconnectPolicy#maxReconnectDelay() maxReconnectDelay}
 * @param number the count of attempts in this iteration up to and with this one; 1 is the first
 * @param round the pass over the list of brokers that this attempt belongs to; 0 is the first
 */
public record Attempt(BrokerUri broker, Duration delay, long number, long round) {
    /**
     * Checks the components.
     *
     * @param broker see the component of that name
     * @param delay see the component of that name
     * @param number see the component of that name
     * @param round see the component of that name
     * @throws NullPointerException if the broker or the delay is null
     * @throws IllegalArgumentException if the delay or the round is negative, or the number is below 1
     */
    public Attempt {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(delay, "delay");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: expected zero or more, got " + delay);
        }
        if (number < 1) {
            throw new IllegalArgumentException("number: expected 1 or more, got " + number);
        }
        if (round < 0) {
            throw new IllegalArgumentException("round: expected 0 or more, got " + round);
        }
    }
}

package org.stompest.failover;

/**
 * The growing delay between steps, in nanoseconds. Not thread-safe.
 */
final class BackOff {
    private final double multiplier;
    private final long most;
    private long next;

    BackOff(long first, ReconnectPolicy policy) {
        this.multiplier = policy.useExponentialBackOff() ? policy.backOffMultiplier() : 1;
        this.most = policy.maxReconnectDelay().toNanos();
        this.next = first;
    }

    /** Returns the delay of this step and grows the one of the next step, never above the policy's maximum. */
    long next() {
        long current = next;
        // The bound is applied to the floating-point number, where even an infinite product is harmless.
        next = Math.round(Math.min(current * multiplier, (double) most));
        return Math.min(current, most);
    }
}

package org.stompest.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time by which something has to be done, so that several waits share one bound. Immutable. */
final class Deadline {
    private static final Deadline NEVER = new Deadline(0, true);

    private final long nanoTime;
    private final boolean isNever;

    private Deadline(long nanoTime, boolean isNever) {
        this.nanoTime = nanoTime;
        this.isNever = isNever;
    }

    /** From now on; zero means for ever, as in the options. */
    static Deadline after(Duration duration) {
        return duration.isZero() ? NEVER : within(duration);
    }

    /** From now on; zero means at once. */
    static Deadline within(Duration duration) {
        return new Deadline(System.nanoTime() + nanos(duration), false);
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(365)) > 0 ? TimeUnit.DAYS.toNanos(365) : duration.toNanos();
    }

    /** The one of the two that is over first. */
    Deadline earlier(Deadline other) {
        return other.remainingNanos() < remainingNanos() ? other : this;
    }

    boolean isOver() {
        return remainingNanos() <= 0;
    }

    long remainingNanos() {
        return isNever ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }

    /** For joining a thread that is about to end: what remains, but long enough to see it go, and not for ever. */
    long joinMillis() {
        return Math.max(100, Math.min(10_000, TimeUnit.NANOSECONDS.toMillis(remainingNanos())));
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }
}

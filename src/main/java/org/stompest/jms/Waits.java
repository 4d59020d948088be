package org.stompest.jms;

import java.time.Duration;

import org.stompest.client.ConnectionLostException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time-outs as the options have them, and what waits end with. Stateless. */
final class Waits {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private Waits() {}

    /** A time-out where zero means for ever, for methods where it means at once. */
    static Duration positive(Duration timeout) {
        return timeout.isZero() ? FOR_EVER : timeout;
    }

    /** For what an interrupted thread must do too: it forgets the interrupt first, and restores it here. */
    static void restoreInterrupt(boolean wasInterrupted) {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left of a time-out that began at that time of {@link System#nanoTime()}; zero if nothing. */
    static Duration left(Duration timeout, long start) {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The broker redelivers what was acknowledged on a lost connection, and marks it so, which every mode but NONE allows. */
    static void ignoreLostAcknowledgement(ConnectionLostException cause) {
        LOG.debug("An acknowledgement was lost with its connection; the broker will redeliver", cause);
    }
}

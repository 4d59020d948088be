package org.stompest.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeadlineTest {
    @Test
    void zeroWithinIsAtOnceAndZeroAfterIsNever() {
        assertTrue(Deadline.within(Duration.ZERO).isOver());
        assertEquals(Duration.ZERO, Deadline.within(Duration.ZERO).remaining());
        assertFalse(Deadline.after(Duration.ZERO).isOver());
        assertEquals(Long.MAX_VALUE, Deadline.after(Duration.ZERO).remainingNanos());
    }

    /** A thread that does not leave must not make much more of a deadline that is over. */
    @Test
    void threadsAreJoinedForABlinkAfterTheDeadline() {
        assertEquals(100, Deadline.within(Duration.ZERO).joinMillis());
        assertEquals(100, Deadline.within(Duration.ofMillis(50)).joinMillis());
    }

    @Test
    void threadsAreJoinedNoLongerThanTenSeconds() {
        assertEquals(10_000, Deadline.after(Duration.ZERO).joinMillis());
        assertEquals(10_000, Deadline.within(Duration.ofDays(10_000)).joinMillis());
    }

    @Test
    void durationOfAnyLengthHasADeadline() {
        assertFalse(Deadline.within(Duration.ofSeconds(Long.MAX_VALUE)).isOver());
    }
}

package org.stompest.jms;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WaitsTest {
    @Test
    void zeroIsForEver() {
        assertTrue(Waits.positive(Duration.ZERO).compareTo(Duration.ofDays(300)) > 0);
    }

    @Test
    void whatIsForEverCanStillBeAddedToATime() {
        assertTrue(System.nanoTime() + Waits.positive(Duration.ZERO).toNanos() > System.nanoTime());
    }

    @Test
    void otherTimeOutsStayAsTheyAre() {
        assertEquals(Duration.ofNanos(1), Waits.positive(Duration.ofNanos(1)));
        assertEquals(Duration.ofSeconds(5), Waits.positive(Duration.ofSeconds(5)));
    }

    @Test
    void whatIsOverLeavesNothing() {
        long longAgo = System.nanoTime() - Duration.ofHours(1).toNanos();

        assertEquals(Duration.ZERO, Waits.left(Duration.ofMinutes(59), longAgo));
        assertEquals(Duration.ZERO, Waits.left(Duration.ZERO, longAgo));
    }

    @Test
    void whatIsNotOverLeavesTheRest() {
        Duration left = Waits.left(
                Duration.ofHours(2), System.nanoTime() - Duration.ofHours(1).toNanos());

        assertTrue(left.compareTo(Duration.ZERO) > 0 && left.compareTo(Duration.ofHours(1)) <= 0, left::toString);
    }
}

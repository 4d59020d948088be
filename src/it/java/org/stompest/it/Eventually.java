package org.stompest.it;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import static org.junit.jupiter.api.Assertions.fail;

/** Waits for what has to come true by itself. The bound only ends a test that has failed already. Stateless. */
public final class Eventually {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 5;

    private Eventually() {}

    /**
     * Waits until a value is the one expected; fails after 20 s.
     *
     * @param <T> the type of the value
     * @param expected the value
     * @param actual asked again and again
     * @param what what the value is, for the failure
     * @throws Exception if asking for it fails, or the thread is interrupted
     */
    public static <T> void isEqual(T expected, Callable<T> actual, String what) throws Exception {
        isEqual(BOUND, expected, actual, what);
    }

    private static <T> void isEqual(Duration bound, T expected, Callable<T> actual, String what) throws Exception {
        long start = System.nanoTime();
        T last = actual.call();
        while (!Objects.equals(expected, last)) {
            if (System.nanoTime() - start > bound.toNanos()) {
                fail("expected " + what + " to become " + expected + " within " + bound + ", got " + last);
            }
            Thread.sleep(PAUSE_MILLIS);
            last = actual.call();
        }
    }

    /**
     * Waits until a condition holds; fails after 20 s.
     *
     * @param condition asked again and again
     * @param what what the condition says, for the failure
     * @throws Exception if asking for it fails, or the thread is interrupted
     */
    public static void holds(Callable<Boolean> condition, String what) throws Exception {
        isEqual(true, condition, what);
    }

    /**
     * Waits until a condition holds, for as long as what is tested allows.
     *
     * @param bound how long at most
     * @param condition asked again and again
     * @param what what the condition says, for the failure
     * @throws Exception if asking for it fails, or the thread is interrupted
     */
    public static void within(Duration bound, Callable<Boolean> condition, String what) throws Exception {
        isEqual(bound, true, condition, what);
    }
}

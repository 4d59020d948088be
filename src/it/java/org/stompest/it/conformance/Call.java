package org.stompest.it.conformance;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.stompest.it.conformance.JmsFixture.PATIENCE;

/** A call on its way, on a thread of its own. Thread-safe. */
final class Call<T> {
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;

    Call(Callable<T> work) {
        thread = new Thread(() -> run(work), "call");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Callable<T> work) {
        try {
            outcome.complete(work.call());
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Whether it is waiting for something. */
    boolean isBlocked() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> !outcome.isDone();
            default -> false;
        };
    }

    boolean isDone() {
        return outcome.isDone();
    }

    T get() throws Exception {
        return outcome.get(PATIENCE, TimeUnit.MILLISECONDS);
    }
}

package org.stompest.it.conformance;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.CompletionListener;
import jakarta.jms.Message;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;

/** A CompletionListener that keeps what it is told, after some work. Thread-safe. */
final class Completions implements CompletionListener {
    /**
     * A callback.
     *
     * @param message the message that was sent, or was not
     * @param failure null for onCompletion
     * @param thread who has called
     */
    record Callback(Message message, Exception failure, Thread thread) {}

    private final BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
    private final JmsFixture.Work work;

    /** Does that in each callback, before it is kept; an exception of it is what is kept as the failure. */
    Completions(JmsFixture.Work work) {
        this.work = work;
    }

    Completions() {
        this(() -> {});
    }

    @Override
    public void onCompletion(Message message) {
        add(message, null);
    }

    @Override
    public void onException(Message message, Exception failure) {
        add(message, failure);
    }

    private void add(Message message, Exception failure) {
        Exception kept = failure;
        try {
            work.run();
        } catch (Exception e) {
            kept = e;
        }
        callbacks.add(new Callback(message, kept, Thread.currentThread()));
    }

    /** Waits for the next callback. */
    Callback next() throws InterruptedException {
        Callback next = callbacks.poll(PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(next, "a callback within " + PATIENCE + " ms");
        return next;
    }

    /** How many callbacks nobody has asked for. */
    int unseen() {
        return callbacks.size();
    }
}

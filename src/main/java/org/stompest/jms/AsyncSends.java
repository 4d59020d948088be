package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.stompest.client.Receipt;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sends of a session whose caller does not wait (Jakarta Messaging 3.1, 7.3): calls back one at a time, in the order of the sends,
 * never on the sender's thread. Thread-safe.
 */
final class AsyncSends {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncSends.class);

    /** One send; guarded by the lock until it is called back. */
    private static final class Entry {
        private final Runnable onCompletion;
        private final Consumer<JMSException> onException;
        private boolean isDone;
        private JMSException failure;

        Entry(Runnable onCompletion, Consumer<JMSException> onException) {
            this.onCompletion = onCompletion;
            this.onException = onException;
        }

        void callBack() {
            if (failure == null) {
                onCompletion.run();
            } else {
                onException.accept(failure);
            }
        }
    }

    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final Queue<Entry> entries = new ArrayDeque<>();
    private Thread callbackThread;

    AsyncSends(Executor executor) {
        this.executor = executor;
    }

    /**
     * Calls a listener back when the broker has answered.
     *
     * @param receipt the answer to come, or null for a send that is done already
     * @param failures makes an exception of what went wrong
     */
    void add(Message message, CompletionListener listener, Receipt receipt, Failures failures) {
        add(
                new Entry(() -> listener.onCompletion(message), failure -> listener.onException(message, failure)),
                receipt,
                failures);
    }

    /** Reports a failure when the broker has answered, and success to nobody. */
    void add(Consumer<JMSException> onException, Receipt receipt, Failures failures) {
        add(new Entry(() -> {}, onException), receipt, failures);
    }

    /** Makes exceptions of Jakarta Messaging. */
    @FunctionalInterface
    interface Failures {
        JMSException of(StompException cause);
    }

    private void add(Entry entry, Receipt receipt, Failures failures) {
        lock.lock();
        try {
            entries.add(entry);
        } finally {
            lock.unlock();
        }
        if (receipt == null) {
            done(entry, null);
        } else {
            receipt.whenDone(Runnable::run, () -> done(entry, null), cause -> done(entry, failures.of(cause)));
        }
    }

    private void done(Entry entry, JMSException failure) {
        lock.lock();
        try {
            entry.isDone = true;
            entry.failure = failure;
            if (callbackThread != null || entries.peek() != entry) {
                return;
            }
        } finally {
            lock.unlock();
        }
        executor.execute(this::callBack);
    }

    private void callBack() {
        lock.lock();
        try {
            if (callbackThread != null) {
                return;
            }
            callbackThread = Thread.currentThread();
            while (!entries.isEmpty() && entries.peek().isDone) {
                callBackUnlocked(entries.peek());
                entries.remove();
            }
            callbackThread = null;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void callBackUnlocked(Entry entry) {
        lock.unlock();
        try {
            entry.callBack();
        } catch (Throwable e) {
            LOG.warn("A CompletionListener has thrown", e);
        } finally {
            lock.lock();
        }
    }

    /** Whether the calling thread runs a callback of this session, where closing, committing and rolling back are forbidden. */
    boolean isCallbackThread() {
        lock.lock();
        try {
            return callbackThread == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all sends are done and called back; false if the time is over. */
    boolean await(long nanos) {
        long remaining = nanos;
        lock.lock();
        try {
            while (!entries.isEmpty()) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = emptied.awaitNanos(remaining);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #await}, for the time of an option. */
    boolean await(Duration timeout) {
        return await(TimeUnit.MILLISECONDS.toNanos(Waits.positive(timeout).toMillis()));
    }
}

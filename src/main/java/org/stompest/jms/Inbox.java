package org.stompest.jms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.jms.JMSException;

/**
 * The messages that wait for a consumer. Gives none while it is stopped. The broker's window bounds it. Thread-safe; its lock is a
 * leaf.
 */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Received> messages = new ArrayDeque<>();
    private long generation;
    private boolean isStarted;
    private boolean isClosed;
    private JMSException failure;

    void add(Received message) {
        lock.lock();
        try {
            if (!isClosed && failure == null) {
                messages.add(message);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts messages back before all others, in their order. */
    void putBack(List<Received> first) {
        lock.lock();
        try {
            if (!isClosed && failure == null) {
                for (int i = first.size() - 1; i >= 0; i--) {
                    messages.addFirst(first.get(i));
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@link #poll} would give a message.
     *
     * @param ofGeneration what {@link #generation()} was when the consumer was known to be open
     * @return false if the time is over or the inbox is closed
     * @throws JMSException if no message will ever come
     * @throws InterruptedException if the thread is interrupted
     */
    boolean hasMessageWithin(long timeoutNanos, long ofGeneration) throws JMSException, InterruptedException {
        long remaining = timeoutNanos;
        lock.lockInterruptibly();
        try {
            while (!isClosed && generation == ofGeneration && (!isStarted || messages.isEmpty())) {
                if (failure != null) {
                    throw failure;
                }
                if (remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
            }
            return !isClosed && generation == ofGeneration;
        } finally {
            lock.unlock();
        }
    }

    /** The next message, or null if there is none or the inbox is stopped. */
    Received poll() {
        lock.lock();
        try {
            return isStarted ? messages.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next message.
     *
     * @return the message, or null if the time is over or the inbox is closed
     * @throws JMSException if no message will ever come
     * @throws InterruptedException if the thread is interrupted
     */
    Received take(long timeoutNanos) throws JMSException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return hasMessageWithin(timeoutNanos, generation) ? messages.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return messages.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many consumers have left it. */
    long generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    /** The consumer leaves: who waits gets null, and what waits stays for another one. */
    void release() {
        lock.lock();
        try {
            generation++;
            isStarted = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void start() {
        lock.lock();
        try {
            isStarted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            isStarted = false;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits; what comes later is kept. */
    void clear() {
        lock.lock();
        try {
            messages.clear();
        } finally {
            lock.unlock();
        }
    }

    /** No more messages: who waits gets null. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            messages.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more messages: who waits, now or later, gets that exception. */
    void fail(JMSException cause) {
        lock.lock();
        try {
            failure = cause;
            messages.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no message will ever come. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** For {@link #take}: a time-out of 0 means for ever (Jakarta Messaging 3.1, 8.6), and forever ends when the inbox does. */
    static long nanos(long millis) {
        return millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

package org.stompest.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/**
 * A subscription whose messages are fetched one by one. The broker's window bounds what waits here; without one ({@code ack:auto})
 * the subscription fails when {@value #MAX_WAITING} messages wait. Thread-safe.
 */
public final class PulledSubscription implements AutoCloseable {
    /** How many messages may wait to be fetched. */
    static final int MAX_WAITING = 100_000;

    private final StompClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private StompException failure;

    /** Set once, before the caller has the subscription; volatile for other threads that fetch. */
    private volatile SubscriptionHandle handle;

    PulledSubscription(StompClient client) {
        this.client = client;
    }

    void open(SubscriptionHandle opened) {
        handle = opened;
    }

    /**
     * Fetches the next message.
     *
     * @param timeout how long to wait for it; zero to look only
     * @return the message, or empty if none has come in time
     * @throws StompException if there will be no more: the client is closed, the connection is lost for good, or the broker has
     *     refused the subscription
     * @throws WaitInterruptedException if the thread is interrupted
     */
    public Optional<Delivery> receive(Duration timeout) {
        Deadline deadline = Deadline.within(timeout);
        lock.lock();
        try {
            while (waiting.isEmpty() && failure == null && !deadline.isOver()) {
                changed.awaitNanos(deadline.remainingNanos());
            }
            if (waiting.isEmpty() && failure != null) {
                throw failure;
            }
            return Optional.ofNullable(waiting.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("interrupted while waiting for a message of " + handle, e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the subscription. What was not acknowledged goes back to the broker. Repeatable. */
    @Override
    public void close() {
        sink().failed(new ClientClosedException("expected an open subscription, got one that is closed", null));
        client.unsubscribe(handle, Headers.EMPTY);
    }

    DeliverySink sink() {
        return new Sink();
    }

    /** The side of the link thread, kept out of the public methods. */
    private final class Sink implements DeliverySink {
        @Override
        public void accept(Delivery delivery) {
            lock.lock();
            try {
                if (waiting.size() == MAX_WAITING) {
                    waiting.clear();
                    failure = new StompException(
                            "expected messages of " + delivery.subscription() + " to be fetched, but " + MAX_WAITING
                                    + " wait; subscribe with ack:client, so that the broker's window bounds them",
                            null);
                }
                if (failure == null) {
                    waiting.add(delivery);
                }
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void interrupted() {
            lock.lock();
            try {
                waiting.clear();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void failed(StompException cause) {
            lock.lock();
            try {
                if (failure == null) {
                    failure = cause;
                    waiting.clear();
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}

package org.stompest.client;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription whose messages are pushed to a handler, up to a number of them at a time. They start in the order in which they came.
 * The broker's window bounds what waits here; without one ({@code ack:auto}) the client disconnects when too many messages wait.
 * Thread-safe.
 */
public final class PushedSubscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PushedSubscription.class);

    /** What a copy of a message must not take along: it belongs to the delivery, or to the message that was consumed. */
    private static final Set<String> BOUND_HEADERS = Set.of(
            Headers.ACK,
            Headers.DESTINATION,
            Headers.MESSAGE_ID,
            Headers.RECEIPT,
            Headers.SUBSCRIPTION,
            Headers.TRANSACTION,
            "expires",
            "priority",
            "timestamp");

    private static final int LONGEST_REASON = 1_000;
    private static final String MESSAGE_FAILED = "message-failed";
    private static final String ORIGINAL_DESTINATION = "original-destination";

    private final StompClient client;
    private final MessageHandler handler;
    private final FailurePolicy policy;
    private final int concurrency;
    private final boolean acknowledges;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private final Set<Thread> running = new HashSet<>();
    private int tasks;
    /** Those of the running ones that wait for the others themselves. */
    private final Set<Thread> closers = new HashSet<>();

    private boolean isStopped;
    private boolean endsWhenIdle;

    /** Set once, before the caller has the subscription; volatile for the handlers' threads. */
    private volatile SubscriptionHandle handle;

    PushedSubscription(
            StompClient client,
            MessageHandler handler,
            FailurePolicy policy,
            int concurrency,
            boolean acknowledges,
            Executor executor) {
        this.client = client;
        this.handler = handler;
        this.policy = policy;
        this.concurrency = concurrency;
        this.acknowledges = acknowledges;
        this.executor = executor;
    }

    void open(SubscriptionHandle opened) {
        handle = opened;
    }

    /**
     * Ends the subscription after the messages in work are done, or the close time-out is over. What has not started goes back to the
     * broker. May be called from the handler. Repeatable.
     */
    @Override
    public void close() {
        stop();
        if (!awaitIdle(Deadline.within(client.closeTimeout()))) {
            LOG.warn("{}: closed while its handler still runs; its messages go back to the broker", handle);
        }
        if (!endsLater()) {
            end();
        }
    }

    /** In the handler the subscription has to stay until the message in work is settled. */
    private boolean endsLater() {
        lock.lock();
        try {
            endsWhenIdle |= running.contains(Thread.currentThread());
            return endsWhenIdle;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        client.forget(this);
        client.unsubscribe(handle, Headers.EMPTY);
    }

    /** Starts no more handlers. */
    void stop() {
        lock.lock();
        try {
            isStopped = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the handlers in work, but not for those that ask for it themselves. */
    boolean awaitIdle(Deadline deadline) {
        lock.lock();
        try {
            if (running.contains(Thread.currentThread())) {
                closers.add(Thread.currentThread());
                idle.signalAll();
            }
            while (!closers.containsAll(running)) {
                if (deadline.isOver()) {
                    return false;
                }
                idle.awaitNanos(deadline.remainingNanos());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    DeliverySink sink() {
        return new Sink();
    }

    /** The side of the link thread, kept out of the public methods. */
    private final class Sink implements DeliverySink {
        @Override
        public void accept(Delivery delivery) {
            boolean isFull;
            boolean isNew;
            lock.lock();
            try {
                if (isStopped) {
                    return;
                }
                waiting.add(delivery);
                isFull = waiting.size() > PulledSubscription.MAX_WAITING;
                isNew = !isFull && tasks < concurrency;
                tasks += isNew ? 1 : 0;
            } finally {
                lock.unlock();
            }
            if (isFull) {
                disconnect(
                        delivery,
                        new StompException("expected messages to be handled as fast as they come, but more than "
                                + PulledSubscription.MAX_WAITING
                                + " wait; with ack:client the broker's window bounds them"));
            } else if (isNew) {
                start();
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
            stop();
            client.lost(PushedSubscription.this, handle, cause);
        }
    }

    private void start() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                tasks--;
            } finally {
                lock.unlock();
            }
            LOG.debug("{}: closed, so a message is left to the broker", handle, e);
        }
    }

    private void work() {
        for (Delivery delivery = next(); delivery != null; delivery = next()) {
            try {
                settle(delivery, outcome(delivery));
            } catch (StompException e) {
                LOG.warn(
                        "{}: what became of message {} is left to the broker",
                        delivery.subscription(),
                        delivery.message().header(Headers.MESSAGE_ID),
                        e);
            } catch (RuntimeException | Error e) {
                disconnect(delivery, e);
            }
        }
        endIfAskedTo();
    }

    private void endIfAskedTo() {
        lock.lock();
        try {
            if (!endsWhenIdle || !running.isEmpty()) {
                return;
            }
            endsWhenIdle = false;
        } finally {
            lock.unlock();
        }
        try {
            end();
        } catch (StompException e) {
            LOG.debug("{}: did not end in order", handle, e);
        }
    }

    /** The next message to handle; null if this thread is to leave. */
    private Delivery next() {
        lock.lock();
        try {
            Delivery delivery = waiting.poll();
            if (delivery == null) {
                tasks--;
                running.remove(Thread.currentThread());
                closers.remove(Thread.currentThread());
                idle.signalAll();
            } else {
                running.add(Thread.currentThread());
            }
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    private FailureOutcome outcome(Delivery delivery) {
        try {
            handler.handle(delivery);
            return new FailureOutcome.Acknowledge();
        } catch (Throwable e) {
            return outcome(delivery, e);
        }
    }

    private FailureOutcome outcome(Delivery delivery, Throwable failure) {
        FailureOutcome outcome;
        try {
            outcome = Objects.requireNonNull(policy.decide(delivery, failure), "the outcome of a failure policy");
        } catch (Throwable e) {
            disconnect(delivery, with(failure, e));
            return new FailureOutcome.Leave();
        }
        if (outcome instanceof FailureOutcome.Disconnect) {
            disconnect(delivery, failure);
            return new FailureOutcome.Leave();
        }
        if (outcome instanceof FailureOutcome.Reject && !client.canReject()) {
            disconnect(delivery, failure);
            return new FailureOutcome.Leave();
        }
        if (outcome instanceof FailureOutcome.Forward forward) {
            return forwarded(delivery, forward.destination(), failure);
        }
        return outcome;
    }

    /** Only what is confirmed counts as forwarded. */
    private FailureOutcome forwarded(Delivery delivery, String destination, Throwable failure) {
        try {
            client.send(
                            destination,
                            forwardHeaders(delivery.message(), failure),
                            delivery.message().body())
                    .await(client.requestTimeout());
            return new FailureOutcome.Acknowledge();
        } catch (StompException e) {
            disconnect(delivery, with(failure, e));
            return new FailureOutcome.Leave();
        }
    }

    /** The later failure with the first one, unless it is the same. */
    private static Throwable with(Throwable first, Throwable later) {
        if (later != first) {
            later.addSuppressed(first);
        }
        return later;
    }

    private static Headers forwardHeaders(Frame message, Throwable failure) {
        Headers.Builder headers = Headers.builder();
        message.headers().forEach((name, value) -> {
            if (!BOUND_HEADERS.contains(name) && !name.equals("persistent")) {
                headers.add(name, value);
            }
        });
        return headers.add("persistent", "true")
                .addMissing(Headers.of(
                        MESSAGE_FAILED,
                        plain(failure),
                        ORIGINAL_DESTINATION,
                        message.headers().get(Headers.DESTINATION, "")))
                .build();
    }

    /** What any version and any broker can carry in a header. */
    private static String plain(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        String start = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
        return start.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private void settle(Delivery delivery, FailureOutcome outcome) {
        if (acknowledges && outcome instanceof FailureOutcome.Acknowledge) {
            client.acknowledge(Command.ACK, delivery);
        } else if (acknowledges && outcome instanceof FailureOutcome.Reject) {
            client.acknowledge(Command.NACK, delivery);
        }
    }

    private void disconnect(Delivery delivery, Throwable failure) {
        stop();
        client.disconnectBecause(new StompException(
                "disconnected, because the handler of " + delivery.subscription() + " has failed: " + failure,
                failure));
    }
}

package org.stompest.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a frame, to be waited for or to be called back by. It says that the broker has processed the frame (STOMP 1.2,
 * "RECEIPT") and all that was sent before it. Thread-safe.
 */
public final class Receipt {
    private static final Logger LOG = LoggerFactory.getLogger(Receipt.class);

    /** How many links in a row may be lost with this as the first that is not confirmed. */
    private static final int HOPELESS = 5;

    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private final String id;
    private final Frame frame;
    private final int size;
    private final Role role;
    private final Executor executor;

    /** Guarded by the connection lock. */
    private int lostLinks;

    /** The time of the first loss. Guarded by the connection lock. */
    private long firstLoss;

    private enum Role {
        ALONE,
        OF_BURST,
        RESUMED
    }

    Receipt(String id, Frame frame, int size, Executor executor) {
        this(id, frame, size, Role.ALONE, executor);
    }

    private Receipt(String id, Frame frame, int size, Role role, Executor executor) {
        this.id = id;
        this.frame = frame;
        this.size = size;
        this.role = role;
        this.executor = executor;
    }

    /** The receipt for several frames, asked for by the last one, which makes no sense without the others. */
    static Receipt ofBurst(String id, Frame last, int size, Executor executor) {
        return new Receipt(id, last, size, Role.OF_BURST, executor);
    }

    /** The receipt for the SUBSCRIBE of a subscription that there was on a link before. */
    static Receipt ofResumed(String id, Frame subscribe, Executor executor) {
        return new Receipt(id, subscribe, 0, Role.RESUMED, executor);
    }

    String id() {
        return id;
    }

    /** The frame that asked for this receipt. */
    Frame frame() {
        return frame;
    }

    /** The bytes that are kept until the answer comes. */
    int size() {
        return size;
    }

    /**
     * Counts one more link that was lost before this was confirmed, with nothing before it to blame; true if it were better given up, since
     * it may well be the reason. A subscription that the broker has accepted before is not.
     *
     * @param patience for how long links have to be lost before
     */
    boolean isHopeless(Duration patience) {
        long now = System.nanoTime();
        if (lostLinks == 0) {
            firstLoss = now;
        }
        lostLinks++;
        return lostLinks >= HOPELESS && now - firstLoss >= patience.toNanos() && role != Role.RESUMED;
    }

    /** What must survive a lost link: a send of its own that belongs to no transaction, and a subscription. */
    boolean survivesLink() {
        return isSubscribe()
                || frame.command() == Command.SEND
                        && role != Role.OF_BURST
                        && !frame.headers().contains(Headers.TRANSACTION);
    }

    boolean isSubscribe() {
        return frame.command() == Command.SUBSCRIBE;
    }

    void complete() {
        outcome.complete(null);
    }

    void fail(StompException cause) {
        outcome.completeExceptionally(cause);
    }

    /**
     * Whether the answer is there.
     *
     * @return true after a receipt as well as after a failure
     */
    public boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits for the answer. After a time-out the frame may still be processed, and this method may be called again.
     *
     * @param timeout how long to wait at most
     * @throws BrokerException if the broker has refused the frame
     * @throws ConnectionLostException if the connection broke before, and the frame is none that is repeated on the next one
     * @throws WaitTimeoutException if the time is over
     * @throws WaitInterruptedException if the thread is interrupted
     */
    public void await(Duration timeout) {
        try {
            outcome.get(Deadline.within(timeout).remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (StompException) e.getCause();
        } catch (TimeoutException e) {
            throw new WaitTimeoutException(
                    "expected the receipt for " + frame.command() + " within " + timeout + ", got none", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("interrupted while waiting for the receipt for " + frame.command(), e);
        }
    }

    /**
     * Calls back once the answer is there, on the client's executor. What a callback throws is logged.
     *
     * @param onReceipt called after a receipt
     * @param onFailure called otherwise, with what {@link #await} would throw
     */
    public void whenDone(Runnable onReceipt, Consumer<StompException> onFailure) {
        whenDone(executor, onReceipt, onFailure);
    }

    /**
     * Calls back once the answer is there. What a callback throws is logged.
     *
     * @param callbacks where to; what runs there must not block if it is the calling thread's own
     * @param onReceipt called after a receipt
     * @param onFailure called otherwise, with what {@link #await} would throw
     */
    public void whenDone(Executor callbacks, Runnable onReceipt, Consumer<StompException> onFailure) {
        outcome.whenCompleteAsync(
                (nothing, failure) -> call(onReceipt, onFailure, (StompException) failure), callbacks);
    }

    private void call(Runnable onReceipt, Consumer<StompException> onFailure, StompException failure) {
        try {
            if (failure == null) {
                onReceipt.run();
            } else {
                onFailure.accept(failure);
            }
        } catch (Throwable e) {
            LOG.warn("a callback of {} has thrown", this, e);
        }
    }

    /**
     * The answer as a stage to compose others with; it completes on the client's executor.
     *
     * @return a new stage
     */
    public CompletionStage<Void> toStage() {
        return outcome.whenCompleteAsync((nothing, failure) -> {}, executor);
    }

    @Override
    public String toString() {
        return "receipt " + id + " for " + frame.command() + (isDone() ? ", done" : "");
    }
}

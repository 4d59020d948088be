package org.stompest.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.stompest.failover.DisconnectedBehavior;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Token;
import org.stompest.session.StompSession;
import org.stompest.transport.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the threads of a client share: the session, the receipts, the current link, and the phase of its life. All fields are guarded by the
 * connection lock, which is never held during I/O or a callback; the caller of every method but {@link #linkNumber} holds it.
 */
final class ClientState {
    private static final Logger FRAMES = LoggerFactory.getLogger("org.stompest.FRAMES");

    /** For frames that may go out on whatever link there is. */
    static final long ANY_LINK = 0;

    /** The phases of a client's life. FAILED is for good, but still wants to be closed. */
    enum Phase {
        NEW,
        CONNECTING,
        CONNECTED,
        INTERRUPTED,
        FAILED,
        CLOSING,
        CLOSED;

        private boolean mayBecome(Phase next) {
            return switch (this) {
                case NEW -> next == CONNECTING || next == CLOSING;
                case CONNECTING, INTERRUPTED -> next == CONNECTED || next == FAILED || next == CLOSING;
                case CONNECTED -> next == INTERRUPTED || next == FAILED || next == CLOSING;
                case FAILED -> next == CLOSING;
                case CLOSING -> next == CLOSED;
                case CLOSED -> false;
            };
        }
    }

    /** The connection lock. */
    final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the phase changes, when the outbox has room again, and when receipts have come while senders wait for it. */
    final Condition changed = lock.newCondition();

    final StompSession session = new StompSession();
    final Receipts receipts;
    final Map<Token, SubscriptionHandle> subscriptions = new HashMap<>();
    private Phase phase = Phase.NEW;

    /** The current link, null while there is none; changed by {@link #use} alone. */
    private Link link;

    /** The number of the current link. Volatile, so that consumers can see without the lock whether a message is stale. */
    private volatile long linkNumber = ANY_LINK;
    /** The channel that is being opened, null if none is. */
    Channel opening;

    StompException lastFailure;
    /** An ERROR that answers nothing, if it was the last frame. */
    BrokerException unclaimedError;

    long lastLink;
    long lastReceipt;
    long lastSubscription;
    int waitingSenders;

    private final ClientOptions options;
    private final Executor callbacks;

    ClientState(ClientOptions options, Executor callbacks) {
        this.options = options;
        this.callbacks = callbacks;
        this.receipts = new Receipts(options.uri.policy().trackMessages());
    }

    Phase phase() {
        return phase;
    }

    Link link() {
        return link;
    }

    /** Makes a link the current one, or none. */
    void use(Link current) {
        link = current;
        linkNumber = current == null ? ANY_LINK : current.number();
    }

    /** The current link is given up: nothing of it counts any more, though its thread has yet to notice. */
    void giveUpLink() {
        linkNumber = ANY_LINK;
    }

    /** The number of the current link, {@link #ANY_LINK} while there is none. The one method that needs no lock. */
    long linkNumber() {
        return linkNumber;
    }

    /** Goes on to another phase, and wakes whoever waits for it. */
    void become(Phase next) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("expected a phase that " + phase + " may go on to, got " + next);
        }
        phase = next;
        changed.signalAll();
    }

    /** Whether the link thread is to look for a broker. */
    boolean isLooking() {
        return phase == Phase.CONNECTING || phase == Phase.INTERRUPTED;
    }

    /** Whether there will be no other link. */
    boolean isOver() {
        return phase == Phase.FAILED || phase == Phase.CLOSING || phase == Phase.CLOSED;
    }

    /**
     * Waits for a link that takes a frame of that command.
     *
     * @param onLink the link that the frame is meant for, or {@link #ANY_LINK}
     * @return the current link, or null if the one that the frame is meant for is gone
     */
    Link admit(Command command, boolean isConfirmed, long onLink, Deadline deadline) {
        Deadline withoutLink =
                options.uri.policy().timeout().map(Deadline::within).orElse(deadline);
        while (true) {
            switch (phase) {
                case CONNECTED -> {
                    if (onLink != ANY_LINK && (onLink != link.number() || link.isOver())) {
                        return null;
                    }
                    if (!link.isOver()
                            && !link.outbox().isFull()
                            && !(isConfirmed && receipts.size() >= options.unconfirmedSize)) {
                        return link;
                    }
                }
                case CONNECTING, INTERRUPTED -> {
                    if (onLink != ANY_LINK) {
                        return null;
                    }
                    if (options.uri.policy().disconnectedBehavior() == DisconnectedBehavior.REJECT) {
                        throw new ConnectionLostException(
                                "expected a connection for " + command + ", got none at the moment", lastFailure);
                    }
                }
                case FAILED -> {
                    if (onLink != ANY_LINK) {
                        return null;
                    }
                    throw new ConnectionLostException(
                            "expected a connection for " + command + ", but it is lost for good: "
                                    + lastFailure.getMessage(),
                            lastFailure);
                }
                default -> throw closed();
            }
            Deadline bound = phase == Phase.CONNECTED ? deadline : deadline.earlier(withoutLink);
            if (bound.isOver()) {
                throw new WaitTimeoutException(
                        phase == Phase.CONNECTED
                                ? "expected " + link + " to take " + command + " in time, but it does not read"
                                : "expected a connection for " + command + " in time, got none",
                        lastFailure);
            }
            waitingSenders++;
            try {
                await(bound, command.toString());
            } finally {
                waitingSenders--;
            }
        }
    }

    ClientClosedException closed() {
        return new ClientClosedException("expected a connected client, got one that is " + phase, null);
    }

    /** Waits for a signal; the caller looks again what has changed. */
    void await(Deadline deadline, String what) {
        try {
            changed.awaitNanos(deadline.remainingNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("interrupted while waiting for " + what, e);
        }
    }

    /** Encodes first and tells the session then, so that a refusal by either leaves nothing behind. */
    Receipt append(Frame frame, boolean isConfirmed, Link target) {
        String id = isConfirmed ? Long.toString(++lastReceipt) : null;
        Frame outgoing = isConfirmed ? frame.with(Headers.RECEIPT, id) : frame;
        Outbox outbox = target.outbox();
        int mark = outbox.mark();
        int size = outbox.append(outgoing, session.version());
        try {
            session.submit(outgoing);
        } catch (ProtocolException e) {
            outbox.reset(mark);
            throw e;
        }
        trace(">", outgoing);
        target.wakeWriter();
        if (!isConfirmed) {
            return null;
        }
        return expect(new Receipt(id, outgoing, size, callbacks));
    }

    /** Keeps a receipt until it is answered. */
    Receipt expect(Receipt receipt) {
        receipts.add(receipt);
        return receipt;
    }

    void trace(String direction, Frame frame) {
        if (FRAMES.isTraceEnabled()) {
            FRAMES.trace("{} {} {}", options.name, direction, frame);
        }
    }
}

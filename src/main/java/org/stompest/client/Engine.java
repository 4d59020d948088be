package org.stompest.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Token;
import org.stompest.transport.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's side of a client: every call takes the connection lock once. Thread-safe. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** A subscription, and the receipt by which it becomes sure. */
    record Subscribed(SubscriptionHandle handle, Receipt receipt) {}

    private final ClientOptions options;
    /** Where receipts call back: one after the other, so that a burst of receipts makes no burst of threads. */
    private final Executor callbacks;

    private final ClientState state;
    private final ClientListener listener;
    private final SerialExecutor notifications;
    private final Thread linkThread;

    Engine(ClientOptions options, ClientListener listener, Executor executor) {
        this.options = options;
        this.callbacks = new SerialExecutor(executor, options.name);
        this.listener = listener;
        this.state = new ClientState(options, callbacks);
        this.notifications = new SerialExecutor(executor, options.name);
        LinkEvents events = new LinkEvents(options, listener, callbacks, notifications, state);
        this.linkThread = new Thread(new LinkLoop(events, options), options.name + "-link");
        this.linkThread.setDaemon(options.usesDaemonThreads);
    }

    /** Starts the link thread and waits until it has connected. */
    void connect(Deadline deadline) {
        state.lock.lock();
        try {
            if (state.phase() != ClientState.Phase.NEW) {
                throw new ClientClosedException(
                        "expected a client that was not connected before, got " + state.phase(), null);
            }
            state.become(ClientState.Phase.CONNECTING);
            linkThread.start();
            while (state.phase() == ClientState.Phase.CONNECTING && !deadline.isOver()) {
                state.await(deadline, "a connection");
            }
            switch (state.phase()) {
                case CONNECTED, INTERRUPTED -> {}
                case CONNECTING ->
                    throw new ConnectFailedException(
                            "expected a connection to " + options.uri + " within " + options.connectTimeout
                                    + ", got none"
                                    + (state.lastFailure == null ? "" : ": " + state.lastFailure.getMessage()),
                            state.lastFailure);
                case FAILED -> throw state.lastFailure;
                default -> throw state.closed();
            }
        } finally {
            state.lock.unlock();
        }
    }

    /**
     * Puts a frame into the outbox. Waits for a connection and for room.
     *
     * @return the receipt asked for, or null if the link that the frame was meant for is gone
     */
    Receipt submit(Frame frame, boolean isConfirmed, long onLink, Deadline deadline) {
        checkFree(frame);
        state.lock.lock();
        try {
            Link target = state.admit(frame.command(), isConfirmed, onLink, deadline);
            return target == null ? null : state.append(frame, isConfirmed, target);
        } finally {
            state.lock.unlock();
        }
    }

    /** As {@link #submit} without a receipt; false if the link that the frame was meant for is gone. */
    boolean isSubmitted(Frame frame, long onLink, Deadline deadline) {
        checkFree(frame);
        state.lock.lock();
        try {
            Link target = state.admit(frame.command(), false, onLink, deadline);
            if (target != null) {
                state.append(frame, false, target);
            }
            return target != null;
        } finally {
            state.lock.unlock();
        }
    }

    /** Gives the link up, if it is still that one, so that the client looks for another. */
    void abandon(long number, StompException cause) {
        Link current;
        state.lock.lock();
        try {
            current = state.link() != null && state.link().number() == number ? state.link() : null;
            if (current != null) {
                state.giveUpLink();
            }
        } finally {
            state.lock.unlock();
        }
        if (current != null) {
            current.end(cause);
        }
    }

    /** Waits for a connection, and returns the number of its link. */
    long awaitLink(Deadline deadline) {
        state.lock.lock();
        try {
            return state.admit(Command.BEGIN, false, ClientState.ANY_LINK, deadline)
                    .number();
        } finally {
            state.lock.unlock();
        }
    }

    /**
     * Puts several frames into the outbox with nothing between them, and asks for the receipt of the last one.
     *
     * @return the receipt, or null if the link that the frames were meant for is gone
     */
    Receipt submitBurst(List<Frame> frames, long onLink, Deadline deadline) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("expected at least one frame in a burst, got none");
        }
        int last = frames.size() - 1;
        frames.forEach(Engine::checkFree);
        state.lock.lock();
        try {
            Link target = state.admit(frames.get(last).command(), true, onLink, deadline);
            if (target == null) {
                return null;
            }
            String id = Long.toString(++state.lastReceipt);
            List<Frame> outgoing = new ArrayList<>(frames);
            outgoing.set(last, frames.get(last).with(Headers.RECEIPT, id));
            int size = encode(outgoing, target.outbox());
            note(outgoing, target);
            return state.expect(Receipt.ofBurst(id, outgoing.get(last), size, callbacks));
        } finally {
            state.lock.unlock();
        }
    }

    /** Books are kept on subscriptions, receipts and the end of the session, so these must not come from elsewhere. */
    private static void checkFree(Frame frame) {
        switch (frame.command()) {
            case SEND, ACK, NACK, BEGIN, COMMIT, ABORT -> {}
            default ->
                throw new ProtocolException("expected SEND, ACK, NACK, BEGIN, COMMIT or ABORT, got " + frame.command());
        }
        if (frame.headers().contains(Headers.RECEIPT)) {
            throw new ProtocolException("expected no header receipt, which the client numbers itself, got " + frame);
        }
    }

    private int encode(List<Frame> frames, Outbox outbox) {
        int mark = outbox.mark();
        try {
            frames.forEach(each -> outbox.append(each, state.session.version()));
            return outbox.mark() - mark;
        } catch (FrameException e) {
            outbox.reset(mark);
            throw e;
        }
    }

    private void note(List<Frame> frames, Link target) {
        try {
            for (Frame frame : frames) {
                state.session.submit(frame);
                state.trace(">", frame);
            }
            target.wakeWriter();
        } catch (ProtocolException e) {
            // The session may have taken the first of them already: only a new link makes it agree with the broker
            // again.
            target.end(new ConnectionLostException(
                    "gave up " + target + " after a burst that does not fit its session", e));
            throw e;
        }
    }

    Subscribed subscribe(String destination, Headers headers, DeliverySink sink, Deadline deadline) {
        state.lock.lock();
        try {
            Link target = state.admit(Command.SUBSCRIBE, true, ClientState.ANY_LINK, deadline);
            Headers effective = headers;
            if (!headers.contains(Headers.ID)) {
                effective = effective.with(Headers.ID, freeId());
            }
            if (!headers.contains(Headers.ACK)) {
                effective = effective.with(Headers.ACK, "auto");
            }
            Frame frame = Commands.subscribe(destination, effective, state.session.version());
            SubscriptionHandle handle = new SubscriptionHandle(Commands.token(frame), destination, sink);
            Receipt receipt = state.append(frame, true, target);
            state.subscriptions.put(handle.token(), handle);
            return new Subscribed(handle, receipt);
        } finally {
            state.lock.unlock();
        }
    }

    /** An id that nobody has chosen himself. */
    private String freeId() {
        String id;
        do {
            id = Long.toString(++state.lastSubscription);
        } while (state.subscriptions.containsKey(Token.id(id)));
        return id;
    }

    /**
     * Ends a subscription, if there is a link; else it is only forgotten.
     *
     * @return the receipt of UNSUBSCRIBE, empty if there was nothing to send
     */
    Optional<Receipt> unsubscribe(SubscriptionHandle handle, Headers headers) {
        state.lock.lock();
        try {
            Token token = handle.token();
            if (state.subscriptions.get(token) != handle) {
                return Optional.empty();
            }
            Optional<Receipt> receipt = Optional.empty();
            if (state.phase() == ClientState.Phase.CONNECTED) {
                Frame frame = Commands.unsubscribe(token, state.session.version());
                Headers all = frame.headers().toBuilder().addMissing(headers).build();
                receipt = Optional.of(state.append(Frame.of(frame.command(), all), true, state.link()));
            } else {
                state.session.forget(token);
            }
            state.subscriptions.remove(token);
            // The receipt of SUBSCRIBE, if it has not come, must not take the answer to another one.
            state.receipts.subscribe(token).ifPresent(this::abandon);
            return receipt;
        } finally {
            state.lock.unlock();
        }
    }

    private void abandon(Receipt subscribe) {
        state.receipts.remove(subscribe.id());
        subscribe.fail(new ClientClosedException("the subscription was ended before it was confirmed", null));
    }

    /** Acknowledges or rejects a message; false if its link or its subscription is gone. */
    boolean isAcknowledged(Command command, Delivery delivery, Headers headers, Deadline deadline) {
        state.lock.lock();
        try {
            if (!isCurrent(delivery)) {
                return false;
            }
            Link target = state.admit(command, false, delivery.link(), deadline);
            if (target == null || !isCurrent(delivery)) {
                return false;
            }
            Frame frame = acknowledgement(command, delivery.message());
            state.append(
                    headers.size() == 0
                            ? frame
                            : Frame.of(
                                    command,
                                    frame.headers().toBuilder()
                                            .addMissing(headers)
                                            .build()),
                    false,
                    target);
            return true;
        } finally {
            state.lock.unlock();
        }
    }

    /** The right to acknowledge ends with the link, and with the subscription, whose id may stand for another one by now. */
    private boolean isCurrent(Delivery delivery) {
        SubscriptionHandle handle = delivery.subscription();
        return state.link() != null
                && state.link().number() == delivery.link()
                && state.subscriptions.get(handle.token()) == handle;
    }

    /** Has the broker delete a subscription that is not open here, named by headers of the broker's own. */
    Receipt delete(Headers names, Deadline deadline) {
        state.lock.lock();
        try {
            Link target = state.admit(Command.UNSUBSCRIBE, true, ClientState.ANY_LINK, deadline);
            if (state.subscriptions.containsKey(Token.id(names.get(Headers.ID, "")))) {
                throw new ProtocolException("expected a subscription that is not open to be deleted, got " + names);
            }
            return state.append(Frame.of(Command.UNSUBSCRIBE, names), true, target);
        } finally {
            state.lock.unlock();
        }
    }

    /** The frame that acknowledges a message, in the version of the current session. */
    Frame acknowledgement(Command command, Frame message) {
        state.lock.lock();
        try {
            return command == Command.ACK
                    ? Commands.ack(message, state.session.version())
                    : Commands.nack(message, state.session.version());
        } finally {
            state.lock.unlock();
        }
    }

    long currentLink() {
        return state.linkNumber();
    }

    Optional<ConnectedReply> server() {
        state.lock.lock();
        try {
            return state.session.server();
        } finally {
            state.lock.unlock();
        }
    }

    Optional<BrokerUri> broker() {
        state.lock.lock();
        try {
            return Optional.ofNullable(state.link()).map(Link::broker);
        } finally {
            state.lock.unlock();
        }
    }

    boolean isOver() {
        state.lock.lock();
        try {
            return state.isOver();
        } finally {
            state.lock.unlock();
        }
    }

    ClientState.Phase phase() {
        state.lock.lock();
        try {
            return state.phase();
        } finally {
            state.lock.unlock();
        }
    }

    /**
     * Says goodbye, if there is a link, and ends both threads.
     *
     * @return whether the broker has confirmed the goodbye, or there was nobody to say it to
     */
    boolean close(Deadline deadline) {
        Receipt goodbye = null;
        state.lock.lock();
        try {
            if (state.phase() == ClientState.Phase.CONNECTED) {
                goodbye = state.append(Commands.disconnect(), true, state.link());
                state.become(ClientState.Phase.CLOSING);
            } else if (state.phase() == ClientState.Phase.CLOSING || state.phase() == ClientState.Phase.CLOSED) {
                return awaitClosed(deadline);
            } else {
                state.become(ClientState.Phase.CLOSING);
            }
        } finally {
            state.lock.unlock();
        }
        boolean isOrderly = goodbye == null || isConfirmed(goodbye, deadline);
        Link ended = end(new ClientClosedException("the client was closed", null));
        join(deadline);
        if (ended != null) {
            ended.join(deadline);
        }
        return isOrderly;
    }

    private boolean awaitClosed(Deadline deadline) {
        while (state.phase() != ClientState.Phase.CLOSED && !deadline.isOver()) {
            state.await(deadline, "the end of another close");
        }
        return state.phase() == ClientState.Phase.CLOSED;
    }

    private boolean isConfirmed(Receipt goodbye, Deadline deadline) {
        try {
            goodbye.await(deadline.remaining());
            return true;
        } catch (StompException e) {
            LOG.debug("{}: DISCONNECT was not confirmed", options.name, e);
            return false;
        }
    }

    /** Ends everything, and returns the link there was, or null. */
    private Link end(ClientClosedException cause) {
        Link current;
        Channel pending;
        List<SubscriptionHandle> orphans;
        List<Receipt> unanswered;
        state.lock.lock();
        try {
            state.become(ClientState.Phase.CLOSED);
            current = state.link();
            pending = state.opening;
            state.use(null);
            orphans = List.copyOf(state.subscriptions.values());
            state.subscriptions.clear();
            unanswered = state.receipts.removeAll();
            state.session.close();
        } finally {
            state.lock.unlock();
        }
        if (current != null) {
            current.end(cause);
        }
        if (pending != null) {
            pending.abort();
        }
        unanswered.forEach(each -> each.fail(cause));
        orphans.forEach(each -> each.sink().failed(cause));
        return current;
    }

    private void join(Deadline deadline) {
        if (Thread.currentThread() == linkThread) {
            return;
        }
        try {
            linkThread.join(deadline.joinMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the listener of a refusal that nobody waits for. */
    void report(BrokerException refusal) {
        notifications.execute(() -> listener.refused(refusal));
    }

    /** Tells the listener that a handler's failure ends the connection. */
    void reportFailure(StompException cause) {
        notifications.execute(() -> listener.failed(cause));
    }
}

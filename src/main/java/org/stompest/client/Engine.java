package org.stompest.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.stompest.failover.BrokerUri;
import org.stompest.failover.DisconnectedBehavior;
import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Token;
import org.stompest.session.Event;
import org.stompest.session.StompSession;
import org.stompest.session.Subscription;
import org.stompest.transport.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the threads of a client share: the session, the receipts, the current link, and the phase of its life. All of it is guarded by
 * one lock, the connection lock, which is never held during I/O or a callback. Thread-safe.
 */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Logger FRAMES = LoggerFactory.getLogger("org.stompest.FRAMES");

    /** For frames that may go out on whatever link there is. */
    static final long ANY_LINK = 0;

    /** The phases of a client's life. FAILED is for good, but still wants to be closed. */
    enum Phase {
        NEW,
        CONNECTING,
        CONNECTED,
        INTERRUPTED,
        CLOSING,
        FAILED,
        CLOSED
    }

    /** A subscription, and the receipt by which it becomes sure. */
    record Subscribed(SubscriptionHandle handle, Receipt receipt) {}

    private final ClientOptions options;
    private final ClientListener listener;
    private final Executor executor;
    private final SerialExecutor notifications;
    private final Thread linkThread;

    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when the phase changes, when the outbox has room again, and when receipts have come while senders wait for it. */
    private final Condition changed = lock.newCondition();

    private final StompSession session = new StompSession();
    private final Receipts receipts = new Receipts();
    private final Map<Token, SubscriptionHandle> subscriptions = new HashMap<>();
    private Phase phase = Phase.NEW;
    private Link link;
    private Channel opening;
    private StompException lastFailure;
    private BrokerException unclaimedError;
    private long lastLink;
    private long lastReceipt;
    private long lastSubscription;
    private int waitingSenders;

    Engine(ClientOptions options, ClientListener listener, Executor executor) {
        this.options = options;
        this.listener = listener;
        this.executor = executor;
        this.notifications = new SerialExecutor(executor, options.name);
        this.linkThread = new Thread(new LinkLoop(this, options), options.name + "-link");
        this.linkThread.setDaemon(options.usesDaemonThreads);
    }

    // ---- application threads ----

    /** Starts the link thread and waits until it has connected. */
    void connect(Deadline deadline) {
        lock.lock();
        try {
            if (phase != Phase.NEW) {
                throw new ClientClosedException("expected a client that was not connected before, got " + phase, null);
            }
            phase = Phase.CONNECTING;
            linkThread.start();
            while (phase == Phase.CONNECTING && !deadline.isOver()) {
                await(deadline, "a connection");
            }
            switch (phase) {
                case CONNECTED, INTERRUPTED -> {}
                case CONNECTING ->
                    throw new ConnectFailedException(
                            "expected a connection to " + options.uri + " within " + options.connectTimeout
                                    + ", got none" + (lastFailure == null ? "" : ": " + lastFailure.getMessage()),
                            lastFailure);
                case FAILED -> throw lastFailure;
                default -> throw closed();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts a frame into the outbox. Waits for a connection and for room.
     *
     * @return the receipt asked for, or null if the link that the frame was meant for is gone
     */
    Receipt submit(Frame frame, boolean isConfirmed, long onLink, Deadline deadline) {
        checkFree(frame);
        lock.lock();
        try {
            Link target = admit(frame.command(), isConfirmed, onLink, deadline);
            return target == null ? null : append(frame, isConfirmed, target);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #submit} without a receipt; false if the link that the frame was meant for is gone. */
    boolean isSubmitted(Frame frame, long onLink, Deadline deadline) {
        checkFree(frame);
        lock.lock();
        try {
            Link target = admit(frame.command(), false, onLink, deadline);
            if (target != null) {
                append(frame, false, target);
            }
            return target != null;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the link up, if it is still that one, so that the client looks for another. */
    void abandon(long number, StompException cause) {
        Link current;
        lock.lock();
        try {
            current = link != null && link.number() == number ? link : null;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.end(cause);
        }
    }

    /** Waits for a connection, and returns the number of its link. */
    long awaitLink(Deadline deadline) {
        lock.lock();
        try {
            return admit(Command.BEGIN, false, ANY_LINK, deadline).number();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts several frames into the outbox with nothing between them, and asks for the receipt of the last one.
     *
     * @return the receipt, or null if the link that the frames were meant for is gone
     */
    Receipt submitBurst(List<Frame> frames, long onLink, Deadline deadline) {
        int last = frames.size() - 1;
        frames.forEach(Engine::checkFree);
        lock.lock();
        try {
            Link target = admit(frames.get(last).command(), true, onLink, deadline);
            if (target == null) {
                return null;
            }
            String id = Long.toString(++lastReceipt);
            List<Frame> outgoing = new ArrayList<>(frames);
            outgoing.set(last, frames.get(last).with(Headers.RECEIPT, id));
            int size = encode(outgoing, target.outbox());
            note(outgoing, target);
            return expect(Receipt.ofBurst(id, outgoing.get(last), size, executor));
        } finally {
            lock.unlock();
        }
    }

    /** Books are kept on subscriptions and on the end of the session, so their frames must not come from elsewhere. */
    private static void checkFree(Frame frame) {
        switch (frame.command()) {
            case SEND, ACK, NACK, BEGIN, COMMIT, ABORT -> {}
            default ->
                throw new ProtocolException("expected SEND, ACK, NACK, BEGIN, COMMIT or ABORT, got " + frame.command());
        }
    }

    private int encode(List<Frame> frames, Outbox outbox) {
        int mark = outbox.mark();
        try {
            frames.forEach(each -> outbox.append(each, session.version()));
            return outbox.mark() - mark;
        } catch (FrameException e) {
            outbox.reset(mark);
            throw e;
        }
    }

    private void note(List<Frame> frames, Link target) {
        try {
            for (Frame frame : frames) {
                session.submit(frame);
                trace(">", frame);
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
        lock.lock();
        try {
            Link target = admit(Command.SUBSCRIBE, true, ANY_LINK, deadline);
            Headers effective = headers;
            if (!headers.contains(Headers.ID)) {
                effective = effective.with(Headers.ID, freeId());
            }
            if (!headers.contains(Headers.ACK)) {
                effective = effective.with(Headers.ACK, "auto");
            }
            Frame frame = Commands.subscribe(destination, effective, session.version());
            SubscriptionHandle handle = new SubscriptionHandle(Commands.token(frame), destination, sink);
            Receipt receipt = append(frame, true, target);
            subscriptions.put(handle.token(), handle);
            return new Subscribed(handle, receipt);
        } finally {
            lock.unlock();
        }
    }

    /** An id that nobody has chosen himself. */
    private String freeId() {
        String id;
        do {
            id = Long.toString(++lastSubscription);
        } while (subscriptions.containsKey(Token.id(id)));
        return id;
    }

    /**
     * Ends a subscription, if there is a link; else it is only forgotten.
     *
     * @return the receipt of UNSUBSCRIBE, empty if there was nothing to send
     */
    Optional<Receipt> unsubscribe(SubscriptionHandle handle, Headers headers) {
        lock.lock();
        try {
            Token token = handle.token();
            if (subscriptions.get(token) != handle) {
                return Optional.empty();
            }
            Optional<Receipt> receipt = Optional.empty();
            if (phase == Phase.CONNECTED) {
                Frame frame = Commands.unsubscribe(token, session.version());
                Headers all = frame.headers().toBuilder().addMissing(headers).build();
                receipt = Optional.of(append(Frame.of(frame.command(), all), true, link));
            } else {
                session.forget(token);
            }
            subscriptions.remove(token);
            // Nobody waits for the receipt of SUBSCRIBE any more, and it must not take the answer to another one.
            receipts.subscribe(token).ifPresent(each -> receipts.remove(each.id()));
            return receipt;
        } finally {
            lock.unlock();
        }
    }

    /** Acknowledges or rejects a message; false if the link that it came by is gone. */
    boolean isAcknowledged(Command command, Delivery delivery, Deadline deadline) {
        lock.lock();
        try {
            if (link == null || link.number() != delivery.link()) {
                return false;
            }
            Link target = admit(command, false, delivery.link(), deadline);
            if (target != null) {
                append(acknowledgement(command, delivery.message()), false, target);
            }
            return target != null;
        } finally {
            lock.unlock();
        }
    }

    /** Has the broker delete a subscription that is not open here, named by headers of the broker's own. */
    Receipt delete(Headers names, Deadline deadline) {
        lock.lock();
        try {
            Link target = admit(Command.UNSUBSCRIBE, true, ANY_LINK, deadline);
            if (subscriptions.containsKey(Token.id(names.get(Headers.ID, "")))) {
                throw new ProtocolException("expected a subscription that is not open to be deleted, got " + names);
            }
            return append(Frame.of(Command.UNSUBSCRIBE, names), true, target);
        } finally {
            lock.unlock();
        }
    }

    /** The frame that acknowledges a message, in the version of the current session. */
    Frame acknowledgement(Command command, Frame message) {
        lock.lock();
        try {
            return command == Command.ACK
                    ? Commands.ack(message, session.version())
                    : Commands.nack(message, session.version());
        } finally {
            lock.unlock();
        }
    }

    long currentLink() {
        lock.lock();
        try {
            return link == null || link.isOver() ? ANY_LINK : link.number();
        } finally {
            lock.unlock();
        }
    }

    Optional<ConnectedReply> server() {
        lock.lock();
        try {
            return session.server();
        } finally {
            lock.unlock();
        }
    }

    Optional<BrokerUri> broker() {
        lock.lock();
        try {
            return Optional.ofNullable(link).map(Link::broker);
        } finally {
            lock.unlock();
        }
    }

    Phase phase() {
        lock.lock();
        try {
            return phase;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says goodbye, if there is a link, and ends both threads.
     *
     * @return whether the broker has confirmed the goodbye, or there was nobody to say it to
     */
    boolean close(Deadline deadline) {
        Receipt goodbye = null;
        lock.lock();
        try {
            if (phase == Phase.CONNECTED) {
                goodbye = append(Commands.disconnect(), true, link);
                phase = Phase.CLOSING;
            } else if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
                return awaitClosed(deadline);
            } else {
                phase = Phase.CLOSING;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean isOrderly = goodbye == null || isConfirmed(goodbye, deadline);
        end(new ClientClosedException("the client was closed", null));
        join(deadline);
        return isOrderly;
    }

    private boolean awaitClosed(Deadline deadline) {
        while (phase != Phase.CLOSED && !deadline.isOver()) {
            await(deadline, "the end of another close");
        }
        return phase == Phase.CLOSED;
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

    private void end(ClientClosedException cause) {
        Link current;
        Channel pending;
        List<SubscriptionHandle> orphans;
        List<Receipt> unanswered;
        lock.lock();
        try {
            phase = Phase.CLOSED;
            current = link;
            pending = opening;
            link = null;
            orphans = List.copyOf(subscriptions.values());
            subscriptions.clear();
            unanswered = receipts.removeAll();
            session.close();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.end(cause);
        }
        if (pending != null) {
            pending.abort();
        }
        unanswered.forEach(each -> each.fail(cause));
        orphans.forEach(each -> each.sink().failed(cause));
        if (current != null) {
            join(current);
        }
    }

    private void join(Link ended) {
        try {
            ended.join(Deadline.within(Duration.ofSeconds(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(Deadline deadline) {
        if (Thread.currentThread() == linkThread) {
            return;
        }
        try {
            linkThread.join(Math.max(
                    1_000,
                    TimeUnit.NANOSECONDS.toMillis(Math.min(deadline.remainingNanos(), TimeUnit.MINUTES.toNanos(1)))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- under the lock ----

    private Link admit(Command command, boolean isConfirmed, long onLink, Deadline deadline) {
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
            if (deadline.isOver()) {
                throw new WaitTimeoutException(
                        phase == Phase.CONNECTED
                                ? "expected " + link + " to take " + command + " in time, but it does not read"
                                : "expected a connection for " + command + " in time, got none",
                        lastFailure);
            }
            waitingSenders++;
            try {
                await(deadline, command.toString());
            } finally {
                waitingSenders--;
            }
        }
    }

    private ClientClosedException closed() {
        return new ClientClosedException("expected a connected client, got one that is " + phase, null);
    }

    private void await(Deadline deadline, String what) {
        try {
            changed.awaitNanos(deadline.remainingNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("interrupted while waiting for " + what, e);
        }
    }

    /** Encodes first and tells the session then, so that a refusal by either leaves nothing behind. */
    private Receipt append(Frame frame, boolean isConfirmed, Link target) {
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
        return expect(new Receipt(id, outgoing, size, executor));
    }

    private Receipt expect(Receipt receipt) {
        receipts.add(receipt);
        return receipt;
    }

    private void trace(String direction, Frame frame) {
        if (FRAMES.isTraceEnabled()) {
            FRAMES.trace("{} {} {}", options.name, direction, frame);
        }
    }

    // ---- the link thread ----

    /** Remembers the channel that is being opened, so that a close can abort it; false if the client is closed already. */
    boolean isOpening(Channel channel) {
        lock.lock();
        try {
            opening = channel;
            return phase == Phase.CONNECTING || phase == Phase.INTERRUPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Waits before an attempt; false if the client was closed meanwhile. */
    boolean sleep(Deadline deadline) {
        lock.lock();
        try {
            while (phase == Phase.CONNECTING || phase == Phase.INTERRUPTED) {
                if (deadline.isOver()) {
                    return true;
                }
                changed.awaitNanos(deadline.remainingNanos());
            }
            return false;
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt the link thread; take it as the wish that it should end.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    Frame startSession(ConnectRequest request) {
        lock.lock();
        try {
            Frame frame = options.usesStompFrame ? session.stomp(request) : session.connect(request);
            trace(">", frame);
            return frame;
        } finally {
            lock.unlock();
        }
    }

    void attemptFailed(StompException cause) {
        lock.lock();
        try {
            opening = null;
            lastFailure = cause;
            if (phase != Phase.CLOSED) {
                session.lost();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the answer to CONNECT and, if it is CONNECTED, opens the link to everybody: first goes what has to be repeated, in its old
     * order.
     */
    Link established(Channel channel, BrokerUri broker, Frame answer) {
        lock.lock();
        try {
            trace("<", answer);
            if (session.receive(answer) instanceof Event.Refused refused) {
                throw new BrokerException("CONNECT", broker.toString(), refused.error());
            }
            boolean isRestored = phase == Phase.INTERRUPTED;
            if (phase != Phase.CONNECTING && !isRestored) {
                throw closed();
            }
            Link fresh = new Link(
                    ++lastLink,
                    broker,
                    channel,
                    session.heartBeat(),
                    new Outbox(options.outboxSize),
                    lock,
                    changed,
                    options.name);
            opening = null;
            unclaimedError = null;
            repeat(fresh);
            link = fresh;
            phase = Phase.CONNECTED;
            fresh.start();
            changed.signalAll();
            if (isRestored) {
                notifications.execute(() -> listener.restored(broker));
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private void repeat(Link fresh) {
        for (Subscription subscription : session.subscriptions()) {
            Receipt receipt =
                    receipts.subscribe(subscription.token()).orElseGet(() -> confirmed(subscription.subscribe()));
            repeat(receipt, fresh);
        }
        for (Receipt receipt : receipts.survivors()) {
            if (!receipt.isSubscribe()) {
                repeat(receipt, fresh);
            }
        }
    }

    private Receipt confirmed(Frame subscribe) {
        String id = Long.toString(++lastReceipt);
        return expect(new Receipt(id, subscribe.with(Headers.RECEIPT, id), 0, executor));
    }

    private void repeat(Receipt receipt, Link fresh) {
        fresh.outbox().append(session.repeat(receipt.frame()), session.version());
        trace(">", receipt.frame());
    }

    /** Takes the frames of one read. Receipts and messages are handed on after the lock is released. */
    void process(Link from, List<Frame> frames) {
        List<Delivery> deliveries = new ArrayList<>(frames.size());
        List<Runnable> others = new ArrayList<>(frames.size());
        ProtocolException failure = null;
        lock.lock();
        try {
            for (Frame frame : frames) {
                if (from != link) {
                    break;
                }
                trace("<", frame);
                // An ERROR is the reason of a loss only if nothing came after it.
                unclaimedError = null;
                note(session.receive(frame), deliveries, others);
            }
            if (waitingSenders > 0) {
                changed.signalAll();
            }
        } catch (ProtocolException e) {
            failure = e;
        } finally {
            lock.unlock();
        }
        others.forEach(Runnable::run);
        for (Delivery delivery : deliveries) {
            delivery.subscription().sink().accept(delivery);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void note(Event event, List<Delivery> deliveries, List<Runnable> others) {
        if (event instanceof Event.Delivered delivered) {
            SubscriptionHandle handle =
                    subscriptions.get(delivered.subscription().token());
            deliveries.add(new Delivery(delivered.message(), handle, link.number()));
        } else if (event instanceof Event.Receipted receipted) {
            receipts.remove(receipted.receipt()).ifPresent(receipt -> others.add(receipt::complete));
        } else if (event instanceof Event.Refused refused) {
            others.add(refused(refused));
        } else if (event instanceof Event.Stray stray) {
            LOG.debug("{}: {}", options.name, stray.reason());
        }
    }

    private Runnable refused(Event.Refused refused) {
        Optional<Receipt> answered = refused.receipt().flatMap(receipts::remove);
        if (answered.isEmpty() && options.answersSubscribeAnonymously(session.server())) {
            answered = receipts.firstSubscribe();
        }
        String broker = link.broker().toString();
        if (answered.isEmpty()) {
            BrokerException error = new BrokerException("a frame", broker, refused.error());
            unclaimedError = error;
            return () -> notifications.execute(() -> listener.refused(error));
        }
        Receipt receipt = answered.get();
        return fail(receipt, new BrokerException(receipt.frame().command().toString(), broker, refused.error()));
    }

    /** A refused subscription is gone, here as on the broker. */
    private Runnable fail(Receipt receipt, StompException cause) {
        receipts.remove(receipt.id());
        SubscriptionHandle handle = null;
        if (receipt.isSubscribe()) {
            Token token = Commands.token(receipt.frame());
            session.forget(token);
            handle = subscriptions.remove(token);
        }
        DeliverySink sink = handle == null ? null : handle.sink();
        return () -> {
            receipt.fail(cause);
            if (sink != null) {
                sink.failed(cause);
            }
        };
    }

    /**
     * The link has ended.
     *
     * @return whether to look for another one
     */
    boolean lost(Link ended, StompException observed) {
        List<Runnable> others = new ArrayList<>();
        boolean goesOn;
        lock.lock();
        try {
            StompException cause = ended.cause() != null ? ended.cause() : observed;
            if (unclaimedError != null) {
                cause = new ConnectionLostException(
                        "lost the connection to " + ended.broker() + " after " + unclaimedError.getMessage(),
                        unclaimedError);
                BrokerException error = unclaimedError;
                receipts.firstSubscribe().ifPresent(receipt -> others.add(fail(receipt, error)));
            }
            lastFailure = cause;
            goesOn = phase == Phase.CONNECTED && options.uri.isFailover();
            if (link == ended) {
                link = null;
                session.lost();
            }
            if (goesOn) {
                phase = Phase.INTERRUPTED;
                noteLoss(receipts.removeMortals(), cause, others);
                subscriptions.values().forEach(each -> others.add(each.sink()::interrupted));
                StompException told = cause;
                others.add(() -> notifications.execute(() -> listener.interrupted(ended.broker(), told)));
            } else if (phase == Phase.CLOSING) {
                noteLoss(receipts.removeAll(), cause, others);
            } else {
                others.add(failing(cause));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        others.forEach(Runnable::run);
        join(ended);
        return goesOn;
    }

    private void noteLoss(List<Receipt> lost, StompException cause, List<Runnable> others) {
        for (Receipt receipt : lost) {
            others.add(
                    switch (receipt.frame().command()) {
                        case UNSUBSCRIBE, DISCONNECT -> receipt::complete;
                        case COMMIT ->
                            () -> receipt.fail(new CommitInDoubtException(
                                    "the connection broke between COMMIT and its receipt: " + cause.getMessage(),
                                    cause));
                        default ->
                            () -> receipt.fail(new ConnectionLostException(
                                    "the connection broke before the receipt for "
                                            + receipt.frame().command() + ": " + cause.getMessage(),
                                    cause));
                    });
        }
    }

    /** Nothing more will come: no link, and none to be had. */
    void failed(StompException cause) {
        Runnable others;
        lock.lock();
        try {
            others = failing(cause);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        others.run();
    }

    private Runnable failing(StompException cause) {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            return () -> {};
        }
        boolean wasConnected = phase != Phase.CONNECTING;
        phase = Phase.FAILED;
        lastFailure = cause;
        List<Runnable> others = new ArrayList<>();
        noteLoss(receipts.removeAll(), cause, others);
        subscriptions.values().forEach(each -> others.add(() -> each.sink().failed(cause)));
        subscriptions.clear();
        session.close();
        if (wasConnected) {
            others.add(() -> notifications.execute(() -> listener.failed(cause)));
        }
        return () -> others.forEach(Runnable::run);
    }

    /** Tells the listener that a handler's failure ends the connection. */
    void report(StompException cause) {
        notifications.execute(() -> listener.failed(cause));
    }
}

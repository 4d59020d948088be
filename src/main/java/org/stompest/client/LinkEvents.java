package org.stompest.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Token;
import org.stompest.session.Event;
import org.stompest.session.Subscription;
import org.stompest.transport.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link thread's side of a client: what becomes of attempts to connect, of the frames that come, and of a link's end. */
final class LinkEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LinkEvents.class);

    private final ClientOptions options;
    private final ClientListener listener;
    private final Executor callbacks;
    private final SerialExecutor notifications;
    private final ClientState state;

    LinkEvents(
            ClientOptions options,
            ClientListener listener,
            Executor callbacks,
            SerialExecutor notifications,
            ClientState state) {
        this.options = options;
        this.listener = listener;
        this.callbacks = callbacks;
        this.notifications = notifications;
        this.state = state;
    }

    /** Remembers the channel that is being opened, so that a close can abort it; false if the client is closed already. */
    boolean isOpening(Channel channel) {
        state.lock.lock();
        try {
            state.opening = channel;
            return state.isLooking();
        } finally {
            state.lock.unlock();
        }
    }

    /** Waits before an attempt; false if the client was closed meanwhile. */
    boolean sleep(Deadline deadline) {
        state.lock.lock();
        try {
            while (state.isLooking()) {
                if (deadline.isOver()) {
                    return true;
                }
                state.changed.awaitNanos(deadline.remainingNanos());
            }
            return false;
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt the link thread; take it as the wish that it should end.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            state.lock.unlock();
        }
    }

    Frame startSession(ConnectRequest request) {
        state.lock.lock();
        try {
            Frame frame = options.usesStompFrame ? state.session.stomp(request) : state.session.connect(request);
            state.trace(">", frame);
            return frame;
        } finally {
            state.lock.unlock();
        }
    }

    void attemptFailed(StompException cause) {
        state.lock.lock();
        try {
            state.opening = null;
            state.lastFailure = cause;
            if (state.phase() != ClientState.Phase.CLOSED) {
                state.session.lost();
            }
        } finally {
            state.lock.unlock();
        }
    }

    /**
     * Takes the answer to CONNECT and, if it is CONNECTED, opens the link to everybody: first goes what has to be repeated, in its old
     * order.
     */
    Link established(Channel channel, BrokerUri broker, Frame answer) {
        state.lock.lock();
        try {
            state.trace("<", answer);
            if (state.session.receive(answer) instanceof Event.Refused refused) {
                throw new BrokerException("CONNECT", broker.toString(), refused.error());
            }
            boolean isRestored = state.phase() == ClientState.Phase.INTERRUPTED;
            if (state.phase() != ClientState.Phase.CONNECTING && !isRestored) {
                throw state.closed();
            }
            Link fresh = new Link(
                    ++state.lastLink,
                    broker,
                    channel,
                    state.session.heartBeat(),
                    new Outbox(options.outboxSize),
                    state.lock,
                    state.changed,
                    options.name);
            state.opening = null;
            state.unclaimedError = null;
            repeat(fresh);
            state.use(fresh);
            state.become(ClientState.Phase.CONNECTED);
            fresh.start();
            if (isRestored) {
                notifications.execute(() -> listener.restored(broker));
            }
            return fresh;
        } finally {
            state.lock.unlock();
        }
    }

    private void repeat(Link fresh) {
        for (Subscription subscription : state.session.subscriptions()) {
            Receipt receipt =
                    state.receipts.subscribe(subscription.token()).orElseGet(() -> resumed(subscription.subscribe()));
            repeat(receipt, fresh);
        }
        for (Receipt receipt : state.receipts.survivors()) {
            if (!receipt.isSubscribe()) {
                repeat(receipt, fresh);
            }
        }
    }

    private Receipt resumed(Frame subscribe) {
        String id = Long.toString(++state.lastReceipt);
        return state.expect(Receipt.ofResumed(id, subscribe.with(Headers.RECEIPT, id), callbacks));
    }

    /** A frame that the version of this session cannot carry fails alone; the next session would not carry it either. */
    private void repeat(Receipt receipt, Link fresh) {
        try {
            fresh.outbox().append(receipt.frame(), state.session.version());
            state.session.repeat(receipt.frame());
            state.trace(">", receipt.frame());
        } catch (FrameException e) {
            callbacks.execute(fail(receipt, e));
        }
    }

    /** Takes the frames of one read. Receipts and messages are handed on after the lock is released. */
    void process(Link from, List<Frame> frames) {
        List<Delivery> deliveries = new ArrayList<>(frames.size());
        List<Runnable> others = new ArrayList<>(frames.size());
        StompException failure = null;
        state.lock.lock();
        try {
            for (Frame frame : frames) {
                if (from != state.link()) {
                    break;
                }
                state.trace("<", frame);
                // An ERROR is the reason of a loss only if nothing came after it.
                state.unclaimedError = null;
                note(state.session.receive(frame), deliveries, others);
                if (state.unclaimedError != null && endsLink()) {
                    failure = state.unclaimedError;
                    break;
                }
            }
            if (state.waitingSenders > 0) {
                state.changed.signalAll();
            }
        } catch (ProtocolException e) {
            failure = e;
        } finally {
            state.lock.unlock();
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
                    state.subscriptions.get(delivered.subscription().token());
            deliveries.add(
                    new Delivery(delivered.message(), handle, state.link().number()));
        } else if (event instanceof Event.Receipted receipted) {
            state.receipts.remove(receipted.receipt()).ifPresent(receipt -> others.add(receipt::complete));
        } else if (event instanceof Event.Refused refused) {
            others.add(refused(refused));
        } else if (event instanceof Event.Stray stray) {
            LOG.debug("{}: {}", options.name, stray.reason());
        }
    }

    private Runnable refused(Event.Refused refused) {
        Headers headers = refused.error().headers();
        String broker = state.link().broker().toString();
        Optional<Receipt> answered = refused.receipt().flatMap(state.receipts::remove);
        Token cancelled = Token.id(headers.get(Headers.SUBSCRIPTION, ""));
        if (answered.isEmpty() && state.subscriptions.containsKey(cancelled)) {
            return fail(cancelled, new BrokerException("a subscription", broker, refused.error()));
        }
        boolean isAnonymous = !headers.contains(Headers.RECEIPT_ID);
        if (answered.isEmpty()
                && isAnonymous
                && options.anonymousErrors(state.session.server()) == AnonymousErrors.ANSWER_SUBSCRIBE) {
            answered = state.receipts.firstSubscribe();
        }
        if (answered.isEmpty()) {
            BrokerException error = new BrokerException("a frame", broker, refused.error());
            state.unclaimedError = isAnonymous ? error : null;
            // The end of the link tells it, too.
            return isAnonymous && endsLink() ? () -> {} : () -> notifications.execute(() -> listener.refused(error));
        }
        Receipt receipt = answered.get();
        return fail(receipt, new BrokerException(receipt.frame().command().toString(), broker, refused.error()));
    }

    private boolean endsLink() {
        return options.anonymousErrors(state.session.server()) == AnonymousErrors.END_LINK;
    }

    /** The broker has ended a subscription by itself, so nothing of it has to be asked for again. */
    private Runnable fail(Token cancelled, StompException cause) {
        Optional<Receipt> unconfirmed = state.receipts.subscribe(cancelled);
        if (unconfirmed.isPresent()) {
            return fail(unconfirmed.get(), cause);
        }
        state.session.forget(cancelled);
        SubscriptionHandle handle = state.subscriptions.remove(cancelled);
        return () -> handle.sink().failed(cause);
    }

    /** A refused subscription is gone, here as on the broker. */
    private Runnable fail(Receipt receipt, StompException cause) {
        state.receipts.remove(receipt.id());
        SubscriptionHandle handle = null;
        if (receipt.isSubscribe()) {
            Token token = Commands.token(receipt.frame());
            state.session.forget(token);
            handle = state.subscriptions.remove(token);
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
        BrokerException untold = null;
        boolean goesOn;
        state.lock.lock();
        try {
            StompException cause = ended.cause() != null ? ended.cause() : observed;
            if (state.unclaimedError != null) {
                cause = new ConnectionLostException(
                        "lost the connection to " + ended.broker() + " after " + state.unclaimedError.getMessage(),
                        state.unclaimedError);
                BrokerException error = state.unclaimedError;
                Optional<Receipt> blamed = blamed(error);
                blamed.ifPresent(receipt -> others.add(fail(receipt, error)));
                untold = blamed.isEmpty() && endsLink() ? error : null;
            } else if (state.phase() == ClientState.Phase.CONNECTED) {
                StompException told = cause;
                state.receipts
                        .suspect()
                        .filter(receipt -> receipt.isHopeless(options.patience))
                        .ifPresent(receipt -> others.add(fail(receipt, told)));
            }
            state.lastFailure = cause;
            goesOn = state.phase() == ClientState.Phase.CONNECTED && options.uri.isFailover();
            if (state.link() == ended) {
                state.use(null);
                state.session.lost();
            }
            if (goesOn) {
                state.become(ClientState.Phase.INTERRUPTED);
                noteLoss(state.receipts.removeMortals(), cause, others);
                state.subscriptions.values().forEach(each -> others.add(each.sink()::interrupted));
                StompException told = cause;
                if (untold != null) {
                    // Nobody waits for what it is about.
                    BrokerException refusal = untold;
                    others.add(() -> notifications.execute(() -> listener.refused(refusal)));
                }
                others.add(() -> notifications.execute(() -> listener.interrupted(ended.broker(), told)));
            } else if (state.phase() == ClientState.Phase.CLOSING) {
                noteLoss(state.receipts.removeAll(), cause, others);
            } else {
                others.add(failing(cause));
            }
            state.changed.signalAll();
        } finally {
            state.lock.unlock();
        }
        others.forEach(Runnable::run);
        ended.join(Deadline.within(Duration.ofSeconds(1)));
        return goesOn;
    }

    /** What an ERROR is about that names no receipt. Of a broker that tells more than one thing in that way, no guess is better than a wrong one. */
    private Optional<Receipt> blamed(BrokerException error) {
        Optional<Receipt> named = state.receipts.named(error.error());
        if (named.isPresent()) {
            return named;
        }
        return endsLink()
                ? state.receipts
                        .suspect()
                        .filter(receipt -> receipt.isSubscribe() || receipt.isHopeless(options.patience))
                : state.receipts.suspect();
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
        state.lock.lock();
        try {
            others = failing(cause);
        } finally {
            state.lock.unlock();
        }
        others.run();
    }

    private Runnable failing(StompException cause) {
        if (state.isOver()) {
            return () -> {};
        }
        boolean wasConnected = state.phase() != ClientState.Phase.CONNECTING;
        state.become(ClientState.Phase.FAILED);
        state.lastFailure = cause;
        List<Runnable> others = new ArrayList<>();
        noteLoss(state.receipts.removeAll(), cause, others);
        state.subscriptions
                .values()
                .forEach(each -> others.add(() -> each.sink().failed(cause)));
        state.subscriptions.clear();
        state.session.close();
        Link current = state.link();
        if (current != null) {
            state.use(null);
            others.add(() -> current.end(cause));
        }
        if (wasConnected) {
            others.add(() -> notifications.execute(() -> listener.failed(cause)));
        }
        return () -> others.forEach(Runnable::run);
    }
}

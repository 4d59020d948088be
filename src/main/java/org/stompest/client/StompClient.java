package org.stompest.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A STOMP client: one session with one broker at a time, kept up over lost connections if its URI says {@code failover:}. Receipts can
 * be waited for or call back; messages can be fetched or are pushed to handlers. Thread-safe.
 *
 * <p>What must survive a lost connection has a receipt; all else dies with it. So on a new connection the subscriptions are
 * repeated, and the sends that wait for their receipts; a send whose receipt was lost may arrive twice. Acknowledgements and
 * transactions of the old connection are void, and the broker delivers those messages again.
 *
 * <p>Every wait is bounded: by the argument where there is one, else by the request time-out of the options.
 */
public final class StompClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StompClient.class);

    /** How long a thread of the client's own waits for another task before it ends. */
    private static final long IDLE_SECONDS = 60;

    /** What is set aside for DISCONNECT of the time to close, if there is that much. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);

    private final ClientOptions options;
    private final Engine engine;
    private final Executor executor;
    private final Optional<ExecutorService> ownExecutor;
    private final Set<PushedSubscription> pushed = ConcurrentHashMap.newKeySet();
    private final AtomicLong transactions = new AtomicLong();

    /**
     * Creates a client that is not connected yet.
     *
     * @param options where to and how
     */
    public StompClient(ClientOptions options) {
        this(options, ClientListener.NONE);
    }

    /**
     * Creates a client that is not connected yet.
     *
     * @param options where to and how
     * @param listener hears what becomes of the connection
     */
    public StompClient(ClientOptions options, ClientListener listener) {
        this.options = options;
        this.ownExecutor = options.executor.isPresent() ? Optional.empty() : Optional.of(newExecutor(options));
        this.executor = options.executor.orElseGet(ownExecutor::get);
        this.engine = new Engine(options, listener, executor);
    }

    private static ExecutorService newExecutor(ClientOptions options) {
        AtomicLong count = new AtomicLong();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, options.name + "-" + count.incrementAndGet());
            thread.setDaemon(options.usesDaemonThreads);
            return thread;
        };
        // Callbacks and notifications that come after the close have no pool any more, but are owed all the same.
        RejectedExecutionHandler late = (task, pool) -> threads.newThread(task).start();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads, late);
    }

    /**
     * Connects, and waits for it no longer than the connect time-out. A client connects once; later it reconnects by itself.
     *
     * @return this client
     * @throws ConnectFailedException if there is no connection in time, or no broker wants us; the client is closed then
     * @throws ClientClosedException if the client is closed, or was connected before
     */
    public StompClient connect() {
        try {
            engine.connect(Deadline.after(options.connectTimeout));
            return this;
        } catch (ClientClosedException e) {
            throw e;
        } catch (StompException e) {
            close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * What the broker has said of itself.
     *
     * @return the content of CONNECTED, empty while there is no connection
     */
    public Optional<ConnectedReply> server() {
        return engine.server();
    }

    /**
     * The broker at the moment.
     *
     * @return its URI, empty while there is no connection
     */
    public Optional<BrokerUri> broker() {
        return engine.broker();
    }

    /**
     * The number of the connection at the moment.
     *
     * @return 1 for the first one, growing; 0 while there is none
     */
    public long link() {
        return engine.currentLink();
    }

    /**
     * Whether there is a connection at the moment.
     *
     * @return true if so
     */
    public boolean isConnected() {
        return engine.phase() == ClientState.Phase.CONNECTED;
    }

    /**
     * Whether the connection is lost for good, or closed.
     *
     * @return true if there will be no other one
     */
    public boolean isOver() {
        return engine.isOver();
    }

    /**
     * The executor of handlers and callbacks.
     *
     * @return the one of the options, or the client's own
     */
    public Executor executor() {
        return executor;
    }

    // ---- sending ----

    /**
     * Sends a message and asks for a receipt, so that the message outlives a lost connection.
     *
     * @param destination where to
     * @param headers further headers
     * @param body the body; the array belongs to the client from now on
     * @return the receipt
     */
    public Receipt send(String destination, Headers headers, byte[] body) {
        return request(Commands.send(destination, headers, body));
    }

    /**
     * Sends a message without asking for a receipt: it is lost if the connection breaks before the broker has read it.
     *
     * @param destination where to
     * @param headers further headers
     * @param body the body; the array belongs to the client from now on
     */
    public void sendUnconfirmed(String destination, Headers headers, byte[] body) {
        transmit(Commands.send(destination, headers, body));
    }

    /**
     * Sends any frame of a connected client, save SUBSCRIBE, UNSUBSCRIBE and DISCONNECT, and asks for a receipt.
     *
     * @param frame the frame
     * @return the receipt
     * @throws StompException if the frame does not fit the session, or there is no connection in time
     */
    public Receipt request(Frame frame) {
        return request(frame, options.requestTimeout);
    }

    /**
     * As {@link #request(Frame)}, with a time-out of its own.
     *
     * @param frame the frame
     * @param timeout how long to wait for a connection and for room, zero for ever
     * @return the receipt
     */
    public Receipt request(Frame frame, Duration timeout) {
        return engine.submit(frame, true, ClientState.ANY_LINK, Deadline.after(timeout));
    }

    /**
     * Sends several frames with nothing between them, and asks for the receipt of the last one. They survive no lost connection.
     *
     * @param frames at least one
     * @param link the link that they are meant for, 0 for any
     * @param timeout how long to wait for a connection and for room, zero for ever
     * @return the receipt of the last frame
     * @throws ConnectionLostException if the link is gone; nothing was sent then
     */
    public Receipt requestBurst(List<Frame> frames, long link, Duration timeout) {
        Receipt receipt = engine.submitBurst(frames, link, Deadline.after(timeout));
        if (receipt == null) {
            throw gone(link, frames.get(frames.size() - 1));
        }
        return receipt;
    }

    /**
     * Sends any frame of a connected client, save SUBSCRIBE, UNSUBSCRIBE and DISCONNECT, without asking for a receipt.
     *
     * @param frame the frame
     * @throws StompException if the frame does not fit the session, or there is no connection in time
     */
    public void transmit(Frame frame) {
        transmit(frame, options.requestTimeout);
    }

    /**
     * As {@link #transmit(Frame)}, with a time-out of its own.
     *
     * @param frame the frame
     * @param timeout how long to wait for a connection and for room, zero for ever
     */
    public void transmit(Frame frame, Duration timeout) {
        engine.submit(frame, false, ClientState.ANY_LINK, Deadline.after(timeout));
    }

    /**
     * Begins a transaction on the link of the moment.
     *
     * @return the transaction
     */
    public Transaction begin() {
        String id = "tx-" + transactions.incrementAndGet();
        Deadline deadline = Deadline.after(options.requestTimeout);
        while (true) {
            long link = engine.awaitLink(deadline);
            if (engine.isSubmitted(Commands.begin(id), link, deadline)) {
                return new Transaction(this, id, link);
            }
        }
    }

    Receipt submitOn(long link, Frame frame, boolean isConfirmed) {
        Deadline deadline = Deadline.after(options.requestTimeout);
        if (isConfirmed) {
            Receipt receipt = engine.submit(frame, true, link, deadline);
            if (receipt == null) {
                throw gone(link, frame);
            }
            return receipt;
        }
        if (!engine.isSubmitted(frame, link, deadline)) {
            throw gone(link, frame);
        }
        return null;
    }

    private static ConnectionLostException gone(long link, Frame frame) {
        return new ConnectionLostException(
                "expected link " + link + " for " + frame.command()
                        + ", but it is gone, and its transactions are rolled back",
                null);
    }

    // ---- receiving ----

    /**
     * Subscribes, with messages going to a sink on the reading thread. For building other things on; applications fetch ({@link
     * #subscribe(String, Headers)}) or are pushed to ({@link #subscribe(String, Headers, MessageHandler, FailurePolicy, int)}).
     *
     * @param destination where from
     * @param headers further headers; {@code id} is made up and {@code ack} is {@code auto} if they are missing
     * @param sink takes the messages
     * @param timeout how long to wait for a connection, for room, and for the receipt
     * @return the subscription, confirmed by the broker
     * @throws BrokerException if the broker refuses it
     */
    public SubscriptionHandle subscribe(String destination, Headers headers, DeliverySink sink, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        Engine.Subscribed subscribed = engine.subscribe(destination, headers, sink, deadline);
        try {
            subscribed.receipt().await(deadline.remaining());
            return subscribed.handle();
        } catch (WaitTimeoutException | WaitInterruptedException e) {
            engine.unsubscribe(subscribed.handle(), Headers.EMPTY);
            throw e;
        }
    }

    /**
     * Subscribes, to fetch the messages.
     *
     * @param destination where from
     * @param headers further headers; {@code id} is made up and {@code ack} is {@code client-individual} if they are missing
     * @return the subscription, confirmed by the broker
     * @throws BrokerException if the broker refuses it
     */
    public PulledSubscription subscribe(String destination, Headers headers) {
        PulledSubscription subscription = new PulledSubscription(this);
        subscription.open(subscribe(destination, individual(headers), subscription.sink(), options.requestTimeout));
        return subscription;
    }

    /**
     * Subscribes, to have the messages pushed. Each is acknowledged after the handler has returned; if the handler throws, the policy
     * decides.
     *
     * @param destination where from
     * @param headers further headers; {@code id} is made up and {@code ack} is {@code client-individual} if they are missing
     * @param handler takes the messages
     * @param policy decides what becomes of a message whose handler fails
     * @param concurrency how many messages are handled at a time, 1 or more; more than 1 does not go with {@code ack:client}, which
     *     would acknowledge messages in work
     * @return the subscription, confirmed by the broker
     * @throws BrokerException if the broker refuses it
     * @throws IllegalArgumentException if the concurrency does not fit
     */
    public PushedSubscription subscribe(
            String destination, Headers headers, MessageHandler handler, FailurePolicy policy, int concurrency) {
        Headers effective = individual(headers);
        String mode = effective.get(Headers.ACK);
        if (concurrency < 1 || concurrency > 1 && "client".equals(mode)) {
            throw new IllegalArgumentException("expected a concurrency of 1 or more, and of 1 with ack:client, got "
                    + concurrency + " with ack:" + mode);
        }
        PushedSubscription subscription =
                new PushedSubscription(this, handler, policy, concurrency, !"auto".equals(mode), executor);
        pushed.add(subscription);
        boolean isOpen = false;
        try {
            subscription.open(subscribe(destination, effective, subscription.sink(), options.requestTimeout));
            isOpen = true;
            return subscription;
        } finally {
            if (!isOpen) {
                pushed.remove(subscription);
            }
        }
    }

    private static Headers individual(Headers headers) {
        return headers.contains(Headers.ACK) ? headers : headers.with(Headers.ACK, "client-individual");
    }

    /**
     * Ends a subscription and waits for the broker to confirm it; unacknowledged messages go back. Without a connection it is only
     * forgotten. Repeatable.
     *
     * @param subscription the subscription
     * @param headers further headers of UNSUBSCRIBE
     */
    public void unsubscribe(SubscriptionHandle subscription, Headers headers) {
        requestUnsubscribe(subscription, headers).ifPresent(receipt -> receipt.await(requestTimeout()));
    }

    /**
     * As {@link #unsubscribe}, without waiting.
     *
     * @param subscription the subscription
     * @param headers further headers of UNSUBSCRIBE
     * @return the receipt, empty if there was nothing to send
     */
    public Optional<Receipt> requestUnsubscribe(SubscriptionHandle subscription, Headers headers) {
        return engine.unsubscribe(subscription, headers);
    }

    /**
     * Has the broker delete a durable subscription that is not in use here, by an UNSUBSCRIBE with headers of the broker's own.
     *
     * @param names what the broker knows the subscription by
     * @return the receipt
     */
    public Receipt deleteSubscription(Headers names) {
        return engine.delete(names, Deadline.after(options.requestTimeout));
    }

    /**
     * Acknowledges a message, in mode {@code client} also those before it. Does not wait for the broker.
     *
     * @param delivery the message
     * @return false if the connection that the message came by is gone, and with it the right to acknowledge it
     */
    public boolean ack(Delivery delivery) {
        return acknowledge(Command.ACK, delivery);
    }

    /**
     * Rejects a message. Does not wait for the broker.
     *
     * @param delivery the message
     * @return false if the connection that the message came by is gone, and with it the right to reject it
     * @throws org.stompest.protocol.ProtocolException in STOMP 1.0
     */
    public boolean nack(Delivery delivery) {
        return nack(delivery, Headers.EMPTY);
    }

    /**
     * Rejects a message, with headers of the broker's own. Does not wait for the broker.
     *
     * @param delivery the message
     * @param headers further headers of NACK
     * @return false if the connection that the message came by is gone, and with it the right to reject it
     * @throws org.stompest.protocol.ProtocolException in STOMP 1.0
     */
    public boolean nack(Delivery delivery, Headers headers) {
        return engine.isAcknowledged(Command.NACK, delivery, headers, Deadline.after(options.requestTimeout));
    }

    boolean acknowledge(Command command, Delivery delivery) {
        return engine.isAcknowledged(command, delivery, Headers.EMPTY, Deadline.after(options.requestTimeout));
    }

    /**
     * The frame that acknowledges a message, for a burst or a transaction.
     *
     * @param command ACK or NACK
     * @param delivery the message
     * @return the frame in the version of the session
     */
    public Frame acknowledgement(Command command, Delivery delivery) {
        return engine.acknowledgement(command, delivery.message());
    }

    /** False in STOMP 1.0; without a connection it does not matter, as the message is no longer ours. */
    boolean canReject() {
        return engine.server().filter(reply -> reply.version() == Version.V1_0).isEmpty();
    }

    /**
     * Gives up a connection whose state on the broker is spoilt, so that the client makes another one, if its URI says so.
     *
     * @param link the number of the connection; nothing happens if it is no longer the current one
     * @param cause why
     */
    public void abandon(long link, StompException cause) {
        engine.abandon(link, cause);
    }

    // ---- the end ----

    /** How long to wait for a receipt; never zero, which would mean not to wait. */
    Duration requestTimeout() {
        return Deadline.after(options.requestTimeout).remaining();
    }

    Duration closeTimeout() {
        return options.closeTimeout;
    }

    void forget(PushedSubscription subscription) {
        pushed.remove(subscription);
    }

    /** There will be no more messages. If the client goes on, nobody else would hear of it. */
    void lost(PushedSubscription subscription, SubscriptionHandle handle, StompException cause) {
        pushed.remove(subscription);
        if (handle == null || isOver()) {
            return;
        }
        LOG.warn("{}: {} is lost: {}", options.name, handle, cause.getMessage());
        if (cause instanceof BrokerException refusal) {
            engine.report(refusal);
        }
    }

    /** A handler has failed for good: say so, and go, but not on the handler's thread, which may be waited for. */
    void disconnectBecause(StompException cause) {
        LOG.warn("{}: {}", options.name, cause.getMessage(), cause.getCause());
        try {
            executor.execute(() -> {
                close();
                engine.reportFailure(cause);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: closed already", options.name, e);
        }
    }

    /** Closes as {@link #close(Duration)} does, within the close time-out of the options. */
    @Override
    public void close() {
        close(options.closeTimeout);
    }

    /**
     * Closes: starts no more handlers, waits for those in work, which may still acknowledge and send, says DISCONNECT and waits for its
     * receipt. May be called from a handler, which is not waited for then. Repeatable.
     *
     * @param timeout how long all of it may take; then the connection is cut
     * @return whether all of it was done in time
     */
    public boolean close(Duration timeout) {
        Deadline deadline = Deadline.within(timeout);
        // Handlers that hang must not use up the time for DISCONNECT, which has to reach the broker all the same.
        Duration quarter = timeout.dividedBy(4);
        Deadline work =
                Deadline.within(timeout.minus(quarter.compareTo(LONGEST_GOODBYE) < 0 ? quarter : LONGEST_GOODBYE));
        List<PushedSubscription> subscriptions = List.copyOf(pushed);
        subscriptions.forEach(PushedSubscription::stop);
        long abandoned =
                subscriptions.stream().filter(each -> !each.awaitIdle(work)).count();
        if (abandoned > 0) {
            LOG.warn(
                    "{}: closed while the handlers of {} subscriptions still run; their messages go back to the broker",
                    options.name,
                    abandoned);
        }
        boolean isOrderly = engine.close(deadline);
        ownExecutor.ifPresent(ExecutorService::shutdown);
        return isOrderly && abandoned == 0;
    }

    @Override
    public String toString() {
        return options.name + " (" + engine.phase() + ")";
    }
}

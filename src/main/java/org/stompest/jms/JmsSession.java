package org.stompest.jms;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

import org.stompest.client.DeliverySink;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;
import org.stompest.jms.message.ForeignMessages;
import org.stompest.jms.message.JmsBytesMessage;
import org.stompest.jms.message.JmsMapMessage;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.JmsObjectMessage;
import org.stompest.jms.message.JmsStreamMessage;
import org.stompest.jms.message.JmsTextMessage;
import org.stompest.jms.message.MessageCodec;
import org.stompest.jms.selector.Selector;
import org.stompest.jms.selector.SelectorException;
import org.stompest.jms.selector.SelectorTranslation;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session (Jakarta Messaging 3.1, 6.2): one thread of work. Used by one thread at a time, which is the dispatcher's once there is a
 * listener; close from any. The dispatch lock is held while a listener runs, and by stop and close.
 */
final class JmsSession implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(JmsSession.class);

    private final JmsConnection connection;
    private final StompClient client;
    private final Dialect dialect;
    private final ConnectionConfig config;
    private final MessageCodec codec;
    private final AckMode mode;
    private final AckPolicy acks;
    private final Optional<TransactionContext> transaction;
    private final SessionDispatcher dispatcher;
    private final AsyncSends asyncSends;
    private final DeadLetters deadLetters;
    private final String name;
    private final int maximumRedeliveries;
    private final boolean dropsExpired;

    private final ReentrantLock dispatchLock = new ReentrantLock();
    private final Set<JmsMessageConsumer> consumers = ConcurrentHashMap.newKeySet();

    /** Consumers that are closed, but whose messages can still be acknowledged. */
    private final Set<JmsMessageConsumer> closing = ConcurrentHashMap.newKeySet();

    private final AtomicLong messageCount = new AtomicLong();
    private volatile boolean isClosed;

    JmsSession(JmsConnection connection, AckMode mode, String name) {
        this.connection = connection;
        this.client = connection.client();
        this.dialect = connection.dialect();
        this.config = connection.config();
        this.codec = new MessageCodec(dialect, config.objectPolicy());
        this.mode = mode;
        this.acks = AckPolicy.of(mode, client, config);
        this.transaction = acks instanceof TransactedAckPolicy transacted
                ? Optional.of(new TransactionContext(client, dialect, config, transacted, "tx-" + name))
                : Optional.empty();
        this.dispatcher = new SessionDispatcher(client.executor());
        this.asyncSends = new AsyncSends(client.executor());
        this.deadLetters = new DeadLetters(client, dialect, config);
        this.name = name;
        this.maximumRedeliveries = config.number(Option.MAXIMUM_REDELIVERIES);
        this.dropsExpired = config.is(Option.LOCAL_MESSAGE_EXPIRY);
    }

    // ---- for the rest of the facade ----

    Dialect dialect() {
        return dialect;
    }

    AckPolicy acks() {
        return acks;
    }

    SessionDispatcher dispatcher() {
        return dispatcher;
    }

    boolean isStarted() {
        return connection.isStarted();
    }

    void checkOpen() throws JMSException {
        if (isClosed) {
            throw JmsExceptions.closed("session");
        }
    }

    /** Receiving and listening do not mix in one session (6.2.5). */
    void checkNoListener() throws JMSException {
        for (JmsMessageConsumer consumer : consumers) {
            if (consumer.getMessageListener() != null) {
                throw JmsExceptions.state("expected a session without listeners for receive, got one at " + consumer);
            }
        }
    }

    void lockDispatch() {
        dispatchLock.lock();
    }

    void unlockDispatch() {
        dispatchLock.unlock();
    }

    boolean isInListener() {
        return dispatchLock.isHeldByCurrentThread();
    }

    SubscriptionHandle subscribe(String destination, Headers headers, DeliverySink sink) throws JMSException {
        try {
            return client.subscribe(destination, headers, sink, config.duration(Option.REQUEST_TIMEOUT));
        } catch (StompException e) {
            throw JmsExceptions.of("subscribe to " + destination, e, dialect);
        }
    }

    Optional<Receipt> unsubscribe(SubscriptionHandle subscription) {
        return client.requestUnsubscribe(subscription, Headers.EMPTY);
    }

    /**
     * The message to hand out, or null if it is not to be: it has expired, or was redelivered too often. Whoever gets null takes the
     * next one.
     */
    JmsMessage prepare(Received received) {
        try {
            if (received.isForwarded()) {
                acks.discard(received);
                return null;
            }
            JmsMessage message = codec.decode(
                    received.delivery().message(), received.consumer().address());
            if (dropsExpired
                    && message.getJMSExpiration() > 0
                    && message.getJMSExpiration() <= System.currentTimeMillis()) {
                acks.discard(received);
                return null;
            }
            if (maximumRedeliveries >= 0 && received.redeliveries() > maximumRedeliveries) {
                deadLetters.move(received, acks);
                return null;
            }
            message.setDeliveryCount((message.getJMSRedelivered() ? 2 : 1) + received.redeliveries());
            message.setAcknowledger(() -> acknowledge(received));
            return message;
        } catch (StompException e) {
            LOG.warn("A message of {} is left to the broker", received.consumer(), e);
            return null;
        }
    }

    /** In modes that acknowledge by themselves this is ignored, in a closed session too (3.6). */
    private void acknowledge(Received received) throws JMSException {
        if (mode == AckMode.CLIENT || mode == AckMode.INDIVIDUAL) {
            checkOpen();
            try {
                acks.acknowledge(received);
            } catch (StompException e) {
                throw JmsExceptions.of("acknowledge a message of " + received.consumer(), e, dialect);
            }
            endClosedConsumers();
        }
    }

    void start() {
        consumers.forEach(JmsMessageConsumer::start);
    }

    /** Returns when no listener runs and none will start; false if one has not come to its end in time. */
    boolean stop(Duration timeout) {
        consumers.forEach(JmsMessageConsumer::stop);
        boolean isQuiet = isLocked(timeout);
        if (isQuiet) {
            dispatchLock.unlock();
        }
        return isQuiet;
    }

    private boolean isLocked(Duration timeout) {
        try {
            return dispatchLock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // ---- sending ----

    void send(StompDestination destination, Message message, SendSettings settings, CompletionListener listener)
            throws JMSException {
        checkOpen();
        connection.checkUsable(destination);
        long now = System.currentTimeMillis();
        stamp(message, destination, settings, now);
        JmsMessage own = ForeignMessages.ours(message);
        if (own != message) {
            stamp(own, destination, settings, now);
            own.setJMSMessageID(message.getJMSMessageID());
        }
        try {
            boolean isRepeatable = settings.isPersistent() && transaction.isEmpty();
            Frame frame = codec.encode(own, destination.address(), isRepeatable);
            if (transaction.isPresent()) {
                transaction.get().send(frame);
                if (listener != null) {
                    asyncSends.add(message, listener, null, cause -> failure(destination, cause));
                }
            } else {
                transmit(frame, destination, message, settings, listener);
            }
        } catch (StompException e) {
            throw failure(destination, e);
        }
    }

    private JMSException failure(StompDestination destination, StompException cause) {
        return JmsExceptions.of("send to " + destination, cause, dialect);
    }

    /** What send does to the application's message (3.9). */
    private void stamp(Message message, StompDestination destination, SendSettings settings, long now)
            throws JMSException {
        long sent = settings.disablesTimestamp() ? 0 : now;
        message.setJMSDestination(destination);
        message.setJMSDeliveryMode(settings.deliveryMode());
        message.setJMSPriority(settings.priority());
        message.setJMSTimestamp(sent);
        message.setJMSExpiration(settings.timeToLive() > 0 ? now + settings.timeToLive() : 0);
        message.setJMSMessageID(
                settings.disablesMessageId() ? null : "ID:" + name + ":" + messageCount.incrementAndGet());
        try {
            message.setJMSDeliveryTime(settings.deliveryDelay() > 0 ? now + settings.deliveryDelay() : sent);
        } catch (UnsupportedOperationException | AbstractMethodError e) {
            // Messages of providers before JMS 2.0 have no delivery time.
            LOG.trace("A foreign message has no delivery time", e);
        }
    }

    private void transmit(
            Frame frame,
            StompDestination destination,
            Message message,
            SendSettings settings,
            CompletionListener listener)
            throws JMSException {
        Duration timeout = config.duration(Option.SEND_TIMEOUT);
        boolean isConfirmed = settings.isPersistent() || config.is(Option.FORCE_SYNC_SEND) || listener != null;
        if (!isConfirmed) {
            client.transmit(frame, timeout);
            return;
        }
        long start = System.nanoTime();
        Receipt receipt = client.request(frame, timeout);
        if (listener != null) {
            asyncSends.add(message, listener, receipt, cause -> failure(destination, cause));
        } else if (config.is(Option.FORCE_ASYNC_SEND)) {
            asyncSends.add(connection::report, receipt, cause -> failure(destination, cause));
        } else {
            receipt.await(Waits.positive(timeout).minusNanos(System.nanoTime() - start));
        }
    }

    void closeProducer() throws JMSException {
        checkNotInCallback("close a producer");
        asyncSends.await(config.duration(Option.CLOSE_TIMEOUT));
    }

    boolean isInCallback() {
        return asyncSends.isCallbackThread();
    }

    private void checkNotInCallback(String what) throws JMSException {
        if (asyncSends.isCallbackThread()) {
            throw JmsExceptions.state(
                    "expected no attempt to " + what + " in a CompletionListener of the same session");
        }
    }

    // ---- transactions and acknowledgement ----

    @Override
    public void commit() throws JMSException {
        TransactionContext context = transaction("commit");
        try {
            context.commit();
        } finally {
            endClosedConsumers();
        }
    }

    @Override
    public void rollback() throws JMSException {
        transaction("rollback").rollback();
        endClosedConsumers();
    }

    private TransactionContext transaction(String what) throws JMSException {
        checkOpen();
        TransactionContext context = transaction.orElseThrow(
                () -> JmsExceptions.state("expected a transacted session for " + what + ", got mode " + mode));
        checkNotInCallback(what);
        asyncSends.await(config.duration(Option.SEND_TIMEOUT));
        return context;
    }

    @Override
    public void recover() throws JMSException {
        checkOpen();
        if (transaction.isPresent()) {
            throw JmsExceptions.state("expected a session that is not transacted for recover; call rollback instead");
        }
        acks.recover();
        endClosedConsumers();
    }

    // ---- consumers ----

    @Override
    public MessageConsumer createConsumer(Destination destination) throws JMSException {
        return createConsumer(destination, null, false);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String messageSelector) throws JMSException {
        return createConsumer(destination, messageSelector, false);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String messageSelector, boolean noLocal)
            throws JMSException {
        checkOpen();
        Address address = notNull(destination).address();
        connection.checkOwned(address);
        int prefetch = config.prefetch(address.kind().isTopic() ? Option.TOPIC_PREFETCH : Option.QUEUE_PREFETCH);
        String selector = messageSelector == null || messageSelector.isEmpty() ? null : messageSelector;
        SubscriptionRequest request = new SubscriptionRequest(
                address,
                acks.scheme(),
                prefetch,
                config.number(Option.PREFETCH_WINDOW),
                selector == null ? null : translated(selector),
                noLocal && address.kind().isTopic(),
                null,
                false,
                false,
                false);
        return open(new JmsMessageConsumer(this, address, selector), request);
    }

    /** A selector in the broker's words; checked here, because a broker would tell too late or not at all (3.8.1). */
    private String translated(String selector) throws JMSException {
        try {
            return Selector.parse(selector).rewrite(new SelectorTranslation() {
                @Override
                public String identifier(String identifier) {
                    return dialect.selectorIdentifier(identifier);
                }

                @Override
                public String literal(String identifier, String value) {
                    return dialect.selectorLiteral(identifier, value);
                }
            });
        } catch (SelectorException e) {
            throw JmsExceptions.withCause(
                    new InvalidSelectorException(
                            e.getMessage() + " in the selector " + selector, JmsExceptions.ARGUMENT),
                    e);
        }
    }

    private <C extends JmsMessageConsumer> C open(C consumer, SubscriptionRequest request) throws JMSException {
        Headers.Builder headers = Headers.builder();
        try {
            dialect.subscribe(request, headers);
            consumers.add(consumer);
            consumer.open(headers.build());
            return consumer;
        } catch (StompException e) {
            consumers.remove(consumer);
            throw JmsExceptions.of("create a consumer of " + request.address(), e, dialect);
        } catch (JMSException e) {
            consumers.remove(consumer);
            throw e;
        }
    }

    private static StompDestination notNull(Destination destination) throws JMSException {
        if (destination == null) {
            throw new InvalidDestinationException("expected a destination, got null", JmsExceptions.DESTINATION);
        }
        return ForeignMessages.destination(destination);
    }

    boolean hasConsumerOf(Address address) {
        return consumers.stream().anyMatch(each -> each.address().equals(address));
    }

    /** Called once by a consumer that hands out no more messages. */
    void close(JmsMessageConsumer consumer) throws JMSException {
        boolean isOwnListener = isInListener();
        boolean isQuiet = isOwnListener || isLocked(config.duration(Option.CLOSE_TIMEOUT));
        if (!isQuiet) {
            LOG.warn("Closing {} while its listener still runs", consumer);
        }
        try {
            acks.settle();
            consumers.remove(consumer);
            closing.add(consumer);
        } catch (StompException e) {
            throw JmsExceptions.of("close " + consumer, e, dialect);
        } finally {
            if (isQuiet && !isOwnListener) {
                dispatchLock.unlock();
            }
        }
        endClosedConsumers();
    }

    /** Unsubscribes the closed consumers that no message waits for any more. */
    void endClosedConsumers() {
        if (closing.isEmpty()) {
            return;
        }
        List<JmsMessageConsumer> done =
                closing.stream().filter(each -> !acks.holds(each)).toList();
        done.stream()
                .filter(closing::remove)
                .forEach(each -> await(each.unsubscribe().stream().toList(), config.duration(Option.REQUEST_TIMEOUT)));
    }

    private void await(List<Receipt> receipts, Duration timeout) {
        long start = System.nanoTime();
        for (Receipt receipt : receipts) {
            try {
                Duration left = timeout.minusNanos(System.nanoTime() - start);
                receipt.await(left.isNegative() ? Duration.ZERO : left);
            } catch (StompException e) {
                LOG.debug("A subscription of session {} did not end in order", name, e);
            }
        }
    }

    // ---- the end ----

    @Override
    public void close() throws JMSException {
        if (isClosed) {
            return;
        }
        if (isInListener()) {
            throw JmsExceptions.state("expected no attempt to close a session in a listener of its own");
        }
        checkNotInCallback("close a session");
        connection.remove(this);
        close(config.duration(Option.CLOSE_TIMEOUT));
    }

    /** Closes: waits for the listener at work, rolls back, and gives everything that is not acknowledged back to the broker. */
    void close(Duration timeout) {
        long start = System.nanoTime();
        isClosed = true;
        consumers.forEach(JmsMessageConsumer::quit);
        boolean isQuiet = isLocked(timeout);
        if (!isQuiet) {
            LOG.warn("Closing session {} while a listener still runs; its message goes back to the broker", name);
        }
        try {
            if (isQuiet) {
                acks.settle();
            }
            if (!asyncSends.await(remaining(timeout, start).toNanos())) {
                LOG.warn("Closing session {} while sends wait to be confirmed", name);
            }
            transaction.ifPresent(TransactionContext::rollback);
            List<JmsMessageConsumer> all = new ArrayList<>(consumers);
            all.addAll(closing);
            List<Receipt> receipts = all.stream()
                    .map(JmsMessageConsumer::unsubscribe)
                    .flatMap(Optional::stream)
                    .toList();
            await(receipts, remaining(timeout, start));
        } catch (StompException e) {
            LOG.debug("Session {} did not close in order", name, e);
        } finally {
            consumers.clear();
            closing.clear();
            if (isQuiet) {
                dispatchLock.unlock();
            }
        }
    }

    private static Duration remaining(Duration timeout, long start) {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    // ---- what a session makes ----

    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        checkOpen();
        return new JmsMessageProducer(this, destination == null ? null : ForeignMessages.destination(destination));
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        checkOpen();
        return new JmsBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        checkOpen();
        return new JmsMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        checkOpen();
        return new JmsMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        checkOpen();
        return new JmsObjectMessage(config.objectPolicy());
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        checkOpen();
        return new JmsStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        checkOpen();
        return new JmsTextMessage();
    }

    @Override
    public TextMessage createTextMessage(String text) throws JMSException {
        TextMessage message = createTextMessage();
        message.setText(text);
        return message;
    }

    @Override
    public Queue createQueue(String queueName) throws JMSException {
        checkOpen();
        return new StompQueue(checkedName(queueName));
    }

    @Override
    public Topic createTopic(String topicName) throws JMSException {
        checkOpen();
        return new StompTopic(checkedName(topicName));
    }

    private static String checkedName(String destinationName) throws JMSException {
        if (destinationName == null) {
            throw new InvalidDestinationException(
                    "expected the name of a destination, got null", JmsExceptions.DESTINATION);
        }
        return destinationName;
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        checkOpen();
        return connection.createTemporaryQueue();
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        checkOpen();
        return connection.createTemporaryTopic();
    }

    @Override
    public boolean getTransacted() throws JMSException {
        checkOpen();
        return mode == AckMode.TRANSACTED;
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        checkOpen();
        return mode.code();
    }

    // ---- not yet ----

    @Override
    public MessageListener getMessageListener() throws JMSException {
        throw unsupported("session listeners");
    }

    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        throw unsupported("session listeners");
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("sessions of an application server are not supported");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String subscriptionName) throws JMSException {
        throw unsupported("durable subscriptions");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            Topic topic, String subscriptionName, String messageSelector, boolean noLocal) throws JMSException {
        throw unsupported("durable subscriptions");
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String subscriptionName) throws JMSException {
        throw unsupported("durable subscriptions");
    }

    @Override
    public MessageConsumer createDurableConsumer(
            Topic topic, String subscriptionName, String messageSelector, boolean noLocal) throws JMSException {
        throw unsupported("durable subscriptions");
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscriptionName) throws JMSException {
        throw unsupported("shared subscriptions");
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscriptionName, String messageSelector)
            throws JMSException {
        throw unsupported("shared subscriptions");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String subscriptionName) throws JMSException {
        throw unsupported("shared subscriptions");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String subscriptionName, String messageSelector)
            throws JMSException {
        throw unsupported("shared subscriptions");
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        throw unsupported("browsing a queue");
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String messageSelector) throws JMSException {
        throw unsupported("browsing a queue");
    }

    @Override
    public void unsubscribe(String subscriptionName) throws JMSException {
        throw unsupported("durable subscriptions");
    }

    private static JMSException unsupported(String what) {
        return new JMSException(what + " are not supported yet", JmsExceptions.UNSUPPORTED);
    }

    @Override
    public String toString() {
        return "session " + name;
    }
}

package org.stompest.jms;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;

import org.stompest.client.BrokerException;
import org.stompest.client.StompClient;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
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
import org.stompest.protocol.Frame;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session (Jakarta Messaging 3.1, 6.2): one thread of work. Used by one thread at a time, which is the dispatcher's once there is a
 * listener; close from any. The dispatch lock is held while a listener runs, and by stop and close.
 */
final class JmsSession implements QueueSession, TopicSession {
    private static final Logger LOG = LoggerFactory.getLogger(JmsSession.class);

    private final JmsConnection connection;
    private final Dialect dialect;
    private final ConnectionConfig config;
    private final MessageCodec codec;
    private final Domain domain;
    private final AckMode mode;
    private final AckPolicy acks;
    private final Optional<TransactionContext> transaction;
    private final SessionDispatcher dispatcher;
    private final AsyncSends asyncSends;
    private final MessageSender sender;
    private final Admission admission;
    private final SessionConsumers consumers;
    private final ConsumerFactory factory;
    private final String name;

    private final ReentrantLock dispatchLock = new ReentrantLock();

    private final LoadedMessages loaded = new LoadedMessages();

    private final Set<JmsQueueBrowser> browsers = ConcurrentHashMap.newKeySet();

    private volatile MessageListener sessionListener;
    private final AtomicBoolean isClosing = new AtomicBoolean();

    /** Whether no more listeners are called. */
    private volatile boolean hasQuit;

    private volatile boolean isClosed;

    /** Whether it was closed while a listener still ran, whose message went back to the broker then. */
    private volatile boolean isAbandoned;

    JmsSession(JmsConnection connection, Domain domain, AckMode mode, String name) {
        StompClient client = connection.client();
        this.connection = connection;
        this.dialect = connection.dialect();
        this.config = connection.config();
        this.codec = connection.codec();
        this.domain = domain;
        this.mode = mode;
        this.acks = AckPolicy.of(mode, dialect, config);
        this.transaction = acks instanceof TransactedAckPolicy transacted
                ? Optional.of(new TransactionContext(client, dialect, config, transacted, "tx-" + name))
                : Optional.empty();
        this.dispatcher = new SessionDispatcher(client.executor());
        this.asyncSends = new AsyncSends(client.executor());
        this.sender = new MessageSender(connection, codec, transaction, asyncSends, name);
        this.admission = new Admission(connection, codec, acks);
        this.consumers = new SessionConsumers(connection, acks, connection::endClosedConsumers);
        this.factory = new ConsumerFactory(this, connection, consumers, acks);
        this.name = name;
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

    /** Tells of a consumer that gets no more messages. */
    void reportEnd(JMSException cause) {
        connection.reportEnd(cause);
    }

    void answered(BrokerException error) {
        connection.answered(error);
    }

    boolean isStarted() {
        return connection.isStarted();
    }

    boolean acknowledgesByItself() {
        return mode == AckMode.AUTO || mode == AckMode.DUPS_OK || mode == AckMode.NONE;
    }

    boolean hasConsumerOf(Address address) {
        return consumers.hasAnyOf(address);
    }

    void checkOpen() throws JMSException {
        if (isClosed) {
            throw JmsExceptions.closed("session");
        }
    }

    /** Receiving and listening do not mix in one session (6.2.5). */
    void checkNoListener() throws JMSException {
        for (JmsMessageConsumer consumer : consumers.open()) {
            if (consumer.hasListener()) {
                throw JmsExceptions.state("expected a session without listeners for receive, got one at " + consumer);
            }
        }
    }

    void lockDispatch() {
        dispatchLock.lock();
    }

    void unlockDispatch() {
        dispatchLock.unlock();
        consumers.endClosed();
    }

    boolean isInListener() {
        return dispatchLock.isHeldByCurrentThread();
    }

    boolean isInCallback() {
        return asyncSends.isCallbackThread();
    }

    private void checkNotInCallback(String what) throws JMSException {
        if (isInCallback()) {
            throw JmsExceptions.state(
                    "expected no attempt to " + what + " in a CompletionListener of the same session");
        }
    }

    private boolean isLocked(Duration timeout) {
        try {
            return dispatchLock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void remove(JmsQueueBrowser browser) {
        browsers.remove(browser);
    }

    JmsMessage decode(Frame frame, Address subscribed) {
        return codec.decode(frame, subscribed);
    }

    // ---- receiving ----

    /** The message to hand out, or null if it is not to be; whoever gets null takes the next one. */
    JmsMessage prepare(Received received) {
        JmsMessage message = admission.admit(received);
        if (message != null) {
            message.setAcknowledger(() -> acknowledge(received));
        }
        return message;
    }

    /** Hands a message to a listener. The caller holds the dispatch lock. */
    void dispatch(Received next, MessageListener listener) {
        JmsMessage message = prepare(next);
        if (message == null) {
            return;
        }
        acks.dispatched(next);
        boolean isHandled = isHandled(next, message, listener);
        if (isAbandoned) {
            return;
        }
        try {
            if (isHandled) {
                acks.returned(next);
            } else {
                acks.failed(next);
            }
        } catch (StompException e) {
            LOG.warn(
                    "Message {} of {} could not be acknowledged and may come again",
                    message.getJMSMessageID(),
                    next.address(),
                    e);
        }
    }

    boolean isOf(JmsConnection candidate) {
        return connection == candidate;
    }

    /**
     * Takes messages from a connection consumer, for {@link #run} (11.2).
     *
     * @throws JMSException if the session is closed; then it has taken none
     */
    void load(List<Received> batch) throws JMSException {
        if (hasQuit) {
            throw JmsExceptions.closed("session");
        }
        loaded.add(batch);
        if (hasQuit) {
            loaded.giveBack();
        }
    }

    /** Takes back those of a batch that no listener has got yet, in their order. */
    List<Received> unload(List<Received> batch) {
        return loaded.remove(batch);
    }

    /** Whether it has messages of connection consumers that it may still acknowledge. These are of no consumer of its own. */
    boolean holdsLoaded() {
        // In the order in which messages pass, so that none slips through.
        return !isAbandoned && (!loaded.isEmpty() || dispatchLock.isLocked() || acks.holds(null));
    }

    /** Hands what was loaded to the session's listener; without one it stays. A connection that is stopped keeps it for later. */
    @Override
    public void run() {
        lockDispatch();
        try {
            MessageListener listener = sessionListener;
            while (listener != null && !hasQuit && connection.isStarted()) {
                Received next = loaded.poll();
                if (next == null) {
                    return;
                }
                dispatch(next, listener);
            }
            if (hasQuit || !connection.isStarted()) {
                loaded.giveBack();
            }
        } finally {
            unlockDispatch();
        }
    }

    private static boolean isHandled(Received next, JmsMessage message, MessageListener listener) {
        try {
            listener.onMessage(message);
            return true;
        } catch (Throwable e) {
            LOG.warn("The listener of {} has thrown at message {}", next.address(), message.getJMSMessageID(), e);
            return false;
        }
    }

    /** Before a thread waits for a message: it may be that the broker waits, too. */
    void widen(Intake intake) throws JMSException {
        consumers.widen(intake);
    }

    /** The same for a listener, after its last message for now. */
    void widenFor(JmsMessageConsumer consumer) {
        try {
            consumers.widen(consumer.intake());
        } catch (JMSException e) {
            LOG.warn("No further messages come for {} before some are acknowledged", consumer, e);
        }
    }

    /** The receiver is done with the message before. */
    void beforeReceive(boolean isInboxEmpty) throws JMSException {
        try {
            acks.beforeReceive(isInboxEmpty);
        } catch (StompException e) {
            throw JmsExceptions.of("acknowledge a message", e, dialect);
        }
    }

    @Override
    public MessageListener getMessageListener() throws JMSException {
        checkOpen();
        return sessionListener;
    }

    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        checkOpen();
        sessionListener = listener;
    }

    void start() {
        consumers.open().forEach(each -> each.intake().start());
    }

    /** Hands out no more messages before the next start. */
    void pause() {
        consumers.open().forEach(each -> each.intake().inbox().stop());
    }

    /** Returns when no listener runs and none will start; false if one has not come to its end in time. */
    boolean stop(Duration timeout) {
        pause();
        boolean isQuiet = isLocked(timeout);
        if (isQuiet) {
            unlockDispatch();
        }
        return isQuiet;
    }

    // ---- acknowledging ----

    /** In modes that acknowledge by themselves this is ignored, in a closed session too (3.6). */
    private void acknowledge(Received received) throws JMSException {
        if (mode == AckMode.CLIENT || mode == AckMode.INDIVIDUAL) {
            checkOpen();
            try {
                acks.acknowledge(received);
            } catch (StompException e) {
                throw JmsExceptions.of("acknowledge a message of " + received.address(), e, dialect);
            }
            consumers.endClosed();
        }
    }

    /** As {@code acknowledge} on any message that the session has handed out. */
    void acknowledgeAll() throws JMSException {
        checkOpen();
        if (mode == AckMode.CLIENT) {
            try {
                acks.acknowledge(null);
            } catch (StompException e) {
                throw JmsExceptions.of("acknowledge", e, dialect);
            }
            consumers.endClosed();
        }
    }

    @Override
    public void commit() throws JMSException {
        TransactionContext context = transaction("commit");
        try {
            context.commit();
        } finally {
            consumers.endClosed();
        }
    }

    @Override
    public void rollback() throws JMSException {
        transaction("rollback").rollback();
        consumers.endClosed();
    }

    private TransactionContext transaction(String what) throws JMSException {
        checkOpen();
        TransactionContext context = transaction.orElseThrow(
                () -> JmsExceptions.state("expected a transacted session for " + what + ", got mode " + mode));
        checkNotInCallback(what);
        awaitSends(config.duration(Option.SEND_TIMEOUT));
        return context;
    }

    private void awaitSends(Duration timeout) throws JMSException {
        if (!asyncSends.await(timeout)) {
            throw new JMSException(
                    "expected all asynchronous sends to be confirmed within " + timeout + ", got some that are not",
                    JmsExceptions.TIMEOUT);
        }
    }

    @Override
    public void recover() throws JMSException {
        checkOpen();
        if (transaction.isPresent()) {
            throw JmsExceptions.state("expected a session that is not transacted for recover; call rollback instead");
        }
        acks.recover();
        consumers.endClosed();
    }

    // ---- sending ----

    void send(StompDestination destination, Message message, SendSettings settings, CompletionListener listener)
            throws JMSException {
        checkOpen();
        sender.send(destination, message, settings, listener);
    }

    void closeProducer() throws JMSException {
        checkNotInCallback("close a producer");
        awaitSends(config.duration(Option.CLOSE_TIMEOUT));
    }

    // ---- the end ----

    /** Called once by a consumer that hands out no more messages. */
    void close(JmsMessageConsumer consumer) throws JMSException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            closeUninterrupted(consumer);
        } finally {
            Waits.restoreInterrupt(wasInterrupted);
        }
    }

    private void closeUninterrupted(JmsMessageConsumer consumer) throws JMSException {
        boolean isOwnListener = isInListener();
        boolean isQuiet = !isOwnListener && isLocked(config.duration(Option.CLOSE_TIMEOUT));
        if (!isOwnListener && !isQuiet) {
            LOG.warn("Closing {} while its listener still runs", consumer);
        }
        try {
            if (!isOwnListener) {
                acks.settle();
            }
        } catch (StompException e) {
            throw JmsExceptions.of("close " + consumer, e, dialect);
        } finally {
            consumers.closing(consumer);
            if (isQuiet) {
                dispatchLock.unlock();
            }
        }
        consumers.endClosed();
    }

    @Override
    public void close() throws JMSException {
        if (isClosed) {
            return;
        }
        if (isInListener()) {
            throw JmsExceptions.state("expected no attempt to close a session in a listener of its own");
        }
        checkNotInCallback("close a session");
        if (!isClosing.compareAndSet(false, true)) {
            return;
        }
        connection.remove(this);
        Duration timeout = config.duration(Option.CLOSE_TIMEOUT);
        close(timeout, timeout);
    }

    /** Hands out no more messages. The listener at work keeps all it needs until it returns (6.1.8). */
    void quit() {
        hasQuit = true;
        consumers.open().forEach(JmsMessageConsumer::quit);
    }

    /**
     * Closes: waits for the listener at work, rolls back, and gives everything that is not acknowledged back to the broker.
     *
     * @param timeout how long to wait for listeners and sends
     * @param inAll how long to wait for the broker, too, which acknowledgements have to reach though a listener hangs
     */
    void close(Duration timeout, Duration inAll) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            closeUninterrupted(timeout, inAll);
        } finally {
            Waits.restoreInterrupt(wasInterrupted);
        }
    }

    private void closeUninterrupted(Duration timeout, Duration inAll) {
        long start = System.nanoTime();
        quit();
        browsers.forEach(JmsQueueBrowser::close);
        boolean isQuiet = isLocked(timeout);
        isClosed = true;
        quit();
        if (!isQuiet) {
            isAbandoned = true;
            LOG.warn("Closing session {} while a listener still runs; its message goes back to the broker", name);
        }
        try {
            if (isQuiet) {
                acks.settle();
            }
            if (!asyncSends.await(Waits.left(timeout, start).toNanos())) {
                LOG.warn("Closing session {} while sends wait to be confirmed", name);
            }
            transaction.ifPresent(TransactionContext::rollback);
            // The subscriptions of connection consumers do not end here, so the broker would not get these back.
            acks.recover();
            loaded.giveBack();
            consumers.endAll(Waits.left(inAll, start));
        } catch (StompException e) {
            LOG.debug("Session {} did not close in order", name, e);
        } finally {
            if (isQuiet) {
                dispatchLock.unlock();
            }
        }
        connection.endClosedConsumers();
    }

    // ---- producers and consumers ----

    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        checkOpen();
        return new JmsMessageProducer(this, destination == null ? null : ForeignMessages.destination(destination));
    }

    @Override
    public QueueSender createSender(Queue queue) throws JMSException {
        checkOpen();
        return new JmsQueueSender(this, queue == null ? null : ForeignMessages.destination(queue));
    }

    @Override
    public TopicPublisher createPublisher(Topic topic) throws JMSException {
        checkOpen();
        return new JmsTopicPublisher(this, topic == null ? null : ForeignMessages.destination(topic));
    }

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
        return factory.plain(destination, messageSelector, noLocal);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, String messageSelector) throws JMSException {
        checkOpen();
        return factory.receiver(queue, messageSelector);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, String messageSelector, boolean noLocal) throws JMSException {
        checkOpen();
        return factory.subscriber(topic, messageSelector, noLocal);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String subscriptionName) throws JMSException {
        return createDurableSubscriber(topic, subscriptionName, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            Topic topic, String subscriptionName, String messageSelector, boolean noLocal) throws JMSException {
        checkOpen();
        domain.checkTopics("createDurableSubscriber");
        return factory.durable(topic, subscriptionName, messageSelector, noLocal);
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String subscriptionName) throws JMSException {
        return createDurableConsumer(topic, subscriptionName, null, false);
    }

    @Override
    public MessageConsumer createDurableConsumer(
            Topic topic, String subscriptionName, String messageSelector, boolean noLocal) throws JMSException {
        checkOpen();
        domain.checkTopics("createDurableConsumer");
        return factory.durable(topic, subscriptionName, messageSelector, noLocal);
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscriptionName) throws JMSException {
        return createSharedConsumer(topic, subscriptionName, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscriptionName, String messageSelector)
            throws JMSException {
        checkOpen();
        domain.checkTopics("createSharedConsumer");
        return factory.shared(topic, subscriptionName, messageSelector, false);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String subscriptionName) throws JMSException {
        return createSharedDurableConsumer(topic, subscriptionName, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String subscriptionName, String messageSelector)
            throws JMSException {
        checkOpen();
        domain.checkTopics("createSharedDurableConsumer");
        return factory.shared(topic, subscriptionName, messageSelector, true);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String messageSelector) throws JMSException {
        checkOpen();
        domain.checkQueues("createBrowser");
        JmsQueueBrowser browser = factory.browser(queue, messageSelector);
        browsers.add(browser);
        return browser;
    }

    @Override
    public void unsubscribe(String subscriptionName) throws JMSException {
        checkOpen();
        domain.checkTopics("unsubscribe");
        connection.unsubscribe(subscriptionName);
    }

    // ---- messages and destinations ----

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
        domain.checkQueues("createQueue");
        return new StompQueue(checkedName(queueName));
    }

    @Override
    public Topic createTopic(String topicName) throws JMSException {
        checkOpen();
        domain.checkTopics("createTopic");
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
        domain.checkQueues("createTemporaryQueue");
        return connection.createTemporaryQueue();
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        checkOpen();
        domain.checkTopics("createTemporaryTopic");
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

    @Override
    public String toString() {
        return "session " + name;
    }
}

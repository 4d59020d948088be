package org.stompest.jms;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;

import org.stompest.client.BrokerException;
import org.stompest.client.ConnectionLostException;
import org.stompest.client.Credentials;
import org.stompest.client.StompClient;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.DialectException;
import org.stompest.jms.destination.StompTemporaryQueue;
import org.stompest.jms.destination.StompTemporaryTopic;
import org.stompest.jms.message.Addresses;
import org.stompest.jms.message.MessageCodec;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Version;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection (Jakarta Messaging 3.1, 6.1): one STOMP client, and the sessions that share it. Thread-safe. The lock guards what may
 * change before the first session: the client and its identifier; it is held while these change, and by no callback.
 */
final class JmsConnection implements QueueConnection, TopicConnection {
    private static final Logger LOG = LoggerFactory.getLogger(JmsConnection.class);

    /** What is set aside of the time to close for the broker, which acknowledgements have to reach though a listener hangs. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);

    private final ConnectionConfig config;
    private final Connector connector;
    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final AtomicInteger sessionCount = new AtomicInteger();
    private final Domain domain;
    private final Set<JmsSession> sessions = ConcurrentHashMap.newKeySet();
    private final Set<JmsConnectionConsumer> connectionConsumers = ConcurrentHashMap.newKeySet();
    private final Subscriptions subscriptions = new Subscriptions();
    private final TemporaryDestinations temporaries =
            new TemporaryDestinations(this::hasConsumerOf, this::deleteTemporary);
    private final HandedOut handedOut = new HandedOut();
    private final Provisioning provisioning;
    private final Reports reports;
    private final JmsConnectionMetaData metaData = new JmsConnectionMetaData();

    private final ReentrantLock lock = new ReentrantLock();
    private StompClient client;
    private Dialect dialect;
    /** That of the first link, which the others are taken to have too. */
    private final Version version;

    private String clientId;
    private boolean isInUse;

    private volatile boolean isStarted;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private volatile boolean isClosed;

    JmsConnection(ConnectionConfig config, Optional<Credentials> credentials, Domain domain) throws JMSException {
        this.config = config;
        this.domain = domain;
        this.reports = new Reports(id, config.is(Option.EXCEPTION_LISTENER_ON_INTERRUPT), this::dialect);
        this.connector = new Connector(config, credentials, "stompest-" + id.substring(0, 6), reports.ofConnection());
        this.provisioning = new Provisioning(this, connector);
        String configured = config.text(Option.CLIENT_ID);
        this.clientId = configured.isEmpty() ? null : configured;
        Connector.Opened opened = connector.open(Optional.ofNullable(clientId));
        this.client = opened.client();
        this.dialect = opened.dialect();
        boolean isUsable = false;
        try {
            DeadLetters.check(dialect, config);
            isUsable = true;
        } finally {
            if (!isUsable) {
                client.close();
            }
        }
        this.version = client.server().map(ConnectedReply::version).orElseGet(() -> dialect.versions()
                .get(dialect.versions().size() - 1));
    }

    StompClient client() {
        return client;
    }

    /** What a new consumer gets its messages by. */
    ConsumerLink consumerLink() {
        if (client.isOver()) {
            throw new ConnectionLostException("expected a connection, got one that is lost for good", null);
        }
        return switch (dialect.linkScheme()) {
            case SHARED -> new ConsumerLink(client, false);
            case PER_CONSUMER ->
                new ConsumerLink(
                        connector.another(
                                client, dialect, reports.ofConsumer(), config.duration(Option.REQUEST_TIMEOUT)),
                        true);
        };
    }

    /** How a consumer acknowledges if its session would like to do it in that way. */
    AckScheme acks(AckScheme wanted) throws JMSException {
        try {
            return dialect.acks(wanted, version);
        } catch (DialectException e) {
            throw JmsExceptions.of("create a consumer", e, dialect);
        }
    }

    /** The client identifier, null if there is none. */
    String clientId() {
        lock.lock();
        try {
            return clientId;
        } finally {
            lock.unlock();
        }
    }

    Dialect dialect() {
        return dialect;
    }

    ConnectionConfig config() {
        return config;
    }

    /** The way of this connection's messages into frames and back. */
    MessageCodec codec() {
        return new MessageCodec(
                dialect,
                config.objectPolicy(),
                Optional.ofNullable(clientId),
                id,
                config.is(Option.POPULATE_USER_ID) ? connector.user() : Optional.empty());
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    HandedOut handedOut() {
        return handedOut;
    }

    boolean isStarted() {
        return isStarted;
    }

    private void checkOpen() throws JMSException {
        if (isClosed) {
            throw JmsExceptions.closed("connection");
        }
    }

    private void checkNotInListener(String what) throws JMSException {
        if (sessions.stream().anyMatch(JmsSession::isInListener)) {
            throw JmsExceptions.state("expected no attempt to " + what + " a connection in a listener of its own");
        }
    }

    // ---- the client identifier ----

    @Override
    public String getClientID() throws JMSException {
        checkOpen();
        return clientId();
    }

    /** Connects anew with the identifier, so that a broker that has it in use can say so here (6.1.2). */
    @Override
    public void setClientID(String newClientId) throws JMSException {
        checkOpen();
        lock.lock();
        try {
            if (clientId != null || isInUse) {
                throw JmsExceptions.state(
                        "expected the client identifier to be set once, before any other use of the connection");
            }
            if (newClientId == null || newClientId.isBlank()) {
                throw new InvalidClientIDException("expected a client identifier, got none", JmsExceptions.ARGUMENT);
            }
            StompClient before = client;
            clientId = newClientId;
            try {
                client = connector.connect(Optional.of(newClientId), dialect);
            } catch (JMSException e) {
                clientId = null;
                throw e;
            }
            before.close();
        } finally {
            lock.unlock();
        }
    }

    private void use() {
        lock.lock();
        try {
            isInUse = true;
        } finally {
            lock.unlock();
        }
    }

    // ---- sessions ----

    @Override
    public Session createSession() throws JMSException {
        return session(AckMode.AUTO);
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        checkOpen();
        return session(AckMode.of(sessionMode));
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        checkOpen();
        return session(mode(transacted, acknowledgeMode));
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int acknowledgeMode) throws JMSException {
        checkOpen();
        return session(Domain.QUEUE, mode(transacted, acknowledgeMode));
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int acknowledgeMode) throws JMSException {
        checkOpen();
        return session(Domain.TOPIC, mode(transacted, acknowledgeMode));
    }

    private static AckMode mode(boolean transacted, int acknowledgeMode) throws JMSException {
        if (!transacted && acknowledgeMode == Session.SESSION_TRANSACTED) {
            throw new JMSException(
                    "expected an acknowledgement mode for a session that is not transacted, got SESSION_TRANSACTED",
                    JmsExceptions.ARGUMENT);
        }
        return transacted ? AckMode.TRANSACTED : AckMode.of(acknowledgeMode);
    }

    JmsSession session(AckMode mode) throws JMSException {
        return session(Domain.UNIFIED, mode);
    }

    private JmsSession session(Domain sessionDomain, AckMode mode) throws JMSException {
        checkOpen();
        use();
        JmsSession session = new JmsSession(this, sessionDomain, mode, id + ":" + sessionCount.incrementAndGet());
        sessions.add(session);
        if (isClosed) {
            sessions.remove(session);
            throw JmsExceptions.closed("connection");
        }
        return session;
    }

    void remove(JmsSession session) {
        sessions.remove(session);
    }

    @Override
    public void start() throws JMSException {
        checkOpen();
        use();
        isStarted = true;
        sessions.forEach(JmsSession::start);
        connectionConsumers.forEach(JmsConnectionConsumer::start);
    }

    /** Returns when no listener runs any more, or the close time-out is over (6.1.5). */
    @Override
    public void stop() throws JMSException {
        checkOpen();
        checkNotInListener("stop");
        isStarted = false;
        Duration timeout = config.duration(Option.CLOSE_TIMEOUT);
        long start = System.nanoTime();
        sessions.forEach(JmsSession::pause);
        for (JmsSession session : sessions) {
            if (!session.stop(Waits.left(timeout, start))) {
                throw new JMSException(
                        "expected the listeners of " + session + " to return within " + timeout
                                + ", got one that still runs",
                        JmsExceptions.STATE);
            }
        }
    }

    // ---- temporary destinations ----

    TemporaryDestinations temporaries() {
        return temporaries;
    }

    StompTemporaryQueue createTemporaryQueue() throws JMSException {
        StompTemporaryQueue queue = temporaries.createQueue();
        provisioning.create(Addresses.of(queue));
        return queue;
    }

    StompTemporaryTopic createTemporaryTopic() throws JMSException {
        StompTemporaryTopic topic = temporaries.createTopic();
        provisioning.create(Addresses.of(topic));
        return topic;
    }

    private void deleteTemporary(Address address) throws JMSException {
        provisioning.delete(address, config.duration(Option.REQUEST_TIMEOUT));
    }

    private boolean hasConsumerOf(Address address) {
        return sessions.stream().anyMatch(each -> each.hasConsumerOf(address))
                || connectionConsumers.stream().anyMatch(each -> each.address().equals(address));
    }

    // ---- listeners ----

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        checkOpen();
        return metaData;
    }

    @Override
    public ExceptionListener getExceptionListener() throws JMSException {
        checkOpen();
        return reports.listener();
    }

    @Override
    public void setExceptionListener(ExceptionListener listener) throws JMSException {
        checkOpen();
        reports.setListener(listener);
    }

    /** Tells what has no other place to go (6.1.7). */
    void report(JMSException cause) {
        reports.report(cause);
    }

    /** Tells of a consumer that gets no more messages, on a thread of its own: the caller's is the link thread. */
    void reportEnd(JMSException cause) {
        reports.report(cause, client.executor());
    }

    /** An error has reached who waits for it, before the link of a consumer ends because of it. */
    void answered(BrokerException error) {
        reports.answered(error);
    }

    // ---- named subscriptions ----

    /** Deletes a durable subscription that has no consumers (8.3.3). */
    void unsubscribe(String name) throws JMSException {
        if (name == null || name.isBlank()) {
            throw new InvalidDestinationException(
                    "expected the name of a subscription, got none", JmsExceptions.DESTINATION);
        }
        subscriptions.checkUnused(name);
        deleteSubscription(name);
        subscriptions.deleted(name);
    }

    void deleteSubscription(String name) throws JMSException {
        provisioning.deleteSubscription(name);
    }

    // ---- connection consumers ----

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, String messageSelector, ServerSessionPool sessionPool, int maxMessages)
            throws JMSException {
        return consumer(destination, messageSelector, sessionPool, maxMessages, null, false, false);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Queue queue, String messageSelector, ServerSessionPool sessionPool, int maxMessages) throws JMSException {
        return consumer(queue, messageSelector, sessionPool, maxMessages, null, false, false);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Topic topic, String messageSelector, ServerSessionPool sessionPool, int maxMessages) throws JMSException {
        return consumer(topic, messageSelector, sessionPool, maxMessages, null, false, false);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        domain.checkTopics("createSharedConnectionConsumer");
        return consumer(topic, messageSelector, sessionPool, maxMessages, subscriptionName, true, false);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        domain.checkTopics("createDurableConnectionConsumer");
        return consumer(topic, messageSelector, sessionPool, maxMessages, subscriptionName, false, true);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic,
            String subscriptionName,
            String messageSelector,
            ServerSessionPool sessionPool,
            int maxMessages)
            throws JMSException {
        domain.checkTopics("createSharedDurableConnectionConsumer");
        return consumer(topic, messageSelector, sessionPool, maxMessages, subscriptionName, true, true);
    }

    private ConnectionConsumer consumer(
            Destination destination,
            String selector,
            ServerSessionPool pool,
            int maxMessages,
            String subscriptionName,
            boolean isShared,
            boolean isDurable)
            throws JMSException {
        checkOpen();
        use();
        JmsConnectionConsumer consumer = new ConnectionConsumerFactory(this)
                .open(destination, selector, pool, maxMessages, subscriptionName, isShared, isDurable);
        connectionConsumers.add(consumer);
        if (isClosing.get()) {
            // Then close may have missed it.
            consumer.close();
            throw JmsExceptions.closed("connection");
        }
        consumer.start();
        return consumer;
    }

    /** Called by a session that has settled messages, which closed connection consumers may wait for. */
    void endClosedConsumers() {
        connectionConsumers.forEach(JmsConnectionConsumer::endIfSettled);
    }

    void remove(JmsConnectionConsumer consumer) {
        connectionConsumers.remove(consumer);
    }

    // ---- the end ----

    /** Closes within the close time-out, whether the broker is there or not (6.1.8). */
    @Override
    public void close() throws JMSException {
        if (isClosed) {
            return;
        }
        checkNotInListener("close");
        if (sessions.stream().anyMatch(JmsSession::isInCallback)) {
            throw JmsExceptions.state("expected no attempt to close a connection in a CompletionListener of its own");
        }
        if (!isClosing.compareAndSet(false, true)) {
            return;
        }
        boolean wasInterrupted = Thread.interrupted();
        try {
            close(config.duration(Option.CLOSE_TIMEOUT));
        } finally {
            Waits.restoreInterrupt(wasInterrupted);
        }
    }

    private void close(Duration timeout) {
        Duration quarter = timeout.dividedBy(4);
        Duration work = timeout.minus(quarter.compareTo(LONGEST_GOODBYE) < 0 ? quarter : LONGEST_GOODBYE);
        long start = System.nanoTime();
        try {
            closeSessions(work, timeout, start);
        } finally {
            deleteTemporaries(timeout, start);
            if (!client.close(Waits.left(timeout, start))) {
                LOG.debug("Connection {} was cut, since the broker has not confirmed its end in time", id);
            }
        }
    }

    private void deleteTemporaries(Duration timeout, long start) {
        for (Address each : temporaries.close()) {
            Duration left = Waits.left(timeout, start);
            if (left.isZero() || !client.isConnected()) {
                LOG.debug("{} is left to the broker, which deletes it when it has not been used for long", each);
                continue;
            }
            try {
                provisioning.delete(each, left);
            } catch (JMSException e) {
                LOG.debug("{} is left to the broker, which deletes it when it has not been used for long", each, e);
            }
        }
    }

    private void closeSessions(Duration work, Duration timeout, long start) {
        connectionConsumers.forEach(JmsConnectionConsumer::quit);
        // All of them first, so that a listener that hangs does not shorten the others' time to end. Those at work may
        // use the connection and all its sessions until they return (6.1.8).
        sessions.forEach(JmsSession::quit);
        for (JmsSession session : sessions) {
            session.stop(Waits.left(work, start));
        }
        isClosed = true;
        for (JmsSession session : sessions) {
            session.close(Waits.left(work, start), Waits.left(timeout, start));
        }
        sessions.clear();
        // Behind the acknowledgements of the sessions, which would mean nothing after the end of the subscription.
        for (JmsConnectionConsumer consumer : connectionConsumers) {
            consumer.end(Waits.left(timeout, start));
        }
    }

    @Override
    public String toString() {
        return "connection " + id + " to " + config.uri();
    }
}

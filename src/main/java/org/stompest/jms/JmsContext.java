package org.stompest.jms;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

/**
 * A context (Jakarta Messaging 3.1, 2.8): a session of its own on a connection that it may share with other contexts. The session is
 * made when it is first needed, since a connection with sessions takes no client identifier any more. Used by one thread at a time, as
 * its session is; close from any.
 */
final class JmsContext implements JMSContext {
    private final SharedConnection shared;
    private final AckMode mode;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Null until it is needed. Guarded by this object. */
    private JmsSession session;

    private volatile boolean isAutoStarting = true;

    /** Creates a context on a connection that counts it already as a user. */
    JmsContext(SharedConnection shared, AckMode mode) {
        this.shared = shared;
        this.mode = mode;
    }

    private void checkOpen() throws JMSException {
        if (isClosed.get()) {
            throw JmsExceptions.closed("context");
        }
    }

    private JmsConnection connection() throws JMSException {
        checkOpen();
        return shared.connection();
    }

    private synchronized JmsSession session() throws JMSException {
        checkOpen();
        if (session == null) {
            session = shared.connection().session(mode);
        }
        return session;
    }

    /** What is got from the session. */
    @FunctionalInterface
    private interface FromSession<T> {
        T get(JmsSession session) throws JMSException;
    }

    private <T> T fromSession(FromSession<T> call) {
        return JmsRuntimeExceptions.get(() -> call.get(session()));
    }

    // ---- the connection ----

    @Override
    public JMSContext createContext(int sessionMode) {
        return JmsRuntimeExceptions.get(() -> {
            checkOpen();
            AckMode newMode = AckMode.of(sessionMode);
            shared.join();
            return new JmsContext(shared, newMode);
        });
    }

    @Override
    public String getClientID() {
        return JmsRuntimeExceptions.get(() -> connection().getClientID());
    }

    @Override
    public void setClientID(String clientId) {
        JmsRuntimeExceptions.run(() -> connection().setClientID(clientId));
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return JmsRuntimeExceptions.get(() -> connection().getMetaData());
    }

    @Override
    public ExceptionListener getExceptionListener() {
        return JmsRuntimeExceptions.get(() -> connection().getExceptionListener());
    }

    @Override
    public void setExceptionListener(ExceptionListener listener) {
        JmsRuntimeExceptions.run(() -> connection().setExceptionListener(listener));
    }

    @Override
    public void start() {
        JmsRuntimeExceptions.run(() -> connection().start());
    }

    @Override
    public void stop() {
        JmsRuntimeExceptions.run(() -> connection().stop());
    }

    @Override
    public void setAutoStart(boolean autoStart) {
        JmsRuntimeExceptions.run(this::checkOpen);
        isAutoStarting = autoStart;
    }

    @Override
    public boolean getAutoStart() {
        JmsRuntimeExceptions.run(this::checkOpen);
        return isAutoStarting;
    }

    /** Closes the session, and the connection if no other context uses it. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            JmsRuntimeExceptions.run(() -> {
                closeSession(madeSession());
                shared.leave();
            });
        }
    }

    /** The session, or null if it was not needed; once this is closed, none will be. */
    private synchronized JmsSession madeSession() {
        return session;
    }

    private void closeSession(JmsSession made) throws JMSException {
        try {
            if (made != null) {
                made.close();
            }
        } catch (JMSException e) {
            // A session that refuses to close in a listener of its own remains open, so this does too.
            isClosed.set(false);
            throw e;
        }
    }

    // ---- the session ----

    @Override
    public boolean getTransacted() {
        return getSessionMode() == SESSION_TRANSACTED;
    }

    @Override
    public int getSessionMode() {
        JmsRuntimeExceptions.run(this::checkOpen);
        return mode.code();
    }

    @Override
    public void commit() {
        JmsRuntimeExceptions.run(() -> session().commit());
    }

    @Override
    public void rollback() {
        JmsRuntimeExceptions.run(() -> session().rollback());
    }

    @Override
    public void recover() {
        JmsRuntimeExceptions.run(() -> session().recover());
    }

    @Override
    public void acknowledge() {
        JmsRuntimeExceptions.run(() -> session().acknowledgeAll());
    }

    @Override
    public JMSProducer createProducer() {
        return fromSession(JmsContextProducer::new);
    }

    // ---- consumers ----

    /** Makes a consumer, and lets messages flow to it unless the application wants to see to that itself. */
    private JMSConsumer consumer(FromSession<MessageConsumer> source) {
        return fromSession(on -> {
            JmsMessageConsumer consumer = (JmsMessageConsumer) source.get(on);
            if (isAutoStarting) {
                shared.connection().start();
            }
            return new JmsContextConsumer(consumer);
        });
    }

    @Override
    public JMSConsumer createConsumer(Destination destination) {
        return consumer(on -> on.createConsumer(destination));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, String messageSelector) {
        return consumer(on -> on.createConsumer(destination, messageSelector));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, String messageSelector, boolean noLocal) {
        return consumer(on -> on.createConsumer(destination, messageSelector, noLocal));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name) {
        return consumer(on -> on.createDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name, String messageSelector, boolean noLocal) {
        return consumer(on -> on.createDurableConsumer(topic, name, messageSelector, noLocal));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
        return consumer(on -> on.createSharedDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name, String messageSelector) {
        return consumer(on -> on.createSharedDurableConsumer(topic, name, messageSelector));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String sharedSubscriptionName) {
        return consumer(on -> on.createSharedConsumer(topic, sharedSubscriptionName));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String sharedSubscriptionName, String messageSelector) {
        return consumer(on -> on.createSharedConsumer(topic, sharedSubscriptionName, messageSelector));
    }

    @Override
    public void unsubscribe(String name) {
        JmsRuntimeExceptions.run(() -> session().unsubscribe(name));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) {
        return fromSession(on -> on.createBrowser(queue));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String messageSelector) {
        return fromSession(on -> on.createBrowser(queue, messageSelector));
    }

    // ---- destinations and messages ----

    @Override
    public Queue createQueue(String queueName) {
        return fromSession(on -> on.createQueue(queueName));
    }

    @Override
    public Topic createTopic(String topicName) {
        return fromSession(on -> on.createTopic(topicName));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        return fromSession(JmsSession::createTemporaryQueue);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        return fromSession(JmsSession::createTemporaryTopic);
    }

    @Override
    public BytesMessage createBytesMessage() {
        return fromSession(JmsSession::createBytesMessage);
    }

    @Override
    public MapMessage createMapMessage() {
        return fromSession(JmsSession::createMapMessage);
    }

    @Override
    public Message createMessage() {
        return fromSession(JmsSession::createMessage);
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return fromSession(JmsSession::createObjectMessage);
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) {
        return fromSession(on -> on.createObjectMessage(object));
    }

    @Override
    public StreamMessage createStreamMessage() {
        return fromSession(JmsSession::createStreamMessage);
    }

    @Override
    public TextMessage createTextMessage() {
        return fromSession(JmsSession::createTextMessage);
    }

    @Override
    public TextMessage createTextMessage(String text) {
        return fromSession(on -> on.createTextMessage(text));
    }

    @Override
    public String toString() {
        return "context of " + shared.connection();
    }
}

package org.stompest.jms;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;

import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.jms.message.JmsMessage;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer (Jakarta Messaging 3.1, chapter 8). Its messages wait in an inbox until a thread asks for them or the session's dispatcher
 * takes them to the listener. Used by the session's thread; close from any.
 */
class JmsMessageConsumer implements MessageConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(JmsMessageConsumer.class);

    private final JmsSession session;
    private final Address address;
    private final String selector;
    private final MessageFilter filter;
    private final Runnable onEnd;
    private final Inbox inbox = new Inbox();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Set once, by the thread that creates the consumer; volatile, because others close it. */
    private volatile SubscriptionHandle subscription;

    /** Volatile, because the link thread looks whether there is a listener to wake. */
    private volatile MessageListener listener;

    /** The thread that waits for a message, or null. Volatile, because another one may set a listener. */
    private volatile Thread receiver;

    /**
     * Creates a consumer.
     *
     * @param selector as the application wrote it, null for none
     * @param filter what of the broker's messages it does not want
     * @param onEnd called once, when the subscription has ended
     */
    JmsMessageConsumer(JmsSession session, Address address, String selector, MessageFilter filter, Runnable onEnd) {
        this.session = session;
        this.address = address;
        this.selector = selector;
        this.filter = filter;
        this.onEnd = onEnd;
        if (session.isStarted()) {
            inbox.start();
        }
    }

    final void opened(SubscriptionHandle handle) {
        subscription = handle;
    }

    final SubscriptionHandle subscription() {
        return subscription;
    }

    final DeliverySink sink() {
        return new Sink();
    }

    final JmsSession session() {
        return session;
    }

    final Address address() {
        return address;
    }

    final MessageFilter filter() {
        return filter;
    }

    final boolean isClosed() {
        return isClosed.get();
    }

    /** The name of the subscription, null if it has none. */
    String subscriptionName() {
        return null;
    }

    final boolean hasListener() {
        return listener != null;
    }

    final boolean isInboxEmpty() {
        return inbox.isEmpty();
    }

    final void checkOpen() throws JMSException {
        session.checkOpen();
        if (isClosed.get()) {
            throw JmsExceptions.closed("consumer of " + address);
        }
    }

    @Override
    public final String getMessageSelector() throws JMSException {
        checkOpen();
        return selector;
    }

    @Override
    public final MessageListener getMessageListener() throws JMSException {
        checkOpen();
        return listener;
    }

    @Override
    public final void setMessageListener(MessageListener newListener) throws JMSException {
        checkOpen();
        if (newListener != null && receiver != null) {
            throw JmsExceptions.state("expected no thread in receive while a listener is set, got one at " + address);
        }
        if (newListener != null) {
            session.beforeReceive(true);
        }
        listener = newListener;
        wake();
    }

    /** Has the dispatcher look at this consumer, if there is a listener to call. */
    private void wake() {
        if (listener != null && !inbox.isEmpty()) {
            session.dispatcher().signal(this);
        }
    }

    @Override
    public final Message receive() throws JMSException {
        return receive(0);
    }

    @Override
    public final Message receive(long timeout) throws JMSException {
        return receiveWithin(Inbox.nanos(timeout), message -> message);
    }

    @Override
    public final Message receiveNoWait() throws JMSException {
        return receiveWithin(0, message -> message);
    }

    /**
     * As receive, but only for the body of a message (8.6). A message whose body cannot be had as that class is refused: in modes that
     * acknowledge by themselves it stays the next one, as if it had not been looked at; in others it counts as delivered.
     *
     * @throws MessageFormatException if the next message is refused
     * @throws IllegalArgumentException if the class is null
     */
    final <T> T receiveBody(Class<T> type, long nanos) throws JMSException {
        if (type == null) {
            throw new IllegalArgumentException("expected a class for the body, got null");
        }
        return receiveWithin(nanos, message -> body(message, type));
    }

    private <T> T body(JmsMessage message, Class<T> type) throws JMSException {
        if (message.getClass() == JmsMessage.class) {
            throw new MessageFormatException(
                    "expected a message of " + address + " that can have a body, got " + message,
                    JmsExceptions.ARGUMENT);
        }
        return message.getBody(type);
    }

    /** What is returned to the receiver of a message. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(JmsMessage message) throws JMSException;
    }

    /** What a message was read as, which for a body that is not there is null. */
    private record Result<T>(T value) {}

    private <T> T receiveWithin(long nanos, Reading<T> reading) throws JMSException {
        checkOpen();
        session.checkNoListener();
        session.beforeReceive(inbox.isEmpty());
        long start = System.nanoTime();
        receiver = Thread.currentThread();
        try {
            while (inbox.hasMessageWithin(nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start))) {
                Optional<Result<T>> result = next(reading);
                if (result.isPresent()) {
                    return result.get().value();
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JmsExceptions.withCause(
                    new JMSException(
                            "interrupted while waiting for a message of " + address, JmsExceptions.INTERRUPTED),
                    e);
        } finally {
            receiver = null;
        }
    }

    /** Under the dispatch lock, so that stop and close know of the message: it is either with the application or not handed out. */
    private <T> Optional<Result<T>> next(Reading<T> reading) throws JMSException {
        session.lockDispatch();
        try {
            Received next = inbox.poll();
            JmsMessage message = next == null ? null : session.prepare(next);
            return message == null ? Optional.empty() : Optional.of(new Result<>(read(next, message, reading)));
        } finally {
            session.unlockDispatch();
        }
    }

    /** Whatever goes wrong in reading, the message has to be somewhere afterwards. */
    private <T> T read(Received next, JmsMessage message, Reading<T> reading) throws JMSException {
        boolean isRefused = true;
        try {
            T result = reading.read(message);
            isRefused = false;
            return result;
        } finally {
            if (isRefused && session.acknowledgesByItself()) {
                session.acks().putBack(next);
            } else {
                session.acks().received(next);
            }
        }
    }

    /** Hands one message to the listener; false if there is none. Called by the dispatcher. */
    final boolean dispatch() {
        session.lockDispatch();
        try {
            MessageListener current = listener;
            Received next = current == null ? null : inbox.poll();
            if (next == null) {
                return false;
            }
            session.dispatch(next, current);
            return true;
        } finally {
            session.unlockDispatch();
        }
    }

    /** Puts messages back before all others; they will be handed out again. */
    final void putBack(List<Received> messages) {
        inbox.putBack(messages);
        wake();
    }

    final void start() {
        inbox.start();
        wake();
    }

    final void stop() {
        inbox.stop();
    }

    /** Hands out no more messages; who waits for one gets null. */
    final void quit() {
        isClosed.set(true);
        inbox.close();
    }

    /** The subscription has ended. */
    final void ended() {
        onEnd.run();
    }

    /** Closes; messages that can still be acknowledged keep the subscription alive until they are (8.8). */
    @Override
    public final void close() throws JMSException {
        if (isClosed.compareAndSet(false, true)) {
            inbox.close();
            session.close(this);
        }
    }

    @Override
    public final String toString() {
        return "consumer of " + address;
    }

    /** The side of the link thread. */
    private final class Sink implements DeliverySink {
        @Override
        public void accept(Delivery delivery) {
            inbox.add(new Received(delivery, JmsMessageConsumer.this));
            if (listener != null) {
                session.dispatcher().signal(JmsMessageConsumer.this);
            }
        }

        @Override
        public void interrupted() {
            LOG.trace("{}: the connection is interrupted", JmsMessageConsumer.this);
            inbox.clear();
        }

        @Override
        public void failed(StompException cause) {
            inbox.fail(JmsExceptions.of("receive from " + address, cause, session.dialect()));
        }
    }
}

package org.stompest.jms;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;

import org.stompest.dialect.Address;
import org.stompest.jms.message.JmsMessage;

/**
 * A consumer (Jakarta Messaging 3.1, chapter 8). Its messages wait in an inbox until a thread asks for them or the session's dispatcher
 * takes them to the listener. Used by the session's thread; close from any.
 */
class JmsMessageConsumer implements MessageConsumer {
    private final JmsSession session;
    private final Intake intake;
    private final Inbox inbox;
    private final Address address;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Volatile, because the link thread looks whether there is a listener to wake. */
    private volatile MessageListener listener;

    /** The thread that waits for a message, or null. Volatile, because another one may set a listener. */
    private volatile Thread receiver;

    /** Creates a consumer of a subscription. */
    JmsMessageConsumer(JmsSession session, Intake intake) {
        this.session = session;
        this.intake = intake;
        this.inbox = intake.inbox();
        this.address = intake.address();
    }

    final Intake intake() {
        return intake;
    }

    final JmsSession session() {
        return session;
    }

    final Address address() {
        return address;
    }

    final boolean isClosed() {
        return isClosed.get();
    }

    final boolean hasListener() {
        return listener != null;
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
        return intake.selector();
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
        intake.wake();
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
        long generation = inbox.generation();
        checkOpen();
        session.checkNoListener();
        session.beforeReceive(inbox.isEmpty());
        long start = System.nanoTime();
        receiver = Thread.currentThread();
        try {
            while (hasMessageWithin(
                    nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start), generation)) {
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

    /** Nothing comes by waiting if all that the broker may send has come already. */
    private boolean hasMessageWithin(long nanos, long generation) throws JMSException, InterruptedException {
        if (inbox.isEmpty()) {
            session.widen(intake);
        }
        return inbox.hasMessageWithin(nanos, generation);
    }

    /** Under the dispatch lock, so that stop and close know of the message: it is either with the application or not handed out. */
    private <T> Optional<Result<T>> next(Reading<T> reading) throws JMSException {
        session.lockDispatch();
        try {
            Received next = isClosed.get() ? null : inbox.poll();
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
            Received next = current == null || isClosed.get() ? null : inbox.poll();
            if (next == null) {
                return false;
            }
            session.dispatch(next, current);
        } finally {
            session.unlockDispatch();
        }
        if (inbox.isEmpty() && !isClosed.get()) {
            session.widenFor(this);
        }
        return true;
    }

    /** Hands out no more messages; who waits for one gets null. */
    final void quit() {
        isClosed.set(true);
        inbox.close();
    }

    /** Closes; messages that can still be acknowledged keep the subscription alive until they are (8.8). */
    @Override
    public final void close() throws JMSException {
        if (isClosed.compareAndSet(false, true)) {
            intake.detach();
            session.close(this);
        }
    }

    @Override
    public final String toString() {
        return "consumer of " + address;
    }
}

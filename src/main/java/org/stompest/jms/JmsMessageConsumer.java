package org.stompest.jms;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;

import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.Receipt;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.jms.message.JmsMessage;
import org.stompest.protocol.Headers;
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
    private final Inbox inbox = new Inbox();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Set once, by the thread that creates the consumer; volatile, because the dispatcher may be faster than its return. */
    private volatile SubscriptionHandle subscription;

    /** Volatile, because the link thread looks whether there is a listener to wake. */
    private volatile MessageListener listener;

    private volatile Thread receiver;

    JmsMessageConsumer(JmsSession session, Address address, String selector) {
        this.session = session;
        this.address = address;
        this.selector = selector;
    }

    void open(Headers subscribe) throws JMSException {
        String destination = session.dialect().destination(address);
        if (session.isStarted()) {
            inbox.start();
        }
        subscription = session.subscribe(destination, subscribe, new Sink());
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
        listener = newListener;
        if (newListener != null) {
            session.acks().beforeReceive();
            wake();
        }
    }

    /** Has the dispatcher look at this consumer, if there is a listener to call. */
    final void wake() {
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
        return receiveWithin(Inbox.nanos(timeout));
    }

    @Override
    public final Message receiveNoWait() throws JMSException {
        return receiveWithin(0);
    }

    private JmsMessage receiveWithin(long nanos) throws JMSException {
        checkOpen();
        session.checkNoListener();
        session.acks().beforeReceive();
        long deadline = nanos == Long.MAX_VALUE ? 0 : System.nanoTime() + nanos;
        receiver = Thread.currentThread();
        try {
            while (true) {
                Received next = inbox.take(nanos == Long.MAX_VALUE ? nanos : deadline - System.nanoTime());
                if (next == null) {
                    return null;
                }
                JmsMessage message = session.prepare(next);
                if (message != null) {
                    session.acks().received(next);
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JmsExceptions.withCause(
                    new JMSException("interrupted while waiting for a message of " + address, "STOMPEST-INTERRUPTED"),
                    e);
        } finally {
            receiver = null;
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
            JmsMessage message = session.prepare(next);
            if (message != null) {
                call(current, next, message);
            }
            return true;
        } finally {
            session.unlockDispatch();
            session.endClosedConsumers();
        }
    }

    private void call(MessageListener current, Received next, JmsMessage message) {
        session.acks().dispatched(next);
        try {
            current.onMessage(message);
        } catch (Throwable e) {
            LOG.warn("The listener of {} has thrown at message {}", this, message.getJMSMessageID(), e);
            session.acks().failed(next);
            return;
        }
        try {
            session.acks().returned(next);
        } catch (StompException e) {
            LOG.warn(
                    "Message {} of {} could not be acknowledged and may come again",
                    message.getJMSMessageID(),
                    this,
                    e);
        }
    }

    final boolean isInboxEmpty() {
        return inbox.isEmpty();
    }

    /** Puts messages back before all others; they will be handed out again. */
    final void putBack(List<Received> messages) {
        inbox.putBack(messages);
        if (listener != null) {
            session.dispatcher().signal(this);
        }
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

    /** Ends the subscription; empty if there is nothing to wait for. */
    final Optional<Receipt> unsubscribe() {
        return session.unsubscribe(subscription);
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
            inbox.clear();
        }

        @Override
        public void failed(StompException cause) {
            inbox.fail(JmsExceptions.of("receive from " + address, cause, session.dialect()));
        }
    }
}

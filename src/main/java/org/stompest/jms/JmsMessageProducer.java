package org.stompest.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;

import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.message.ForeignMessages;

/** A producer (Jakarta Messaging 3.1, chapter 7). Used by the session's thread. */
class JmsMessageProducer implements MessageProducer {
    private final JmsSession session;
    private final StompDestination destination;
    private SendSettings settings = SendSettings.DEFAULT;
    private volatile boolean isClosed;

    /** Creates a producer; a null destination means that each send names its own. */
    JmsMessageProducer(JmsSession session, StompDestination destination) {
        this.session = session;
        this.destination = destination;
    }

    final void checkOpen() throws JMSException {
        session.checkOpen();
        if (isClosed) {
            throw JmsExceptions.closed("producer");
        }
    }

    private void set(SendSettings changed) throws JMSException {
        checkOpen();
        settings = changed.checked();
    }

    private SendSettings settings() throws JMSException {
        checkOpen();
        return settings;
    }

    @Override
    public final void setDisableMessageID(boolean value) throws JMSException {
        set(settings.withDisabledMessageId(value));
    }

    @Override
    public final boolean getDisableMessageID() throws JMSException {
        return settings().disablesMessageId();
    }

    @Override
    public final void setDisableMessageTimestamp(boolean value) throws JMSException {
        set(settings.withDisabledTimestamp(value));
    }

    @Override
    public final boolean getDisableMessageTimestamp() throws JMSException {
        return settings().disablesTimestamp();
    }

    @Override
    public final void setDeliveryMode(int deliveryMode) throws JMSException {
        set(settings.with(deliveryMode, settings.priority(), settings.timeToLive()));
    }

    @Override
    public final int getDeliveryMode() throws JMSException {
        return settings().deliveryMode();
    }

    @Override
    public final void setPriority(int priority) throws JMSException {
        set(settings.with(settings.deliveryMode(), priority, settings.timeToLive()));
    }

    @Override
    public final int getPriority() throws JMSException {
        return settings().priority();
    }

    @Override
    public final void setTimeToLive(long timeToLive) throws JMSException {
        set(settings.with(settings.deliveryMode(), settings.priority(), timeToLive));
    }

    @Override
    public final long getTimeToLive() throws JMSException {
        return settings().timeToLive();
    }

    @Override
    public final void setDeliveryDelay(long deliveryDelay) throws JMSException {
        set(settings.withDeliveryDelay(deliveryDelay));
    }

    @Override
    public final long getDeliveryDelay() throws JMSException {
        return settings().deliveryDelay();
    }

    @Override
    public final Destination getDestination() throws JMSException {
        checkOpen();
        return destination;
    }

    @Override
    public final void close() throws JMSException {
        if (!isClosed) {
            session.closeProducer();
            isClosed = true;
        }
    }

    @Override
    public final void send(Message message) throws JMSException {
        send(fixed(), message, settings(), null);
    }

    @Override
    public final void send(Message message, int deliveryMode, int priority, long timeToLive) throws JMSException {
        send(
                fixed(),
                message,
                settings().with(deliveryMode, priority, timeToLive).checked(),
                null);
    }

    @Override
    public final void send(Destination to, Message message) throws JMSException {
        send(named(to), message, settings(), null);
    }

    @Override
    public final void send(Destination to, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send(
                named(to),
                message,
                settings().with(deliveryMode, priority, timeToLive).checked(),
                null);
    }

    @Override
    public final void send(Message message, CompletionListener listener) throws JMSException {
        send(fixed(), message, settings(), notNull(listener));
    }

    @Override
    public final void send(
            Message message, int deliveryMode, int priority, long timeToLive, CompletionListener listener)
            throws JMSException {
        send(
                fixed(),
                message,
                settings().with(deliveryMode, priority, timeToLive).checked(),
                notNull(listener));
    }

    @Override
    public final void send(Destination to, Message message, CompletionListener listener) throws JMSException {
        send(named(to), message, settings(), notNull(listener));
    }

    @Override
    public final void send(
            Destination to,
            Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            CompletionListener listener)
            throws JMSException {
        send(
                named(to),
                message,
                settings().with(deliveryMode, priority, timeToLive).checked(),
                notNull(listener));
    }

    private void send(StompDestination to, Message message, SendSettings chosen, CompletionListener listener)
            throws JMSException {
        if (message == null) {
            throw new MessageFormatException(
                    "expected a message to send to " + to + ", got null", JmsExceptions.ARGUMENT);
        }
        session.send(to, message, chosen, listener);
    }

    /** The producer's own destination; one without has to be told each time (7.2). */
    private StompDestination fixed() throws JMSException {
        checkOpen();
        if (destination == null) {
            throw new UnsupportedOperationException(
                    "expected a producer with a destination, got one without; name it in send");
        }
        return destination;
    }

    private StompDestination named(Destination to) throws JMSException {
        checkOpen();
        if (destination != null) {
            throw new UnsupportedOperationException(
                    "expected a producer without a destination, got that of " + destination + "; leave it out in send");
        }
        if (to == null) {
            throw new InvalidDestinationException(
                    "expected a destination to send to, got null", JmsExceptions.DESTINATION);
        }
        return ForeignMessages.destination(to);
    }

    private static CompletionListener notNull(CompletionListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("expected a CompletionListener, got null");
        }
        return listener;
    }
}

package org.stompest.jms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.dialect.Dialect;
import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.message.Addresses;
import org.stompest.jms.message.ForeignMessages;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.MessageCodec;
import org.stompest.protocol.Frame;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the messages of a session (Jakarta Messaging 3.1, 7.2 and 7.3). Used by the session's thread. */
final class MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

    private final JmsConnection connection;
    private final StompClient client;
    private final Dialect dialect;
    private final MessageCodec codec;
    private final Optional<TransactionContext> transaction;
    private final AsyncSends asyncSends;
    private final String idPrefix;
    private final Duration timeout;
    private final boolean forcesAsync;
    private final boolean forcesSync;
    private final AtomicLong count = new AtomicLong();

    MessageSender(
            JmsConnection connection,
            MessageCodec codec,
            Optional<TransactionContext> transaction,
            AsyncSends asyncSends,
            String sessionName) {
        this.connection = connection;
        this.client = connection.client();
        this.dialect = connection.dialect();
        this.codec = codec;
        this.transaction = transaction;
        this.asyncSends = asyncSends;
        this.idPrefix = "ID:" + sessionName + ":";
        this.timeout = connection.config().duration(Option.SEND_TIMEOUT);
        this.forcesAsync = connection.config().is(Option.FORCE_ASYNC_SEND);
        this.forcesSync = connection.config().is(Option.FORCE_SYNC_SEND);
    }

    /** Sends; waits for the broker if the message is persistent and neither in a transaction nor sent asynchronously. */
    void send(StompDestination destination, Message message, SendSettings settings, CompletionListener listener)
            throws JMSException {
        connection.temporaries().checkUsable(destination);
        try {
            Frame frame = frame(destination, message, settings);
            if (transaction.isEmpty()) {
                transmit(frame, destination, message, settings, listener);
                return;
            }
            transaction.get().send(frame);
            if (listener != null) {
                asyncSends.add(message, listener, null, cause -> failure(destination, cause));
            }
        } catch (StompException e) {
            throw failure(destination, e);
        }
    }

    private Frame frame(StompDestination destination, Message message, SendSettings settings) throws JMSException {
        long now = System.currentTimeMillis();
        String id = settings.disablesMessageId() ? null : idPrefix + count.incrementAndGet();
        JmsMessage own = ForeignMessages.ours(message);
        stamp(own, destination, settings, id, now);
        boolean isRepeatable = settings.isPersistent() && transaction.isEmpty();
        Frame frame = codec.encode(own, Addresses.of(destination), isRepeatable, now);
        if (own != message) {
            stamp(message, destination, settings, id, now);
        }
        return frame;
    }

    /** What send does to the message of the application, whatever was in it before (3.9). */
    private static void stamp(Message message, StompDestination destination, SendSettings settings, String id, long now)
            throws JMSException {
        long sent = settings.omitsTimestamp() ? 0 : now;
        message.setJMSDestination(destination);
        message.setJMSDeliveryMode(settings.deliveryMode());
        message.setJMSPriority(settings.priority());
        message.setJMSTimestamp(sent);
        message.setJMSExpiration(settings.timeToLive() > 0 ? now + settings.timeToLive() : 0);
        message.setJMSMessageID(id);
        try {
            message.setJMSDeliveryTime(settings.deliveryDelay() > 0 ? now + settings.deliveryDelay() : sent);
        } catch (UnsupportedOperationException | AbstractMethodError e) {
            LOG.trace("A message of a provider before JMS 2.0 has no delivery time", e);
        }
    }

    private void transmit(
            Frame frame,
            StompDestination destination,
            Message message,
            SendSettings settings,
            CompletionListener listener) {
        if (!settings.isPersistent() && !forcesSync && listener == null) {
            client.transmit(frame, timeout);
            return;
        }
        long start = System.nanoTime();
        Receipt receipt = client.request(frame, timeout);
        if (listener != null) {
            asyncSends.add(message, listener, receipt, cause -> failure(destination, cause));
        } else if (forcesAsync) {
            asyncSends.add(connection::report, receipt, cause -> failure(destination, cause));
        } else {
            receipt.await(Waits.positive(timeout).minusNanos(System.nanoTime() - start));
        }
    }

    private JMSException failure(StompDestination destination, StompException cause) {
        return JmsExceptions.of("send to " + destination, cause, dialect);
    }
}

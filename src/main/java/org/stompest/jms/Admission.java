package org.stompest.jms;

import org.stompest.client.Delivery;
import org.stompest.dialect.Dialect;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.MessageCodec;
import org.stompest.protocol.Frame;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what of that which a session has received is handed out, and decodes it. Used under the session's dispatch lock. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Dialect dialect;
    private final MessageCodec codec;
    private final AckPolicy acks;
    private final DeadLetters deadLetters;
    private final HandedOut handedOut;
    private final int maximumRedeliveries;
    private final boolean dropsExpired;

    Admission(JmsConnection connection, MessageCodec codec, AckPolicy acks) {
        ConnectionConfig config = connection.config();
        this.dialect = connection.dialect();
        this.codec = codec;
        this.acks = acks;
        this.deadLetters = new DeadLetters(connection.client(), dialect, config);
        this.handedOut = connection.handedOut();
        this.maximumRedeliveries = config.number(Option.MAXIMUM_REDELIVERIES);
        this.dropsExpired = config.is(Option.LOCAL_MESSAGE_EXPIRY);
    }

    /**
     * The message to hand out, or null if it is not to be: it has expired, is not wanted, or was redelivered too often. Whoever gets null
     * takes the next one.
     */
    JmsMessage admit(Received received) {
        Frame frame = received.delivery().message();
        boolean isForgotten = received.wantsAcknowledgement() && !received.isCurrent();
        if (isForgotten) {
            // It can no longer be acknowledged, and the broker will send it again.
            return null;
        }
        try {
            JmsMessage message = codec.decode(frame, received.address());
            if (received.isForwarded()
                    || isExpired(message)
                    || !received.filter().accepts(message, frame, codec)) {
                acks.discard(received);
                return null;
            }
            boolean isPoison = maximumRedeliveries >= 0 && received.redeliveries() > maximumRedeliveries;
            if (isPoison && deadLetters.isMoved(received, acks)) {
                return null;
            }
            message.setDeliveryCount(deliveryCount(received, message));
            return message;
        } catch (StompException e) {
            LOG.warn("A message of {} is left to the broker", received.address(), e);
            return null;
        }
    }

    /** The broker's mark says once at least, and our own memory how often. */
    private int deliveryCount(Received received, JmsMessage message) {
        Delivery delivery = received.delivery();
        int before = handedOut.note(
                delivery, received.memory(), dialect.messageKey(delivery.message()), received.redeliveries());
        return Math.max(before, message.deliveryCount() - 1) + received.redeliveries() + 1;
    }

    private boolean isExpired(JmsMessage message) {
        return dropsExpired
                && message.getJMSExpiration() > 0
                && message.getJMSExpiration() <= System.currentTimeMillis();
    }
}

package org.stompest.jms;

import jakarta.jms.JMSException;

import org.stompest.client.StompClient;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.PoisonScheme;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages out of the way that were redelivered too often. Thread-safe. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final StompClient client;
    private final Dialect dialect;
    private final ConnectionConfig config;
    private final Address destination;

    /** Whether the broker does it. */
    private final boolean isRejecting;

    DeadLetters(StompClient client, Dialect dialect, ConnectionConfig config) {
        this.client = client;
        this.dialect = dialect;
        this.config = config;
        String configured = config.text(Option.DEAD_LETTER_QUEUE);
        this.isRejecting = config.is(Option.REDELIVERY_OUTCOME)
                || dialect.poisonScheme() == PoisonScheme.NACK && configured.isEmpty();
        this.destination = configured.isEmpty() ? dialect.deadLetters() : new Address(Address.Kind.QUEUE, configured);
    }

    /**
     * Checks what the user wants.
     *
     * @throws JMSException if the broker would lose what it is asked to move
     */
    static void check(Dialect dialect, ConnectionConfig config) throws JMSException {
        if (config.is(Option.REDELIVERY_OUTCOME) && dialect.poisonScheme() == PoisonScheme.FORWARD) {
            throw new JMSException(
                    "expected a broker that can be relied on to keep a rejected message for "
                            + Option.REDELIVERY_OUTCOME.canonicalName() + "=reject, got " + dialect.name()
                            + "; with dead-letter messages go to the queue of "
                            + Option.DEAD_LETTER_QUEUE.canonicalName(),
                    JmsExceptions.UNSUPPORTED);
        }
    }

    /**
     * Moves a message: by the broker where it does so, else by a copy, which has to be confirmed before the message counts as consumed.
     *
     * @return false if it could not be moved, so that it has to be handed out again: the acknowledgement of a later one would cover it
     */
    boolean isMoved(Received message, AckPolicy acks) {
        Frame frame = message.delivery().message();
        String id = frame.header(Headers.MESSAGE_ID);
        try {
            if (isRejecting) {
                if (!message.isRejected(dialect.rejection())) {
                    LOG.debug("Message {} of {} comes again by another connection", id, message.address());
                    return true;
                }
            } else {
                Headers copy = dialect.deadLetter(frame, message.address(), destination);
                Headers all = Headers.builder()
                        .add(Headers.DESTINATION, dialect.destination(destination))
                        .addAll(copy)
                        .build();
                client.request(Frame.of(Command.SEND, all, frame.body()), config.duration(Option.SEND_TIMEOUT))
                        .await(Waits.positive(config.duration(Option.SEND_TIMEOUT)));
                acks.discard(message);
            }
            LOG.warn(
                    "Message {} of {} went to the dead letters after {} redeliveries",
                    id,
                    message.address(),
                    message.redeliveries() - 1);
            return true;
        } catch (StompException e) {
            LOG.warn(
                    "Message {} of {} could not be moved to the dead letters and is handed out again",
                    id,
                    message.address(),
                    e);
            return false;
        }
    }
}

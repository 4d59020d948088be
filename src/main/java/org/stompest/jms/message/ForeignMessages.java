package org.stompest.jms.message;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.dialect.Address;
import org.stompest.jms.destination.StompDestination;

/**
 * Makes messages and destinations of other providers ours (Jakarta Messaging 3.1, 3.12). Only methods of JMS 1.1 are called on them,
 * since not all have more. Stateless.
 */
public final class ForeignMessages {
    /** What a provider sets when it sends or delivers a message (3.5.9); it is not the sender's, and does not travel on. */
    private static final Set<String> SET_BY_PROVIDERS = Set.of(
            "JMSXUserID",
            "JMSXAppID",
            "JMSXDeliveryCount",
            "JMSXProducerTXID",
            "JMSXConsumerTXID",
            "JMSXRcvTimestamp",
            "JMSXState");

    private static final int CHUNK = 8192;

    private ForeignMessages() {}

    /**
     * The message as one of ours.
     *
     * @param message a message of any provider
     * @return the message itself if it is one of ours, else a copy
     * @throws JMSException if it cannot be copied
     */
    public static JmsMessage ours(Message message) throws JMSException {
        return message instanceof JmsMessage own ? own : copy(message);
    }

    /**
     * Copies what the sender of a message has set: its body, properties, correlation id, reply destination and type. Messages of bytes
     * and streams are reset for that, and read to their end. A reply destination without a name is left out.
     *
     * @param foreign a message of any provider
     * @return a message that can be written, of the same kind
     * @throws MessageFormatException if it has a property or a field that Jakarta Messaging does not allow
     * @throws InvalidDestinationException if its reply destination is neither queue nor topic
     * @throws JMSException if it cannot be read
     */
    public static JmsMessage copy(Message foreign) throws JMSException {
        JmsMessage copy = copyBody(foreign);
        copyProperties(foreign, copy);
        copy.setJMSCorrelationID(foreign.getJMSCorrelationID());
        copy.setJMSType(foreign.getJMSType());
        Destination replyTo = foreign.getJMSReplyTo();
        if (replyTo != null && !isNameless(replyTo)) {
            copy.setJMSReplyTo(destination(replyTo));
        }
        return copy;
    }

    private static JmsMessage copyBody(Message foreign) throws JMSException {
        if (foreign instanceof TextMessage text) {
            JmsTextMessage copy = new JmsTextMessage();
            copy.setText(text.getText());
            return copy;
        }
        if (foreign instanceof BytesMessage bytes) {
            return copyBytes(bytes);
        }
        if (foreign instanceof MapMessage map) {
            return copyMap(map);
        }
        if (foreign instanceof StreamMessage stream) {
            return copyStream(stream);
        }
        if (foreign instanceof ObjectMessage object) {
            JmsObjectMessage copy = new JmsObjectMessage();
            copy.setObject(object.getObject());
            return copy;
        }
        return new JmsMessage();
    }

    private static JmsMessage copyBytes(BytesMessage foreign) throws JMSException {
        JmsBytesMessage copy = new JmsBytesMessage();
        foreign.reset();
        byte[] chunk = new byte[CHUNK];
        int count;
        do {
            count = foreign.readBytes(chunk);
            copy.writeBytes(chunk, 0, Math.max(count, 0));
        } while (count == chunk.length);
        return copy;
    }

    private static JmsMessage copyMap(MapMessage foreign) throws JMSException {
        JmsMapMessage copy = new JmsMapMessage();
        for (String name : names(foreign.getMapNames())) {
            copy.setObject(name, foreign.getObject(name));
        }
        return copy;
    }

    private static JmsMessage copyStream(StreamMessage foreign) throws JMSException {
        JmsStreamMessage copy = new JmsStreamMessage();
        foreign.reset();
        while (true) {
            Object field;
            try {
                field = foreign.readObject();
            } catch (MessageEOFException end) {
                return copy;
            }
            copy.writeObject(field);
        }
    }

    private static void copyProperties(Message foreign, JmsMessage copy) throws JMSException {
        for (String name : names(foreign.getPropertyNames())) {
            if (!SET_BY_PROVIDERS.contains(name)) {
                Object value = foreign.getObjectProperty(name);
                try {
                    copy.setObjectProperty(name, value);
                } catch (IllegalArgumentException e) {
                    throw BodyErrors.caused(new MessageFormatException(e.getMessage(), ErrorCodes.NAME), e);
                }
            }
        }
    }

    /** All names before any is used, as some enumerations end when their message is touched; there may be none at all. */
    private static List<String> names(Enumeration<?> names) {
        return names == null
                ? List.of()
                : Collections.list(names).stream()
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .toList();
    }

    /**
     * The destination as one of ours.
     *
     * @param destination a destination of any provider
     * @return the destination itself if it is one of ours, else the one of the same kind and name
     * @throws InvalidDestinationException if it is null, neither queue nor topic, or has no name
     * @throws JMSException if it does not tell its name
     */
    public static StompDestination destination(Destination destination) throws JMSException {
        if (destination instanceof StompDestination own) {
            return own;
        }
        if (destination instanceof Queue || destination instanceof Topic) {
            Address.Kind kind = kind(destination);
            String name = name(destination);
            if (name != null) {
                return Addresses.destination(new Address(kind, name));
            }
        }
        throw new InvalidDestinationException(
                "expected a queue or a topic with a name, got "
                        + (destination == null
                                ? "null"
                                : "a " + destination.getClass().getName()),
                ErrorCodes.DESTINATION);
    }

    private static boolean isNameless(Destination destination) throws JMSException {
        return (destination instanceof Queue || destination instanceof Topic) && name(destination) == null;
    }

    /** Some providers have one class for queues and topics: what has the name of a queue is one. */
    private static boolean isQueue(Destination destination) throws JMSException {
        return destination instanceof Queue queue && (!(destination instanceof Topic) || queue.getQueueName() != null);
    }

    private static String name(Destination destination) throws JMSException {
        return isQueue(destination) ? ((Queue) destination).getQueueName() : ((Topic) destination).getTopicName();
    }

    private static Address.Kind kind(Destination destination) throws JMSException {
        if (isQueue(destination)) {
            return destination instanceof TemporaryQueue ? Address.Kind.TEMPORARY_QUEUE : Address.Kind.QUEUE;
        }
        return destination instanceof TemporaryTopic ? Address.Kind.TEMPORARY_TOPIC : Address.Kind.TOPIC;
    }
}

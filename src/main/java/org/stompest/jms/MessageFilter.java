package org.stompest.jms;

import java.util.function.Function;

import jakarta.jms.DeliveryMode;

import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.MessageCodec;
import org.stompest.jms.selector.Selector;
import org.stompest.protocol.Frame;

/**
 * What a subscriber of a topic does not want to see, decided here with the values that the sender has set. Only for topics: a message of
 * a queue that is not wanted here may be wanted by somebody else. Immutable.
 *
 * @param selector null for all messages
 * @param noLocal whether messages of the same connection are left out
 */
record MessageFilter(Selector selector, boolean noLocal) {
    static final MessageFilter NONE = new MessageFilter(null, false);

    boolean accepts(JmsMessage message, Frame frame, MessageCodec codec) {
        return (selector == null || isSelected(message, frame)) && !(noLocal && codec.isLocal(frame));
    }

    /** Of other senders' messages nobody knows the types of the properties; what a text can be read as counts too. */
    private boolean isSelected(JmsMessage message, Frame frame) {
        Function<String, Object> values = values(message);
        return selector.matches(values)
                || !MessageCodec.tellsTypes(frame) && selector.matches(name -> read(values.apply(name)));
    }

    private static Object read(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return text.matches("[+-]?[0-9]+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** Headers and properties under the names that selectors have for them (3.8.1.1). */
    private static Function<String, Object> values(JmsMessage message) {
        return name -> switch (name) {
            case "JMSDeliveryMode" ->
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSPriority" -> message.getJMSPriority();
            case "JMSMessageID" -> message.getJMSMessageID();
            case "JMSTimestamp" -> message.getJMSTimestamp();
            case "JMSCorrelationID" -> message.getJMSCorrelationID();
            case "JMSType" -> message.getJMSType();
            default -> message.getObjectProperty(name);
        };
    }
}

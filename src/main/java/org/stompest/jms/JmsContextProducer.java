package org.stompest.jms;

import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;

import org.stompest.jms.message.JmsMessage;

/**
 * The producer of a context (Jakarta Messaging 3.1, 7.4, 7.5 and 7.10): a {@link JmsMessageProducer} without a destination, and what it
 * sets on every message that it sends. Used by the context's thread.
 */
final class JmsContextProducer implements JMSProducer {
    private final JmsSession session;
    private final MessageProducer producer;

    /** Holds the properties and headers for the messages to be sent, since the same rules hold for them here. */
    private final JmsMessage template = new JmsMessage();

    private CompletionListener async;

    JmsContextProducer(JmsSession session) throws JMSException {
        this.session = session;
        this.producer = session.createProducer(null);
    }

    // ---- sending ----

    @Override
    public JMSProducer send(Destination destination, Message message) {
        return send(destination, () -> message);
    }

    @Override
    public JMSProducer send(Destination destination, String body) {
        return send(destination, () -> session.createTextMessage(body));
    }

    @Override
    public JMSProducer send(Destination destination, Map<String, Object> body) {
        return send(destination, () -> {
            MapMessage message = session.createMapMessage();
            if (body != null) {
                for (Map.Entry<String, Object> field : body.entrySet()) {
                    message.setObject(field.getKey(), field.getValue());
                }
            }
            return message;
        });
    }

    @Override
    public JMSProducer send(Destination destination, byte[] body) {
        return send(destination, () -> {
            BytesMessage message = session.createBytesMessage();
            if (body != null) {
                message.writeBytes(body);
            }
            return message;
        });
    }

    @Override
    public JMSProducer send(Destination destination, Serializable body) {
        return send(destination, () -> session.createObjectMessage(body));
    }

    private JMSProducer send(Destination destination, JmsRuntimeExceptions.Call<Message> source) {
        return set(() -> {
            session.checkOpen();
            if (destination == null) {
                throw new InvalidDestinationException(
                        "expected a destination to send to, got null", JmsExceptions.DESTINATION);
            }
            Message message = source.get();
            if (message == null) {
                throw new MessageFormatException(
                        "expected a message to send to " + destination + ", got null", JmsExceptions.ARGUMENT);
            }
            complete(message);
            if (async == null) {
                producer.send(destination, message);
            } else {
                producer.send(destination, message, async);
            }
        });
    }

    /** What is set here wins over what the message has; the properties go first, as a message can refuse them. */
    private void complete(Message message) throws JMSException {
        for (String name : names()) {
            message.setObjectProperty(name, template.getObjectProperty(name));
        }
        if (template.getJMSCorrelationID() != null) {
            message.setJMSCorrelationID(template.getJMSCorrelationID());
        }
        if (template.getJMSType() != null) {
            message.setJMSType(template.getJMSType());
        }
        if (template.getJMSReplyTo() != null) {
            message.setJMSReplyTo(template.getJMSReplyTo());
        }
    }

    private List<String> names() {
        return List.copyOf(Collections.list(template.getPropertyNames()));
    }

    private JMSProducer set(JmsRuntimeExceptions.Action change) {
        JmsRuntimeExceptions.run(change);
        return this;
    }

    // ---- how it sends ----

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return set(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return JmsRuntimeExceptions.get(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return set(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return JmsRuntimeExceptions.get(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        return set(() -> producer.setDeliveryMode(deliveryMode));
    }

    @Override
    public int getDeliveryMode() {
        return JmsRuntimeExceptions.get(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int priority) {
        return set(() -> producer.setPriority(priority));
    }

    @Override
    public int getPriority() {
        return JmsRuntimeExceptions.get(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long timeToLive) {
        return set(() -> producer.setTimeToLive(timeToLive));
    }

    @Override
    public long getTimeToLive() {
        return JmsRuntimeExceptions.get(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long deliveryDelay) {
        return set(() -> producer.setDeliveryDelay(deliveryDelay));
    }

    @Override
    public long getDeliveryDelay() {
        return JmsRuntimeExceptions.get(producer::getDeliveryDelay);
    }

    @Override
    public JMSProducer setAsync(CompletionListener listener) {
        async = listener;
        return this;
    }

    @Override
    public CompletionListener getAsync() {
        return async;
    }

    // ---- properties ----

    @Override
    public JMSProducer setProperty(String name, boolean value) {
        return set(() -> template.setBooleanProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, byte value) {
        return set(() -> template.setByteProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, short value) {
        return set(() -> template.setShortProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, int value) {
        return set(() -> template.setIntProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, long value) {
        return set(() -> template.setLongProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, float value) {
        return set(() -> template.setFloatProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, double value) {
        return set(() -> template.setDoubleProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, String value) {
        return set(() -> template.setStringProperty(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, Object value) {
        return set(() -> template.setObjectProperty(name, value));
    }

    @Override
    public JMSProducer clearProperties() {
        return set(template::clearProperties);
    }

    @Override
    public boolean propertyExists(String name) {
        return template.propertyExists(name);
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getBooleanProperty(name));
    }

    @Override
    public byte getByteProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getByteProperty(name));
    }

    @Override
    public short getShortProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getShortProperty(name));
    }

    @Override
    public int getIntProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getIntProperty(name));
    }

    @Override
    public long getLongProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getLongProperty(name));
    }

    @Override
    public float getFloatProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getFloatProperty(name));
    }

    @Override
    public double getDoubleProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getDoubleProperty(name));
    }

    @Override
    public String getStringProperty(String name) {
        return JmsRuntimeExceptions.get(() -> template.getStringProperty(name));
    }

    @Override
    public Object getObjectProperty(String name) {
        return template.getObjectProperty(name);
    }

    /** A view, as the interface says: it shows what is set later as well. */
    @Override
    public Set<String> getPropertyNames() {
        return Collections.unmodifiableSet(new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return names().iterator();
            }

            @Override
            public int size() {
                return names().size();
            }
        });
    }

    // ---- headers ----

    /** Not supported, as it is not by messages. */
    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte[] correlationId) {
        return set(() -> template.setJMSCorrelationIDAsBytes(correlationId));
    }

    @Override
    public byte[] getJMSCorrelationIDAsBytes() {
        return template.getJMSCorrelationIDAsBytes();
    }

    @Override
    public JMSProducer setJMSCorrelationID(String correlationId) {
        return set(() -> template.setJMSCorrelationID(correlationId));
    }

    @Override
    public String getJMSCorrelationID() {
        return template.getJMSCorrelationID();
    }

    @Override
    public JMSProducer setJMSType(String type) {
        return set(() -> template.setJMSType(type));
    }

    @Override
    public String getJMSType() {
        return template.getJMSType();
    }

    @Override
    public JMSProducer setJMSReplyTo(Destination replyTo) {
        return set(() -> template.setJMSReplyTo(replyTo));
    }

    @Override
    public Destination getJMSReplyTo() {
        return template.getJMSReplyTo();
    }
}

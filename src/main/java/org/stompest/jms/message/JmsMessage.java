package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

import org.stompest.dialect.BodyKind;

/**
 * A message without a body, and what all messages have in common: headers and properties (Jakarta Messaging 3.1, 3.4 and 3.5). Not
 * thread-safe.
 */
public sealed class JmsMessage implements Message
        permits JmsTextMessage, JmsBytesMessage, JmsMapMessage, JmsStreamMessage, JmsObjectMessage {
    static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    static final String USER_ID = "JMSXUserID";

    private String messageId;
    private long timestamp;
    private String correlationId;
    private Destination replyTo;
    private Destination destination;
    private int deliveryMode = DeliveryMode.PERSISTENT;
    private boolean isRedelivered;
    private String type;
    private long expiration;
    private long deliveryTime;
    private int priority = DEFAULT_PRIORITY;
    private int deliveryCount;
    private final Properties properties = new Properties();
    private boolean isBodyReadOnly;
    private Acknowledger acknowledger = Acknowledger.NONE;

    /** Creates an empty message. */
    public JmsMessage() {}

    // ---- for the rest of this library ----

    BodyKind kind() {
        return BodyKind.MESSAGE;
    }

    /** Whether there is a body, if only an empty one. */
    boolean hasBody() {
        return false;
    }

    byte[] encodeBody() throws JMSException {
        return new byte[0];
    }

    /** Takes over the body of a received message; it is decoded when somebody asks for it. */
    void decodeBody(byte[] body, boolean isPresent) {}

    Properties properties() {
        return properties;
    }

    /** Makes the message read-only, with the properties that a source gives when somebody asks for them. */
    void received(Supplier<Map<String, Object>> source) {
        properties.receive(source);
        isBodyReadOnly = true;
    }

    /**
     * Sets how often the message was delivered, this time included.
     *
     * @param count 1 or more; 0 for a message that was not received
     */
    public void setDeliveryCount(int count) {
        deliveryCount = count;
        isRedelivered = count > 1;
    }

    /**
     * How often the message was delivered, this time included.
     *
     * @return 1 or more; 0 for a message that was not received
     */
    public int deliveryCount() {
        return deliveryCount;
    }

    /**
     * Sets what {@link #acknowledge()} calls.
     *
     * @param callback the callback
     */
    public void setAcknowledger(Acknowledger callback) {
        acknowledger = callback;
    }

    boolean isBodyReadOnly() {
        return isBodyReadOnly;
    }

    void setBodyReadOnly(boolean isReadOnly) {
        isBodyReadOnly = isReadOnly;
    }

    void checkBodyWritable() throws MessageNotWriteableException {
        if (isBodyReadOnly) {
            throw new MessageNotWriteableException(
                    "expected a message whose body can be written, got one that is read-only; call clearBody first",
                    ErrorCodes.READ_ONLY);
        }
    }

    // ---- headers ----

    @Override
    public final String getJMSMessageID() {
        return messageId;
    }

    @Override
    public final void setJMSMessageID(String id) {
        messageId = id;
    }

    @Override
    public final long getJMSTimestamp() {
        return timestamp;
    }

    @Override
    public final void setJMSTimestamp(long millis) {
        timestamp = millis;
    }

    @Override
    public final byte[] getJMSCorrelationIDAsBytes() {
        return correlationId == null ? null : correlationId.getBytes(StandardCharsets.UTF_8);
    }

    /** Not supported, since STOMP has no header of bytes (Jakarta Messaging 3.1, 3.4.5, leaves it to the provider). */
    @Override
    public final void setJMSCorrelationIDAsBytes(byte[] id) {
        throw new UnsupportedOperationException("STOMP carries no correlation id of bytes; use a String");
    }

    @Override
    public final void setJMSCorrelationID(String id) {
        correlationId = id;
    }

    @Override
    public final String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public final Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public final void setJMSReplyTo(Destination to) {
        replyTo = to;
    }

    @Override
    public final Destination getJMSDestination() {
        return destination;
    }

    @Override
    public final void setJMSDestination(Destination to) {
        destination = to;
    }

    @Override
    public final int getJMSDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public final void setJMSDeliveryMode(int mode) {
        deliveryMode = mode;
    }

    @Override
    public final boolean getJMSRedelivered() {
        return isRedelivered;
    }

    @Override
    public final void setJMSRedelivered(boolean redelivered) {
        isRedelivered = redelivered;
    }

    @Override
    public final String getJMSType() {
        return type;
    }

    @Override
    public final void setJMSType(String name) {
        type = name;
    }

    @Override
    public final long getJMSExpiration() {
        return expiration;
    }

    @Override
    public final void setJMSExpiration(long millis) {
        expiration = millis;
    }

    @Override
    public final long getJMSDeliveryTime() {
        return deliveryTime;
    }

    @Override
    public final void setJMSDeliveryTime(long millis) {
        deliveryTime = millis;
    }

    @Override
    public final int getJMSPriority() {
        return priority;
    }

    @Override
    public final void setJMSPriority(int level) {
        priority = level;
    }

    // ---- properties ----

    /** The value of a property; the delivery count counts as one on every received message (3.5.9). */
    private Object property(String name) {
        return name != null && deliveryCount > 0 && name.equals(DELIVERY_COUNT)
                ? (Object) deliveryCount
                : properties.get(name);
    }

    @Override
    public final void clearProperties() {
        properties.clear();
    }

    @Override
    public final boolean propertyExists(String name) {
        return properties.contains(name) || deliveryCount > 0 && DELIVERY_COUNT.equals(name);
    }

    @Override
    public final boolean getBooleanProperty(String name) throws MessageFormatException {
        return Values.toBoolean(property(name));
    }

    @Override
    public final byte getByteProperty(String name) throws MessageFormatException {
        return Values.toByte(property(name));
    }

    @Override
    public final short getShortProperty(String name) throws MessageFormatException {
        return Values.toShort(property(name));
    }

    @Override
    public final int getIntProperty(String name) throws MessageFormatException {
        return Values.toInt(property(name));
    }

    @Override
    public final long getLongProperty(String name) throws MessageFormatException {
        return Values.toLong(property(name));
    }

    @Override
    public final float getFloatProperty(String name) throws MessageFormatException {
        return Values.toFloat(property(name));
    }

    @Override
    public final double getDoubleProperty(String name) throws MessageFormatException {
        return Values.toDouble(property(name));
    }

    @Override
    public final String getStringProperty(String name) throws MessageFormatException {
        return Values.toText(property(name));
    }

    @Override
    public final Object getObjectProperty(String name) {
        return property(name);
    }

    @Override
    public final Enumeration<String> getPropertyNames() {
        List<String> names = new ArrayList<>(properties.asMap().keySet());
        if (deliveryCount > 0 && !names.contains(DELIVERY_COUNT)) {
            names.add(DELIVERY_COUNT);
        }
        return Collections.enumeration(names);
    }

    @Override
    public final void setBooleanProperty(String name, boolean value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setByteProperty(String name, byte value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setShortProperty(String name, short value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setIntProperty(String name, int value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setLongProperty(String name, long value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setFloatProperty(String name, float value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setDoubleProperty(String name, double value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setStringProperty(String name, String value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setObjectProperty(String name, Object value) throws JMSException {
        properties.set(name, value);
    }

    // ---- body ----

    @Override
    public final void acknowledge() throws JMSException {
        acknowledger.acknowledge();
    }

    @Override
    public void clearBody() throws JMSException {
        isBodyReadOnly = false;
    }

    @Override
    public final <T> T getBody(Class<T> type) throws JMSException {
        if (!isBodyAssignableTo(type)) {
            throw new MessageFormatException(
                    "expected a class that the body of a " + kind() + " message can be assigned to, got "
                            + type.getName(),
                    ErrorCodes.CONVERSION);
        }
        return type.cast(body());
    }

    /** A message without a body can be assigned to anything, as null. */
    @Override
    @SuppressWarnings("rawtypes")
    public final boolean isBodyAssignableTo(Class type) throws JMSException {
        return isAssignableTo(type);
    }

    boolean isAssignableTo(Class<?> target) throws JMSException {
        return true;
    }

    /** The body as {@link #getBody} returns it. */
    Object body() throws JMSException {
        return null;
    }

    @Override
    public String toString() {
        return kind() + " message " + messageId;
    }
}

package org.stompest.it.conformance;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.jms.Destination;
import jakarta.jms.Message;

/**
 * A message of another provider, one of JMS 1.1: what came later is missing, as in classes that were compiled before. Not thread-safe.
 */
class ForeignMessage implements Message {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private String messageId;
    private long timestamp;
    private String correlationId;
    private Destination replyTo;
    private Destination destination;
    private int deliveryMode;
    private boolean isRedelivered;
    private String type;
    private long expiration;
    private int priority;

    private static AbstractMethodError missing() {
        return new AbstractMethodError("this class was compiled before JMS 2.0");
    }

    @Override
    public String getJMSMessageID() {
        return messageId;
    }

    @Override
    public void setJMSMessageID(String id) {
        messageId = id;
    }

    @Override
    public long getJMSTimestamp() {
        return timestamp;
    }

    @Override
    public void setJMSTimestamp(long millis) {
        timestamp = millis;
    }

    @Override
    public byte[] getJMSCorrelationIDAsBytes() {
        throw new UnsupportedOperationException("no correlation id of bytes");
    }

    @Override
    public void setJMSCorrelationIDAsBytes(byte[] id) {
        throw new UnsupportedOperationException("no correlation id of bytes");
    }

    @Override
    public void setJMSCorrelationID(String id) {
        correlationId = id;
    }

    @Override
    public String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public void setJMSReplyTo(Destination to) {
        replyTo = to;
    }

    @Override
    public Destination getJMSDestination() {
        return destination;
    }

    @Override
    public void setJMSDestination(Destination to) {
        destination = to;
    }

    @Override
    public int getJMSDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public void setJMSDeliveryMode(int mode) {
        deliveryMode = mode;
    }

    @Override
    public boolean getJMSRedelivered() {
        return isRedelivered;
    }

    @Override
    public void setJMSRedelivered(boolean redelivered) {
        isRedelivered = redelivered;
    }

    @Override
    public String getJMSType() {
        return type;
    }

    @Override
    public void setJMSType(String name) {
        type = name;
    }

    @Override
    public long getJMSExpiration() {
        return expiration;
    }

    @Override
    public void setJMSExpiration(long millis) {
        expiration = millis;
    }

    @Override
    public long getJMSDeliveryTime() {
        throw missing();
    }

    @Override
    public void setJMSDeliveryTime(long millis) {
        throw missing();
    }

    @Override
    public int getJMSPriority() {
        return priority;
    }

    @Override
    public void setJMSPriority(int level) {
        priority = level;
    }

    @Override
    public void clearProperties() {
        properties.clear();
    }

    @Override
    public boolean propertyExists(String name) {
        return properties.containsKey(name);
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return (Boolean) properties.get(name);
    }

    @Override
    public byte getByteProperty(String name) {
        return (Byte) properties.get(name);
    }

    @Override
    public short getShortProperty(String name) {
        return (Short) properties.get(name);
    }

    @Override
    public int getIntProperty(String name) {
        return (Integer) properties.get(name);
    }

    @Override
    public long getLongProperty(String name) {
        return (Long) properties.get(name);
    }

    @Override
    public float getFloatProperty(String name) {
        return (Float) properties.get(name);
    }

    @Override
    public double getDoubleProperty(String name) {
        return (Double) properties.get(name);
    }

    @Override
    public String getStringProperty(String name) {
        return (String) properties.get(name);
    }

    @Override
    public Object getObjectProperty(String name) {
        return properties.get(name);
    }

    @Override
    public Enumeration<String> getPropertyNames() {
        return Collections.enumeration(properties.keySet());
    }

    @Override
    public void setBooleanProperty(String name, boolean value) {
        properties.put(name, value);
    }

    @Override
    public void setByteProperty(String name, byte value) {
        properties.put(name, value);
    }

    @Override
    public void setShortProperty(String name, short value) {
        properties.put(name, value);
    }

    @Override
    public void setIntProperty(String name, int value) {
        properties.put(name, value);
    }

    @Override
    public void setLongProperty(String name, long value) {
        properties.put(name, value);
    }

    @Override
    public void setFloatProperty(String name, float value) {
        properties.put(name, value);
    }

    @Override
    public void setDoubleProperty(String name, double value) {
        properties.put(name, value);
    }

    @Override
    public void setStringProperty(String name, String value) {
        properties.put(name, value);
    }

    @Override
    public void setObjectProperty(String name, Object value) {
        properties.put(name, value);
    }

    @Override
    public void acknowledge() {
        throw new UnsupportedOperationException("not received");
    }

    @Override
    public void clearBody() {
        throw new UnsupportedOperationException("sending clears nothing");
    }

    @Override
    public <T> T getBody(Class<T> type) {
        throw missing();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class type) {
        throw missing();
    }
}

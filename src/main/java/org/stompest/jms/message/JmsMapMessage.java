package org.stompest.jms.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;

import org.stompest.dialect.BodyKind;

/**
 * A message with named values, in the order in which they were set; {@link FieldsCodec} says how they travel. Those of a received
 * message are decoded when somebody asks for them. Not thread-safe.
 */
public final class JmsMapMessage extends JmsMessage implements MapMessage {
    private Map<String, Object> fields = new LinkedHashMap<>();

    /** The fields as they came, until they are asked for. */
    private byte[] encoded;

    /** Creates a message without fields. */
    public JmsMapMessage() {}

    @Override
    BodyKind kind() {
        return BodyKind.MAP;
    }

    @Override
    boolean hasBody() {
        return true;
    }

    @Override
    byte[] encodeBody() throws MessageFormatException {
        return encoded != null ? encoded : FieldsCodec.encodeMap(fields);
    }

    @Override
    void decodeBody(byte[] body, boolean isPresent) {
        fields = new LinkedHashMap<>();
        encoded = isPresent ? body : null;
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        fields = new LinkedHashMap<>();
        encoded = null;
    }

    @Override
    boolean isAssignableTo(Class<?> target) throws JMSException {
        return fields().isEmpty() || target.isAssignableFrom(Map.class);
    }

    /** A map that is the caller's, null if there are no fields. */
    @Override
    Object body() throws JMSException {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            copy.put(field.getKey(), FieldType.copy(field.getValue()));
        }
        return copy.isEmpty() ? null : copy;
    }

    private Map<String, Object> fields() throws MessageFormatException {
        if (encoded != null) {
            fields = FieldsCodec.decodeMap(encoded);
            encoded = null;
        }
        return fields;
    }

    private Object field(String name) throws MessageFormatException {
        return fields().get(name);
    }

    @Override
    public Enumeration<String> getMapNames() throws JMSException {
        return Collections.enumeration(new ArrayList<>(fields().keySet()));
    }

    @Override
    public boolean itemExists(String name) throws JMSException {
        return fields().containsKey(name);
    }

    @Override
    public boolean getBoolean(String name) throws JMSException {
        return Values.toBoolean(field(name));
    }

    @Override
    public byte getByte(String name) throws JMSException {
        return Values.toByte(field(name));
    }

    @Override
    public short getShort(String name) throws JMSException {
        return Values.toShort(field(name));
    }

    @Override
    public char getChar(String name) throws JMSException {
        return Values.toChar(field(name));
    }

    @Override
    public int getInt(String name) throws JMSException {
        return Values.toInt(field(name));
    }

    @Override
    public long getLong(String name) throws JMSException {
        return Values.toLong(field(name));
    }

    @Override
    public float getFloat(String name) throws JMSException {
        return Values.toFloat(field(name));
    }

    @Override
    public double getDouble(String name) throws JMSException {
        return Values.toDouble(field(name));
    }

    @Override
    public String getString(String name) throws JMSException {
        return Values.toText(field(name));
    }

    @Override
    public byte[] getBytes(String name) throws JMSException {
        return Values.toBytes(field(name));
    }

    @Override
    public Object getObject(String name) throws JMSException {
        return FieldType.copy(field(name));
    }

    @Override
    public void setBoolean(String name, boolean value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setShort(String name, short value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setChar(String name, char value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setInt(String name, int value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setLong(String name, long value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setDouble(String name, double value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setString(String name, String value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value) throws JMSException {
        setObject(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) throws JMSException {
        checkName(name);
        checkBodyWritable();
        Objects.checkFromIndexSize(offset, length, value.length);
        fields().put(name, Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void setObject(String name, Object value) throws JMSException {
        checkName(name);
        checkBodyWritable();
        fields().put(name, FieldType.copy(value));
    }

    private static void checkName(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("expected the name of a field, got " + (name == null ? "null" : "''"));
        }
    }
}

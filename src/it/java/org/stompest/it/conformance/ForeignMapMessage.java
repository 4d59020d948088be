package org.stompest.it.conformance;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.jms.MapMessage;

/** A map message of another provider, which converts nothing. Not thread-safe. */
final class ForeignMapMessage extends ForeignMessage implements MapMessage {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    @Override
    public boolean getBoolean(String name) {
        return (Boolean) fields.get(name);
    }

    @Override
    public void setBoolean(String name, boolean value) {
        fields.put(name, value);
    }

    @Override
    public byte getByte(String name) {
        return (Byte) fields.get(name);
    }

    @Override
    public void setByte(String name, byte value) {
        fields.put(name, value);
    }

    @Override
    public short getShort(String name) {
        return (Short) fields.get(name);
    }

    @Override
    public void setShort(String name, short value) {
        fields.put(name, value);
    }

    @Override
    public char getChar(String name) {
        return (Character) fields.get(name);
    }

    @Override
    public void setChar(String name, char value) {
        fields.put(name, value);
    }

    @Override
    public int getInt(String name) {
        return (Integer) fields.get(name);
    }

    @Override
    public void setInt(String name, int value) {
        fields.put(name, value);
    }

    @Override
    public long getLong(String name) {
        return (Long) fields.get(name);
    }

    @Override
    public void setLong(String name, long value) {
        fields.put(name, value);
    }

    @Override
    public float getFloat(String name) {
        return (Float) fields.get(name);
    }

    @Override
    public void setFloat(String name, float value) {
        fields.put(name, value);
    }

    @Override
    public double getDouble(String name) {
        return (Double) fields.get(name);
    }

    @Override
    public void setDouble(String name, double value) {
        fields.put(name, value);
    }

    @Override
    public String getString(String name) {
        return (String) fields.get(name);
    }

    @Override
    public void setString(String name, String value) {
        fields.put(name, value);
    }

    @Override
    public byte[] getBytes(String name) {
        return (byte[]) fields.get(name);
    }

    @Override
    public void setBytes(String name, byte[] value) {
        fields.put(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) {
        fields.put(name, Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public Object getObject(String name) {
        return fields.get(name);
    }

    @Override
    public void setObject(String name, Object value) {
        fields.put(name, value);
    }

    @Override
    public Enumeration<String> getMapNames() {
        return Collections.enumeration(fields.keySet());
    }

    @Override
    public boolean itemExists(String name) {
        return fields.containsKey(name);
    }
}

package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.StreamMessage;

/** A stream message of another provider, which converts nothing, and can be read only after a reset. Not thread-safe. */
final class ForeignStreamMessage extends ForeignMessage implements StreamMessage {
    private final List<Object> fields = new ArrayList<>();

    /** The field to be read next, -1 before the first reset. */
    private int next = -1;

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public Object readObject() throws JMSException {
        if (next < 0) {
            throw new MessageNotReadableException("expected a reset before any read");
        }
        if (next == fields.size()) {
            throw new MessageEOFException("expected another field, got the end");
        }
        return fields.get(next++);
    }

    @Override
    public void writeObject(Object value) {
        fields.add(value);
    }

    @Override
    public int readBytes(byte[] value) {
        throw new UnsupportedOperationException("readObject reads all there is");
    }

    @Override
    public void writeBytes(byte[] value) {
        writeObject(value);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) {
        writeObject(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return (Boolean) readObject();
    }

    @Override
    public void writeBoolean(boolean value) {
        writeObject(value);
    }

    @Override
    public byte readByte() throws JMSException {
        return (Byte) readObject();
    }

    @Override
    public void writeByte(byte value) {
        writeObject(value);
    }

    @Override
    public short readShort() throws JMSException {
        return (Short) readObject();
    }

    @Override
    public void writeShort(short value) {
        writeObject(value);
    }

    @Override
    public char readChar() throws JMSException {
        return (Character) readObject();
    }

    @Override
    public void writeChar(char value) {
        writeObject(value);
    }

    @Override
    public int readInt() throws JMSException {
        return (Integer) readObject();
    }

    @Override
    public void writeInt(int value) {
        writeObject(value);
    }

    @Override
    public long readLong() throws JMSException {
        return (Long) readObject();
    }

    @Override
    public void writeLong(long value) {
        writeObject(value);
    }

    @Override
    public float readFloat() throws JMSException {
        return (Float) readObject();
    }

    @Override
    public void writeFloat(float value) {
        writeObject(value);
    }

    @Override
    public double readDouble() throws JMSException {
        return (Double) readObject();
    }

    @Override
    public void writeDouble(double value) {
        writeObject(value);
    }

    @Override
    public String readString() throws JMSException {
        return (String) readObject();
    }

    @Override
    public void writeString(String value) {
        writeObject(value);
    }
}

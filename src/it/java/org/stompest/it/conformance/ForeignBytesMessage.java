package org.stompest.it.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;

/** A bytes message of another provider, which can be read only after a reset. Not thread-safe. */
final class ForeignBytesMessage extends ForeignMessage implements BytesMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private DataInputStream in;

    /** What reads or writes. */
    private interface Access<T> {
        T run() throws IOException;
    }

    /** What returns nothing. */
    private interface Action {
        void run() throws IOException;
    }

    private static <T> T access(Access<T> access) throws JMSException {
        try {
            return access.run();
        } catch (EOFException e) {
            throw new MessageEOFException(e.toString());
        } catch (IOException e) {
            throw new JMSException(e.toString());
        }
    }

    private static void act(Action action) throws JMSException {
        access(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public void reset() {
        in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Override
    public long getBodyLength() {
        return bytes.size();
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return access(() -> in.read(value));
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        return access(() -> in.read(value, 0, length));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        act(() -> out.write(value));
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        act(() -> out.write(value, offset, length));
    }

    @Override
    public void writeObject(Object value) {
        throw new UnsupportedOperationException("not called by whoever sends");
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return access(in::readUnsignedByte);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return access(in::readUnsignedShort);
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return access(in::readBoolean);
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        act(() -> out.writeBoolean(value));
    }

    @Override
    public byte readByte() throws JMSException {
        return access(in::readByte);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        act(() -> out.writeByte(value));
    }

    @Override
    public short readShort() throws JMSException {
        return access(in::readShort);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        act(() -> out.writeShort(value));
    }

    @Override
    public char readChar() throws JMSException {
        return access(in::readChar);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        act(() -> out.writeChar(value));
    }

    @Override
    public int readInt() throws JMSException {
        return access(in::readInt);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        act(() -> out.writeInt(value));
    }

    @Override
    public long readLong() throws JMSException {
        return access(in::readLong);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        act(() -> out.writeLong(value));
    }

    @Override
    public float readFloat() throws JMSException {
        return access(in::readFloat);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        act(() -> out.writeFloat(value));
    }

    @Override
    public double readDouble() throws JMSException {
        return access(in::readDouble);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        act(() -> out.writeDouble(value));
    }

    @Override
    public String readUTF() throws JMSException {
        return access(in::readUTF);
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        act(() -> out.writeUTF(value));
    }
}

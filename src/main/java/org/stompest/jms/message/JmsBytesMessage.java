package org.stompest.jms.message;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;

import org.stompest.dialect.BodyKind;

/**
 * A message with bytes, written and read one value after the other, the high byte first. It is either being written, as a new one is,
 * or being read, as a received one is and each after {@link #reset()}; sending it changes nothing about that. A failed read leaves the
 * position where it was. Not thread-safe.
 */
public final class JmsBytesMessage extends JmsMessage implements BytesMessage {
    private static final int FIRST_CAPACITY = 64;

    /** While writing, the position is the length of the body; while reading, the limit is. */
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    /** Creates an empty message that can be written. */
    public JmsBytesMessage() {}

    @Override
    BodyKind kind() {
        return BodyKind.BYTES;
    }

    /** No bytes are a body like any other on the wire. */
    @Override
    boolean hasBody() {
        return true;
    }

    @Override
    byte[] encodeBody() {
        // An array that can only be read needs no copy: clearBody takes a new one.
        return isBodyReadOnly() && bytes.array().length == bytes.limit() ? bytes.array() : copy();
    }

    @Override
    void decodeBody(byte[] body, boolean isPresent) {
        bytes = isPresent ? ByteBuffer.wrap(body) : ByteBuffer.allocate(0);
        setBodyReadOnly(true);
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        bytes = ByteBuffer.allocate(0);
    }

    @Override
    boolean isAssignableTo(Class<?> target) {
        return length() == 0 || target.isAssignableFrom(byte[].class);
    }

    /** A copy of all bytes, null if there are none; resets before and after, as the interface says. */
    @Override
    Object body() {
        reset();
        return length() == 0 ? null : copy();
    }

    private int length() {
        return isBodyReadOnly() ? bytes.limit() : bytes.position();
    }

    private byte[] copy() {
        return Arrays.copyOf(bytes.array(), length());
    }

    @Override
    public void reset() {
        if (isBodyReadOnly()) {
            bytes.rewind();
        } else {
            bytes.flip();
            setBodyReadOnly(true);
        }
    }

    @Override
    public long getBodyLength() throws MessageNotReadableException {
        checkReadable();
        return bytes.limit();
    }

    // ---- reading ----

    private void checkReadable() throws MessageNotReadableException {
        if (!isBodyReadOnly()) {
            throw BodyErrors.writeOnly();
        }
    }

    /** The bytes, of which so many can be read. */
    private ByteBuffer next(int count) throws MessageNotReadableException, MessageEOFException {
        checkReadable();
        if (bytes.remaining() < count) {
            throw BodyErrors.end();
        }
        return bytes;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return next(1).get() != 0;
    }

    @Override
    public byte readByte() throws JMSException {
        return next(1).get();
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return Byte.toUnsignedInt(next(1).get());
    }

    @Override
    public short readShort() throws JMSException {
        return next(Short.BYTES).getShort();
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return Short.toUnsignedInt(next(Short.BYTES).getShort());
    }

    @Override
    public char readChar() throws JMSException {
        return next(Character.BYTES).getChar();
    }

    @Override
    public int readInt() throws JMSException {
        return next(Integer.BYTES).getInt();
    }

    @Override
    public long readLong() throws JMSException {
        return next(Long.BYTES).getLong();
    }

    @Override
    public float readFloat() throws JMSException {
        return next(Float.BYTES).getFloat();
    }

    @Override
    public double readDouble() throws JMSException {
        return next(Double.BYTES).getDouble();
    }

    @Override
    public String readUTF() throws JMSException {
        int start = next(ModifiedUtf8.PREFIX).position();
        int length = ModifiedUtf8.PREFIX + Short.toUnsignedInt(bytes.getShort(start));
        String text = ModifiedUtf8.decode(next(length).array(), start, length);
        bytes.position(start + length);
        return text;
    }

    @Override
    public int readBytes(byte[] target) throws JMSException {
        return readBytes(target, target.length);
    }

    @Override
    public int readBytes(byte[] target, int length) throws JMSException {
        checkReadable();
        Objects.checkFromIndexSize(0, length, target.length);
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, 0, count);
        return count;
    }

    // ---- writing ----

    /** The bytes, to which so many can be put. Doubles, so that a long body is not copied for every value. */
    private ByteBuffer room(int count) throws MessageNotWriteableException {
        checkBodyWritable();
        if (bytes.remaining() < count) {
            int needed = Math.addExact(bytes.position(), count);
            int doubled = (int) Math.min(2L * bytes.capacity(), Integer.MAX_VALUE - 8);
            int capacity = Math.max(FIRST_CAPACITY, Math.max(needed, doubled));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(bytes.position());
        }
        return bytes;
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        room(1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        room(1).put(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        room(Short.BYTES).putShort(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        room(Character.BYTES).putChar(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        room(Integer.BYTES).putInt(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        room(Long.BYTES).putLong(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        room(Float.BYTES).putFloat(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        room(Double.BYTES).putDouble(value);
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        checkBodyWritable();
        writeBytes(ModifiedUtf8.encode(value));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        writeBytes(value, 0, value.length);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        checkBodyWritable();
        Objects.checkFromIndexSize(offset, length, value.length);
        room(length).put(value, offset, length);
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        checkBodyWritable();
        Objects.requireNonNull(value, "value");
        if (value instanceof Boolean bool) {
            writeBoolean(bool);
        } else if (value instanceof Character character) {
            writeChar(character);
        } else if (value instanceof String text) {
            writeUTF(text);
        } else if (value instanceof byte[] array) {
            writeBytes(array);
        } else {
            writeNumber(value);
        }
    }

    private void writeNumber(Object value) throws JMSException {
        if (value instanceof Integer number) {
            writeInt(number);
        } else if (value instanceof Long number) {
            writeLong(number);
        } else if (value instanceof Byte number) {
            writeByte(number);
        } else if (value instanceof Short number) {
            writeShort(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else {
            throw BodyErrors.type(value);
        }
    }
}

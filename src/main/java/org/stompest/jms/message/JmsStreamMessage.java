package org.stompest.jms.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;

import org.stompest.dialect.BodyKind;

/**
 * A message with values in sequence; {@link FieldsCodec} says how they travel. It is either being written, as a new one is, or being
 * read, as a received one is and each after {@link #reset()}; sending it changes nothing about that. A failed read leaves the
 * position where it was. Not thread-safe.
 */
public final class JmsStreamMessage extends JmsMessage implements StreamMessage {
    /** The offset outside of a field of bytes that is read in pieces. */
    private static final int NONE = -1;

    private List<Object> fields = new ArrayList<>();

    /** The fields as they came, until they are asked for. */
    private byte[] encoded;

    /** The index of the field to read next, or of that which is read in pieces. */
    private int next;

    /** How much of the field of bytes has been read. */
    private int offset = NONE;

    /** Creates an empty message that can be written. */
    public JmsStreamMessage() {}

    @Override
    BodyKind kind() {
        return BodyKind.STREAM;
    }

    @Override
    boolean hasBody() {
        return true;
    }

    @Override
    byte[] encodeBody() throws MessageFormatException {
        return encoded != null ? encoded : FieldsCodec.encodeStream(fields);
    }

    @Override
    void decodeBody(byte[] body, boolean isPresent) {
        fields = new ArrayList<>();
        encoded = isPresent ? body : null;
        reset();
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        fields = new ArrayList<>();
        encoded = null;
        moveTo(0);
    }

    /** The body of a stream has no class that it could be assigned to. */
    @Override
    boolean isAssignableTo(Class<?> target) {
        return false;
    }

    @Override
    public void reset() {
        setBodyReadOnly(true);
        moveTo(0);
    }

    private void moveTo(int index) {
        next = index;
        offset = NONE;
    }

    // ---- reading ----

    /** The field to read next; the position moves only when it has been converted. */
    private Object field() throws JMSException {
        if (offset != NONE) {
            throw new MessageFormatException(
                    "expected readBytes until it has returned less than the length of the array, got another read",
                    ErrorCodes.CONVERSION);
        }
        return current();
    }

    private Object current() throws JMSException {
        if (!isBodyReadOnly()) {
            throw BodyErrors.writeOnly();
        }
        if (encoded != null) {
            fields = FieldsCodec.decodeStream(encoded);
            encoded = null;
        }
        if (next == fields.size()) {
            throw BodyErrors.end();
        }
        return fields.get(next);
    }

    private <T> T moved(T value) {
        moveTo(next + 1);
        return value;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return moved(Values.toBoolean(field()));
    }

    @Override
    public byte readByte() throws JMSException {
        return moved(Values.toByte(field()));
    }

    @Override
    public short readShort() throws JMSException {
        return moved(Values.toShort(field()));
    }

    @Override
    public char readChar() throws JMSException {
        return moved(Values.toChar(field()));
    }

    @Override
    public int readInt() throws JMSException {
        return moved(Values.toInt(field()));
    }

    @Override
    public long readLong() throws JMSException {
        return moved(Values.toLong(field()));
    }

    @Override
    public float readFloat() throws JMSException {
        return moved(Values.toFloat(field()));
    }

    @Override
    public double readDouble() throws JMSException {
        return moved(Values.toDouble(field()));
    }

    @Override
    public String readString() throws JMSException {
        return moved(Values.toText(field()));
    }

    @Override
    public Object readObject() throws JMSException {
        return moved(FieldType.copy(field()));
    }

    @Override
    public int readBytes(byte[] target) throws JMSException {
        Objects.requireNonNull(target, "target");
        Object value = current();
        if (value == null) {
            return moved(-1);
        }
        if (!(value instanceof byte[] bytes)) {
            throw new MessageFormatException(
                    "expected a field of bytes, got a " + value.getClass().getSimpleName(), ErrorCodes.CONVERSION);
        }
        if (offset != NONE && offset == bytes.length) {
            return moved(-1);
        }
        int start = Math.max(offset, 0);
        int count = Math.min(target.length, bytes.length - start);
        System.arraycopy(bytes, start, target, 0, count);
        offset = start + count;
        return count < target.length ? moved(count) : count;
    }

    // ---- writing ----

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeString(String value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        writeObject(value);
    }

    @Override
    public void writeBytes(byte[] value, int start, int length) throws JMSException {
        checkBodyWritable();
        Objects.checkFromIndexSize(start, length, value.length);
        fields.add(Arrays.copyOfRange(value, start, start + length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        checkBodyWritable();
        fields.add(FieldType.copy(value));
    }
}

package org.stompest.protocol;

import java.util.Arrays;

/** A growing array of bytes that frames are encoded into, used again after {@link #clear()}. Not thread-safe. */
public final class FrameBuffer {
    /** Arrays beyond that size are given back to the collector by {@link #clear()}. */
    private static final int KEPT_CAPACITY = 1 << 20;

    private static final int INITIAL_CAPACITY = 1 << 12;

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    /** Creates an empty buffer. */
    public FrameBuffer() {}

    /**
     * The number of bytes in the buffer.
     *
     * @return 0 or more
     */
    public int length() {
        return length;
    }

    /**
     * A copy of the bytes in the buffer.
     *
     * @return a new array of {@link #length()} bytes
     */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * The array behind this buffer, valid up to {@link #length()} and until the next change of the buffer.
     *
     * @return the array itself
     */
    public byte[] array() {
        return bytes;
    }

    /** Empties the buffer; an array that has grown large is let go. */
    public void clear() {
        length = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[INITIAL_CAPACITY];
        }
    }

    /**
     * Adds one byte; a line feed between two frames is a heart-beat.
     *
     * @param value the byte
     */
    public void put(int value) {
        if (length == bytes.length) {
            reserve(1);
        }
        bytes[length++] = (byte) value;
    }

    void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    /**
     * Takes back the last bytes.
     *
     * @param newLength the number of bytes to keep, from 0 to {@link #length()}
     */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Makes room for that many more bytes. */
    void reserve(int more) {
        if (more > bytes.length - length) {
            long needed = (long) length + more;
            if (needed > Integer.MAX_VALUE - 8) {
                throw new FrameException("expected frames of less than 2 GiB in one buffer, got " + needed + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), Integer.MAX_VALUE - 8));
        }
    }
}

package org.stompest.transport;

import java.io.IOException;
import java.time.Duration;

/**
 * A connection as two streams of bytes. One thread reads, one thread writes, any thread aborts; {@link #open} comes before both. All
 * methods but {@link #abort} may block.
 */
public interface Channel {
    /**
     * Connects.
     *
     * @param timeout how long to try at most, for all addresses of the host together; looking up the addresses comes on top
     * @throws IOException if there is no connection by then, or the channel was aborted
     */
    void open(Duration timeout) throws IOException;

    /**
     * Reads what there is, at least one byte.
     *
     * @param bytes where to
     * @param offset the place of the first byte
     * @param length how many bytes at most, more than 0
     * @param timeoutMillis how long to wait for the first byte, more than 0
     * @return the number of bytes read, 0 if the time is over, -1 if the peer has ended the stream
     * @throws IOException if the connection is broken or aborted
     */
    int read(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException;

    /**
     * Writes all of it. Has no timeout of its own: a writer that blocks too long is freed by {@link #abort}.
     *
     * @param bytes the array
     * @param offset the place of the first byte
     * @param length how many bytes
     * @throws IOException if the connection is broken or aborted
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Ends the connection at once, whoever reads, writes or opens; their calls throw. Returns without waiting. Repeatable. */
    void abort();
}

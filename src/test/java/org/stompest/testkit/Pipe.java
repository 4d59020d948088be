package org.stompest.testkit;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection in memory. Keeps the bounds of the pieces written, so that a reader sees them; holds back writers
 * when it is full. Thread-safe.
 */
final class Pipe {
    /** How many bytes may be under way. */
    static final int CAPACITY = 1 << 16;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int size;
    private boolean isEnded;
    private boolean isBroken;
    private boolean isDiscarding;

    /** Waits for room piece by piece, so that a large write is not stuck half-way for lack of a reader of the first half. */
    synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            while (size >= CAPACITY && !isBroken && !isEnded && !isDiscarding) {
                await(0);
            }
            if (isDiscarding) {
                return;
            }
            if (isBroken || isEnded) {
                throw new SocketException("the peer has ended the connection");
            }
            int to = Math.min(end, from + CAPACITY - size);
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            size += to - from;
            from = to;
            notifyAll();
        }
    }

    /** As {@link org.stompest.transport.Channel#read}; what was written before the end or the break can still be read. */
    synchronized int read(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (pieces.isEmpty()) {
            if (isBroken) {
                throw new SocketException("connection reset");
            }
            if (isEnded) {
                return -1;
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime() + 999_999);
            if (millis <= 0) {
                return 0;
            }
            await(millis);
        }
        byte[] piece = pieces.poll();
        int count = Math.min(length, piece.length);
        System.arraycopy(piece, 0, bytes, offset, count);
        if (count < piece.length) {
            pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
        }
        size -= count;
        notifyAll();
        return count;
    }

    /** No more bytes will come, and the reader is to see an orderly end. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** The reader is to see a broken connection. */
    synchronized void reset() {
        isBroken = true;
        notifyAll();
    }

    /** The reader is to see a broken connection, the writer nothing: he speaks to somebody who has gone. */
    synchronized void discard() {
        isDiscarding = true;
        pieces.clear();
        reset();
    }

    private void await(long millis) throws IOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

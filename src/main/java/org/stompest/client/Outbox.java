package org.stompest.client;

import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameBuffer;
import org.stompest.protocol.FrameEncoder;
import org.stompest.protocol.Version;

/**
 * The bytes that wait for the writer of one link: senders append to the tail, the writer swaps it for its empty spare. The tail is
 * guarded by the connection lock; what {@link #swap} returns belongs to the writer until the next swap.
 */
final class Outbox {
    private final int highWater;
    private FrameBuffer tail = new FrameBuffer();
    private FrameBuffer spare = new FrameBuffer();

    Outbox(int highWater) {
        this.highWater = highWater;
    }

    boolean isEmpty() {
        return tail.length() == 0;
    }

    /** Whether senders have to wait. A frame or a burst that was let in may go past the mark. */
    boolean isFull() {
        return tail.length() >= highWater;
    }

    /** Appends a frame, or nothing at all if the version cannot carry it. Returns the number of its bytes. */
    int append(Frame frame, Version version) {
        int before = tail.length();
        FrameEncoder.encode(frame, version, tail);
        return tail.length() - before;
    }

    void appendHeartBeat() {
        tail.put('\n');
    }

    int mark() {
        return tail.length();
    }

    /** Takes back what was appended since a mark; nothing may have been swapped in between. */
    void reset(int mark) {
        tail.truncate(mark);
    }

    FrameBuffer swap() {
        FrameBuffer full = tail;
        tail = spare;
        tail.clear();
        spare = full;
        return full;
    }
}

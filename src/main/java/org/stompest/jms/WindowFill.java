package org.stompest.jms;

import org.stompest.dialect.Window;

/**
 * How much of the broker's window is taken by messages of a subscription that were handed out and are not acknowledged. Thread-safe; its
 * monitor is a leaf.
 */
final class WindowFill {
    /** Who consumes more without acknowledging gets no further messages: they have to stay in memory. */
    private static final long MOST_BYTES = 256L << 20;

    private long roomMessages;
    private long roomBytes;
    private boolean isExtensible;

    private long messages;
    private long bytes;

    /** The link whose messages are counted: those of earlier ones take no room any more. */
    private long link;

    /** One more subscription has its window. */
    synchronized void open(Window window) {
        roomMessages = sum(roomMessages, window.messages());
        roomBytes = sum(roomBytes, window.bytes());
        isExtensible = window.isExtensible();
    }

    private static long sum(long some, long more) {
        return more == Long.MAX_VALUE ? more : some + more;
    }

    synchronized void add(long size, long ofLink) {
        if (ofLink != link) {
            link = ofLink;
            messages = 0;
            bytes = 0;
        }
        messages++;
        bytes += size;
    }

    synchronized void remove(long size, long ofLink) {
        if (ofLink == link) {
            messages--;
            bytes -= size;
        }
    }

    /**
     * Whether the broker waits for acknowledgements, or soon may: of bytes we do not know exactly how it counts them. Only asked while no
     * message is at hand.
     */
    synchronized boolean isFull() {
        return messages > 0 && (messages >= roomMessages || bytes >= roomBytes / 2);
    }

    synchronized boolean isExtensible() {
        return isExtensible && bytes < MOST_BYTES;
    }

    /** How many messages the broker may send by now. */
    synchronized long roomMessages() {
        return roomMessages;
    }

    /** How many bytes the broker may send by now. */
    synchronized long roomBytes() {
        return roomBytes;
    }

    @Override
    public synchronized String toString() {
        return messages + " messages of " + bytes + " bytes";
    }
}

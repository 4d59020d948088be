package org.stompest.it;

import org.stompest.protocol.Command;

/**
 * A point in what passes between clients and a broker. Immutable.
 *
 * @param place where it is, as seen from the frame
 * @param command the command of a frame of a client
 * @param ordinal which of those frames, or of the receipts for them, over all connections, 1 for the first
 */
public record FramePoint(Place place, Command command, int ordinal) {
    /** Where it is, as seen from the frame. Immutable. */
    public enum Place {
        /** The frame is there, and the broker has not got it. */
        BEFORE,
        /** The frame has just been written to the broker, which may or may not read it; the client gets no answer. */
        AFTER,
        /** The broker has answered it with a receipt, and the client has not got that. */
        RECEIPT
    }

    /**
     * Before a frame.
     *
     * @param command its command
     * @param ordinal which one, 1 for the first
     * @return the point where the broker has not got it
     */
    public static FramePoint before(Command command, int ordinal) {
        return new FramePoint(Place.BEFORE, command, ordinal);
    }

    /**
     * After a frame.
     *
     * @param command its command
     * @param ordinal which one, 1 for the first
     * @return the point where it has just been written to the broker
     */
    public static FramePoint after(Command command, int ordinal) {
        return new FramePoint(Place.AFTER, command, ordinal);
    }

    /**
     * Before the receipt for a frame.
     *
     * @param command the command of the frame
     * @param ordinal which receipt for such a frame, 1 for the first
     * @return the point where the client has not got it
     */
    public static FramePoint receipt(Command command, int ordinal) {
        return new FramePoint(Place.RECEIPT, command, ordinal);
    }

    @Override
    public String toString() {
        String frame = command + " " + ordinal;
        return switch (place) {
            case BEFORE -> "before " + frame;
            case AFTER -> "after " + frame;
            case RECEIPT -> "before the receipt for " + frame;
        };
    }
}

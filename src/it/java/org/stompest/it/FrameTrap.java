package org.stompest.it;

import org.stompest.protocol.Command;

/** A fault that happens once, when a certain frame passes a {@link TcpProxy}, over all of its connections. Thread-safe. */
public final class FrameTrap {
    /** What happens. Immutable. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** All connections break. */
        CUT_ALL,
        /** The connection of the frame breaks, and no other. */
        CUT_ONE,
        /** The frame is lost, and the connection goes on. */
        LOSE
    }

    private FramePoint point = FramePoint.before(Command.BEGIN, 1);
    private Fault fault = Fault.NONE;
    private int left;

    /** A trap that lets everything pass. */
    public FrameTrap() {}

    /**
     * Waits for a point from now on, and does nothing after it.
     *
     * @param at where
     * @param what happens there
     */
    public synchronized void arm(FramePoint at, Fault what) {
        point = at;
        fault = what;
        left = at.ordinal();
    }

    /**
     * Whether it has happened.
     *
     * @return true after the point that it was armed for last
     */
    public synchronized boolean isSprung() {
        return left == 0;
    }

    /** What has to happen here. */
    synchronized Fault meet(FramePoint.Place place, Command command) {
        if (left == 0 || place != point.place() || command != point.command()) {
            return Fault.NONE;
        }
        left--;
        return left == 0 ? fault : Fault.NONE;
    }
}

package org.stompest.it;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** What the bytes of one direction of a {@link ProxyConnection} pass through. Used by the thread of that direction, and woken by any. */
interface ProxyPassage {
    /** Writes, now or later; false if the connection is over by then. */
    boolean pass(byte[] bytes, int length, OutputStream out, BooleanSupplier isOver) throws IOException;

    /** Wakes those who wait, to look again whether their connection still stands. */
    void wake();
}

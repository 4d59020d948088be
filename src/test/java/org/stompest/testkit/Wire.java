package org.stompest.testkit;

import java.io.IOException;

/** The broker's end of a connection as bytes. One thread reads; any thread may call the rest. */
interface Wire {
    /** Waits for bytes; -1 at the end. */
    int read(byte[] bytes) throws IOException;

    /** Writes one piece, and does not come back before it is under way. */
    void write(byte[] bytes) throws IOException;

    /** Ends the own direction in good order; reading goes on. */
    void end() throws IOException;

    /** Breaks the connection in both directions. Repeatable. */
    void drop();
}

package org.stompest.testkit;

import java.io.IOException;

/** The side of a broker in memory that channels connect to. Thread-safe. */
interface Listener {
    /** Whether it neither accepts nor refuses. */
    boolean isHanging();

    /** Takes a connection, or throws to refuse it. */
    void accept(Wire wire) throws IOException;
}

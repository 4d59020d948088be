package org.stompest.dialect;

/** How a message that cannot be handled leaves its queue. Immutable. */
public enum PoisonScheme {
    /** The broker moves it to its dead letters when it gets a NACK. */
    NACK,
    /**
     * A NACK moves it if its queue says where to, and drops it otherwise, which nobody here can see. So the client sends a copy, unless the
     * user knows better.
     */
    FORWARD_OR_NACK,
    /** The client sends a copy to the dead letters, and acknowledges when that is confirmed. */
    FORWARD
}

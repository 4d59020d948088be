package org.stompest.dialect;

/** How a message that cannot be handled leaves its queue. Immutable. */
public enum PoisonScheme {
    /** The broker moves it to its dead letters when it gets a NACK. */
    NACK,
    /** The client sends a copy to the dead letters, and acknowledges when that is confirmed. */
    FORWARD
}

package org.stompest.dialect;

/** How the consumers of a connection share its STOMP connections. Immutable. */
public enum LinkScheme {
    /** All of them use the first one. */
    SHARED,
    /** Each has one of its own, because the broker gives nothing back before that ends, and ends all of it at an error. */
    PER_CONSUMER
}

package org.stompest.failover;

/**
 * What an operation that needs the broker does while there is no connection. Immutable.
 */
public enum DisconnectedBehavior {
    /** The caller waits for the connection, at most as long as its time-out allows. Written {@code block}. */
    BLOCK,

    /** The caller gets an error at once. Written {@code reject}. */
    REJECT
}

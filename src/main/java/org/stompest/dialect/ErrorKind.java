package org.stompest.dialect;

/** What an error is about, as far as it matters to the caller. Immutable. */
public enum ErrorKind {
    /** Credentials or permissions. */
    SECURITY,
    /** A destination that is malformed, does not exist or may not be used so. */
    DESTINATION,
    /** A selector that the broker does not understand. */
    SELECTOR,
    /** A client identifier that is in use. */
    CLIENT_ID,
    /** Memory, disk or another limit of the broker. */
    RESOURCE,
    /** A transaction that the broker has not carried out. */
    TRANSACTION,
    /** A feature that the broker does not have over STOMP. */
    UNSUPPORTED,
    /** Anything else. */
    OTHER
}

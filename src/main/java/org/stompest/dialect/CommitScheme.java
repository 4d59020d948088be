package org.stompest.dialect;

/** What a broker's transaction can hold. Immutable. */
public enum CommitScheme {
    /** Sends and acknowledgements, all or nothing. */
    ATOMIC,
    /**
     * Sends only. They are committed first and the acknowledgements follow, so that a crash between the two repeats messages and loses
     * none.
     */
    SENDS_THEN_ACKS
}

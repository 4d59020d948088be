package org.stompest.dialect;

/** What a broker's transaction can hold. Immutable. */
public enum CommitScheme {
    /** Sends and acknowledgements, all or nothing. */
    ATOMIC,
    /**
     * Sends only. They are committed first and the acknowledgements follow, so that a crash between the two repeats messages and loses
     * none.
     */
    SENDS_THEN_ACKS,
    /**
     * As {@link #SENDS_THEN_ACKS}, but only after COMMIT the broker confirms the sends, each by the receipt that it has asked for; the
     * receipt for COMMIT promises nothing.
     */
    SENDS_CONFIRMED_AFTER_COMMIT_THEN_ACKS
}

package org.stompest.client;

/** The connection broke after COMMIT was sent and before it was confirmed: the transaction may or may not have taken effect. */
public final class CommitInDoubtException extends ConnectionLostException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public CommitInDoubtException(String message, Throwable cause) {
        super(message, cause);
    }
}

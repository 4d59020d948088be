package org.stompest.protocol;

/** The root of all that goes wrong with STOMP in this library. Unchecked, because it passes through lambdas and state machines. */
public class StompException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     */
    public StompException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it
     */
    public StompException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.stompest.protocol;

/** Bytes that are no STOMP frame, or a frame that cannot be written in the version at hand. */
public final class FrameException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     */
    public FrameException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it
     */
    public FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}

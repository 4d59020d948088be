package org.stompest.client;

import org.stompest.protocol.StompException;

/** Something was waited for longer than allowed. An operation that was sent may still take effect. */
public final class WaitTimeoutException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public WaitTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.stompest.client;

import org.stompest.protocol.StompException;

/** A waiting thread was interrupted; its interrupt flag is set again. */
public final class WaitInterruptedException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public WaitInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.stompest.client;

import org.stompest.protocol.StompException;

/** The client is closed, or was not connected yet. */
public final class ClientClosedException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public ClientClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}

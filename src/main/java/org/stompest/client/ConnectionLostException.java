package org.stompest.client;

import org.stompest.protocol.StompException;

/** The connection broke before an operation was confirmed. What the server made of it is not known, unless the message says so. */
public class ConnectionLostException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}

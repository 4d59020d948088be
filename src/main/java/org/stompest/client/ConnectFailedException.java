package org.stompest.client;

import org.stompest.protocol.StompException;

/** No broker could be connected to within the attempts or the time allowed; the cause is the last failure. */
public final class ConnectFailedException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     * @param cause what led to it, or null
     */
    public ConnectFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

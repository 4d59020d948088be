package org.stompest.protocol;

/** A command or a frame that breaks the rules of STOMP: a header is missing, or it comes in the wrong state. */
public class ProtocolException extends StompException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was expected, what came, and where
     */
    public ProtocolException(String message) {
        super(message);
    }
}

package org.stompest.dialect;

import org.stompest.protocol.StompException;

/** Something that a broker cannot do over STOMP, or that it would answer by dropping the connection without a word. */
public final class DialectException extends StompException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    /**
     * Creates an exception.
     *
     * @param kind what kind of thing is at fault
     * @param message what was expected, what came, and the way out
     */
    public DialectException(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * What kind of thing is at fault.
     *
     * @return the kind
     */
    public ErrorKind kind() {
        return kind;
    }
}

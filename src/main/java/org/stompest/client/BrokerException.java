package org.stompest.client;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/** A broker has refused something by an ERROR frame. */
public final class BrokerException extends StompException {
    private static final long serialVersionUID = 1L;

    /** What of a body is shown: brokers put stack traces there. */
    private static final int SHOWN_BODY = 200;

    private final transient Frame error;

    BrokerException(String what, String broker, Frame error) {
        super("expected " + what + " to be accepted by " + broker + ", got ERROR: " + reason(error));
        this.error = error;
    }

    /**
     * The ERROR frame.
     *
     * @return the frame as it came, null after deserialization
     */
    public Frame error() {
        return error;
    }

    private static String reason(Frame error) {
        String message = error.headers().get(Headers.MESSAGE, "");
        if (!message.isBlank()) {
            return message;
        }
        String body = error.text().strip();
        return body.length() > SHOWN_BODY ? body.substring(0, SHOWN_BODY) + "..." : body;
    }
}

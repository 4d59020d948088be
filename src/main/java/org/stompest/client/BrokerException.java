package org.stompest.client;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/** A broker has refused something by an ERROR frame. */
public final class BrokerException extends StompException {
    private static final long serialVersionUID = 1L;

    /** Shorter messages say too little. */
    private static final int SHORT = 30;

    /** What of the reason is shown: brokers put stack traces into bodies. */
    private static final int SHOWN = 400;

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
        String message = error.headers().get(Headers.MESSAGE, "").strip();
        String body = error.text().strip();
        // A message of a word or two, as RabbitMQ's, only names the kind of error; the body says what it is about.
        String reason = message.length() < SHORT
                ? (message + " " + body.lines().findFirst().orElse("")).strip()
                : message;
        String start = reason.length() > SHOWN ? reason.substring(0, SHOWN) + "..." : reason;
        return start.replaceAll("\\p{Cntrl}+", " ");
    }
}

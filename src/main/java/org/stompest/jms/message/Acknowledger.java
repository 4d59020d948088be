package org.stompest.jms.message;

import jakarta.jms.JMSException;

/** What a message calls when the application acknowledges it; knows the session, so that the message need not. */
@FunctionalInterface
public interface Acknowledger {
    /** For messages that nobody waits for: acknowledging them does nothing. */
    Acknowledger NONE = () -> {};

    /**
     * Acknowledges, as the mode of the session says.
     *
     * @throws JMSException if the session is closed, or the broker cannot be told
     */
    void acknowledge() throws JMSException;
}

package org.stompest.jms;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.JMSException;

/**
 * A connection that several contexts use, and that closes with the last of them (Jakarta Messaging 3.1, API of JMSContext). Whoever
 * makes one is its first user. Thread-safe.
 */
final class SharedConnection {
    private final JmsConnection connection;
    private final AtomicInteger users = new AtomicInteger(1);

    SharedConnection(JmsConnection connection) {
        this.connection = connection;
    }

    JmsConnection connection() {
        return connection;
    }

    /** Counts one user more, who has to leave in the end. */
    void join() throws JMSException {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw JmsExceptions.closed("connection");
        }
    }

    /** Counts one user less. */
    void leave() throws JMSException {
        if (users.decrementAndGet() == 0) {
            connection.close();
        }
    }
}

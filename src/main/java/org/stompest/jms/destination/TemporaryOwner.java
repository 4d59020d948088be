package org.stompest.jms.destination;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;

/** Who a temporary destination belongs to. Thread-safe. */
@FunctionalInterface
public interface TemporaryOwner {
    /** For destinations that came in a message: another connection made them. */
    TemporaryOwner NOBODY = destination -> {
        throw new IllegalStateException(
                "expected the connection that made " + destination + " to delete it, got another one",
                "STOMPEST-NOT-OWNER");
    };

    /**
     * Deletes a temporary destination.
     *
     * @param destination one that belongs to this owner
     * @throws JMSException if it has consumers, or the owner is closed or is nobody
     */
    void delete(StompDestination destination) throws JMSException;
}

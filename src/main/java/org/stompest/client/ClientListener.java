package org.stompest.client;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.StompException;

/**
 * Hears what becomes of a client's connection. Calls come one at a time, in order, on the client's executor, so a listener may use the
 * client; what it throws is logged.
 */
public interface ClientListener {
    /** Hears nothing. */
    ClientListener NONE = new ClientListener() {};

    /**
     * The connection is lost, and the client looks for another one.
     *
     * @param broker the broker that was lost
     * @param cause why
     */
    default void interrupted(BrokerUri broker, StompException cause) {}

    /**
     * The client is connected again; subscriptions and unconfirmed sends have been repeated.
     *
     * @param broker the broker
     */
    default void restored(BrokerUri broker) {}

    /**
     * The connection is lost for good: the client does not reconnect, or has run out of attempts. Also told when a handler's failure
     * ends the connection.
     *
     * @param cause why
     */
    default void failed(StompException cause) {}

    /**
     * The broker has refused something that nobody waits for.
     *
     * @param error what it says
     */
    default void refused(BrokerException error) {}
}

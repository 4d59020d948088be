package org.stompest.client;

import org.stompest.protocol.StompException;

/** Takes the messages of one subscription on the client's reading thread: must neither block nor call application code. */
public interface DeliverySink {
    /**
     * A message has come.
     *
     * @param delivery the message
     */
    void accept(Delivery delivery);

    /** The connection is lost: deliveries so far can no longer be acknowledged, and the broker will repeat them. */
    default void interrupted() {}

    /**
     * There will be no more messages: the broker has refused the subscription, or the connection is lost for good.
     *
     * @param cause why
     */
    default void failed(StompException cause) {}
}

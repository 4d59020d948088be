package org.stompest.client;

/** Takes the messages of a subscription, on the client's executor; as many at a time as the subscription allows. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Handles a message. It is acknowledged after this method has returned.
     *
     * @param delivery the message
     * @throws Exception if the message could not be handled; what becomes of it then is up to the {@link FailurePolicy}
     */
    void handle(Delivery delivery) throws Exception;
}

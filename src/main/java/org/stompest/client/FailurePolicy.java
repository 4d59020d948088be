package org.stompest.client;

/** Decides what becomes of a message whose handler has failed. Called on the handler's thread. */
@FunctionalInterface
public interface FailurePolicy {
    /**
     * Decides. If this throws, the client disconnects.
     *
     * @param delivery the message
     * @param failure what the handler has thrown
     * @return the outcome
     */
    FailureOutcome decide(Delivery delivery, Throwable failure);

    /**
     * Always {@link FailureOutcome.Disconnect}: nothing is lost, and somebody has to look.
     *
     * @return the policy
     */
    static FailurePolicy disconnect() {
        return (delivery, failure) -> new FailureOutcome.Disconnect();
    }

    /**
     * Always {@link FailureOutcome.Forward}.
     *
     * @param destination the error destination, in the broker's spelling
     * @return the policy
     */
    static FailurePolicy forwardTo(String destination) {
        return (delivery, failure) -> new FailureOutcome.Forward(destination);
    }
}

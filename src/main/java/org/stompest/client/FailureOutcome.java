package org.stompest.client;

import java.util.Objects;

/** What becomes of a message whose handler has failed. The variants are immutable. */
public sealed interface FailureOutcome {
    /** It counts as consumed. */
    record Acknowledge() implements FailureOutcome {}

    /**
     * It is rejected by NACK: ActiveMQ and RabbitMQ move it to their dead letters, Artemis drops it. STOMP 1.0 has no NACK, so there
     * the client disconnects instead.
     */
    record Reject() implements FailureOutcome {}

    /** It stays unacknowledged until the connection ends. */
    record Leave() implements FailureOutcome {}

    /** It stays unacknowledged, and the client disconnects gracefully; the broker will deliver it again to somebody. */
    record Disconnect() implements FailureOutcome {}

    /**
     * A copy goes to another destination, and after the receipt for it the message is acknowledged. A copy that is not confirmed makes
     * the client disconnect.
     *
     * @param destination where to, in the broker's spelling
     */
    record Forward(String destination) implements FailureOutcome {
        /**
         * Checks the destination.
         *
         * @param destination as the record has it
         * @throws NullPointerException if there is none
         */
        public Forward {
            Objects.requireNonNull(destination, "destination");
        }
    }
}

package org.stompest.client;

import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Version;

/** What an ERROR means that names neither a receipt nor a subscription: STOMP leaves it open, and brokers differ. Immutable. */
public enum AnonymousErrors {
    /** Nothing but what it says. The broker closes the connection, or the client goes on. */
    NOTED,
    /** It answers the first SUBSCRIBE that is not confirmed (Artemis). */
    ANSWER_SUBSCRIBE,
    /** The connection is of no more use, whether the broker closes it or not: receipts may be missing, and others tell nothing (RabbitMQ). */
    END_LINK;

    /**
     * What is known of the brokers that tell their name. Artemis does not in STOMP 1.0.
     *
     * @param reply what the broker said in CONNECTED
     * @return what its errors mean
     */
    public static AnonymousErrors of(ConnectedReply reply) {
        String server = reply.server().orElse(reply.version() == Version.V1_0 ? "ActiveMQ-Artemis/" : "");
        if (server.startsWith("ActiveMQ-Artemis/")) {
            return ANSWER_SUBSCRIBE;
        }
        return server.startsWith("RabbitMQ/") ? END_LINK : NOTED;
    }
}

package org.stompest.jms;

import org.stompest.client.StompClient;
import org.stompest.dialect.AckScheme;

/**
 * No acknowledgement, as other providers have it: the broker forgets a message as soon as it has sent it. Messages of a connection consumer
 * are acknowledged when they are handed out, because its subscription serves sessions of all modes.
 */
final class NoAckPolicy extends AckPolicy {
    NoAckPolicy(StompClient client) {
        super(client);
    }

    @Override
    AckScheme scheme() {
        return AckScheme.NONE;
    }

    @Override
    void received(Received message) {}

    @Override
    void dispatched(Received message) {
        discard(message);
    }

    @Override
    void discard(Received message) {
        if (message.isOf(null)) {
            ack(message);
        }
    }

    @Override
    boolean holds(Intake intake) {
        return false;
    }
}

package org.stompest.jms;

import org.stompest.dialect.AckScheme;

/**
 * No acknowledgement, as other providers have it: the broker forgets a message as soon as it has sent it. Where it does not, because it would
 * know no window or the subscription serves sessions of all modes, a message is acknowledged when it is handed out.
 */
final class NoAckPolicy extends AckPolicy {
    @Override
    AckScheme scheme() {
        return AckScheme.NONE;
    }

    @Override
    void received(Received message) {
        discard(message);
    }

    @Override
    void dispatched(Received message) {
        discard(message);
    }

    @Override
    void discard(Received message) {
        if (message.wantsAcknowledgement()) {
            message.ack();
        }
    }

    @Override
    boolean holds(Intake intake) {
        return false;
    }
}

package org.stompest.jms;

import java.util.List;

/** SESSION_TRANSACTED: messages are acknowledged by the commit, all that the session has handed out since the last one. */
final class TransactedAckPolicy extends AckPolicy {
    private final Unsettled unsettled = new Unsettled();

    @Override
    boolean defers() {
        return true;
    }

    @Override
    void received(Received message) {
        unsettled.add(message);
    }

    @Override
    void dispatched(Received message) {
        unsettled.add(message);
    }

    @Override
    void discard(Received message) {
        if (unsettled.isCovered(message)) {
            // An acknowledgement now would cover those before it.
            message.setForwarded();
            unsettled.add(message);
        } else {
            message.ack();
        }
    }

    boolean isEmpty() {
        return unsettled.isEmpty();
    }

    /** Whether a message came by another link than the current one, so that it cannot be committed any more. */
    boolean isLost() {
        return unsettled.holdsAnyLost();
    }

    /** What acknowledges everything. They stay to be settled or redelivered. */
    List<AckBurst> acknowledgements() {
        return AckBurst.of(unsettled.all());
    }

    /** The commit has settled everything. */
    void committed() {
        unsettled.drain();
    }

    void rolledBack() {
        redeliver(unsettled.drain());
    }

    @Override
    boolean holds(Intake intake) {
        return unsettled.holdsAnyOf(intake);
    }
}

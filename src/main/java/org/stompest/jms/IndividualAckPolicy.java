package org.stompest.jms;

import org.stompest.dialect.AckScheme;

/** INDIVIDUAL_ACKNOWLEDGE, as other providers have it: each message is acknowledged alone, in any order. */
final class IndividualAckPolicy extends AckPolicy {
    private final Unsettled unsettled = new Unsettled();

    @Override
    AckScheme scheme() {
        return AckScheme.INDIVIDUAL;
    }

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

    /** Under the monitor, because a subscription that another thread ends must not get before the acknowledgement. */
    @Override
    synchronized void acknowledge(Received message) {
        if (unsettled.remove(message)) {
            message.ack();
        }
    }

    @Override
    void discard(Received message) {
        message.ack();
    }

    @Override
    void recover() {
        redeliver(unsettled.drain());
    }

    @Override
    synchronized boolean holds(Intake intake) {
        return unsettled.holdsAnyOf(intake);
    }
}

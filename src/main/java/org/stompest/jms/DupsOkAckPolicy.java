package org.stompest.jms;

import java.util.List;

/** DUPS_OK_ACKNOWLEDGE: as AUTO_ACKNOWLEDGE, but many messages at a time; at the latest when no further one waits. */
final class DupsOkAckPolicy extends AckPolicy {
    private final int batchSize;
    private final Unsettled consumed = new Unsettled();

    /** Guarded by this object. */
    private int count;

    /** The message that the listener is working on, or null. Guarded by this object. */
    private Received current;

    /** Whether it is to be handed out again. Guarded by this object. */
    private boolean isRecovered;

    DupsOkAckPolicy(int batchSize) {
        this.batchSize = batchSize;
    }

    @Override
    void beforeReceive(boolean isInboxEmpty) {
        if (isInboxEmpty || isBatchFull()) {
            settle();
        }
    }

    @Override
    void received(Received message) {
        discard(message);
    }

    @Override
    synchronized void dispatched(Received message) {
        current = message;
        isRecovered = false;
    }

    @Override
    void returned(Received message) {
        if (isRecovered()) {
            failed(message);
            return;
        }
        discard(message);
        if (isBatchFull() || message.isLastForNow()) {
            settle();
        }
    }

    @Override
    void failed(Received message) {
        settle();
        redeliver(List.of(message));
    }

    @Override
    synchronized void discard(Received message) {
        current = null;
        count++;
        consumed.add(message);
    }

    /** Called in the listener, it means the message at hand; else there is nothing that does not count as acknowledged. */
    @Override
    synchronized void recover() {
        isRecovered = current != null;
    }

    private synchronized boolean isRecovered() {
        return isRecovered;
    }

    private synchronized boolean isBatchFull() {
        return count >= batchSize;
    }

    @Override
    synchronized boolean holds(Intake intake) {
        return current != null && current.isOf(intake) || consumed.holdsAnyOf(intake);
    }

    /** Under the monitor, because a subscription that another thread ends must not get before the acknowledgements. */
    @Override
    synchronized void settle() {
        count = 0;
        current = null;
        Unsettled.covering(consumed.drain()).forEach(Received::ack);
    }
}

package org.stompest.jms;

import java.util.List;

/**
 * AUTO_ACKNOWLEDGE: a message is acknowledged after its listener has returned, or when its receiver asks for the next one or closes. So
 * a crash in between repeats a message, and never loses one. Its monitor is held while an acknowledgement is handed to the client, because
 * a subscription that another thread ends must not get before it.
 */
final class AutoAckPolicy extends AckPolicy {
    /** The message that its receiver may still work on, or null. Guarded by this object, because close comes from other threads. */
    private Received pending;

    /** The message that the listener is working on, or null. Guarded by this object. */
    private Received current;

    /** Whether that is to be handed out again. Guarded by this object. */
    private boolean isRecovered;

    @Override
    void beforeReceive(boolean isInboxEmpty) {
        settle();
    }

    @Override
    synchronized void received(Received message) {
        pending = message;
    }

    @Override
    synchronized void dispatched(Received message) {
        current = message;
        isRecovered = false;
    }

    @Override
    synchronized void returned(Received message) {
        current = null;
        if (isRecovered) {
            redeliver(List.of(message));
        } else {
            message.ack();
        }
    }

    @Override
    synchronized void failed(Received message) {
        current = null;
        redeliver(List.of(message));
    }

    @Override
    void discard(Received message) {
        message.ack();
    }

    /** Called in the listener, it means the message at hand; else there is nothing that is not acknowledged. */
    @Override
    synchronized void recover() {
        isRecovered = current != null;
    }

    @Override
    synchronized boolean holds(Intake intake) {
        return current != null && current.isOf(intake);
    }

    @Override
    synchronized void settle() {
        Received done = pending;
        pending = null;
        if (done != null) {
            done.ack();
        }
    }
}

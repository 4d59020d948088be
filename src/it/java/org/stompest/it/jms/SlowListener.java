package org.stompest.it.jms;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A listener that says when it has begun, and returns when it is told to. Thread-safe. */
final class SlowListener implements MessageListener {
    private final BlockingQueue<Message> begun = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void onMessage(Message message) {
        begun.add(message);
        try {
            end.await(2 * JmsSteps.PATIENCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it is called, and takes note of one call. */
    void awaitBegin() throws InterruptedException, JMSException {
        JmsSteps.text(begun.poll(JmsSteps.PATIENCE, TimeUnit.MILLISECONDS));
    }

    /** How many calls were not waited for. */
    int furtherCalls() {
        return begun.size();
    }

    /** Lets this call and all others return. */
    void end() {
        end.countDown();
    }
}

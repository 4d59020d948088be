package org.stompest.it.conformance;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.text;

/** A listener that says when it has begun, waits until it is told to go on, and then does some work. Thread-safe. */
final class HeldListener implements MessageListener {
    private final BlockingQueue<Message> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final JmsFixture.Work work;

    HeldListener(JmsFixture.Work work) {
        this.work = work;
    }

    HeldListener() {
        this(() -> {});
    }

    @Override
    public void onMessage(Message message) {
        begun.add(message);
        try {
            release.await(2 * PATIENCE, TimeUnit.MILLISECONDS);
            work.run();
            ended.add("done");
        } catch (Exception e) {
            ended.add(e.toString());
        }
    }

    /** Waits for the next message to be handed over, and tells its text. */
    String awaitBegin() throws InterruptedException, JMSException {
        return text(begun.poll(PATIENCE, TimeUnit.MILLISECONDS));
    }

    /** Lets this and all later calls go on. */
    void release() {
        release.countDown();
    }

    /** What has become of the next call that came to its end: {@code done}, or its exception. */
    String outcome() throws InterruptedException {
        return ended.poll(PATIENCE, TimeUnit.MILLISECONDS);
    }

    /** How many calls have begun that nobody has asked for. */
    int unseen() {
        return begun.size();
    }

    /** Whether a call has come to its end that nobody has asked for. */
    boolean isEnded() {
        return !ended.isEmpty();
    }
}

package org.stompest.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.StompException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** What a client has told its listener, in order. Thread-safe. */
final class Events implements ClientListener {
    /** One call; the cause is null for a connection that is restored. */
    private record Event(String name, StompException cause) {}

    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();

    @Override
    public void interrupted(BrokerUri broker, StompException cause) {
        queue.add(new Event("interrupted", cause));
    }

    @Override
    public void restored(BrokerUri broker) {
        queue.add(new Event("restored", null));
    }

    @Override
    public void failed(StompException cause) {
        queue.add(new Event("failed", cause));
    }

    @Override
    public void refused(BrokerException error) {
        queue.add(new Event("refused", error));
    }

    /** Waits for the next event, which has to be that one, and returns its cause. */
    StompException next(String name) throws InterruptedException {
        Event event = queue.poll(ClientFixture.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(event, "expected the event " + name + ", got none");
        assertEquals(name, event.name(), () -> String.valueOf(event.cause()));
        return event.cause();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}

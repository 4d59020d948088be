package org.stompest.it.jms;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/**
 * Sends numbered messages in turn to several queues, until it is told to stop. Runs on a thread of its own; the questions may come from
 * any.
 */
final class LoadProducer implements Runnable {
    private final String name;
    private final List<String> queues;
    private final Session session;
    private final Semaphore window;
    private final IntSupplier interruptions;
    private final Map<String, Set<String>> sent = new ConcurrentHashMap<>();
    private final Set<String> acrossACut = ConcurrentHashMap.newKeySet();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean isToldToStop;

    /** A producer that takes a permit for each message, and asks how often the connection was interrupted so far. */
    LoadProducer(String name, Connection connection, List<String> queues, Semaphore window, IntSupplier interruptions)
            throws JMSException {
        this.name = name;
        this.queues = queues;
        this.session = connection.createSession();
        this.window = window;
        this.interruptions = interruptions;
        queues.forEach(each -> sent.put(each, ConcurrentHashMap.newKeySet()));
    }

    @Override
    public void run() {
        try (MessageProducer producer = session.createProducer(null)) {
            for (int i = 0; !isToldToStop; i++) {
                if (window.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                    send(producer, queues.get(i % queues.size()), name + "-" + i);
                }
            }
        } catch (JMSException | InterruptedException | RuntimeException e) {
            failures.add(e);
        }
    }

    private void send(MessageProducer producer, String queue, String text) throws JMSException {
        int before = interruptions.getAsInt();
        producer.send(session.createQueue(queue), session.createTextMessage(text));
        if (interruptions.getAsInt() != before) {
            acrossACut.add(text);
        }
        sent.get(queue).add(text);
    }

    void stop() {
        isToldToStop = true;
    }

    /** The texts whose send to that queue has returned. */
    Set<String> sent(String queue) {
        return new TreeSet<>(sent.get(queue));
    }

    /** The texts whose send had begun before a cut and ended after it, so that it may have been repeated. */
    Set<String> acrossACut() {
        return new TreeSet<>(acrossACut);
    }

    List<Exception> failures() {
        return List.copyOf(failures);
    }
}

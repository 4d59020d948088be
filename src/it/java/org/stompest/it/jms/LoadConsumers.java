package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.jms.TransactionInDoubtException;

/**
 * The ways to consume under load: listeners, a loop with CLIENT_ACKNOWLEDGE, and a loop with transactions in which each message is sent
 * on. Each loop runs on a thread of its own; the questions may come from any.
 */
final class LoadConsumers {
    /** How many messages are acknowledged or committed at a time. */
    private static final int BATCH = 5;

    private static final long IDLE_MILLIS = 100;

    private final Connection connection;
    private final Semaphore window;
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicInteger inDoubt = new AtomicInteger();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final Set<String> committedAgain = ConcurrentHashMap.newKeySet();
    private volatile boolean isToldToStop;

    /** Consumers that return a permit for each message that they have not seen before. */
    LoadConsumers(Connection connection, Semaphore window) {
        this.connection = connection;
        this.window = window;
    }

    LoadArrivals listen(String queue) throws JMSException {
        LoadArrivals arrivals = new LoadArrivals();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(queue)).setMessageListener(message -> {
            try {
                note(message, arrivals);
            } catch (JMSException | RuntimeException e) {
                failures.add(e);
            }
        });
        return arrivals;
    }

    private void note(Message message, LoadArrivals arrivals) throws JMSException {
        if (arrivals.isFirst(message)) {
            window.release();
        }
    }

    /** A loop that acknowledges every few messages, and when no more come. */
    Runnable acknowledging(String queue, LoadArrivals arrivals) throws JMSException {
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        return loop(consumer, batch -> {
            for (Message each : batch) {
                note(each, arrivals);
            }
            batch.get(batch.size() - 1).acknowledge();
        });
    }

    /** A loop that sends on every few messages and commits, and when no more come. What was rolled back comes again. */
    Runnable transacting(String queue, String next, LoadArrivals arrivals) throws JMSException {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        MessageProducer producer = session.createProducer(session.createQueue(next));
        return loop(consumer, batch -> {
            for (Message each : batch) {
                arrivals.isFirst(each);
                producer.send(session.createTextMessage(JmsSteps.text(each)));
            }
            commit(session, batch);
        });
    }

    private void commit(Session session, List<Message> batch) throws JMSException {
        try {
            session.commit();
            commits.incrementAndGet();
            for (Message each : batch) {
                if (!committed.add(JmsSteps.text(each))) {
                    committedAgain.add(JmsSteps.text(each));
                }
            }
        } catch (TransactionRolledBackException e) {
            rolledBack.incrementAndGet();
        } catch (TransactionInDoubtException e) {
            inDoubt.incrementAndGet();
            for (Message each : batch) {
                doubtful.add(JmsSteps.text(each));
            }
        }
    }

    /** What to do with messages. */
    private interface Batch {
        void handle(List<Message> messages) throws JMSException;
    }

    private Runnable loop(MessageConsumer consumer, Batch work) {
        return () -> {
            try {
                List<Message> batch = new ArrayList<>();
                while (!isToldToStop) {
                    Message message = consumer.receive(IDLE_MILLIS);
                    if (message != null) {
                        batch.add(message);
                    }
                    if (batch.size() == BATCH || message == null && !batch.isEmpty()) {
                        work.handle(batch);
                        batch.clear();
                    }
                }
            } catch (JMSException | RuntimeException e) {
                failures.add(e);
            }
        };
    }

    void stop() {
        isToldToStop = true;
    }

    int commits() {
        return commits.get();
    }

    int rolledBack() {
        return rolledBack.get();
    }

    int inDoubt() {
        return inDoubt.get();
    }

    /** The texts of the messages in transactions in doubt. */
    Set<String> doubtful() {
        return new TreeSet<>(doubtful);
    }

    /** The texts of the messages that have come again after a commit without any doubt, and were committed once more. */
    Set<String> committedAgain() {
        return new TreeSet<>(committedAgain);
    }

    List<Exception> failures() {
        return List.copyOf(failures);
    }
}

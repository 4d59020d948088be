package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.jms.StompConnectionFactory;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** Steps that the tests of faults share. Stateless. */
final class JmsSteps {
    /** How long to wait for what has to come, in milliseconds; it only ends a test that has failed already. */
    static final long PATIENCE = 20_000;

    private JmsSteps() {}

    static Connection connect(String uri) throws JMSException {
        Connection connection = new StompConnectionFactory(uri).createConnection();
        connection.start();
        return connection;
    }

    static String text(Message message) throws JMSException {
        assertNotNull(message, "a message within " + PATIENCE + " ms");
        return assertInstanceOf(TextMessage.class, message).getText();
    }

    static void send(Session session, Destination destination, String... texts) throws JMSException {
        try (MessageProducer producer = session.createProducer(destination)) {
            for (String each : texts) {
                producer.send(session.createTextMessage(each));
            }
        }
    }

    /** Sends by a connection of its own. */
    static void send(String uri, String queue, String... texts) throws JMSException {
        try (Connection connection = connect(uri)) {
            Session session = connection.createSession();
            send(session, session.createQueue(queue), texts);
        }
    }

    /** A call that may block, on a thread of its own. */
    static <T> Call<T> start(Callable<T> work) {
        return new Call<>(work);
    }

    /** What is expected to return nothing. */
    interface Work {
        void run() throws Exception;
    }

    static Call<Void> start(Work work) {
        return start(() -> {
            work.run();
            return null;
        });
    }

    /** Does one thing after the other, and returns what goes wrong. */
    static List<Throwable> failures(Work... calls) {
        List<Throwable> failures = new ArrayList<>();
        for (Work each : calls) {
            try {
                each.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
        return failures;
    }

    /** A call on its way. Thread-safe. */
    static final class Call<T> {
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final Thread thread;

        Call(Callable<T> work) {
            thread = new Thread(() -> run(work), "call");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(Callable<T> work) {
            try {
                outcome.complete(work.call());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        }

        /** Whether it is waiting for something. */
        boolean isBlocked() {
            return switch (thread.getState()) {
                case WAITING, TIMED_WAITING -> !outcome.isDone();
                default -> false;
            };
        }

        boolean isDone() {
            return outcome.isDone();
        }

        T get() throws Exception {
            return outcome.get(PATIENCE, TimeUnit.MILLISECONDS);
        }
    }
}

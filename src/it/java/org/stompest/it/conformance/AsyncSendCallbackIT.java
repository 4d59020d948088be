package org.stompest.it.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.texts;

/** What a CompletionListener can rely on, and what it may do (Jakarta Messaging 3.1, 7.3). */
@Timeout(120)
class AsyncSendCallbackIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 7.3.8: never on the thread that sends, however soon the answer is there. */
    @Brokers
    void callbacksComeOnAnotherThread(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED)) {
            Session session = connection.createSession(mode);
            MessageProducer producer = session.createProducer(jms.queue(kind));
            Completions completions = new Completions();
            for (int i = 0; i < 50; i++) {
                producer.send(session.createMessage(), completions);
            }
            Set<Thread> threads = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                threads.add(completions.next().thread());
            }
            assertFalse(threads.contains(Thread.currentThread()));
        }
    }

    /** 7.3.8: one at a time for each session, over all its producers. */
    @Brokers
    void callbacksOfASessionComeOneAtATime(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Completions completions = new Completions(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(1);
            running.decrementAndGet();
        });
        List<MessageProducer> producers =
                List.of(session.createProducer(jms.queue(kind)), session.createProducer(jms.queue(kind)));
        for (int i = 0; i < 60; i++) {
            producers.get(i % 2).send(session.createMessage(), completions);
        }
        for (int i = 0; i < 60; i++) {
            assertNull(completions.next().failure());
        }
        assertEquals(1, most.get());
    }

    private interface Waiting {
        void call(Connection connection, Session session, MessageProducer producer) throws Exception;
    }

    private void assertWaits(BrokerKind kind, int mode, Waiting waiting) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(mode);
        MessageProducer producer = session.createProducer(jms.queue(kind));
        Completions completions = new Completions(() -> release.await(2 * PATIENCE, TimeUnit.MILLISECONDS));
        producer.send(session.createMessage(), completions);
        producer.send(session.createMessage(), completions);
        Call<Void> call = JmsFixture.start(() -> waiting.call(connection, session, producer));
        Eventually.holds(call::isBlocked, "the call waits");
        assertEquals(0, completions.unseen());
        release.countDown();
        call.get();
        // Both have been called by the time that it returns.
        assertEquals(2, completions.unseen());
    }

    /** 7.3.4: close, commit and rollback wait until all sends are done and called back. */
    @Brokers
    void closeCommitAndRollbackWaitForTheCallbacks(BrokerKind kind) throws Exception {
        assertWaits(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> producer.close());
        assertWaits(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> session.close());
        assertWaits(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> connection.close());
        assertWaits(kind, Session.SESSION_TRANSACTED, (connection, session, producer) -> session.commit());
        assertWaits(kind, Session.SESSION_TRANSACTED, (connection, session, producer) -> session.rollback());
    }

    private void assertForbidden(BrokerKind kind, int mode, Waiting forbidden) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(mode);
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        Completions completions = new Completions(() -> forbidden.call(connection, session, producer));
        producer.send(session.createTextMessage("a"), completions);
        assertInstanceOf(IllegalStateException.class, completions.next().failure());
        // Nothing has happened to them.
        producer.send(session.createTextMessage("b"));
        if (mode == Session.SESSION_TRANSACTED) {
            session.commit();
        }
        assertEquals(List.of("a", "b"), texts(connection.createSession().createConsumer(queue), 2));
    }

    /** 7.3.4: a callback would wait for itself, so it cannot close, commit or roll back what it belongs to. */
    @Brokers
    void aCallbackCannotEndWhatItBelongsTo(BrokerKind kind) throws Exception {
        assertForbidden(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> producer.close());
        assertForbidden(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> session.close());
        assertForbidden(kind, Session.AUTO_ACKNOWLEDGE, (connection, session, producer) -> connection.close());
        assertForbidden(kind, Session.SESSION_TRANSACTED, (connection, session, producer) -> session.commit());
        assertForbidden(kind, Session.SESSION_TRANSACTED, (connection, session, producer) -> session.rollback());
    }

    /** 7.3.4: it may close what it does not belong to, and use its session otherwise. */
    @Brokers
    void aCallbackMayDoOtherWork(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Session other = connection.createSession();
        Queue queue = jms.queue(kind);
        Queue further = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        Completions completions = new Completions(() -> {
            session.createProducer(further).send(session.createTextMessage("x"));
            other.close();
        });
        producer.send(session.createTextMessage("a"), completions);
        assertNull(completions.next().failure());
        assertEquals(List.of("x"), texts(session.createConsumer(further), 1));
        assertEquals(List.of("a"), texts(session.createConsumer(queue), 1));
    }

    /** 7.3.5: a callback that throws does not keep the next ones from coming. */
    @Brokers
    void aCallbackThatThrowsDoesNoHarm(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(jms.queue(kind));
        for (Runnable fault : List.<Runnable>of(
                () -> {
                    throw new IllegalArgumentException("a callback that throws");
                },
                () -> {
                    throw new StackOverflowError("a callback that throws an Error");
                })) {
            Completions completions = new Completions();
            producer.send(session.createTextMessage("bad"), new Faulty(fault));
            producer.send(session.createTextMessage("good"), completions);
            assertNull(completions.next().failure());
        }
    }

    /** A listener that throws. */
    private record Faulty(Runnable fault) implements jakarta.jms.CompletionListener {
        @Override
        public void onCompletion(Message message) {
            fault.run();
        }

        @Override
        public void onException(Message message, Exception failure) {
            fault.run();
        }
    }
}

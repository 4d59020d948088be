package org.stompest.it.conformance;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.stories;
import static org.stompest.it.conformance.JmsFixture.story;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Transactions of a session (Jakarta Messaging 3.1, 6.2.7). */
@Timeout(120)
class TransactionIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.2.7: what is sent is there after the commit, all of it in its order, and not before. */
    @Brokers
    void sendsAreReleasedByTheCommit(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        Session other = connection.createSession();
        MessageConsumer consumer = other.createConsumer(queue);
        MessageConsumer subscriber = other.createConsumer(topic);
        JmsFixture.send(session, queue, "a", "b");
        JmsFixture.send(session, topic, "x");
        JmsFixture.send(session, queue, "c");
        assertNull(consumer.receive(SILENCE));
        assertNull(subscriber.receive(1));
        session.commit();
        assertEquals(List.of("a", "b", "c"), texts(consumer, 3));
        assertEquals("x", text(subscriber.receive(PATIENCE)));
    }

    /** 8.8, 6.2.7: what the broker has sent to a consumer that is closed within the transaction is not out of reach until the commit. */
    @Brokers
    void aConsumerForEachMessageGetsThemAll(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        JmsFixture.send(connection.createSession(), queue, "a", "b", "c", "d");
        for (String expected : List.of("a", "b", "c")) {
            try (MessageConsumer consumer = session.createConsumer(queue)) {
                assertEquals(expected, text(consumer.receive(PATIENCE)));
            }
        }
        session.rollback();
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertEquals(List.of("a", "b", "c", "d"), texts(consumer, 4));
        }
        session.commit();
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertNull(consumer.receive(SILENCE));
        }
    }

    /** 6.2.7: rollback discards what was sent, and a new transaction begins at once. */
    @Brokers
    void rollbackDiscardsSends(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        JmsFixture.send(session, queue, "never");
        session.rollback();
        JmsFixture.send(session, queue, "a");
        session.commit();
        JmsFixture.send(session, queue, "never either");
        session.rollback();
        session.commit();
        JmsFixture.send(session, queue, "b");
        session.commit();
        assertEquals(List.of("a", "b"), texts(consumer, 2));
        assertNull(consumer.receive(SILENCE));
    }

    /** 6.2.7: rollback gives what was received again, in order, marked, and counted each time. */
    @Brokers
    void rollbackGivesWhatWasReceivedAgain(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        jms.send(kind, queue, "a", "b", "c");
        assertEquals(List.of("a false 1", "b false 1"), stories(consumer, 2));
        session.rollback();
        assertEquals(List.of("a true 2"), stories(consumer, 1));
        session.rollback();
        assertEquals(List.of("a true 3", "b true 2", "c false 1"), stories(consumer, 3));
        session.commit();
        assertNull(consumer.receive(SILENCE));
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    /** 6.2.7: commit settles what was received, and nothing that only has arrived. */
    @Brokers
    void commitSettlesWhatWasReceived(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        jms.send(kind, queue, "a", "b", "c", "d");
        assertEquals(List.of("a", "b"), texts(consumer, 2));
        assertEquals(4, jms.count(kind, queue));
        session.commit();
        Eventually.isEqual(2L, () -> jms.count(kind, queue), "messages left");
        assertEquals("c", text(consumer.receive(PATIENCE)));
        session.close();
        MessageConsumer next = jms.connect(kind).createSession().createConsumer(queue);
        assertEquals(List.of("c", "d"), texts(next, 2));
    }

    /** 6.2.7: all consumers of the session take part. */
    @Brokers
    void allConsumersOfTheSessionTakePart(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        MessageConsumer one = session.createConsumer(first);
        MessageConsumer other = session.createConsumer(second);
        jms.send(kind, first, "a", "b");
        jms.send(kind, second, "x", "y");
        assertEquals("a", text(one.receive(PATIENCE)));
        assertEquals("x", text(other.receive(PATIENCE)));
        session.rollback();
        assertEquals("x true 2", story(other.receive(PATIENCE)));
        assertEquals("a true 2", story(one.receive(PATIENCE)));
        session.commit();
        Eventually.isEqual(1L, () -> jms.count(kind, first), "messages left");
        Eventually.isEqual(1L, () -> jms.count(kind, second), "messages left");
        assertEquals("b false 1", story(one.receive(PATIENCE)));
        assertEquals("y false 1", story(other.receive(PATIENCE)));
    }

    /** 8.8: a consumer that was closed before the commit has received what it has. */
    @Brokers
    void commitIsForConsumersThatWereClosedToo(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        MessageConsumer closed = session.createConsumer(queue);
        assertEquals(List.of("a", "b"), texts(closed, 2));
        closed.close();
        session.commit();
        Eventually.isEqual(1L, () -> jms.count(kind, queue), "messages left");
        assertEquals(List.of("c"), texts(session.createConsumer(queue), 1));
    }

    /** 8.8: after a rollback what a closed consumer had received comes again, marked and counted, to the next one. */
    @Brokers
    void rollbackIsForConsumersThatWereClosedToo(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        MessageConsumer closed = session.createConsumer(queue);
        assertEquals(List.of("a", "b"), texts(closed, 2));
        closed.close();
        session.rollback();
        MessageConsumer next = session.createConsumer(queue);
        assertEquals(List.of("a true 2", "b true 2"), stories(next, 2));
        assertEquals("c", text(next.receive(PATIENCE)));
    }

    /** 6.2.7: transactions of several sessions of a connection are apart. */
    @Brokers
    void transactionsOfSeveralSessionsAreApart(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session one = connection.createSession(Session.SESSION_TRANSACTED);
        Session other = connection.createSession(Session.SESSION_TRANSACTED);
        Queue in = jms.queue(kind);
        Queue out = jms.queue(kind);
        MessageConsumer results = connection.createSession().createConsumer(out);
        jms.send(kind, in, "a");
        assertEquals("a", text(one.createConsumer(in).receive(PATIENCE)));
        JmsFixture.send(one, out, "of one");
        JmsFixture.send(other, out, "of the other");
        other.commit();
        assertEquals("of the other", text(results.receive(PATIENCE)));
        one.rollback();
        assertNull(results.receive(SILENCE));
        assertEquals(1, jms.count(kind, in));
    }

    /** 3.4.4 and 3.4.9: the times of a message are those of its send, not of the commit. */
    @Brokers
    void timesCountFromTheSend(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(600_000);
        Message message = session.createTextMessage("a");
        long before = System.currentTimeMillis();
        producer.send(message);
        long after = System.currentTimeMillis();
        long timestamp = message.getJMSTimestamp();
        assertTrue(before <= timestamp && timestamp <= after, before + " <= " + timestamp + " <= " + after);
        Eventually.holds(() -> System.currentTimeMillis() > after, "the clock goes on");
        session.commit();
        Message got = session.createConsumer(queue).receive(PATIENCE);
        assertEquals(timestamp, got.getJMSTimestamp());
        assertEquals(timestamp + 600_000, got.getJMSExpiration());
        assertEquals(timestamp, got.getJMSDeliveryTime());
    }

    /** 6.2.7: a listener may commit and roll back, the message at hand included. */
    @Brokers
    void aListenerMayCommitAndRollBack(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue in = jms.queue(kind);
        Queue out = jms.queue(kind);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        session.createConsumer(in).setMessageListener(message -> {
            try {
                String story = story(message);
                JmsFixture.send(session, out, story);
                if (message.getJMSRedelivered()) {
                    session.commit();
                } else {
                    session.rollback();
                }
                heard.add(story);
            } catch (JMSException e) {
                heard.add(e.toString());
            }
        });
        jms.send(kind, in, "a", "b");
        for (String expected : List.of("a false 1", "a true 2", "b false 1", "b true 2")) {
            assertEquals(expected, heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
        Eventually.isEqual(0L, () -> jms.count(kind, in), "messages left");
        MessageConsumer results = jms.connect(kind).createSession().createConsumer(out);
        assertEquals(List.of("a true 2", "b true 2"), texts(results, 2));
        assertNull(results.receive(SILENCE));
    }
}

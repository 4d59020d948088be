package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Connection consumers with a pool of sessions, as an application server has one (Jakarta Messaging 3.1, 11.2). */
@Timeout(120)
class ConnectionConsumerIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

    private MessageListener listener() {
        return message -> {
            try {
                got.add(((TextMessage) message).getText() + " " + message.getIntProperty("JMSXDeliveryCount"));
            } catch (JMSException e) {
                got.add(e.toString());
            }
        };
    }

    private List<String> next(int count) throws Exception {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String each = got.poll(JmsFixture.PATIENCE, TimeUnit.MILLISECONDS);
            assertNotNull(each, "message " + (i + 1) + " of " + count + " behind " + next);
            next.add(each);
        }
        return next;
    }

    /** 11.2.2: each message to one session of the pool, and acknowledged there. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void messagesOfAQueueAreSpreadOverTheSessions(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        Set<String> expected = new TreeSet<>();
        String[] texts = new String[20];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "message" + i;
            expected.add(texts[i] + " 1");
        }
        Set<Thread> threads = new HashSet<>();
        // The first message of each of three sessions waits for the others, so all three have to be in use at once.
        CyclicBarrier together = new CyclicBarrier(3);
        ThreadLocal<Boolean> isLater = new ThreadLocal<>();
        try (SessionPool pool = new SessionPool(connection, 3, Session.AUTO_ACKNOWLEDGE, message -> {
            if (isLater.get() == null) {
                isLater.set(true);
                synchronized (threads) {
                    threads.add(Thread.currentThread());
                }
                await(together);
            }
            listener().onMessage(message);
        })) {
            ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
            assertSame(pool, consumer.getServerSessionPool());
            jms.send(kind, queue, texts);
            assertEquals(expected, new TreeSet<>(next(texts.length)));
            assertEquals(3, threads.size());
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
            consumer.close();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(JmsFixture.PATIENCE, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new java.lang.IllegalStateException("expected three sessions at work at once", e);
        }
    }

    /** 11.2.2: up to so many messages at a time for one session, in the order of the queue. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void severalMessagesAtATimeKeepTheirOrder(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        jms.send(kind, queue, "a", "b", "c", "d", "e");
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, listener())) {
            connection.createConnectionConsumer(queue, null, pool, 10);
            assertEquals(List.of("a 1", "b 1", "c 1", "d 1", "e 1"), next(5));
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
        }
    }

    /** 8.7: a listener that throws gets the message again, counted and marked. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void aMessageAtWhichTheListenerThrowsComesAgain(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, message -> {
            listener().onMessage(message);
            if (!isRedelivered(message)) {
                throw new UnsupportedOperationException("cannot handle it at first");
            }
        })) {
            connection.createConnectionConsumer(queue, null, pool, 1);
            jms.send(kind, queue, "a", "b");
            List<String> all = next(4);
            assertEquals(Set.of("a 1", "a 2", "b 1", "b 2"), Set.copyOf(all));
            assertTrue(all.indexOf("a 1") < all.indexOf("a 2"), all.toString());
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
        }
    }

    private static boolean isRedelivered(Message message) {
        try {
            return message.getJMSRedelivered();
        } catch (JMSException e) {
            throw new java.lang.IllegalStateException(e);
        }
    }

    /** 11.2.2, 6.2.7: sessions of the pool may be transacted; what is rolled back comes again, what is committed does not. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void transactedSessionsCommitAndRollBack(BrokerKind kind) throws Exception {
        Queue in = jms.queue(kind);
        Queue out = jms.queue(kind);
        Connection connection = jms.connect(kind);
        try (SessionPool pool = new SessionPool(connection, 1, Session.SESSION_TRANSACTED, listener())) {
            pool.afterRun(session -> {
                session.createProducer(out).send(session.createTextMessage("answer"));
                if (got.size() == 1) {
                    session.rollback();
                } else {
                    session.commit();
                }
            });
            connection.createConnectionConsumer(in, null, pool, 1);
            jms.send(kind, in, "a");
            Eventually.isEqual(0L, () -> jms.count(kind, in), "messages left");
            Eventually.isEqual(1L, () -> jms.count(kind, out), "answers");
            assertEquals(List.of("a 1", "a 2"), next(2));
        }
    }

    /** 11.2.2: selectors, for queues and topics. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void selectorsSelect(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        try (SessionPool pool = new SessionPool(connection, 2, Session.AUTO_ACKNOWLEDGE, listener())) {
            connection.createConnectionConsumer(queue, "number > 1", pool, 1);
            connection.createConnectionConsumer(topic, "number + 1 = 2", pool, 1);
            SelectorCase.send(session, session.createProducer(queue));
            assertEquals(Set.of("pear 1", "plum 1"), Set.copyOf(next(2)));
            SelectorCase.send(session, session.createProducer(topic));
            assertEquals(List.of("apple 1"), next(1));
            Eventually.isEqual(3L, () -> jms.count(kind, queue), "messages that are not selected");
            assertNull(got.poll(JmsFixture.SILENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** 11.2.2: a durable subscription by name, which outlives the consumer. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void durableSubscriptionsOutliveTheConsumer(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind, "jms.clientID=" + jms.name(kind));
        Session session = connection.createSession();
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, listener())) {
            ConnectionConsumer consumer = connection.createDurableConnectionConsumer(topic, "sub", null, pool, 1);
            assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, "sub"));
            assertThrows(JMSException.class, () -> session.unsubscribe("sub"));
            jms.send(kind, topic, "a");
            assertEquals(List.of("a 1"), next(1));
            // What a listener has handled is acknowledged behind its back; only then it cannot come again.
            pool.awaitIdle();
            consumer.close();
            jms.send(kind, topic, "b");
            connection.createDurableConnectionConsumer(topic, "sub", null, pool, 1);
            assertEquals(List.of("b 1"), next(1));
        }
    }

    /** 11.2.2: refused as the consumers of sessions are: without client identifier, and where the broker has none. */
    @Brokers
    void whatSessionsRefuseIsRefusedHereToo(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind);
        Connection client = jms.connect(kind, "jms.clientID=" + jms.name(kind));
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, listener())) {
            assertThrows(
                    IllegalStateException.class,
                    () -> connection.createDurableConnectionConsumer(topic, "sub", null, pool, 1));
            assertThrows(
                    InvalidDestinationException.class,
                    () -> connection.createConnectionConsumer((Queue) null, null, pool, 1));
            if (!kind.can(Feature.SHARED_SUBSCRIPTIONS)) {
                Refusal.assertUnsupported(
                        kind,
                        Feature.SHARED_SUBSCRIPTIONS,
                        () -> client.createSharedConnectionConsumer(topic, "sub", null, pool, 1));
            }
            if (!kind.can(Feature.SHARED_DURABLE_SUBSCRIPTIONS)) {
                Refusal.assertUnsupported(
                        kind,
                        Feature.SHARED_DURABLE_SUBSCRIPTIONS,
                        () -> client.createSharedDurableConnectionConsumer(topic, "sub", null, pool, 1));
            }
            if (!kind.can(Feature.DURABLE_SUBSCRIPTIONS)) {
                Refusal.assertUnsupported(
                        kind,
                        Feature.DURABLE_SUBSCRIPTIONS,
                        () -> client.createDurableConnectionConsumer(topic, "sub", null, pool, 1));
            }
            if (!kind.can(Feature.QUEUE_SELECTORS)) {
                Refusal.assertUnsupported(
                        kind,
                        Feature.QUEUE_SELECTORS,
                        () -> client.createConnectionConsumer(jms.queue(kind), "number > 1", pool, 1));
            }
            if (!kind.can(Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)) {
                Refusal.assertUnsupported(
                        kind,
                        Feature.INDIVIDUAL_ACKNOWLEDGEMENTS,
                        () -> client.createConnectionConsumer(jms.queue(kind), null, pool, 1));
            }
            assertThrows(JMSException.class, () -> client.createDurableConnectionConsumer(topic, null, null, pool, 1));
            assertThrows(
                    InvalidDestinationException.class,
                    () -> client.createDurableConnectionConsumer(
                            client.createSession().createTemporaryTopic(), "sub", null, pool, 1));
            if (kind.can(Feature.DURABLE_SUBSCRIPTIONS)) {
                MessageConsumer free = client.createSession().createDurableConsumer(topic, "sub");
                assertNotNull(free, "a refusal leaves the name free");
            }
        }
    }

    /** 6.1.4: a stopped connection hands out nothing, and goes on when it is started. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void aStoppedConnectionHandsOutNothing(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.stopped(kind);
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, listener())) {
            connection.createConnectionConsumer(queue, null, pool, 1);
            jms.send(kind, queue, "a");
            assertNull(got.poll(JmsFixture.SILENCE, TimeUnit.MILLISECONDS));
            connection.start();
            assertEquals(List.of("a 1"), next(1));
            connection.stop();
            jms.send(kind, queue, "b");
            assertNull(got.poll(JmsFixture.SILENCE, TimeUnit.MILLISECONDS));
            connection.start();
            assertEquals(List.of("b 1"), next(1));
        }
    }

    /** API of ConnectionConsumer: a closed one takes nothing more, and what it has not handed out others get. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void aClosedOneTakesNothingMore(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        try (SessionPool pool = new SessionPool(connection, 1, Session.AUTO_ACKNOWLEDGE, listener())) {
            ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
            jms.send(kind, queue, "a");
            assertEquals(List.of("a 1"), next(1));
            pool.awaitIdle();
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
            consumer.close();
            consumer.close();
            assertThrows(IllegalStateException.class, consumer::getServerSessionPool);
            jms.send(kind, queue, "b");
            MessageConsumer other = jms.connect(kind).createSession().createConsumer(queue);
            assertEquals("b", JmsFixture.text(other.receive(JmsFixture.PATIENCE)));
            assertEquals(0, got.size());
        }
    }
}

package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** The thread of a session and its listeners (Jakarta Messaging 3.1, 6.2.5, 6.2.9, 6.2.13 and 6.2.14). */
@Timeout(120)
class SessionDispatchIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.2.13: the listeners of all consumers of a session run one after the other. */
    @Brokers
    void listenersOfASessionRunOneAtATime(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        Topic third = jms.topic(kind);
        HeldListener held = new HeldListener();
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        session.createConsumer(first).setMessageListener(held);
        session.createConsumer(second).setMessageListener(heard::add);
        session.createConsumer(third).setMessageListener(heard::add);
        jms.send(kind, first, "a");
        assertEquals("a", held.awaitBegin());
        jms.send(kind, second, "b");
        jms.send(kind, third, "c");
        assertNull(heard.poll(SILENCE, TimeUnit.MILLISECONDS));
        held.release();
        assertEquals("done", held.outcome());
        for (int i = 0; i < 2; i++) {
            text(heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** 6.2.13: sessions do not wait for each other. */
    @Brokers
    void listenersOfSeveralSessionsRunAtOnce(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        int count = 4;
        CyclicBarrier barrier = new CyclicBarrier(count);
        CountDownLatch met = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Queue queue = jms.queue(kind);
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                try {
                    barrier.await(PATIENCE, TimeUnit.MILLISECONDS);
                    met.countDown();
                } catch (Exception e) {
                    throw new java.lang.IllegalStateException("expected to meet the others", e);
                }
            });
            jms.send(kind, queue, "meet");
        }
        assertTrue(met.await(PATIENCE, TimeUnit.MILLISECONDS), "all listeners at once");
    }

    /** 6.2.5: a consumer is either received from or listened to. */
    @Brokers
    void aConsumerWithAListenerCannotBeReceivedFrom(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(jms.queue(kind));
        consumer.setMessageListener(message -> {});
        assertThrows(IllegalStateException.class, consumer::receive);
        assertThrows(IllegalStateException.class, () -> consumer.receive(SILENCE));
        assertThrows(IllegalStateException.class, consumer::receiveNoWait);
    }

    /** 6.2.5: and so are all consumers of a session. */
    @Brokers
    void aSessionWithAListenerCannotBeReceivedFrom(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MessageConsumer listening = session.createConsumer(jms.queue(kind));
        listening.setMessageListener(message -> {});
        MessageConsumer other = session.createConsumer(jms.queue(kind));
        assertThrows(IllegalStateException.class, other::receive);
        assertThrows(IllegalStateException.class, () -> other.receive(SILENCE));
        assertThrows(IllegalStateException.class, other::receiveNoWait);
        listening.close();
        assertNull(other.receive(1));
    }

    /** 6.2.5: while a listener runs, another thread may make and close consumers, and is not blocked for ever. */
    @Brokers
    void consumersCanBeMadeWhileAListenerRuns(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        HeldListener held = new HeldListener();
        session.createConsumer(queue).setMessageListener(held);
        jms.send(kind, queue, "a");
        assertEquals("a", held.awaitBegin());
        Queue later = jms.queue(kind);
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        MessageConsumer added = session.createConsumer(later);
        added.setMessageListener(heard::add);
        jms.send(kind, later, "b");
        held.release();
        assertEquals("b", text(heard.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        added.close();
    }

    /** 6.2.9: what a session sends to a destination arrives in its order. */
    @Brokers
    void messagesKeepTheirOrder(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add("m" + i);
        }
        JmsFixture.send(session, queue, sent.toArray(String[]::new));
        assertEquals(sent, texts(consumer, sent.size()));
    }

    /** 6.2.14: several sessions of a queue share its messages: each is for one. */
    @Brokers
    void severalSessionsShareAQueue(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind, "jms.prefetchPolicy.all=1&jms.prefetchPolicy.windowBytes=100");
        Queue queue = jms.queue(kind);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        for (int i = 0; i < 3; i++) {
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                try {
                    heard.add(text(message));
                } catch (JMSException e) {
                    heard.add(e.toString());
                }
            });
        }
        List<String> sent = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            sent.add("m" + i);
        }
        jms.send(kind, queue, sent.toArray(String[]::new));
        List<String> got = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            got.add(heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
        assertEquals(sent, got.stream().sorted().toList());
        assertNull(heard.poll(SILENCE, TimeUnit.MILLISECONDS));
    }
}

package org.stompest.it.conformance;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicSession;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** The end of a session (Jakarta Messaging 3.1, 6.2.15). */
@Timeout(120)
class SessionCloseIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.2.15: every method of a closed session fails but close, and so do those of its producers and consumers. */
    @Brokers
    void everyOtherMethodOfAClosedSessionIsRefused(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session living = connection.createSession();
        Queue queue = jms.queue(kind);
        for (int mode : JmsFixture.modes(kind, 0, 1, 2, 3, 101, 257)) {
            Session session = connection.createSession(mode);
            MessageProducer producer = session.createProducer(queue);
            MessageConsumer consumer = session.createConsumer(jms.topic(kind), "a = 1");
            session.close();
            ClosedObjects.assertRefuseEverything(Session.class, session, living);
            ClosedObjects.assertRefuseEverything(MessageProducer.class, producer, living);
            ClosedObjects.assertRefuseEverything(MessageConsumer.class, consumer, living);
            producer.close();
            consumer.close();
            session.close();
        }
    }

    /** 6.2.15: the same for sessions of one domain. */
    @Brokers
    void everyOtherMethodOfAClosedSessionOfOneDomainIsRefused(BrokerKind kind) throws Exception {
        Session living = jms.connect(kind).createSession();
        QueueSession queues =
                jms.closing(jms.factory(kind, "").createQueueConnection()).createQueueSession(false, 1);
        queues.close();
        ClosedObjects.assertRefuseEverything(QueueSession.class, queues, living);
        TopicSession topics =
                jms.closing(jms.factory(kind, "").createTopicConnection()).createTopicSession(true, 0);
        topics.close();
        ClosedObjects.assertRefuseEverything(TopicSession.class, topics, living);
    }

    /** 6.2.15: one session's end is not that of others, nor of the connection. */
    @Brokers
    void otherSessionsGoOn(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue queue = jms.queue(kind);
        Session one = connection.createSession();
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        one.createConsumer(jms.queue(kind));
        one.close();
        JmsFixture.send(connection.createSession(), queue, "a");
        assertEquals("a", text(consumer.receive(PATIENCE)));
    }

    /** 6.2.15: a receive that waits ends with null. */
    @Brokers
    void aReceiveThatWaitsGivesNull(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(jms.queue(kind));
        Call<Message> receive = JmsFixture.call(consumer::receive);
        Eventually.holds(receive::isBlocked, "receive waits");
        session.close();
        assertNull(receive.get());
        assertThrows(IllegalStateException.class, consumer::receive);
    }

    /** 6.2.15: close waits for the listener at work, which can go on using the session. */
    @Brokers
    void closeWaitsForAListenerThatStillMayDoAnything(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        Queue answers = jms.queue(kind);
        HeldListener listener = new HeldListener(() -> {
            JmsFixture.send(session, answers, "answer");
            session.commit();
            JmsFixture.send(session, answers, "never");
        });
        session.createConsumer(queue).setMessageListener(listener);
        jms.send(kind, queue, "a", "b");
        assertEquals("a", listener.awaitBegin());

        Call<Void> close = JmsFixture.start(session::close);
        Eventually.holds(close::isBlocked, "close waits");
        listener.release();
        close.get();
        assertEquals("done", listener.outcome());
        assertEquals(0, listener.unseen());
        Session next = jms.connect(kind).createSession();
        assertEquals(List.of("b"), texts(next.createConsumer(queue), 1));
        MessageConsumer answered = next.createConsumer(answers);
        assertEquals(List.of("answer"), texts(answered, 1));
        assertNull(answered.receive(SILENCE));
    }

    /** 6.2.15: a listener that closed its own session would wait for itself, so this fails; the session goes on. */
    @Brokers
    void aListenerCannotCloseItsOwnSession(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                session.close();
                outcomes.add("closed");
            } catch (JMSException e) {
                outcomes.add(e);
            }
        });
        jms.send(kind, queue, "a", "b");
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(IllegalStateException.class, outcomes.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    /** 6.2: what is not acknowledged goes back to the queue, in its order and before what came later. */
    @Brokers
    void whatIsNotAcknowledgedGoesBackInOrder(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        assertEquals(List.of("a", "b"), texts(session.createConsumer(queue), 2));
        session.close();
        jms.send(kind, queue, "d");
        MessageConsumer next = connection.createSession().createConsumer(queue);
        assertEquals(List.of("a", "b", "c", "d"), texts(next, 4));
    }

    /** 6.2.15: an open transaction is rolled back. */
    @Brokers
    void closeRollsBack(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue in = jms.queue(kind);
        Queue out = jms.queue(kind);
        jms.send(kind, in, "a");
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        assertEquals("a", text(session.createConsumer(in).receive(PATIENCE)));
        JmsFixture.send(session, out, "never");
        session.close();
        Session next = connection.createSession();
        Message again = next.createConsumer(in).receive(PATIENCE);
        assertEquals("a true 2", JmsFixture.story(again));
        assertNull(next.createConsumer(out).receive(SILENCE));
    }

    /** 6.2.15: messages stay usable; acknowledge fails in CLIENT_ACKNOWLEDGE, and is ignored in modes that do not need it. */
    @Brokers
    void aMessageOutlivesItsSession(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : JmsFixture.modes(kind, 0, 1, 2, 3, 4, 100)) {
            Queue queue = jms.queue(kind);
            Session session = connection.createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            jms.send(kind, queue, "a");
            TextMessage message = assertInstanceOf(TextMessage.class, consumer.receive(PATIENCE));
            session.close();
            assertEquals("a", message.getText());
            if (mode == Session.CLIENT_ACKNOWLEDGE || mode == 4) {
                assertThrows(IllegalStateException.class, message::acknowledge);
            } else {
                message.acknowledge();
            }
        }
    }

    /** 6.2.5 and 6.2.10: what a receiver has got is acknowledged, although a consumer is closed by another thread at that moment. */
    @Brokers
    void whatWasReceivedIsAcknowledgedWhileAnotherThreadCloses(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE)) {
            for (int i = 0; i < 30; i++) {
                Queue queue = jms.queue(kind);
                Session session = connection.createSession(mode);
                MessageConsumer consumer = session.createConsumer(queue);
                jms.send(kind, queue, "a");
                Message message = consumer.receive(PATIENCE);
                Call<Void> receiver = JmsFixture.start(() -> {
                    message.acknowledge();
                    MessageConsumer none = session.createConsumer(queue);
                    assertNull(none.receive(1));
                });
                consumer.close();
                receiver.get();
                session.close();
                Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left in mode " + mode);
            }
        }
    }

    /** 6.2.5: close may come from any thread, and from several at once. */
    @Brokers
    void closeMayComeFromAnyThread(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int i = 0; i < 20; i++) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(jms.queue(kind));
            Call<Message> receive = JmsFixture.call(consumer::receive);
            Eventually.holds(receive::isBlocked, "receive waits");
            List<Call<Void>> closings = List.of(
                    JmsFixture.start(session::close),
                    JmsFixture.start(consumer::close),
                    JmsFixture.start(session::close));
            for (Call<Void> each : closings) {
                each.get();
            }
            assertNull(receive.get());
        }
    }
}

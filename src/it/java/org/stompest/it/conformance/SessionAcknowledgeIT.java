package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.stories;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Who acknowledges, and what (Jakarta Messaging 3.1, 6.2.10). */
@Timeout(120)
class SessionAcknowledgeIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** The queue holds these, and nothing else. */
    private void assertLeft(BrokerKind kind, Queue queue, String... left) throws Exception {
        Eventually.isEqual((long) left.length, () -> jms.count(kind, queue), "messages left");
        MessageConsumer next = jms.connect(kind).createSession().createConsumer(queue);
        assertEquals(List.of(left), texts(next, left.length));
        assertNull(next.receive(SILENCE));
    }

    /** 6.2.10: in these modes a message that receive has returned is acknowledged, and one that only has arrived is not. */
    @Brokers
    void receivedMessagesAreAcknowledgedAndOthersAreNot(BrokerKind kind) throws Exception {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c", "d");
            Session session = jms.connect(kind).createSession(mode);
            assertEquals(List.of("a", "b"), texts(session.createConsumer(queue), 2));
            session.close();
            assertLeft(kind, queue, "c", "d");
        }
    }

    /** 6.2.10: the same when only the consumer is closed, or the whole connection. */
    @Brokers
    void receivedMessagesAreAcknowledgedHoweverTheEndComes(BrokerKind kind) throws Exception {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c");
            Connection connection = jms.connect(kind);
            MessageConsumer consumer = connection.createSession(mode).createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            consumer.close();
            MessageConsumer second = connection.createSession(mode).createConsumer(queue);
            assertEquals("b", text(second.receive(PATIENCE)));
            connection.close();
            assertLeft(kind, queue, "c");
        }
    }

    /** 6.2.10: a message for a listener is acknowledged when the listener has returned. */
    @Brokers
    void messagesForListenersAreAcknowledgedAfterwards(BrokerKind kind) throws Exception {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            HeldListener held = new HeldListener();
            jms.connect(kind).createSession(mode).createConsumer(queue).setMessageListener(held);
            jms.send(kind, queue, "a");
            assertEquals("a", held.awaitBegin());
            assertEquals(1, jms.count(kind, queue));
            held.release();
            assertEquals("done", held.outcome());
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
        }
    }

    /** 6.2.10: acknowledge on any message covers all that the session has delivered so far, and no more. */
    @Brokers
    void anyMessageAcknowledgesAllThatWereDelivered(BrokerKind kind) throws Exception {
        for (int which = 0; which < 3; which++) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c", "d", "e");
            Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(queue);
            List<Message> received = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                received.add(consumer.receive(PATIENCE));
            }
            received.get(which).acknowledge();
            assertEquals("d", text(consumer.receive(PATIENCE)));
            session.close();
            assertLeft(kind, queue, "d", "e");
        }
    }

    /** 6.2.10: it covers all consumers of the session. */
    @Brokers
    void acknowledgeCoversAllConsumersOfTheSession(BrokerKind kind) throws Exception {
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        jms.send(kind, first, "a", "b", "c");
        jms.send(kind, second, "x", "y", "z");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer one = session.createConsumer(first);
        MessageConsumer other = session.createConsumer(second);
        Message oldest = one.receive(PATIENCE);
        assertEquals("x", text(other.receive(PATIENCE)));
        assertEquals("b", text(one.receive(PATIENCE)));
        oldest.acknowledge();
        session.close();
        assertLeft(kind, first, "c");
        assertLeft(kind, second, "y", "z");
    }

    /** 8.8: it covers consumers too that were closed meanwhile, and a message of one may be what it is called on. */
    @Brokers
    void acknowledgeCoversConsumersThatWereClosed(BrokerKind kind) throws Exception {
        for (boolean isOfClosed : List.of(true, false)) {
            Queue first = jms.queue(kind);
            Queue second = jms.queue(kind);
            jms.send(kind, first, "a", "b");
            jms.send(kind, second, "x", "y");
            Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer closed = session.createConsumer(first);
            Message ofClosed = closed.receive(PATIENCE);
            closed.close();
            Message ofOpen = session.createConsumer(second).receive(PATIENCE);
            (isOfClosed ? ofClosed : ofOpen).acknowledge();
            session.close();
            assertLeft(kind, first, "b");
            assertLeft(kind, second, "y");
        }
    }

    /** 8.8: a message of a closed consumer still is the session's until it is recovered, so that no other consumer gets it. */
    @Brokers
    void aMessageOfAClosedConsumerIsNotForTheNextOne(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer closed = session.createConsumer(queue);
        Message first = closed.receive(PATIENCE);
        closed.close();
        first.acknowledge();
        MessageConsumer next = session.createConsumer(queue);
        assertEquals("b", text(next.receive(PATIENCE)));
        assertNull(next.receive(SILENCE));
    }

    /** 6.2.10: acknowledge on a message that is acknowledged already is not an error, and covers what came since. */
    @Brokers
    void acknowledgeMayBeRepeated(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = consumer.receive(PATIENCE);
        first.acknowledge();
        first.acknowledge();
        assertEquals("b", text(consumer.receive(PATIENCE)));
        first.acknowledge();
        session.close();
        assertLeft(kind, queue, "c");
    }

    /** 6.2.10: a listener may acknowledge, at the message or later. */
    @Brokers
    void aListenerMayAcknowledge(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c", "d");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                String text = ((TextMessage) message).getText();
                if (text.equals("c")) {
                    message.acknowledge();
                }
                heard.add(text);
            } catch (JMSException e) {
                heard.add(e.toString());
            }
        });
        for (String expected : List.of("a", "b", "c", "d")) {
            assertEquals(expected, heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
        session.close();
        assertLeft(kind, queue, "d");
    }

    /** 6.2.10: where sessions acknowledge by themselves, acknowledge is ignored; in a transaction too. */
    @Brokers
    void acknowledgeIsIgnoredInOtherModes(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED)) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a");
            Session session = connection.createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            Message message = consumer.receive(PATIENCE);
            assertNotNull(message, "a message");
            message.acknowledge();
            if (mode == Session.SESSION_TRANSACTED) {
                session.rollback();
                assertEquals(List.of("a true 2"), stories(consumer, 1));
            }
            session.close();
        }
    }
}

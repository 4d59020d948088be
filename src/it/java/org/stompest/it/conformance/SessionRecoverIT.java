package org.stompest.it.conformance;

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

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.stories;
import static org.stompest.it.conformance.JmsFixture.story;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Taking up delivery again at the first message that is not acknowledged (Jakarta Messaging 3.1, 6.2.10). */
@Timeout(120)
class SessionRecoverIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.2.10 and 3.5.11: the messages come again in order, marked, and counted each time. */
    @Brokers
    void recoverGivesAllAgainInOrder(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c", "d");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.receive(PATIENCE).acknowledge();
        assertEquals(List.of("b false 1", "c false 1"), stories(consumer, 2));
        session.recover();
        assertEquals(List.of("b true 2"), stories(consumer, 1));
        session.recover();
        assertEquals(List.of("b true 3", "c true 2", "d false 1"), stories(consumer, 3));
        session.recover();
        Message last = null;
        for (String expected : List.of("b true 4", "c true 3", "d true 2")) {
            last = consumer.receive(PATIENCE);
            assertEquals(expected, story(last));
        }
        last.acknowledge();
        session.recover();
        assertNull(consumer.receive(SILENCE));
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    /** 6.2.10: it is for all consumers of the session. */
    @Brokers
    void recoverIsForAllConsumersOfTheSession(BrokerKind kind) throws Exception {
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        jms.send(kind, first, "a", "b");
        jms.send(kind, second, "x", "y");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer one = session.createConsumer(first);
        MessageConsumer other = session.createConsumer(second);
        assertEquals("a", text(one.receive(PATIENCE)));
        assertEquals("x", text(other.receive(PATIENCE)));
        session.recover();
        assertEquals(List.of("x true 2", "y false 1"), stories(other, 2));
        assertEquals(List.of("a true 2", "b false 1"), stories(one, 2));
    }

    /** 6.2.10 and 8.8: messages of a consumer that was closed go to the next suitable one, marked and counted. */
    @Brokers
    void recoverGivesMessagesOfAClosedConsumerToTheNext(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer closed = session.createConsumer(queue);
        assertEquals(List.of("a", "b"), texts(closed, 2));
        closed.close();
        session.recover();
        MessageConsumer next = session.createConsumer(queue);
        assertEquals(List.of("a true 2", "b true 2"), stories(next, 2));
        assertEquals("c", text(next.receive(PATIENCE)));
    }

    /** 6.2.10: in AUTO_ACKNOWLEDGE what has been received is acknowledged, so there is nothing to recover. */
    @Brokers
    void recoverOutsideAListenerDoesNothingInAutoAcknowledge(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b");
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("a", text(consumer.receive(PATIENCE)));
        session.recover();
        assertEquals(List.of("b false 1"), stories(consumer, 1));
        session.recover();
        assertNull(consumer.receive(SILENCE));
    }

    private static BlockingQueue<String> recoverOnce(Session session, Queue queue) throws JMSException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                String story = story(message);
                heard.add(story);
                if (story.equals("a false 1")) {
                    session.recover();
                }
            } catch (JMSException e) {
                heard.add(e.toString());
            }
        });
        return heard;
    }

    /** 6.2.10: in a listener it is for the message at hand, which is not acknowledged yet, and is acknowledged once then. */
    @Brokers
    void recoverInAListenerGivesTheMessageAtHandAgain(BrokerKind kind) throws Exception {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b");
            Connection connection = jms.connect(kind);
            BlockingQueue<String> heard = recoverOnce(connection.createSession(mode), queue);
            for (String expected : List.of("a false 1", "a true 2", "b false 1")) {
                assertEquals(expected, heard.poll(PATIENCE, TimeUnit.MILLISECONDS), "mode " + mode);
            }
            connection.close();
            long left = mode == Session.CLIENT_ACKNOWLEDGE ? 2 : 0;
            Eventually.isEqual(left, () -> jms.count(kind, queue), "messages left");
        }
    }
}

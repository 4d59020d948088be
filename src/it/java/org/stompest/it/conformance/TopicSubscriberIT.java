package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Subscriptions to topics without a name (Jakarta Messaging 3.1, 4.2 and 8.3.1). */
@Timeout(120)
class TopicSubscriberIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 8.3.1: one subscription each, in one session, in two, and of another connection. */
    @Brokers
    void everySubscriberGetsEveryMessageInOrder(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        List<MessageConsumer> consumers = List.of(
                session.createConsumer(topic),
                session.createConsumer(topic),
                connection.createSession().createConsumer(topic),
                jms.connect(kind).createSession().createConsumer(topic));
        jms.send(kind, topic, "a", "b", "c", "d");
        for (MessageConsumer each : consumers) {
            assertEquals(List.of("a", "b", "c", "d"), JmsFixture.texts(each, 4));
            assertNull(each.receiveNoWait());
        }
    }

    /** 8.3.1: exactly as long as its consumer is open. */
    @Brokers
    void aSubscriptionIsAsLongAsItsConsumer(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        jms.send(kind, topic, "before");
        MessageConsumer first = session.createConsumer(topic);
        jms.send(kind, topic, "first");
        assertEquals("first", JmsFixture.text(first.receive(JmsFixture.PATIENCE)));
        first.close();
        jms.send(kind, topic, "between");
        MessageConsumer second = session.createConsumer(topic);
        jms.send(kind, topic, "second");
        assertEquals("second", JmsFixture.text(second.receive(JmsFixture.PATIENCE)));
        assertNull(second.receiveNoWait());
    }

    /** 6.1.4: subscriptions of a stopped connection collect what is sent. */
    @Brokers
    void subscriptionsOfAStoppedConnectionCollect(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.stopped(kind);
        MessageConsumer consumer = connection.createSession().createConsumer(topic);
        jms.send(kind, topic, "a", "b");
        assertNull(consumer.receive(JmsFixture.SILENCE));
        connection.start();
        assertEquals(List.of("a", "b"), JmsFixture.texts(consumer, 2));
    }

    /** 6.2.7: messages that are sent in a transaction come with its commit. */
    @Brokers
    void transactedMessagesComeWithTheCommit(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(topic);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        JmsFixture.send(session, topic, "never");
        session.rollback();
        JmsFixture.send(session, topic, "a", "b");
        assertNull(consumer.receive(JmsFixture.SILENCE));
        session.commit();
        assertEquals(List.of("a", "b"), JmsFixture.texts(consumer, 2));
    }

    /** 6.2.7: a subscriber rolls back as a consumer of a queue does, and its copy alone. */
    @Brokers
    void aRollbackRedeliversToThatSubscriberAlone(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = jms.connect(kind).createSession().createConsumer(topic);
        jms.send(kind, topic, "a", "b");
        assertEquals(List.of("a false 1", "b false 1"), JmsFixture.stories(one, 2));
        session.rollback();
        assertEquals(List.of("a true 2", "b true 2"), JmsFixture.stories(one, 2));
        session.commit();
        assertEquals(List.of("a false 1", "b false 1"), JmsFixture.stories(two, 2));
        assertNull(two.receiveNoWait());
    }

    /** 8.3.1: noLocal leaves out what the own connection sends, by whatever session. */
    @Brokers
    void noLocalLeavesOutTheOwnConnectionsMessages(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        MessageConsumer others = session.createConsumer(topic, null, true);
        MessageConsumer all = session.createConsumer(topic, null, false);
        JmsFixture.send(session, topic, "own");
        JmsFixture.send(connection.createSession(), topic, "own of another session");
        jms.send(kind, topic, "other");
        assertEquals(List.of("own", "own of another session", "other"), JmsFixture.texts(all, 3));
        assertEquals("other", JmsFixture.text(others.receive(JmsFixture.PATIENCE)));
        assertNull(others.receiveNoWait());
    }

    /** 8.3.1: also what it sends in a transaction, and without message ids, by which messages are told apart otherwise. */
    @Brokers
    void noLocalLeavesOutTransactedAndAnonymousMessages(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind);
        MessageConsumer others = connection.createSession().createConsumer(topic, null, true);
        Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = transacted.createProducer(topic);
        producer.send(transacted.createTextMessage("own"));
        producer.setDisableMessageID(true);
        producer.send(transacted.createTextMessage("own without id"));
        transacted.commit();
        Session other = jms.connect(kind).createSession();
        MessageProducer anonymous = other.createProducer(topic);
        anonymous.setDisableMessageID(true);
        anonymous.send(other.createTextMessage("other without id"));
        assertEquals("other without id", JmsFixture.text(others.receive(JmsFixture.PATIENCE)));
        assertNull(others.receiveNoWait());
    }

    /** 8.3.1: together with a selector, which wants both. */
    @Brokers
    void noLocalAndSelectorsGoTogether(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        Session other = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(topic, "number > 1", true);
        for (Session each : List.of(session, other)) {
            for (int number : List.of(1, 2)) {
                Message message = each.createTextMessage((each == session ? "own " : "other ") + number);
                message.setIntProperty("number", number);
                each.createProducer(topic).send(message);
            }
        }
        assertEquals("other 2", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        assertNull(consumer.receiveNoWait());
    }

    /** API of Session: noLocal means nothing for a queue. */
    @Brokers
    void noLocalMeansNothingForQueues(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(queue, null, true);
        JmsFixture.send(session, queue, "own");
        assertEquals("own", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.1: for a temporary topic too. */
    @Brokers
    void temporaryTopicsHaveSeveralSubscribers(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Topic topic = session.createTemporaryTopic();
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = session.createConsumer(topic);
        JmsFixture.send(session, topic, "a", "b");
        assertEquals(List.of("a", "b"), JmsFixture.texts(one, 2));
        assertEquals(List.of("a", "b"), JmsFixture.texts(two, 2));
    }
}

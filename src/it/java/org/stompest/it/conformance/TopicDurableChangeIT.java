package org.stompest.it.conformance;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Durable subscriptions that are replaced by others or deleted (Jakarta Messaging 3.1, 8.3.3, and the API of Session). */
@Timeout(120)
class TopicDurableChangeIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private Connection connect(BrokerKind kind, String clientId) throws JMSException {
        return jms.connect(kind, "jms.clientID=" + clientId);
    }

    private static void sendNumber(Session session, Topic topic, int number) throws JMSException {
        Message message = session.createTextMessage("number " + number);
        message.setIntProperty("number", number);
        session.createProducer(topic).send(message);
    }

    /** 8.3.3: another topic under the same name deletes the old subscription, and what it has collected. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void anotherTopicReplacesTheSubscription(BrokerKind kind) throws Exception {
        Topic before = jms.topic(kind);
        Topic after = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        session.createDurableConsumer(before, "sub").close();
        jms.send(kind, before, "old");
        MessageConsumer consumer = session.createDurableConsumer(after, "sub");
        jms.send(kind, before, "old again");
        jms.send(kind, after, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        assertNull(consumer.receive(JmsFixture.SILENCE));
    }

    /** 8.3.3: also when the program has been away; Artemis goes on with the old topic then, which nobody can see over STOMP. */
    @Brokers(can = Feature.DURABLE_TOPIC_CHANGE)
    void anotherTopicCountsAlsoForAnotherConnection(BrokerKind kind) throws Exception {
        Topic before = jms.topic(kind);
        Topic after = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        connection.createSession().createDurableConsumer(before, "sub");
        connection.close();
        jms.send(kind, before, "old");
        MessageConsumer consumer = connect(kind, clientId).createSession().createDurableConsumer(after, "sub");
        jms.send(kind, before, "old again");
        jms.send(kind, after, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        assertNull(consumer.receive(JmsFixture.SILENCE));
    }

    /** 8.3.3: so does another selector. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void anotherSelectorReplacesTheSubscription(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        session.createDurableConsumer(topic, "sub", "number = 1", false).close();
        sendNumber(session, topic, 1);
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub", "number < 3", false);
        sendNumber(session, topic, 3);
        sendNumber(session, topic, 2);
        assertEquals("number 2", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        consumer.close();
        sendNumber(session, topic, 2);
        consumer = session.createDurableConsumer(topic, "sub");
        sendNumber(session, topic, 3);
        assertEquals("number 3", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: also when the program has been away, so that nobody here remembers the old selector. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void anotherSelectorCountsAlsoForAnotherConnection(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        connection.createSession().createDurableConsumer(topic, "sub", "number = 1", false);
        connection.close();
        Session session = connect(kind, clientId).createSession();
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub", "number > 1", false);
        sendNumber(session, topic, 1);
        sendNumber(session, topic, 2);
        assertEquals("number 2", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: so does another noLocal. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void anotherNoLocalReplacesTheSubscription(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        session.createDurableConsumer(topic, "sub", null, true).close();
        jms.send(kind, topic, "old");
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub", null, false);
        JmsFixture.send(session, topic, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: it is gone, and with it what has waited. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void unsubscribeDeletesTheSubscription(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        session.createDurableConsumer(topic, "sub").close();
        jms.send(kind, topic, "old");
        session.unsubscribe("sub");
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        consumer.close();
        session.unsubscribe("sub");
    }

    /** API of Session: another connection of the same client, later, may delete it too. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aLaterConnectionMayUnsubscribe(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        connection.createSession().createDurableConsumer(topic, "sub");
        connection.close();
        jms.send(kind, topic, "old");
        Session session = connect(kind, clientId).createSession();
        session.unsubscribe("sub");
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: not while it has a consumer, or messages that a session may still give back. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void unsubscribeIsRefusedWhileTheSubscriptionIsInUse(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = connect(kind, jms.name(kind));
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        Session other = connection.createSession();
        assertThrows(JMSException.class, () -> session.unsubscribe("sub"));
        assertThrows(JMSException.class, () -> other.unsubscribe("sub"));
        jms.send(kind, topic, "a");
        assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        consumer.close();
        assertThrows(JMSException.class, () -> other.unsubscribe("sub"));
        session.commit();
        other.unsubscribe("sub");
    }

    /** API of Session: an unknown name is an error; Artemis answers to that as to any other over STOMP, so there it does nothing. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void unsubscribeOfAnUnknownNameIsRefused(BrokerKind kind) throws Exception {
        Session session = connect(kind, jms.name(kind)).createSession();
        assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(null));
        assertThrows(InvalidDestinationException.class, () -> session.unsubscribe(""));
        if (kind.can(Feature.UNKNOWN_SUBSCRIPTION_ERRORS)) {
            assertThrows(InvalidDestinationException.class, () -> session.unsubscribe("unknown"));
        } else {
            session.unsubscribe("unknown");
        }
        Topic topic = jms.topic(kind);
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "the connection goes on");
        assertEquals("the connection goes on", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }
}

package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Durable subscriptions with one consumer at a time (Jakarta Messaging 3.1, 4.2 and 8.3.3). */
@Timeout(120)
class TopicDurableIT {
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

    /** 8.3.3: what is sent in the meantime waits, over the end of the consumer, the session and the connection. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aSubscriptionCollectsWhileNobodyConsumes(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        Session session = connection.createSession();
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "a");
        assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        consumer.close();
        jms.send(kind, topic, "b", "c");
        consumer = session.createDurableConsumer(topic, "sub");
        assertEquals("b", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        session.close();
        jms.send(kind, topic, "d");
        session = connection.createSession();
        assertEquals(List.of("c", "d"), JmsFixture.texts(session.createDurableSubscriber(topic, "sub"), 2));
        connection.close();
        jms.send(kind, topic, "e");
        connection = connect(kind, clientId);
        consumer = connection.createSession().createDurableConsumer(topic, "sub", null, false);
        jms.send(kind, topic, "f");
        assertEquals(List.of("e", "f"), JmsFixture.texts(consumer, 2));
        assertNull(consumer.receiveNoWait());
    }

    /** 7.7: messages that are not persistent are kept as well, as long as the broker runs. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void messagesThatAreNotPersistentWaitToo(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        session.createDurableConsumer(topic, "sub").close();
        MessageProducer producer = session.createProducer(topic);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.send(session.createTextMessage("a"));
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: it belongs to a client identifier; without one it is refused here, before the broker makes an orphan of it. */
    @Brokers
    void aClientIdentifierIsNeeded(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, "sub"));
        assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, "sub", null, true));
        assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, "sub"));
        assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, "sub", null, true));
    }

    /** 8.3.3: some brokers have none; the refusal says so, and the session goes on. */
    @Brokers(cannot = Feature.DURABLE_SUBSCRIPTIONS)
    void brokersThatHaveNoneRefuse(BrokerKind kind) throws Exception {
        Feature durable = Feature.DURABLE_SUBSCRIPTIONS;
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        Refusal.assertUnsupported(kind, durable, () -> session.createDurableConsumer(topic, "sub"));
        Refusal.assertUnsupported(kind, durable, () -> session.createDurableConsumer(topic, "sub", "a = 1", true));
        Refusal.assertUnsupported(kind, durable, () -> session.createDurableSubscriber(topic, "sub"));
        Refusal.assertUnsupported(kind, durable, () -> session.unsubscribe("sub"));
        try (JMSContext context =
                jms.factory(kind, "jms.clientID=" + jms.name(kind)).createContext()) {
            Refusal.assertUnsupportedByContext(kind, durable, () -> context.createDurableConsumer(topic, "sub"));
        }
        MessageConsumer consumer = session.createConsumer(topic);
        JmsFixture.send(session, topic, "the session goes on");
        assertEquals("the session goes on", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: one active consumer at a time, in one session or in two; the first one goes on. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aSecondActiveConsumerIsRefused(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = connect(kind, jms.name(kind));
        Session session = connection.createSession();
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        Session second = connection.createSession();
        for (Session each : List.of(session, second)) {
            assertThrows(JMSException.class, () -> each.createDurableConsumer(topic, "sub"));
            assertThrows(JMSException.class, () -> each.createDurableConsumer(topic, "sub", "number = 1", false));
            assertThrows(JMSException.class, () -> each.createDurableConsumer(jms.topic(kind), "sub"));
        }
        jms.send(kind, topic, "a");
        assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        consumer.close();
        MessageConsumer next = second.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "b");
        assertEquals("b", JmsFixture.text(next.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: noLocal leaves out the messages of the own connection, also those that wait, and of a later one of the same client. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void noLocalIsAboutTheClientIdentifier(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        Session session = connection.createSession();
        session.createDurableConsumer(topic, "sub", null, true).close();
        JmsFixture.send(session, topic, "own");
        jms.send(kind, topic, "other");
        connection.close();
        Session again = connect(kind, clientId).createSession();
        TopicSubscriber subscriber = again.createDurableSubscriber(topic, "sub", null, true);
        JmsFixture.send(again, topic, "own again");
        jms.send(kind, topic, "another");
        assertEquals(List.of("other", "another"), JmsFixture.texts(subscriber, 2));
        assertNull(subscriber.receiveNoWait());
    }

    /** 4.2.4: letters, digits, underscore, dot and hyphen, up to 128 of them, each name a subscription of its own. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void namesMayHaveAllThatTheSpecificationAllows(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind) + ".client_id-1").createSession();
        List<String> names = List.of(
                "a", "A", "a_b", "a.b", "a-b", ".a.", "\u00e4\u4e2d1", "x".repeat(127) + "y", "x".repeat(127) + "z");
        for (String name : names) {
            session.createDurableConsumer(topic, name).close();
        }
        jms.send(kind, topic, "to all");
        session.unsubscribe("a");
        for (String name : names) {
            try (MessageConsumer consumer = session.createDurableConsumer(topic, name)) {
                if (name.equals("a")) {
                    assertNull(consumer.receive(JmsFixture.SILENCE), name);
                } else {
                    assertEquals("to all", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)), name);
                }
            }
            session.unsubscribe(name);
        }
    }

    /** 4.2.4: the name belongs to the client identifier, however a broker puts the two together. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void namesOfDifferentClientsDoNotMeet(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String client = jms.name(kind);
        Session one = connect(kind, client).createSession();
        Session two = connect(kind, client + ".a").createSession();
        one.createDurableConsumer(topic, "a.b").close();
        two.createDurableConsumer(topic, "b").close();
        jms.send(kind, topic, "to both");
        assertEquals(
                "to both",
                JmsFixture.text(one.createDurableConsumer(topic, "a.b").receive(JmsFixture.PATIENCE)));
        assertEquals(
                "to both", JmsFixture.text(two.createDurableConsumer(topic, "b").receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: not to a temporary topic, which does not last; and not without a name or a topic. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void whatCannotLastIsRefused(BrokerKind kind) throws Exception {
        Session session = connect(kind, jms.name(kind)).createSession();
        Topic temporary = session.createTemporaryTopic();
        assertThrows(InvalidDestinationException.class, () -> session.createDurableConsumer(temporary, "sub"));
        assertThrows(InvalidDestinationException.class, () -> session.createDurableConsumer(null, "sub"));
        JMSException refusal =
                assertThrows(JMSException.class, () -> session.createDurableConsumer(jms.topic(kind), null));
        assertTrue(refusal.getMessage().contains("name"), refusal.getMessage());
        assertThrows(JMSException.class, () -> session.createDurableConsumer(jms.topic(kind), ""));
    }

    /** 8.3.3: a subscription that was refused is none, so that its name is free and nothing has to be deleted. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aRefusedSubscriptionLeavesItsNameFree(BrokerKind kind) throws Exception {
        Session session = connect(kind, jms.name(kind)).createSession();
        Topic impossible = session.createTopic(" ");
        assertThrows(InvalidDestinationException.class, () -> session.createDurableConsumer(impossible, "sub"));
        Topic topic = jms.topic(kind);
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "a");
        assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 6.2.7: a rollback gives the messages of the subscription again. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void rollbackRedeliversFromTheSubscription(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
        jms.send(kind, topic, "a", "b");
        assertEquals(List.of("a false 1", "b false 1"), JmsFixture.stories(consumer, 2));
        session.rollback();
        assertEquals(List.of("a true 2", "b true 2"), JmsFixture.stories(consumer, 2));
        session.commit();
        consumer.close();
        jms.send(kind, topic, "c");
        consumer = session.createDurableConsumer(topic, "sub");
        assertEquals("c", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        session.commit();
    }
}

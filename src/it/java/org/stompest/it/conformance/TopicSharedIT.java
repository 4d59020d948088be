package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Subscriptions that several consumers share (Jakarta Messaging 3.1, 8.3.2 and 8.3.4), as far as a broker has them over STOMP. */
@Timeout(120)
class TopicSharedIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private Connection connect(BrokerKind kind, String clientId) throws JMSException {
        return jms.connect(kind, "jms.clientID=" + clientId);
    }

    /** Takes all there is from several consumers in turn. */
    private static Set<String> drain(List<MessageConsumer> consumers, int count) throws JMSException {
        List<String> got = new ArrayList<>();
        while (got.size() < count) {
            for (MessageConsumer consumer : consumers) {
                Message message = consumer.receive(10);
                if (message != null) {
                    got.add(JmsFixture.text(message));
                }
            }
        }
        Set<String> distinct = new HashSet<>(got);
        assertEquals(count, distinct.size(), "each message once, got " + got);
        return distinct;
    }

    /** 8.3.2, 8.3.4: some brokers have none; the refusal says so, and what to do instead. */
    @Brokers(cannot = {Feature.SHARED_SUBSCRIPTIONS, Feature.SHARED_DURABLE_SUBSCRIPTIONS})
    void allSharedSubscriptionsAreRefusedWhereThereAreNone(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        Feature shared = Feature.SHARED_SUBSCRIPTIONS;
        Refusal.assertUnsupported(kind, shared, () -> session.createSharedConsumer(topic, "sub"));
        Refusal.assertUnsupported(kind, shared, () -> session.createSharedConsumer(topic, "sub", "a = 1"));
        Feature durable = Feature.SHARED_DURABLE_SUBSCRIPTIONS;
        Refusal.assertUnsupported(kind, durable, () -> session.createSharedDurableConsumer(topic, "sub"));
        Refusal.assertUnsupported(kind, durable, () -> session.createSharedDurableConsumer(topic, "sub", "a = 1"));
    }

    /** 8.3.2: the way out that the refusal names: several consumers of one queue behind a virtual topic. */
    @Brokers(can = Feature.VIRTUAL_TOPICS)
    void virtualTopicsAreShared(BrokerKind kind) throws Exception {
        String name = "VirtualTopic." + jms.name(kind);
        Session one = jms.connect(kind, "jms.prefetchPolicy.all=1").createSession();
        Session two = jms.connect(kind, "jms.prefetchPolicy.all=1").createSession();
        List<MessageConsumer> consumers = List.of(
                one.createConsumer(one.createQueue("Consumer.sub." + name)),
                two.createConsumer(two.createQueue("Consumer.sub." + name)));
        jms.send(kind, one.createTopic(name), "a", "b", "c", "d");
        assertEquals(Set.of("a", "b", "c", "d"), drain(consumers, 4));
    }

    /** 8.3.2: Artemis would keep them for good over STOMP; the refusal says so, and what to do instead. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS, cannot = Feature.SHARED_SUBSCRIPTIONS)
    void thoseThatAreNotDurableAreRefusedWhereOthersAreNot(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        Feature shared = Feature.SHARED_SUBSCRIPTIONS;
        Refusal.assertUnsupported(kind, shared, () -> session.createSharedConsumer(topic, "sub"));
        Refusal.assertUnsupported(kind, shared, () -> session.createSharedConsumer(topic, "sub", "a = 1"));
    }

    /** 8.3.4: the simplified API refuses with the twin of the exception. */
    @Brokers(cannot = Feature.SHARED_SUBSCRIPTIONS)
    void contextsRefuseInTheSameWords(BrokerKind kind) {
        Topic topic = jms.topic(kind);
        try (jakarta.jms.JMSContext context = jms.factory(kind, "").createContext()) {
            Refusal.assertUnsupportedByContext(
                    kind, Feature.SHARED_SUBSCRIPTIONS, () -> context.createSharedConsumer(topic, "sub"));
        }
    }

    /** 8.3.4: several consumers, of one connection and of several with the same client identifier. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS)
    void sharedDurableConsumersShareTheMessages(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        List<MessageConsumer> consumers = List.of(
                connection.createSession().createSharedDurableConsumer(topic, "sub"),
                connection.createSession().createSharedDurableConsumer(topic, "sub"),
                connect(kind, clientId).createSession().createSharedDurableConsumer(topic, "sub"));
        MessageConsumer alone = jms.connect(kind).createSession().createConsumer(topic);
        jms.send(kind, topic, "a", "b", "c", "d", "e", "f");
        assertEquals(Set.of("a", "b", "c", "d", "e", "f"), drain(consumers, 6));
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), JmsFixture.texts(alone, 6));
    }

    /** 8.3.4: it outlives its consumers, and collects meanwhile. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS)
    void sharedDurableSubscriptionsCollectWhileNobodyConsumes(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        String clientId = jms.name(kind);
        Connection connection = connect(kind, clientId);
        connection.createSession().createSharedDurableConsumer(topic, "sub");
        connection.close();
        jms.send(kind, topic, "a", "b");
        Session session = connect(kind, clientId).createSession();
        MessageConsumer consumer = session.createSharedDurableConsumer(topic, "sub");
        assertEquals(List.of("a", "b"), JmsFixture.texts(consumer, 2));
        assertThrows(JMSException.class, () -> session.unsubscribe("sub"));
        consumer.close();
        session.unsubscribe("sub");
    }

    /** 8.3.4: only with a client identifier, since the broker would delete it otherwise; the refusal says so. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS, cannot = Feature.SHARED_DURABLE_SUBSCRIPTIONS_OF_ALL)
    void sharedDurableConsumersNeedAClientIdentifierWhereTheBrokerDoes(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> session.createSharedDurableConsumer(jms.topic(kind), "sub"));
        assertTrue(refusal.getMessage().contains(kind.title()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("client identifier"), refusal.getMessage());
    }

    /** 8.3.4: another topic or selector is refused while there is a consumer, and replaces the subscription if there is none. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS)
    void aDifferentSelectorIsRefusedOrReplacesTheSubscription(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = connect(kind, jms.name(kind));
        Session session = connection.createSession();
        MessageConsumer consumer = session.createSharedDurableConsumer(topic, "sub", "number = 1");
        assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, "sub", "number = 2"));
        assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, "sub"));
        assertThrows(
                JMSException.class, () -> session.createSharedDurableConsumer(jms.topic(kind), "sub", "number = 1"));
        consumer.close();
        jms.send(kind, topic, "old");
        consumer = session.createSharedDurableConsumer(topic, "sub");
        jms.send(kind, topic, "new");
        assertEquals("new", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.4: shared and unshared subscriptions may not have one name. */
    @Brokers(can = Feature.SHARED_DURABLE_SUBSCRIPTIONS)
    void sharedAndUnsharedSubscriptionsMayNotHaveOneName(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = connect(kind, jms.name(kind)).createSession();
        MessageConsumer shared = session.createSharedDurableConsumer(topic, "one");
        assertThrows(JMSException.class, () -> session.createDurableConsumer(topic, "one"));
        MessageConsumer unshared = session.createDurableConsumer(topic, "two");
        assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, "two"));
        jms.send(kind, topic, "a");
        assertEquals("a", JmsFixture.text(shared.receive(JmsFixture.PATIENCE)));
        assertEquals("a", JmsFixture.text(unshared.receive(JmsFixture.PATIENCE)));
        assertNull(shared.receiveNoWait());
    }
}

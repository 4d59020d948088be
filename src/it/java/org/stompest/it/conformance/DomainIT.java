package org.stompest.it.conformance;

import java.util.HashMap;
import java.util.Map;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The interfaces for queues alone and for topics alone (Jakarta Messaging 3.1, 2.9 and 9.2). */
@Timeout(120)
class DomainIT {
    private static final ServerSessionPool NO_POOL = () -> null;

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private QueueConnection queueConnection(BrokerKind kind) throws Exception {
        QueueConnection connection =
                jms.closing(jms.factory(kind, "jms.clientID=" + jms.name(kind)).createQueueConnection());
        connection.start();
        return connection;
    }

    private TopicConnection topicConnection(BrokerKind kind) throws Exception {
        TopicConnection connection =
                jms.closing(jms.factory(kind, "jms.clientID=" + jms.name(kind)).createTopicConnection());
        connection.start();
        return connection;
    }

    private static void assertIllegal(Map<String, Executable> calls) {
        calls.forEach((name, call) -> assertThrows(IllegalStateException.class, call, name));
    }

    /** 9.2: old programs cast what they look up. */
    @Brokers
    void oneFactoryIsAllThree(BrokerKind kind) {
        Object factory = jms.factory(kind, "");
        assertInstanceOf(ConnectionFactory.class, factory);
        assertInstanceOf(QueueConnectionFactory.class, factory);
        assertInstanceOf(TopicConnectionFactory.class, factory);
    }

    /** 9.2: what belongs to topics. */
    @Brokers
    void queueSessionsRefuseWhatBelongsToTopics(BrokerKind kind) throws Exception {
        QueueSession session = queueConnection(kind).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = jms.topic(kind);
        assertIllegal(Map.of(
                "createTopic", () -> session.createTopic("a"),
                "createTemporaryTopic", session::createTemporaryTopic,
                "createDurableSubscriber", () -> session.createDurableSubscriber(topic, "a"),
                "createDurableSubscriber with selector", () -> session.createDurableSubscriber(topic, "a", null, false),
                "createDurableConsumer", () -> session.createDurableConsumer(topic, "a"),
                "createDurableConsumer with selector", () -> session.createDurableConsumer(topic, "a", null, false),
                "createSharedConsumer", () -> session.createSharedConsumer(topic, "a"),
                "createSharedDurableConsumer", () -> session.createSharedDurableConsumer(topic, "a"),
                "unsubscribe", () -> session.unsubscribe("a")));
        assertIllegal(Map.of(
                "createSharedConsumer with selector", () -> session.createSharedConsumer(topic, "a", "b = 1"),
                "createSharedDurableConsumer with selector",
                        () -> session.createSharedDurableConsumer(topic, "a", "b = 1")));
    }

    /** 9.2: what belongs to queues. */
    @Brokers
    void topicSessionsRefuseWhatBelongsToQueues(BrokerKind kind) throws Exception {
        TopicSession session = topicConnection(kind).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = jms.queue(kind);
        assertIllegal(Map.of(
                "createQueue", () -> session.createQueue("a"),
                "createTemporaryQueue", session::createTemporaryQueue,
                "createBrowser", () -> session.createBrowser(queue),
                "createBrowser with selector", () -> session.createBrowser(queue, "a = 1")));
    }

    /** 9.2: also of the connection, whatever a broker can do. */
    @Brokers
    void queueConnectionsRefuseSubscriptionsOfConnectionConsumers(BrokerKind kind) throws Exception {
        QueueConnection connection = queueConnection(kind);
        Topic topic = jms.topic(kind);
        assertIllegal(Map.of(
                "createDurableConnectionConsumer",
                        () -> connection.createDurableConnectionConsumer(topic, "a", null, NO_POOL, 1),
                "createSharedConnectionConsumer",
                        () -> connection.createSharedConnectionConsumer(topic, "a", null, NO_POOL, 1),
                "createSharedDurableConnectionConsumer",
                        () -> connection.createSharedDurableConnectionConsumer(topic, "a", null, NO_POOL, 1)));
    }

    /** 9.2: a session that was made for both does both, on whatever connection. */
    @Brokers
    void sessionsMadeForBothDoBoth(BrokerKind kind) throws Exception {
        Session ofQueues = queueConnection(kind).createSession();
        assertNotNull(ofQueues.createTopic("a"));
        Session ofTopics = topicConnection(kind).createSession();
        assertNotNull(ofTopics.createQueue("a"));
    }

    /** API of QueueSender and QueueReceiver. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void sendersAndReceiversOfQueuesWork(BrokerKind kind) throws Exception {
        QueueSession session = queueConnection(kind).createQueueSession(true, Session.AUTO_ACKNOWLEDGE);
        assertTrue(session.getTransacted());
        Queue queue = session.createQueue(jms.name(kind));
        QueueSender sender = session.createSender(queue);
        QueueSender unbound = session.createSender(null);
        QueueReceiver receiver = session.createReceiver(queue, "number > 1");
        assertEquals(queue, sender.getQueue());
        assertEquals(queue, receiver.getQueue());
        assertNull(unbound.getQueue());
        assertEquals("number > 1", receiver.getMessageSelector());
        Message message = session.createMessage();
        message.setIntProperty("number", 1);
        sender.send(message);
        message.setIntProperty("number", 2);
        sender.send(message, DeliveryMode.NON_PERSISTENT, 7, 600_000);
        message.setIntProperty("number", 3);
        unbound.send(queue, message);
        message.setIntProperty("number", 4);
        unbound.send(queue, message, DeliveryMode.NON_PERSISTENT, 8, 600_000);
        session.commit();
        Map<Integer, Integer> priorities = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Message got = receiver.receive(JmsFixture.PATIENCE);
            priorities.put(got.getIntProperty("number"), got.getJMSPriority());
        }
        assertEquals(Map.of(2, 7, 3, 4, 4, 8), priorities);
        session.commit();
        assertThrows(UnsupportedOperationException.class, () -> unbound.send(message));
        assertThrows(UnsupportedOperationException.class, () -> sender.send(queue, message));
        assertThrows(InvalidDestinationException.class, () -> unbound.send((Queue) null, message));
        sender.close();
        receiver.close();
        assertThrows(IllegalStateException.class, sender::getQueue);
        assertThrows(IllegalStateException.class, receiver::getQueue);
        assertEquals(queue, session.createReceiver(queue).getQueue());
    }

    /** API of TopicPublisher and TopicSubscriber. */
    @Brokers
    void publishersAndSubscribersOfTopicsWork(BrokerKind kind) throws Exception {
        TopicSession session = topicConnection(kind).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic(jms.name(kind));
        TopicSubscriber subscriber = session.createSubscriber(topic, "number > 1", false);
        TopicSubscriber noLocal = session.createSubscriber(topic, null, true);
        TopicPublisher publisher = session.createPublisher(topic);
        TopicPublisher unbound = session.createPublisher(null);
        assertEquals(topic, publisher.getTopic());
        assertEquals(topic, subscriber.getTopic());
        assertNull(unbound.getTopic());
        assertFalse(subscriber.getNoLocal());
        assertTrue(noLocal.getNoLocal());
        assertEquals("number > 1", subscriber.getMessageSelector());
        assertNull(noLocal.getMessageSelector());
        Message message = session.createMessage();
        message.setIntProperty("number", 1);
        publisher.publish(message);
        message.setIntProperty("number", 2);
        publisher.publish(message, DeliveryMode.NON_PERSISTENT, 7, 600_000);
        message.setIntProperty("number", 3);
        unbound.publish(topic, message);
        message.setIntProperty("number", 4);
        unbound.publish(topic, message, DeliveryMode.NON_PERSISTENT, 8, 600_000);
        Map<Integer, Integer> priorities = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Message got = subscriber.receive(JmsFixture.PATIENCE);
            priorities.put(got.getIntProperty("number"), got.getJMSPriority());
        }
        assertEquals(Map.of(2, 7, 3, 4, 4, 8), priorities);
        assertNull(noLocal.receiveNoWait());
        assertThrows(UnsupportedOperationException.class, () -> unbound.publish(message));
        assertThrows(UnsupportedOperationException.class, () -> publisher.publish(topic, message));
        assertThrows(InvalidDestinationException.class, () -> unbound.publish(null, message));
        publisher.close();
        subscriber.close();
        assertThrows(IllegalStateException.class, publisher::getTopic);
        assertThrows(IllegalStateException.class, subscriber::getTopic);
        assertThrows(IllegalStateException.class, subscriber::getNoLocal);
        assertEquals(topic, session.createSubscriber(topic).getTopic());
    }

    /** API of TopicSession: durable subscribers know their topic too. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void durableSubscribersOfTopicSessionsWork(BrokerKind kind) throws Exception {
        TopicSession session = topicConnection(kind).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = jms.topic(kind);
        TopicSubscriber subscriber = session.createDurableSubscriber(topic, "name", "number = 1", true);
        assertEquals(topic, subscriber.getTopic());
        assertTrue(subscriber.getNoLocal());
        assertEquals("number = 1", subscriber.getMessageSelector());
        subscriber.close();
        session.unsubscribe("name");
    }
}

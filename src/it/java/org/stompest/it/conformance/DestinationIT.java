package org.stompest.it.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Queues and topics as objects and on the broker (Jakarta Messaging 3.1, 4.1, 4.2 and 5.2). */
@Timeout(120)
class DestinationIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** A queue of another provider. */
    private record OtherQueue(String getQueueName) implements Queue {}

    /** A topic of another provider. */
    private record OtherTopic(String getTopicName) implements Topic {}

    /** A destination that is neither. */
    private record Neither() implements Destination {}

    private static Object copy(Object original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    /** 5.2, API of Queue: equal by kind and name; the text shows both. */
    @Brokers
    void destinationsAreEqualByKindAndName(BrokerKind kind) throws Exception {
        Session one = jms.connect(kind).createSession();
        Session two = jms.connect(kind).createSession();
        assertEquals(one.createQueue("a"), two.createQueue("a"));
        assertEquals(one.createQueue("a").hashCode(), two.createQueue("a").hashCode());
        assertEquals(one.createTopic("a"), two.createTopic("a"));
        assertNotEquals(one.createQueue("a"), one.createQueue("A"));
        assertNotEquals((Destination) one.createQueue("a"), one.createTopic("a"));
        assertNotEquals(one.createTemporaryQueue(), one.createTemporaryQueue());
        assertEquals("a.b", one.createQueue("a.b").getQueueName());
        assertEquals("a.b", one.createTopic("a.b").getTopicName());
        Set<String> texts = new HashSet<>();
        for (Destination each : List.of(
                one.createQueue("a"), one.createTopic("a"), one.createTemporaryQueue(), one.createTemporaryTopic())) {
            assertTrue(texts.add(each.toString()), each.toString());
        }
    }

    /** 5.2: administered objects can be serialized. */
    @Brokers
    void destinationsCanBeSerialized(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = assertInstanceOf(Queue.class, copy(jms.queue(kind)));
        assertEquals(queue, copy(queue));
        Topic topic = jms.topic(kind);
        assertEquals(topic, copy(topic));
        TemporaryQueue temporary = session.createTemporaryQueue();
        assertEquals(temporary, copy(temporary));
        JmsFixture.send(session, queue, "to a copy");
        assertEquals("to a copy", JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 6.2.4: names are the broker's; what it can have works, and the receiver sees the same. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void namesOfManyKindsWork(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (String part :
                List.of(".dotted.name", " with blank", ":colon", "/slash", "\u00e4\u20ac", "_-+@!~", "\\back")) {
            for (Destination to :
                    List.of(session.createQueue(jms.name(kind) + part), session.createTopic(jms.name(kind) + part))) {
                try (MessageConsumer consumer = session.createConsumer(to)) {
                    JmsFixture.send(session, to, "to " + to);
                    Message got = consumer.receive(JmsFixture.PATIENCE);
                    assertEquals("to " + to, JmsFixture.text(got));
                    assertEquals(to, got.getJMSDestination());
                }
            }
        }
    }

    /** 10.3: what no broker can have is refused before it does harm, and the connection goes on. */
    @Brokers
    void namesThatCannotWorkAreRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (String name : List.of("", " ", " around ", "\n")) {
            Queue queue = session.createQueue(name);
            assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue), "'" + name + "'");
            assertThrows(
                    InvalidDestinationException.class,
                    () -> session.createProducer(queue).send(session.createMessage()),
                    "'" + name + "'");
        }
        assertThrows(InvalidDestinationException.class, () -> session.createQueue(null));
        assertThrows(InvalidDestinationException.class, () -> session.createTopic(null));
        Queue queue = jms.queue(kind);
        JmsFixture.send(session, queue, "still there");
        assertEquals(
                "still there", JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 3.12: destinations of other providers count by their names. */
    @Brokers
    void destinationsOfOtherProvidersCountByTheirNames(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        Queue otherQueue = new OtherQueue(queue.getQueueName());
        Topic otherTopic = new OtherTopic(topic.getTopicName());
        MessageConsumer ofQueue = session.createConsumer(otherQueue);
        MessageConsumer ofTopic = session.createConsumer(otherTopic);
        JmsFixture.send(session, queue, "one");
        JmsFixture.send(session, otherQueue, "two");
        JmsFixture.send(session, topic, "one");
        JmsFixture.send(session, otherTopic, "two");
        assertEquals(List.of("one", "two"), JmsFixture.texts(ofQueue, 2));
        assertEquals(List.of("one", "two"), JmsFixture.texts(ofTopic, 2));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(new Neither()));
        assertThrows(InvalidDestinationException.class, () -> session.createProducer(new Neither()));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(new OtherQueue(null)));
        assertThrows(InvalidDestinationException.class, () -> session.createProducer(null)
                .send(new Neither(), session.createMessage()));
    }

    /** 4.1, 4.2: a queue and a topic of one name are two destinations; Artemis cannot have both at once over STOMP. */
    @Brokers(can = Feature.QUEUE_AND_TOPIC_OF_ONE_NAME)
    void aQueueAndATopicOfOneNameAreTwoDestinations(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        String name = jms.name(kind);
        MessageConsumer queue = session.createConsumer(session.createQueue(name));
        MessageConsumer topic = session.createConsumer(session.createTopic(name));
        JmsFixture.send(session, session.createQueue(name), "to the queue");
        JmsFixture.send(session, session.createTopic(name), "to the topic");
        assertEquals("to the queue", JmsFixture.text(queue.receive(JmsFixture.PATIENCE)));
        assertEquals("to the topic", JmsFixture.text(topic.receive(JmsFixture.PATIENCE)));
    }

    /** 4.1: each message of a queue goes to one consumer, whoever connects. */
    @Brokers
    void eachMessageOfAQueueGoesToOneConsumer(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            sent.add("message " + i);
        }
        Connection one = jms.connect(kind, "jms.prefetchPolicy.all=1");
        Connection two = jms.connect(kind, "jms.prefetchPolicy.all=1");
        List<MessageConsumer> consumers = List.of(
                one.createSession().createConsumer(queue), two.createSession().createConsumer(queue));
        jms.send(kind, queue, sent.toArray(String[]::new));
        Set<String> got = new HashSet<>();
        while (got.size() < sent.size()) {
            for (MessageConsumer consumer : consumers) {
                Message message = consumer.receive(10);
                if (message != null) {
                    assertTrue(got.add(JmsFixture.text(message)), "once only");
                }
            }
        }
        assertEquals(sent, got);
        assertNotNull(queue.getQueueName());
    }
}

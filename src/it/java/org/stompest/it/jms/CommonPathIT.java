package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What most programs do with Jakarta Messaging, on each broker. */
@Timeout(120)
class CommonPathIT {
    private static final long PATIENCE = 20_000;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    private static Connection connect(BrokerKind kind) throws JMSException {
        Connection connection = new StompConnectionFactory(BROKERS.get(kind).uri()).createConnection();
        connection.start();
        return connection;
    }

    private static String text(Message message) throws JMSException {
        assertNotNull(message, "a message within " + PATIENCE + " ms");
        return assertInstanceOf(TextMessage.class, message).getText();
    }

    private static void send(Session session, Queue queue, String... texts) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (String each : texts) {
                producer.send(session.createTextMessage(each));
            }
        }
    }

    @Brokers(can = Feature.HEADER_ESCAPES)
    void headersAndPropertiesSurviveTheTrip(BrokerKind kind) throws Exception {
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(kind.newQueue("headers").name());
            Queue replyTo = session.createQueue("replies");
            TextMessage sent = session.createTextMessage("a \u00e9 \ud83d\ude00 : \\ \n end");
            sent.setJMSCorrelationID("corr: 1");
            sent.setJMSType("type");
            sent.setJMSReplyTo(replyTo);
            sent.setBooleanProperty("bool", true);
            sent.setByteProperty("byte_", (byte) -1);
            sent.setShortProperty("short_", (short) 300);
            sent.setIntProperty("int_", 70_000);
            sent.setLongProperty("long_", 1L << 40);
            sent.setFloatProperty("float_", 1.5f);
            sent.setDoubleProperty("double_", Math.PI);
            sent.setStringProperty("text", "with: colon\nand line");
            sent.setStringProperty("priority", "a name that STOMP uses itself");
            sent.setObjectProperty("none", null);
            MessageProducer producer = session.createProducer(queue);
            producer.setPriority(7);
            producer.setTimeToLive(600_000);
            producer.send(sent);

            Message got = session.createConsumer(queue).receive(PATIENCE);
            assertEquals("a \u00e9 \ud83d\ude00 : \\ \n end", text(got));
            assertTrue(got.getJMSMessageID().startsWith("ID:"));
            assertEquals(sent.getJMSMessageID(), got.getJMSMessageID());
            assertEquals(sent.getJMSTimestamp(), got.getJMSTimestamp());
            assertEquals(sent.getJMSExpiration(), got.getJMSExpiration());
            assertEquals(sent.getJMSDeliveryTime(), got.getJMSDeliveryTime());
            assertEquals(queue, got.getJMSDestination());
            assertEquals(replyTo, got.getJMSReplyTo());
            assertEquals("corr: 1", got.getJMSCorrelationID());
            assertEquals("type", got.getJMSType());
            assertEquals(7, got.getJMSPriority());
            assertFalse(got.getJMSRedelivered());
            assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
            for (String name : List.of(
                    "bool", "byte_", "short_", "int_", "long_", "float_", "double_", "text", "priority", "none")) {
                assertEquals(sent.getObjectProperty(name), got.getObjectProperty(name), name);
                assertTrue(got.propertyExists(name), name);
            }
            List<String> names = Collections.list(propertyNames(got));
            assertEquals(11, names.size(), names.toString());
        }
    }

    @SuppressWarnings("unchecked")
    private static Enumeration<String> propertyNames(Message message) throws JMSException {
        return message.getPropertyNames();
    }

    @Brokers
    void bytesStayBytesAndTextStaysText(BrokerKind kind) throws Exception {
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(kind.newQueue("bodies").name());
            MessageProducer producer = session.createProducer(queue);
            byte[] binary = {0, 1, -1, 10, 13, 0, 92, 58};
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(binary);
            producer.send(bytes);
            producer.send(session.createTextMessage("with a NUL \0 inside"));
            producer.send(session.createTextMessage(""));
            producer.send(session.createTextMessage(null));
            producer.send(session.createBytesMessage());
            producer.send(session.createMessage());

            MessageConsumer consumer = session.createConsumer(queue);
            assertArrayEquals(binary, consumer.receive(PATIENCE).getBody(byte[].class));
            assertEquals("with a NUL \0 inside", text(consumer.receive(PATIENCE)));
            assertEquals("", text(consumer.receive(PATIENCE)));
            assertNull(text(consumer.receive(PATIENCE)));
            assertEquals(0, ((BytesMessage) consumer.receive(PATIENCE)).getBodyLength());
            Message plain = consumer.receive(PATIENCE);
            assertFalse(plain instanceof TextMessage || plain instanceof BytesMessage);
        }
    }

    @Brokers
    void messagesAreAcknowledgedAfterTheListenerReturned(BrokerKind kind) throws Exception {
        String name = kind.newQueue("listener").name();
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            session.createConsumer(queue).setMessageListener(message -> {
                try {
                    // While the first is handled it still is on the queue.
                    got.add(((TextMessage) message).getText() + " of "
                            + BROKERS.get(kind).messageCount(name));
                } catch (JMSException e) {
                    got.add(e.toString());
                }
            });
            Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            send(other, queue, "one");
            assertEquals("one of 1", got.poll(PATIENCE, TimeUnit.MILLISECONDS));
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
        }
    }

    @Brokers
    void requestsAreAnsweredToTemporaryQueues(BrokerKind kind) throws Exception {
        try (Connection server = connect(kind);
                Connection client = connect(kind)) {
            Session serving = server.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = serving.createQueue(kind.newQueue("service").name());
            MessageProducer replier = serving.createProducer(null);
            serving.createConsumer(queue).setMessageListener(request -> {
                try {
                    TextMessage reply = serving.createTextMessage("re: " + ((TextMessage) request).getText());
                    reply.setJMSCorrelationID(request.getJMSMessageID());
                    replier.send(request.getJMSReplyTo(), reply);
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            Session asking = client.createSession(Session.AUTO_ACKNOWLEDGE);
            TemporaryQueue replies = asking.createTemporaryQueue();
            MessageConsumer consumer = asking.createConsumer(replies);
            TextMessage request = asking.createTextMessage("hello");
            request.setJMSReplyTo(replies);
            asking.createProducer(queue).send(request);
            Message reply = consumer.receive(PATIENCE);
            assertEquals("re: hello", text(reply));
            assertEquals(request.getJMSMessageID(), reply.getJMSCorrelationID());
            consumer.close();
            replies.delete();
        }
    }

    @Brokers
    void rollbackDropsSendsAndRedeliversInOrder(BrokerKind kind) throws Exception {
        String in = kind.newQueue("in").name();
        String out = kind.newQueue("out").name();
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(in));
            Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            send(other, other.createQueue(in), "a", "b", "c");

            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertEquals("b", text(consumer.receive(PATIENCE)));
            send(session, session.createQueue(out), "never");
            session.rollback();

            List<String> again = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Message message = consumer.receive(PATIENCE);
                again.add(text(message) + " " + message.getJMSRedelivered() + " "
                        + message.getIntProperty("JMSXDeliveryCount"));
            }
            assertEquals(List.of("a true 2", "b true 2", "c false 1"), again);
            send(session, session.createQueue(out), "once");
            assertEquals(0, BROKERS.get(kind).messageCount(out));
            session.commit();
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(in), "messages left");
            Eventually.isEqual(1L, () -> BROKERS.get(kind).messageCount(out), "messages sent");
        }
    }

    @Brokers
    void acknowledgeCoversTheSessionAndRecoverTheRest(BrokerKind kind) throws Exception {
        String name = kind.newQueue("client").name();
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            send(other, other.createQueue(name), "a", "b", "c", "d");
            Message first = consumer.receive(PATIENCE);
            consumer.receive(PATIENCE);
            first.acknowledge();
            Eventually.isEqual(2L, () -> BROKERS.get(kind).messageCount(name), "messages left");
            assertEquals("c", text(consumer.receive(PATIENCE)));
            session.recover();
            Message again = consumer.receive(PATIENCE);
            assertEquals("c", text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
            assertEquals("d", text(consumer.receive(PATIENCE)));
            again.acknowledge();
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
        }
    }

    @Brokers
    void listenersThatThrowGetTheMessageAgainAndThenItGoesToTheDeadLetters(BrokerKind kind) throws Exception {
        String name = kind.newQueue("poison").name();
        String dead = kind.deadLetters();
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Connection connection = new StompConnectionFactory(
                        BROKERS.get(kind).uri() + "?jms.redeliveryPolicy.maximumRedeliveries=2")
                .createConnection()) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            AtomicInteger calls = new AtomicInteger();
            session.createConsumer(session.createQueue(name)).setMessageListener(message -> {
                try {
                    String text = ((TextMessage) message).getText();
                    got.add(text + message.getIntProperty("JMSXDeliveryCount"));
                    if (text.equals("bad")) {
                        calls.incrementAndGet();
                        throw new IllegalArgumentException("cannot handle it");
                    }
                } catch (JMSException e) {
                    got.add(e.toString());
                }
            });
            Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            send(other, other.createQueue(name), "bad", "good");
            connection.start();
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                seen.add(got.poll(PATIENCE, TimeUnit.MILLISECONDS));
            }
            assertEquals(List.of("bad1", "bad2", "bad3", "good1"), seen);
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
            assertEquals(
                    "bad", text(other.createConsumer(other.createQueue(dead)).receive(PATIENCE)));
        }
    }

    @Brokers
    void closingAConsumerGivesPrefetchedMessagesBackAtOnce(BrokerKind kind) throws Exception {
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(kind.newQueue("prefetched").name());
            send(session, queue, "a", "b", "c");
            MessageConsumer first = session.createConsumer(queue);
            assertEquals("a", text(first.receive(PATIENCE)));
            first.close();
            MessageConsumer second = session.createConsumer(queue);
            assertEquals("b", text(second.receive(PATIENCE)));
            assertEquals("c", text(second.receive(PATIENCE)));
            assertNull(second.receive(200));
        }
    }

    @Brokers
    void everySubscriberOfATopicGetsEveryMessage(BrokerKind kind) throws Exception {
        try (Connection connection = connect(kind)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Topic topic = session.createTopic(kind.newQueue("topic").name());
            MessageConsumer one = session.createConsumer(topic);
            MessageConsumer two = session.createConsumer(topic);
            session.createProducer(topic).send(session.createTextMessage("news"));
            assertEquals("news", text(one.receive(PATIENCE)));
            Message second = two.receive(PATIENCE);
            assertEquals("news", text(second));
            assertEquals(topic, second.getJMSDestination());
        }
    }
}

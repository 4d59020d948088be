package org.stompest.it.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The headers of messages over the wire (Jakarta Messaging 3.1, 3.4). */
@Timeout(120)
class MessageHeadersIT {
    private static final List<String> TEXTS = List.of(
            "plain",
            "ID:looks like a message id",
            " blanks ",
            "",
            "a:b\\c\nd\re\\n",
            "\u20ac \ud83d\ude00",
            "null",
            "0",
            "x".repeat(8_000));

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** What is set before a message is sent. */
    private interface Setting {
        void set(Message message) throws Exception;
    }

    private Message trip(BrokerKind kind, Setting setting) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Message message = session.createTextMessage("body");
        setting.set(message);
        session.createProducer(queue).send(message);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        return got;
    }

    private static List<String> identifiers(BrokerKind kind) {
        return kind.can(Feature.LONG_IDENTIFIERS) ? TEXTS : TEXTS.subList(0, TEXTS.size() - 1);
    }

    /** 3.5.4 and 3.5.9: what a broker would drop the connection for is refused here. */
    @Brokers(cannot = Feature.LONG_IDENTIFIERS)
    void longIdentifiersAreRefused(BrokerKind kind) throws Exception {
        String text = "x".repeat(256);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(jms.queue(kind));
        Message correlated = session.createMessage();
        correlated.setJMSCorrelationID(text);
        Message typed = session.createMessage();
        typed.setJMSType(text);
        for (Message each : List.of(correlated, typed)) {
            JMSException refusal = assertThrows(JMSException.class, () -> producer.send(each));
            assertTrue(refusal.getMessage().contains("255 bytes"), refusal.getMessage());
        }
        producer.send(session.createMessage());
    }

    /** 3.4.5. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void correlationIdsArriveUnchanged(BrokerKind kind) throws Exception {
        for (String text : identifiers(kind)) {
            Message got = trip(kind, message -> message.setJMSCorrelationID(text));
            assertEquals(text, got.getJMSCorrelationID());
        }
    }

    /** 3.4.5: a provider without correlation ids of bytes says so. */
    @Brokers
    void correlationIdsOfBytesAreRefused(BrokerKind kind) throws Exception {
        Message message = jms.connect(kind).createSession().createMessage();
        UnsupportedOperationException refusal = assertThrows(
                UnsupportedOperationException.class, () -> message.setJMSCorrelationIDAsBytes(new byte[] {1}));
        assertTrue(refusal.getMessage().contains("String"), refusal.getMessage());
    }

    /** 3.4.8. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void typesArriveUnchanged(BrokerKind kind) throws Exception {
        for (String text : identifiers(kind)) {
            assertEquals(text, trip(kind, message -> message.setJMSType(text)).getJMSType());
        }
    }

    /** 3.4: what is not set is null for the receiver too, and no text. */
    @Brokers
    void whatIsNotSetStaysNull(BrokerKind kind) throws Exception {
        Message got = trip(kind, message -> {});
        assertNull(got.getJMSCorrelationID());
        assertNull(got.getJMSType());
        assertNull(got.getJMSReplyTo());
        assertEquals(0, got.getJMSExpiration());
        assertFalse(got.getJMSRedelivered());
        Message cleared = trip(kind, message -> {
            message.setJMSCorrelationID("x");
            message.setJMSCorrelationID(null);
            message.setJMSType(null);
            message.setJMSReplyTo(null);
        });
        assertNull(cleared.getJMSCorrelationID());
        assertNull(cleared.getJMSType());
        assertNull(cleared.getJMSReplyTo());
    }

    /** 3.4.6: queue or topic, lasting or temporary, for any connection; and one can send there. */
    @Brokers
    void replyDestinationsOfAllKindsArriveAndCanBeSentTo(BrokerKind kind) throws Exception {
        Session asking = jms.connect(kind).createSession();
        Session answering = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer requests = answering.createConsumer(queue);
        List<Destination> kinds =
                List.of(jms.queue(kind), jms.topic(kind), asking.createTemporaryQueue(), asking.createTemporaryTopic());
        for (Destination replyTo : kinds) {
            MessageConsumer replies = asking.createConsumer(replyTo);
            Message request = asking.createTextMessage("request");
            request.setJMSReplyTo(replyTo);
            asking.createProducer(queue).send(request);
            Message got = requests.receive(JmsFixture.PATIENCE);
            assertNotNull(got);
            assertEquals(replyTo instanceof Queue, got.getJMSReplyTo() instanceof Queue);
            assertEquals(replyTo instanceof Topic, got.getJMSReplyTo() instanceof Topic);
            assertEquals(replyTo instanceof TemporaryQueue, got.getJMSReplyTo() instanceof TemporaryQueue);
            assertEquals(replyTo instanceof TemporaryTopic, got.getJMSReplyTo() instanceof TemporaryTopic);
            answering
                    .createProducer(null)
                    .send(got.getJMSReplyTo(), answering.createTextMessage("reply to " + replyTo));
            Message reply = replies.receive(JmsFixture.PATIENCE);
            assertNotNull(reply, "a reply to " + replyTo);
            assertEquals("reply to " + replyTo, reply.getBody(String.class));
            assertEquals(replyTo, reply.getJMSDestination());
            replies.close();
        }
    }

    /** 3.4.6: those that last are equal for every connection. */
    @Brokers
    void lastingReplyDestinationsAreEqualForTheReceiver(BrokerKind kind) throws Exception {
        for (Destination replyTo : List.of(jms.queue(kind), jms.topic(kind))) {
            Destination got =
                    trip(kind, message -> message.setJMSReplyTo(replyTo)).getJMSReplyTo();
            assertEquals(replyTo, got);
            assertEquals(replyTo.hashCode(), got.hashCode());
            assertEquals(replyTo.toString(), got.toString());
        }
    }

    /** 3.4.1: equal to the one that the sender has named, whatever the broker calls it. */
    @Brokers
    void theDestinationIsTheOneThatTheSenderHasNamed(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (Destination to : List.of(
                jms.queue(kind), jms.topic(kind), session.createTemporaryQueue(), session.createTemporaryTopic())) {
            MessageConsumer consumer = session.createConsumer(to);
            Message sent = session.createMessage();
            session.createProducer(to).send(sent);
            assertEquals(to, sent.getJMSDestination());
            Message got = consumer.receive(JmsFixture.PATIENCE);
            assertNotNull(got, "a message of " + to);
            assertEquals(to, got.getJMSDestination());
            assertInstanceOf(to.getClass(), got.getJMSDestination());
            consumer.close();
        }
    }

    /** 3.4.2, 3.4.3, 3.4.4, 3.4.9, 3.4.13: what send has set, the sender and the receiver see alike. */
    @Brokers
    void whatSendSetsIsTheSameOnBothSides(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        Set<String> ids = new HashSet<>();
        for (int mode : List.of(DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT)) {
            for (int priority = 0; priority <= 9; priority++) {
                Message sent = session.createMessage();
                long before = System.currentTimeMillis();
                producer.send(sent, mode, priority, 600_000);
                long after = System.currentTimeMillis();
                Message got = consumer.receive(JmsFixture.PATIENCE);
                assertNotNull(got);
                assertEquals(mode, got.getJMSDeliveryMode());
                assertEquals(mode, sent.getJMSDeliveryMode());
                assertEquals(priority, got.getJMSPriority());
                assertEquals(priority, sent.getJMSPriority());
                assertTrue(before <= sent.getJMSTimestamp() && sent.getJMSTimestamp() <= after);
                assertEquals(sent.getJMSTimestamp(), got.getJMSTimestamp());
                assertEquals(sent.getJMSTimestamp() + 600_000, got.getJMSExpiration());
                assertEquals(sent.getJMSExpiration(), got.getJMSExpiration());
                assertEquals(sent.getJMSTimestamp(), got.getJMSDeliveryTime());
                assertEquals(sent.getJMSDeliveryTime(), got.getJMSDeliveryTime());
                assertTrue(got.getJMSMessageID().startsWith("ID:"), got.getJMSMessageID());
                assertEquals(sent.getJMSMessageID(), got.getJMSMessageID());
                assertTrue(ids.add(got.getJMSMessageID()), "a new id, not " + got.getJMSMessageID());
            }
        }
    }

    /** 3.4.3, 7.5: ids and times may be left out; then they are null and zero, on both sides alike. */
    @Brokers
    void disabledIdsAndTimesAreLeftOut(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        producer.setDisableMessageID(true);
        producer.setDisableMessageTimestamp(true);
        Message sent = session.createMessage();
        producer.send(sent);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        assertNull(sent.getJMSMessageID());
        assertNull(got.getJMSMessageID());
        assertEquals(0, sent.getJMSTimestamp());
        assertEquals(0, got.getJMSTimestamp());
    }

    /** 3.10: the receiver may change headers at will. */
    @Brokers
    void headersOfReceivedMessagesCanBeSet(BrokerKind kind) throws Exception {
        Message got = trip(kind, message -> message.setJMSType("before"));
        got.setJMSType("after");
        got.setJMSCorrelationID("id");
        got.setJMSReplyTo(got.getJMSDestination());
        assertEquals("after", got.getJMSType());
        assertEquals("id", got.getJMSCorrelationID());
        assertEquals(got.getJMSDestination(), got.getJMSReplyTo());
    }

    /** 3.4.7: redelivered means delivered before, and the count says the same. */
    @Brokers
    void redeliveredMessagesSaySo(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        Queue queue = jms.queue(kind);
        session.createProducer(queue).send(session.createMessage());
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);
        for (int count = 1; count <= 3; count++) {
            Message got = consumer.receive(JmsFixture.PATIENCE);
            assertNotNull(got);
            assertEquals(count > 1, got.getJMSRedelivered());
            assertEquals(count, got.getIntProperty("JMSXDeliveryCount"));
            session.rollback();
        }
        assertNotNull(consumer.receive(JmsFixture.PATIENCE));
        session.commit();
    }
}

package org.stompest.it.conformance;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sending again what was sent or received before, on this or another connection (Jakarta Messaging 3.1, 3.9, 3.10 and 6.2.6). */
@Timeout(120)
class MessageResendIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static Message receive(MessageConsumer consumer) throws Exception {
        Message got = consumer.receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        return got;
    }

    @SuppressWarnings("unchecked")
    private static TreeSet<String> names(Message message) throws Exception {
        return new TreeSet<>(Collections.list((Enumeration<String>) message.getPropertyNames()));
    }

    /** 3.9, 3.10: nothing has to be cleared for that; what the sender has set stays, what the provider has set does not. */
    @Brokers
    void aReceivedMessageCanBeSentOnAsItIs(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        Queue replyTo = jms.queue(kind);
        Message sent = session.createTextMessage("text \0");
        sent.setIntProperty("number", 5);
        sent.setStringProperty("type", "taken");
        sent.setStringProperty("JMSXGroupID", "group");
        sent.setJMSCorrelationID("correlation");
        sent.setJMSType("type");
        sent.setJMSReplyTo(replyTo);
        session.createProducer(first).send(sent, 2, 7, 600_000);
        session.commit();
        MessageConsumer consumer = session.createConsumer(first);
        receive(consumer);
        session.rollback();
        Message again = receive(consumer);
        assertTrue(again.getJMSRedelivered());
        String oldId = again.getJMSMessageID();

        session.createProducer(second).send(again);
        session.commit();
        assertEquals(second, again.getJMSDestination());
        Message got = receive(session.createConsumer(second));
        session.commit();
        assertEquals("text \0", got.getBody(String.class));
        assertEquals(5, got.getObjectProperty("number"));
        assertEquals("taken", got.getStringProperty("type"));
        assertEquals("group", got.getStringProperty("JMSXGroupID"));
        assertEquals(List.of("JMSXDeliveryCount", "JMSXGroupID", "number", "type"), List.copyOf(names(got)));
        assertEquals("correlation", got.getJMSCorrelationID());
        assertEquals("type", got.getJMSType());
        assertEquals(replyTo, got.getJMSReplyTo());
        assertEquals(second, got.getJMSDestination());
        assertFalse(got.getJMSRedelivered());
        assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
        assertEquals(4, got.getJMSPriority());
        assertEquals(0, got.getJMSExpiration());
        assertNotEquals(oldId, got.getJMSMessageID());
    }

    /** 6.2.6: bodies of every kind, read or unread, by another connection. */
    @Brokers
    void receivedMessagesOfEveryKindCanBeSentByAnotherConnection(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Session other = jms.connect(kind).createSession();
        Queue first = jms.queue(kind);
        Queue second = jms.queue(kind);
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2, 3});
        MapMessage map = session.createMapMessage();
        map.setInt("a", 1);
        StreamMessage stream = session.createStreamMessage();
        stream.writeString("one");
        stream.writeLong(2);
        for (Message each : List.of(
                bytes,
                map,
                stream,
                session.createObjectMessage("object"),
                session.createTextMessage("text"),
                session.createMessage())) {
            session.createProducer(first).send(each);
        }
        MessageConsumer consumer = session.createConsumer(first);
        for (int i = 0; i < 6; i++) {
            Message got = receive(consumer);
            if (got instanceof BytesMessage read) {
                read.readByte();
            } else if (got instanceof StreamMessage read) {
                read.readString();
            }
            other.createProducer(second).send(got);
        }
        MessageConsumer end = other.createConsumer(second);
        assertArrayEquals(new byte[] {1, 2, 3}, receive(end).getBody(byte[].class));
        assertEquals(1, assertInstanceOf(MapMessage.class, receive(end)).getInt("a"));
        StreamMessage gotStream = assertInstanceOf(StreamMessage.class, receive(end));
        assertEquals("one", gotStream.readString());
        assertEquals(2, gotStream.readLong());
        assertEquals(
                "object", assertInstanceOf(ObjectMessage.class, receive(end)).getObject());
        assertEquals("text", assertInstanceOf(TextMessage.class, receive(end)).getText());
        Message plain = receive(end);
        assertFalse(plain instanceof TextMessage || plain instanceof BytesMessage);
    }

    /** 3.9: the same message sent twice, changed in between, is two messages. */
    @Brokers
    void aMessageMayBeChangedAndSentAgain(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        TextMessage message = session.createTextMessage("one");
        message.setIntProperty("number", 1);
        session.createProducer(queue).send(message);
        String firstId = message.getJMSMessageID();
        message.setText("two");
        message.setIntProperty("number", 2);
        session.createProducer(queue).send(message);
        MessageConsumer consumer = session.createConsumer(queue);
        Message one = receive(consumer);
        assertEquals("one", one.getBody(String.class));
        assertEquals(1, one.getIntProperty("number"));
        assertEquals(firstId, one.getJMSMessageID());
        Message two = receive(consumer);
        assertEquals("two", two.getBody(String.class));
        assertEquals(2, two.getIntProperty("number"));
        assertNotEquals(firstId, two.getJMSMessageID());
    }

    /** 3.5.3, 3.11: a message that was only sent stays writable; a received one is writable in part once that part is cleared. */
    @Brokers
    void aReceivedMessageCanBeChangedAndSentOn(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Message sent = session.createTextMessage("one");
        sent.setIntProperty("number", 1);
        session.createProducer(queue).send(sent);
        MessageConsumer consumer = session.createConsumer(queue);
        TextMessage got = assertInstanceOf(TextMessage.class, receive(consumer));
        got.clearBody();
        got.setText("two");
        got.clearProperties();
        got.setStringProperty("text", "new");
        session.createProducer(queue).send(got);
        Message second = receive(consumer);
        assertEquals("two", second.getBody(String.class));
        assertEquals(List.of("JMSXDeliveryCount", "text"), List.copyOf(names(second)));
        assertEquals("new", second.getStringProperty("text"));
    }
}

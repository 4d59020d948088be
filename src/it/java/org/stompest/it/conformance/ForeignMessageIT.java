package org.stompest.it.conformance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sending messages of other providers (Jakarta Messaging 3.1, 3.12 and 6.2.6). */
@Timeout(120)
class ForeignMessageIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** A queue of another provider. */
    private record OtherQueue(String getQueueName) implements Queue {}

    /** A destination that is neither queue nor topic. */
    private record Neither() implements Destination {}

    private Message trip(BrokerKind kind, Message foreign) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        session.createProducer(queue).send(foreign);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        return got;
    }

    /** 3.12: text. */
    @Brokers
    void foreignTextMessagesArrive(BrokerKind kind) throws Exception {
        for (String text : List.of("text", "", "with NUL \0 \ud83d\ude00")) {
            TextMessage got = assertInstanceOf(TextMessage.class, trip(kind, new ForeignTextMessage(text)));
            assertEquals(text, got.getText());
        }
        assertNull(assertInstanceOf(TextMessage.class, trip(kind, new ForeignTextMessage(null)))
                .getText());
    }

    /** 3.12: bytes, few, none, and as many as one read of the provider takes, and one more. */
    @Brokers
    void foreignBytesMessagesArrive(BrokerKind kind) throws Exception {
        for (int length : List.of(0, 1, 8_191, 8_192, 8_193, 100_000)) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) i;
            }
            ForeignBytesMessage foreign = new ForeignBytesMessage();
            foreign.writeBytes(bytes);
            BytesMessage got = assertInstanceOf(BytesMessage.class, trip(kind, foreign));
            assertEquals(length, got.getBodyLength());
            byte[] read = new byte[length];
            assertEquals(length == 0 ? -1 : length, got.readBytes(read));
            assertArrayEquals(bytes, read);
        }
    }

    /** 3.12: maps. */
    @Brokers
    void foreignMapMessagesArrive(BrokerKind kind) throws Exception {
        ForeignMapMessage foreign = new ForeignMapMessage();
        foreign.setInt("int", 1);
        foreign.setChar("char", 'c');
        foreign.setString("text", "x");
        foreign.setObject("nothing", null);
        foreign.setBytes("bytes", new byte[] {1, 2});
        MapMessage got = assertInstanceOf(MapMessage.class, trip(kind, foreign));
        assertEquals(1, got.getObject("int"));
        assertEquals('c', got.getObject("char"));
        assertEquals("x", got.getObject("text"));
        assertTrue(got.itemExists("nothing"));
        assertNull(got.getObject("nothing"));
        assertArrayEquals(new byte[] {1, 2}, got.getBytes("bytes"));
    }

    /** 3.12: streams. */
    @Brokers
    void foreignStreamMessagesArrive(BrokerKind kind) throws Exception {
        ForeignStreamMessage foreign = new ForeignStreamMessage();
        foreign.writeInt(1);
        foreign.writeString(null);
        foreign.writeBytes(new byte[] {1, 2});
        foreign.writeDouble(1.5);
        StreamMessage got = assertInstanceOf(StreamMessage.class, trip(kind, foreign));
        assertEquals(1, got.readObject());
        assertNull(got.readObject());
        assertArrayEquals(new byte[] {1, 2}, (byte[]) got.readObject());
        assertEquals(1.5, got.readObject());
    }

    /** 3.12: objects, and messages of no kind. */
    @Brokers
    void foreignObjectMessagesAndPlainOnesArrive(BrokerKind kind) throws Exception {
        ObjectMessage got = assertInstanceOf(ObjectMessage.class, trip(kind, new ForeignObjectMessage("object")));
        assertEquals("object", got.getObject());
        Message plain = trip(kind, new ForeignMessage());
        assertFalse(plain instanceof TextMessage || plain instanceof BytesMessage);
        assertNull(plain.getBody(Object.class));
    }

    /** 3.12: properties with their types, and the headers that a sender sets. */
    @Brokers
    void foreignPropertiesAndHeadersArrive(BrokerKind kind) throws Exception {
        Queue replyTo = jms.queue(kind);
        ForeignMessage foreign = new ForeignTextMessage("text");
        Map<String, Object> properties =
                Map.of("anInt", 1, "aByte", (byte) 2, "text", "x", "type", true, "aFloat", 1.5f);
        properties.forEach(foreign::setObjectProperty);
        foreign.setIntProperty("JMSXDeliveryCount", 9);
        foreign.setStringProperty("JMSXGroupID", "group");
        foreign.setJMSCorrelationID("correlation");
        foreign.setJMSType("type");
        foreign.setJMSReplyTo(new OtherQueue(replyTo.getQueueName()));
        foreign.setJMSRedelivered(true);
        Message got = trip(kind, foreign);
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            assertEquals(property.getValue(), got.getObjectProperty(property.getKey()), property.getKey());
        }
        assertEquals("group", got.getStringProperty("JMSXGroupID"));
        assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
        assertFalse(got.getJMSRedelivered());
        assertEquals("correlation", got.getJMSCorrelationID());
        assertEquals("type", got.getJMSType());
        assertEquals(replyTo, got.getJMSReplyTo());
    }

    /** 3.9, 3.12: send sets its headers on the object of the sender, also on one that has no delivery time. */
    @Brokers
    void sendSetsTheHeadersOfTheForeignObject(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        ForeignMessage foreign = new ForeignTextMessage("text");
        foreign.setJMSMessageID("ID:theirs");
        long before = System.currentTimeMillis();
        session.createProducer(queue).send(foreign, DeliveryMode.NON_PERSISTENT, 7, 600_000);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        assertEquals(queue, foreign.getJMSDestination());
        assertEquals(DeliveryMode.NON_PERSISTENT, foreign.getJMSDeliveryMode());
        assertEquals(7, foreign.getJMSPriority());
        assertTrue(foreign.getJMSTimestamp() >= before);
        assertEquals(foreign.getJMSTimestamp() + 600_000, foreign.getJMSExpiration());
        assertEquals(foreign.getJMSMessageID(), got.getJMSMessageID());
        assertFalse(foreign.getJMSMessageID().equals("ID:theirs"));
        assertEquals(7, got.getJMSPriority());
        assertEquals(DeliveryMode.NON_PERSISTENT, got.getJMSDeliveryMode());
        assertEquals("text", JmsFixture.text(got));
    }

    /** 7.3: the object that the listener gets is the sender's. */
    @Brokers
    void completionListenersGetTheForeignObject(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        ForeignMessage foreign = new ForeignTextMessage("text");
        CompletableFuture<Message> completed = new CompletableFuture<>();
        session.createProducer(jms.queue(kind)).send(foreign, new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                completed.complete(message);
            }

            @Override
            public void onException(Message message, Exception exception) {
                completed.completeExceptionally(exception);
            }
        });
        assertSame(foreign, completed.get(JmsFixture.PATIENCE, TimeUnit.MILLISECONDS));
    }

    /** 3.12: what cannot be copied is refused, and the session goes on. */
    @Brokers
    void whatCannotBeCopiedIsRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        ForeignMessage badProperty = new ForeignMessage();
        badProperty.setObjectProperty("list", List.of());
        assertThrows(MessageFormatException.class, () -> session.createProducer(queue)
                .send(badProperty));
        ForeignMessage badName = new ForeignMessage();
        badName.setIntProperty("not an identifier", 1);
        assertThrows(MessageFormatException.class, () -> session.createProducer(queue)
                .send(badName));
        ForeignMapMessage badField = new ForeignMapMessage();
        badField.setObject("list", List.of());
        assertThrows(MessageFormatException.class, () -> session.createProducer(queue)
                .send(badField));
        ForeignMessage badReply = new ForeignMessage();
        badReply.setJMSReplyTo(new Neither());
        assertThrows(InvalidDestinationException.class, () -> session.createProducer(queue)
                .send(badReply));
        ForeignMessage namelessReply = new ForeignTextMessage("no reply");
        namelessReply.setJMSReplyTo(new OtherQueue(null));
        session.createProducer(queue).send(namelessReply);
        MessageConsumer consumer = session.createConsumer(queue);
        Message got = consumer.receive(JmsFixture.PATIENCE);
        assertEquals("no reply", JmsFixture.text(got));
        assertNull(got.getJMSReplyTo());
    }

    /** 6.2.6: in a transaction and by the simplified API as well. */
    @Brokers
    void foreignMessagesAreSentByEveryApi(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        session.createProducer(queue).send(new ForeignTextMessage("transacted"));
        session.commit();
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            ForeignMessage foreign = new ForeignTextMessage("simple");
            context.createProducer().setProperty("number", 1).setJMSType("type").send(queue, foreign);
            assertEquals(1, foreign.getIntProperty("number"));
            assertEquals("type", foreign.getJMSType());
        }
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("transacted", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        Message simple = consumer.receive(JmsFixture.PATIENCE);
        assertEquals("simple", JmsFixture.text(simple));
        assertEquals(1, simple.getIntProperty("number"));
        session.commit();
    }
}

package org.stompest.it.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.text;

/** What sending does to a message (Jakarta Messaging 3.1, 3.4 and 3.9). */
@Timeout(120)
class ProducerHeadersIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 3.4.11: send sets these headers, whatever the application has set them to, and leaves the others alone. */
    @Brokers
    void sendSetsItsHeadersAndLeavesTheOthers(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Queue replies = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        TextMessage message = session.createTextMessage("a");
        message.setJMSDestination(replies);
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(9);
        message.setJMSExpiration(1);
        message.setJMSDeliveryTime(Long.MAX_VALUE);
        message.setJMSMessageID("ID:none-of-mine");
        message.setJMSTimestamp(1);
        message.setJMSRedelivered(true);
        message.setJMSCorrelationID("correlation");
        message.setJMSReplyTo(replies);
        message.setJMSType("type");
        message.setIntProperty("number", 1);

        MessageProducer producer = session.createProducer(queue);
        producer.setPriority(2);
        producer.setTimeToLive(600_000);
        long before = System.currentTimeMillis();
        producer.send(message);
        long after = System.currentTimeMillis();
        Message got = consumer.receive(PATIENCE);
        for (Message each : List.of(message, got)) {
            assertEquals(queue, each.getJMSDestination());
            assertEquals(DeliveryMode.PERSISTENT, each.getJMSDeliveryMode());
            assertEquals(2, each.getJMSPriority());
            assertTrue(before <= each.getJMSTimestamp() && each.getJMSTimestamp() <= after);
            assertEquals(each.getJMSTimestamp() + 600_000, each.getJMSExpiration());
            assertEquals(each.getJMSTimestamp(), each.getJMSDeliveryTime());
            assertTrue(each.getJMSMessageID().startsWith("ID:"), each.getJMSMessageID());
            assertNotEquals("ID:none-of-mine", each.getJMSMessageID());
            assertEquals("correlation", each.getJMSCorrelationID());
            assertEquals(replies, each.getJMSReplyTo());
            assertEquals("type", each.getJMSType());
            assertEquals(1, each.getIntProperty("number"));
        }
        assertEquals(message.getJMSMessageID(), got.getJMSMessageID());
        assertEquals(message.getJMSTimestamp(), got.getJMSTimestamp());
        assertTrue(message.getJMSRedelivered(), "left alone by send");
        assertFalse(got.getJMSRedelivered());
    }

    /** 3.9: a message can be sent again, and is another one then; what is changed in between does not reach the first. */
    @Brokers
    void theSameObjectCanBeSentAgain(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        TextMessage message = session.createTextMessage("first");
        Set<String> ids = new HashSet<>();
        producer.send(message);
        ids.add(message.getJMSMessageID());
        message.setText("second");
        message.setStringProperty("which", "second");
        producer.send(message);
        ids.add(message.getJMSMessageID());
        message.setText("changed after the last send");
        assertEquals(2, ids.size());
        Message first = consumer.receive(PATIENCE);
        assertEquals("first", text(first));
        assertFalse(first.propertyExists("which"));
        Message second = consumer.receive(PATIENCE);
        assertEquals("second", text(second));
        assertEquals("second", second.getStringProperty("which"));
        assertEquals(ids, Set.of(first.getJMSMessageID(), second.getJMSMessageID()));
    }

    /** 3.9: bytes are copied too. */
    @Brokers
    void bytesAreCopiedBySend(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        byte[] bytes = {1, 2, 3};
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes);
        bytes[0] = 9;
        producer.send(message);
        message.clearBody();
        message.writeBytes(new byte[] {7});
        producer.send(message);
        for (byte[] expected : new byte[][] {{1, 2, 3}, {7}}) {
            BytesMessage got = assertInstanceOf(BytesMessage.class, consumer.receive(PATIENCE));
            byte[] read = new byte[(int) got.getBodyLength()];
            got.readBytes(read);
            assertEquals(List.of(box(expected)), List.of(box(read)));
        }
    }

    private static Byte[] box(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxed[i] = bytes[i];
        }
        return boxed;
    }

    /** 3.4.3 and 3.4.4: where a hint to leave out identifier or timestamp is taken, they are null and 0 on both sides. */
    @Brokers
    void identifierAndTimestampCanBeLeftOut(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        producer.setDisableMessageID(true);
        producer.setDisableMessageTimestamp(true);
        Message message = session.createTextMessage("bare");
        message.setJMSMessageID("ID:old");
        message.setJMSTimestamp(1);
        producer.send(message);
        Message got = consumer.receive(PATIENCE);
        for (Message each : List.of(message, got)) {
            assertNull(each.getJMSMessageID());
            assertEquals(0, each.getJMSTimestamp());
        }
        producer.setDisableMessageID(false);
        producer.setDisableMessageTimestamp(false);
        producer.send(message);
        assertEquals(message.getJMSMessageID(), consumer.receive(PATIENCE).getJMSMessageID());
        assertTrue(message.getJMSMessageID().startsWith("ID:"));
        assertTrue(message.getJMSTimestamp() > 1);
    }

    /** 3.4.3: identifiers are unique, also over sessions and connections. */
    @Brokers
    void identifiersAreUnique(BrokerKind kind) throws Exception {
        Set<String> ids = new HashSet<>();
        Queue queue = jms.queue(kind);
        for (int connections = 0; connections < 2; connections++) {
            var connection = jms.connect(kind);
            for (int sessions = 0; sessions < 2; sessions++) {
                Session session = connection.createSession();
                for (int producers = 0; producers < 2; producers++) {
                    MessageProducer producer = session.createProducer(queue);
                    for (int i = 0; i < 5; i++) {
                        Message message = session.createMessage();
                        producer.send(message);
                        ids.add(message.getJMSMessageID());
                    }
                }
            }
        }
        assertEquals(40, ids.size());
    }
}

package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;

import jakarta.jms.DeliveryMode;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Sending without waiting (Jakarta Messaging 3.1, 7.3). */
@Timeout(120)
class AsyncSendIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 7.3.1: the callback comes when the broker has the message, with the message, whose headers can be read then. */
    @Brokers
    void theCallbackComesWhenTheBrokerHasTheMessage(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (int mode : List.of(DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT)) {
            Queue queue = jms.queue(kind);
            MessageProducer producer = session.createProducer(queue);
            producer.setDeliveryMode(mode);
            Completions completions = new Completions();
            TextMessage message = session.createTextMessage("a");
            producer.send(message, completions);
            Completions.Callback callback = completions.next();
            assertNull(callback.failure());
            assertSame(message, callback.message());
            Eventually.isEqual(1L, () -> jms.count(kind, queue), "messages sent");
            assertTrue(message.getJMSMessageID().startsWith("ID:"), message.getJMSMessageID());
            assertEquals(queue, message.getJMSDestination());
            assertEquals(
                    message.getJMSMessageID(),
                    session.createConsumer(queue).receive(PATIENCE).getJMSMessageID());
        }
    }

    /** 7.3: all four forms. */
    @Brokers
    void allFormsOfSendCallBack(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer fixed = session.createProducer(queue);
        MessageProducer free = session.createProducer(null);
        Completions completions = new Completions();
        fixed.send(session.createTextMessage("a"), completions);
        fixed.send(session.createTextMessage("b"), 2, 4, 0, completions);
        free.send(queue, session.createTextMessage("c"), completions);
        free.send(queue, session.createTextMessage("d"), 2, 4, 600_000, completions);
        for (String expected : List.of("a", "b", "c", "d")) {
            assertEquals(expected, ((TextMessage) completions.next().message()).getText());
        }
        assertEquals(List.of("a", "b", "c", "d"), texts(consumer, 4));
    }

    /** 7.3.3: messages arrive in the order of their sends, the synchronous ones among them; callbacks come in that order. */
    @Brokers
    void orderIsKeptAmongBothWaysOfSending(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        Completions completions = new Completions();
        List<String> all = new ArrayList<>();
        List<String> asynchronous = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String text = "m" + i;
            all.add(text);
            if (i % 7 == 0) {
                producer.send(session.createTextMessage(text));
            } else {
                asynchronous.add(text);
                producer.send(session.createTextMessage(text), completions);
            }
        }
        for (String expected : asynchronous) {
            assertEquals(expected, ((TextMessage) completions.next().message()).getText());
        }
        assertEquals(all, texts(session.createConsumer(queue), all.size()));
    }

    /** 7.3.9: the message belongs to the application again after the callback, which may change it and send it once more. */
    @Brokers
    void theMessageCanBeSentAgainAfterTheCallback(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        TextMessage message = session.createTextMessage("a");
        Completions completions = new Completions();
        producer.send(message, completions);
        completions.next();
        String id = message.getJMSMessageID();
        message.setText("b");
        producer.send(message, completions);
        completions.next();
        assertNotEquals(id, message.getJMSMessageID());
        assertEquals(List.of("a", "b"), texts(consumer, 2));
    }
}

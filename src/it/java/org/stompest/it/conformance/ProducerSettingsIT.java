package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import jakarta.jms.Session;
import jakarta.jms.TopicPublisher;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;

/** How a producer is set up (Jakarta Messaging 3.1, 7.7 to 7.9 and the API documentation of MessageProducer). */
@Timeout(120)
class ProducerSettingsIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** API: the defaults. */
    @Brokers
    void aProducerBeginsWithTheDefaults(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        MessageProducer producer = jms.stopped(kind).createSession().createProducer(queue);
        assertEquals(queue, producer.getDestination());
        assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
        assertEquals(4, producer.getPriority());
        assertEquals(0, producer.getTimeToLive());
        assertEquals(0, producer.getDeliveryDelay());
        assertFalse(producer.getDisableMessageID());
        assertFalse(producer.getDisableMessageTimestamp());
        assertNull(jms.stopped(kind).createSession().createProducer(null).getDestination());
    }

    /** API: what was set is given back. */
    @Brokers
    void whatWasSetIsGivenBack(BrokerKind kind) throws Exception {
        MessageProducer producer = jms.stopped(kind).createSession().createProducer(null);
        for (int priority = 0; priority <= 9; priority++) {
            producer.setPriority(priority);
            assertEquals(priority, producer.getPriority());
        }
        for (int mode : List.of(DeliveryMode.NON_PERSISTENT, DeliveryMode.PERSISTENT)) {
            producer.setDeliveryMode(mode);
            assertEquals(mode, producer.getDeliveryMode());
        }
        for (boolean value : List.of(true, false)) {
            producer.setDisableMessageID(value);
            assertEquals(value, producer.getDisableMessageID());
            producer.setDisableMessageTimestamp(value);
            assertEquals(value, producer.getDisableMessageTimestamp());
        }
        producer.setTimeToLive(1234);
        assertEquals(1234, producer.getTimeToLive());
        producer.setDeliveryDelay(4321);
        assertEquals(4321, producer.getDeliveryDelay());
    }

    /** 3.4.2 and 3.4.10: there are two delivery modes and ten priorities; what is refused changes nothing. */
    @Brokers
    void valuesOutOfRangeAreRefused(BrokerKind kind) throws Exception {
        MessageProducer producer = jms.stopped(kind).createSession().createProducer(null);
        for (int mode : List.of(-1, 0, 3, 7)) {
            assertThrows(JMSException.class, () -> producer.setDeliveryMode(mode));
        }
        for (int priority : List.of(-1, 10, 100)) {
            assertThrows(JMSException.class, () -> producer.setPriority(priority));
        }
        assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
        assertEquals(4, producer.getPriority());
    }

    /** 7.2: the same for a single send, of which nothing is sent then. */
    @Brokers
    void valuesOutOfRangeAreRefusedBySendToo(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer fixed = session.createProducer(queue);
        MessageProducer free = session.createProducer(null);
        Message message = session.createMessage();
        for (int mode : List.of(-1, 0, 3)) {
            assertThrows(JMSException.class, () -> fixed.send(message, mode, 4, 0));
            assertThrows(JMSException.class, () -> free.send(queue, message, mode, 4, 0));
        }
        for (int priority : List.of(-1, 10)) {
            assertThrows(JMSException.class, () -> fixed.send(message, 2, priority, 0));
            assertThrows(JMSException.class, () -> free.send(queue, message, 2, priority, 0));
            assertThrows(JMSException.class, () -> fixed.send(message, 2, priority, 0, new Completions()));
        }
        assertNull(session.createConsumer(queue).receive(SILENCE));
    }

    /** 7.2: what is given to a single send is for that send only. */
    @Brokers
    void valuesOfOneSendLeaveTheProducerAsItIs(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        producer.setPriority(3);
        producer.setTimeToLive(600_000);
        Message message = session.createMessage();
        producer.send(message, DeliveryMode.NON_PERSISTENT, 8, 0);
        Message first = consumer.receive(PATIENCE);
        assertEquals(DeliveryMode.NON_PERSISTENT, first.getJMSDeliveryMode());
        assertEquals(8, first.getJMSPriority());
        assertEquals(0, first.getJMSExpiration());

        assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
        assertEquals(3, producer.getPriority());
        assertEquals(600_000, producer.getTimeToLive());
        producer.send(message);
        Message second = consumer.receive(PATIENCE);
        assertEquals(DeliveryMode.PERSISTENT, second.getJMSDeliveryMode());
        assertEquals(3, second.getJMSPriority());
        assertTrue(second.getJMSExpiration() > 0);
    }

    /** 7.9: a message is not delivered before its time, which both sides can tell. */
    @Brokers
    void aDelayIsKeptOrRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(500);
        Message message = session.createTextMessage("late");
        if (!kind.can(Feature.DELIVERY_DELAY)) {
            Refusal.assertUnsupported(kind, Feature.DELIVERY_DELAY, () -> producer.send(message));
            return;
        }
        producer.send(message);
        assertEquals(message.getJMSTimestamp() + 500, message.getJMSDeliveryTime());
        Message got = consumer.receive(PATIENCE);
        assertTrue(System.currentTimeMillis() >= message.getJMSDeliveryTime());
        assertEquals(message.getJMSDeliveryTime(), got.getJMSDeliveryTime());
        assertEquals(message.getJMSTimestamp(), got.getJMSTimestamp());
    }

    /** 7, API: after close every method but close is refused; close can be repeated. */
    @Brokers
    void everyOtherMethodOfAClosedProducerIsRefused(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        for (MessageProducer each : List.of(session.createProducer(jms.queue(kind)), session.createProducer(null))) {
            each.close();
            ClosedObjects.assertRefuseEverything(MessageProducer.class, each, session);
            each.close();
        }
        QueueSender sender = jms.closing(jms.factory(kind, "").createQueueConnection())
                .createQueueSession(false, 1)
                .createSender(jms.queue(kind));
        sender.close();
        ClosedObjects.assertRefuseEverything(QueueSender.class, sender, session);
        TopicPublisher publisher = jms.closing(jms.factory(kind, "").createTopicConnection())
                .createTopicSession(false, 1)
                .createPublisher(jms.topic(kind));
        publisher.close();
        ClosedObjects.assertRefuseEverything(TopicPublisher.class, publisher, session);
        session.createProducer(null);
    }
}

package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long messages live, when they come, and how urgent they are (Jakarta Messaging 3.1, 3.4.10, 7.8 and 7.9). */
@Timeout(120)
class DeliveryOptionsIT {
    /** Long enough for a message that is not delayed to be seen before. */
    private static final long DELAY = 1_000;

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static void awaitExpiration(Message message) throws Exception {
        Eventually.holds(() -> System.currentTimeMillis() > message.getJMSExpiration(), "expiration of " + message);
    }

    /** 7.8: not delivered when its time is over before anybody asks. */
    @Brokers
    void expiredMessagesAreNotDelivered(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(20);
        Message expiring = session.createTextMessage("expiring");
        producer.send(expiring);
        producer.setTimeToLive(600_000);
        producer.send(session.createTextMessage("living"));
        producer.setTimeToLive(0);
        producer.send(session.createTextMessage("immortal"));
        awaitExpiration(expiring);
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(List.of("living", "immortal"), JmsFixture.texts(consumer, 2));
        assertNull(consumer.receiveNoWait());
    }

    /** 7.8: also when it has been sent to the consumer in advance; a subscriber of a topic does not see it either. */
    @Brokers
    void messagesThatExpireOnTheirWayAreNotDelivered(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(topic);
        MessageProducer producer = session.createProducer(topic);
        Message expiring = session.createTextMessage("expiring");
        producer.send(expiring, 2, 4, 50);
        producer.send(session.createTextMessage("living"));
        awaitExpiration(expiring);
        assertEquals("living", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        assertNull(consumer.receiveNoWait());
    }

    /** 3.4.9: the time is the sender's plus what it may live, and both sides see it. */
    @Brokers
    void theExpirationIsSeenByBothSides(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        Message sent = session.createMessage();
        session.createProducer(queue).send(sent, 2, 4, 123_456);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        assertEquals(sent.getJMSTimestamp() + 123_456, sent.getJMSExpiration());
        assertEquals(sent.getJMSExpiration(), got.getJMSExpiration());
    }

    /** 7.9: not before its time, while messages that are not delayed come at once; then with the time in its header. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void delayedMessagesComeWhenTheirTimeHasCome(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(DELAY);
        Message sent = session.createTextMessage("later");
        sent.setIntProperty("number", 5);
        producer.send(sent);
        producer.setDeliveryDelay(0);
        producer.send(session.createTextMessage("now"));
        assertEquals(sent.getJMSTimestamp() + DELAY, sent.getJMSDeliveryTime());
        assertEquals("now", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        Message got = consumer.receive(JmsFixture.PATIENCE);
        long arrival = System.currentTimeMillis();
        assertEquals("later", JmsFixture.text(got));
        assertTrue(arrival >= sent.getJMSDeliveryTime(), arrival + " is not before " + sent.getJMSDeliveryTime());
        assertEquals(sent.getJMSDeliveryTime(), got.getJMSDeliveryTime());
        assertEquals(sent.getJMSTimestamp(), got.getJMSTimestamp());
        assertEquals(sent.getJMSMessageID(), got.getJMSMessageID());
        assertEquals(5, got.getIntProperty("number"));
        assertFalse(got.getJMSRedelivered());
        assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
    }

    /** 7.9: nobody who asks before its time gets it, whether it was there already or comes by way of a browser. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void delayedMessagesCannotBeHadBefore(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(600_000);
        producer.send(session.createTextMessage("much later"));
        MessageConsumer consumer = session.createConsumer(queue);
        assertNull(consumer.receive(JmsFixture.SILENCE));
        if (kind.can(Feature.BROWSING)) {
            assertFalse(session.createBrowser(queue).getEnumeration().hasMoreElements());
        }
    }

    /** 7.9: those that the topic has got when the message is sent. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void delayedMessagesComeToSubscribers(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(topic);
        MessageProducer producer = session.createProducer(topic);
        producer.setDeliveryDelay(DELAY);
        Message sent = session.createTextMessage("later");
        producer.send(sent);
        Message got = consumer.receive(JmsFixture.PATIENCE);
        assertEquals("later", JmsFixture.text(got));
        assertTrue(System.currentTimeMillis() >= sent.getJMSDeliveryTime());
        assertEquals(topic, got.getJMSDestination());
    }

    /** 7.9: in a transaction from the send or the commit on, but not before. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void delaysGoWithTransactions(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(DELAY);
        producer.send(session.createTextMessage("never"));
        session.rollback();
        Message sent = session.createTextMessage("later");
        producer.send(sent);
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("later", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        assertTrue(System.currentTimeMillis() >= sent.getJMSDeliveryTime());
        session.commit();
    }

    /** 7.8, 7.9: the time to live starts at the sending, so that it may end before the delivery. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void delayAndTimeToLiveGoTogether(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(DELAY);
        producer.setTimeToLive(600_000);
        Message sent = session.createTextMessage("later");
        producer.send(sent);
        assertEquals(sent.getJMSTimestamp() + 600_000, sent.getJMSExpiration());
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertEquals("later", JmsFixture.text(got));
        assertTrue(got.getJMSExpiration() >= sent.getJMSExpiration());
    }

    /** 7.9: also by the simplified API. */
    @Brokers(can = Feature.DELIVERY_DELAY)
    void producersOfContextsDelay(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            Message sent = context.createTextMessage("later");
            context.createProducer().setDeliveryDelay(DELAY).send(queue, sent);
            Message got = context.createConsumer(queue).receive(JmsFixture.PATIENCE);
            assertEquals("later", JmsFixture.text(got));
            assertTrue(System.currentTimeMillis() >= sent.getJMSDeliveryTime());
        }
    }

    /** 7.9: some brokers cannot; the refusal says so, of every kind of send, and the session goes on. */
    @Brokers(cannot = Feature.DELIVERY_DELAY)
    void brokersThatCannotDelayRefuse(BrokerKind kind) throws Exception {
        Feature delay = Feature.DELIVERY_DELAY;
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(DELAY);
        Message message = session.createTextMessage("later");
        Refusal.assertUnsupported(kind, delay, () -> producer.send(message));
        Refusal.assertUnsupported(kind, delay, () -> producer.send(message, 1, 4, 0));
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            Refusal.assertUnsupportedByContext(kind, delay, () -> context.createProducer()
                    .setDeliveryDelay(DELAY)
                    .send(queue, message));
        }
        producer.setDeliveryDelay(0);
        producer.send(session.createTextMessage("now"));
        assertEquals("now", JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 3.4.10: Artemis delivers what waits by priority; ActiveMQ Classic does so only if its operator wants it. */
    @Brokers(can = Feature.PRIORITY_ORDER)
    void urgentMessagesComeFirst(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageProducer producer = session.createProducer(queue);
        for (int priority : List.of(1, 9, 4, 0, 6)) {
            producer.send(session.createTextMessage("priority " + priority), 2, priority, 0);
        }
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(
                List.of("priority 9", "priority 6", "priority 4", "priority 1", "priority 0"),
                JmsFixture.texts(consumer, 5));
    }
}

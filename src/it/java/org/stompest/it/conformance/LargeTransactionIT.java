package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
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
import static org.junit.jupiter.api.Assertions.assertNull;

/** Jakarta Messaging 3.1, 6.2.7 and 6.2.10: what is consumed before it is acknowledged may be more than the broker's window holds. */
@Timeout(120)
class LargeTransactionIT {
    /** More than any window of these tests, and more than ActiveMQ looks at of a queue without acknowledgements. */
    private static final int COUNT = 1_500;

    /** The default of prefetch for durable subscriptions is 100. */
    private static final int DURABLE_COUNT = 800;

    private static final List<String> TEXTS = texts(COUNT);

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toList();
    }

    private void fill(BrokerKind kind, Destination destination, int count) throws Exception {
        try (Connection connection = jms.factory(kind, "").createConnection()) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(destination);
            for (String each : texts(count)) {
                producer.send(session.createTextMessage(each));
            }
            session.commit();
        }
    }

    @Brokers
    void aTransactionOfManyMessagesIsCommitted(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        fill(kind, queue, COUNT);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(TEXTS, JmsFixture.texts(consumer, COUNT));
        session.commit();
        assertNull(consumer.receive(JmsFixture.SILENCE));
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    @Brokers
    void aTransactionOfManyMessagesIsRolledBackInOrder(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        fill(kind, queue, COUNT);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(TEXTS, JmsFixture.texts(consumer, COUNT));
        session.rollback();
        List<String> again = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Message message = consumer.receive(JmsFixture.PATIENCE);
            assertEquals(2, message.getIntProperty("JMSXDeliveryCount"));
            again.add(JmsFixture.text(message));
        }
        assertEquals(TEXTS, again);
        session.commit();
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    /**
     * What the closed consumer had is for others at once. ActiveMQ hands what one of its subscriptions gives back to another one that still has
     * room and gives it back later.
     */
    @Brokers
    void manyMessagesGoBackToTheBrokerWithTheSession(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        fill(kind, queue, COUNT);
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        JmsFixture.texts(session.createConsumer(queue), COUNT);
        session.close();
        MessageConsumer other = connection.createSession().createConsumer(queue);
        List<String> again = JmsFixture.texts(other, COUNT);
        assertEquals(Set.copyOf(TEXTS), Set.copyOf(again));
        if (kind.can(Feature.ORDER_OF_RETURNED_MESSAGES)) {
            assertEquals(TEXTS, again);
        }
    }

    @Brokers
    void manyMessagesAreAcknowledgedAtOnce(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        fill(kind, queue, COUNT);
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(TEXTS.subList(0, COUNT - 1), JmsFixture.texts(consumer, COUNT - 1));
        Message last = consumer.receive(JmsFixture.PATIENCE);
        last.acknowledge();
        assertNull(consumer.receive(JmsFixture.SILENCE));
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    @Brokers
    void aListenerGetsManyMessagesBeforeItAcknowledges(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        fill(kind, queue, COUNT);
        Session session = jms.connect(kind).createSession(Session.CLIENT_ACKNOWLEDGE);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                heard.add(JmsFixture.text(message));
                if (heard.size() == COUNT) {
                    message.acknowledge();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Eventually.isEqual(COUNT, heard::size, "messages heard");
        assertEquals(TEXTS, heard);
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aTransactionOnADurableSubscriptionMayBeLargerThanItsPrefetch(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind, "jms.clientID=" + jms.name(kind));
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createDurableConsumer(topic, "large");
        fill(kind, topic, DURABLE_COUNT);
        assertEquals(texts(DURABLE_COUNT), JmsFixture.texts(consumer, DURABLE_COUNT));
        session.commit();
        consumer.close();
        session.unsubscribe("large");
    }
}

package org.stompest.it.vendor;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Quorum queues of RabbitMQ: replicated, and they count their deliveries. */
@Timeout(120)
class RabbitQuorumIT {
    private static final String QUORUM = "?x-queue-type=quorum";

    @RegisterExtension
    final VendorFixture rabbit = new VendorFixture(BrokerKind.RABBITMQ);

    private String name;
    private String queue;

    @BeforeEach
    void choose() {
        name = rabbit.name();
        queue = name + QUORUM;
    }

    private static int count(Message message) throws Exception {
        return message.getIntProperty("JMSXDeliveryCount");
    }

    @Test
    void messagesGoThroughInOrderAndThenTheQueueIsEmpty() throws Exception {
        Session session = rabbit.session();
        Queue quorum = session.createQueue(queue);
        VendorFixture.send(session, quorum, "a", "b", "c");
        MessageConsumer consumer = session.createConsumer(quorum);
        Message first = VendorFixture.next(consumer);
        assertEquals("a", VendorFixture.text(first));
        assertEquals(quorum, first.getJMSDestination());
        assertFalse(first.getJMSRedelivered());
        assertEquals(1, count(first));
        assertEquals(List.of("b", "c"), VendorFixture.texts(consumer, 2));
        assertNull(consumer.receive(VendorFixture.SILENCE));
        rabbit.awaitCount(0, name);
    }

    @Test
    void rolledBackMessagesComeAgainInOrderAndAreCounted() throws Exception {
        Session session = rabbit.connect("").createSession(Session.SESSION_TRANSACTED);
        Queue quorum = session.createQueue(queue);
        MessageConsumer consumer = session.createConsumer(quorum);
        rabbit.send(quorum, "a", "b");
        for (int round = 1; round < 4; round++) {
            for (String each : List.of("a", "b")) {
                Message message = VendorFixture.next(consumer);
                assertEquals(each, VendorFixture.text(message));
                assertEquals(round, count(message));
                assertEquals(round > 1, message.getJMSRedelivered());
            }
            session.rollback();
        }
        assertEquals(List.of("a", "b"), VendorFixture.texts(consumer, 2));
        session.commit();
        rabbit.awaitCount(0, name);
    }

    @Test
    void theBrokerCountsDeliveriesOverConnectionsThatGiveTheMessageBack() throws Exception {
        rabbit.send(rabbit.session().createQueue(queue), "poison");
        for (int delivery = 1; delivery < 5; delivery++) {
            Connection connection = rabbit.connect("");
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            Message message = VendorFixture.next(session.createConsumer(session.createQueue(queue)));
            assertEquals(delivery, count(message));
            assertEquals(delivery > 1, message.getJMSRedelivered());
            connection.close();
        }
    }

    @Test
    void whatIsCountedHereIsAddedToWhatTheBrokerCounts() throws Exception {
        rabbit.send(rabbit.session().createQueue(queue), "poison");
        for (int i = 0; i < 2; i++) {
            Connection connection = rabbit.connect("");
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            VendorFixture.next(session.createConsumer(session.createQueue(queue)));
            connection.close();
        }
        Session session = rabbit.connect("").createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        assertEquals(3, count(VendorFixture.next(consumer)));
        session.rollback();
        assertEquals(4, count(VendorFixture.next(consumer)));
        session.commit();
    }

    @Test
    void whatIsRolledBackTooOftenGoesToTheDeadLettersOfTheQueueIfThatIsWanted() throws Exception {
        String dead = rabbit.name();
        Session session = rabbit.connect(
                        "jms.redeliveryPolicy.maximumRedeliveries=1&jms.redeliveryPolicy.outcome=reject")
                .createSession(Session.SESSION_TRANSACTED);
        MessageConsumer letters = session.createConsumer(session.createQueue(dead));
        Queue quorum = session.createQueue(queue + "&x-dead-letter-exchange=&x-dead-letter-routing-key=" + dead);
        rabbit.send(quorum, "poison");
        MessageConsumer consumer = session.createConsumer(quorum);
        for (int i = 0; i < 2; i++) {
            assertEquals("poison", VendorFixture.text(VendorFixture.next(consumer)));
            session.rollback();
        }
        assertNull(consumer.receive(VendorFixture.SILENCE));
        assertEquals("poison", VendorFixture.text(VendorFixture.next(letters)));
        session.commit();
        rabbit.awaitCount(0, name);
    }

    @Test
    void aQuorumQueueOutlastsItsConnections() throws Exception {
        rabbit.send(rabbit.session().createQueue(queue), "a");
        assertTrue(rabbit.hasQueue(name));
        rabbit.awaitCount(1, name);
    }
}

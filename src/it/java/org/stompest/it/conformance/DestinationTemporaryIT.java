package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Temporary queues and topics, and what is built on them (Jakarta Messaging 3.1, 4.1.5, 4.2.7 and 6.2.2). */
@Timeout(120)
class DestinationTemporaryIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static void delete(Destination temporary) throws JMSException {
        if (temporary instanceof TemporaryQueue queue) {
            queue.delete();
        } else {
            ((TemporaryTopic) temporary).delete();
        }
    }

    private static List<Destination> temporaries(Session session) throws JMSException {
        return List.of(session.createTemporaryQueue(), session.createTemporaryTopic());
    }

    /** 6.2.2: they belong to the connection, so every session of it may consume, also after the one that made them was closed. */
    @Brokers
    void everySessionOfTheConnectionMayConsume(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session maker = connection.createSession();
        List<Destination> temporaries = temporaries(maker);
        maker.close();
        Session session = connection.createSession();
        for (Destination each : temporaries) {
            MessageConsumer consumer = session.createConsumer(each);
            JmsFixture.send(session, each, "to " + each);
            assertEquals("to " + each, JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        }
    }

    /** 4.1.5, 4.2.7: nobody else may, not even with the very same object. */
    @Brokers
    void consumersOfOtherConnectionsAreRefused(BrokerKind kind) throws Exception {
        Session owner = jms.connect(kind).createSession();
        Session stranger = jms.connect(kind).createSession();
        for (Destination each : temporaries(owner)) {
            InvalidDestinationException refusal =
                    assertThrows(InvalidDestinationException.class, () -> stranger.createConsumer(each));
            assertTrue(refusal.getMessage().contains("temporary"), refusal.getMessage());
        }
        TemporaryQueue queue = owner.createTemporaryQueue();
        assertThrows(JMSException.class, () -> stranger.createBrowser(queue));
    }

    /** 6.2.2: anybody may send there who has got it in a message. */
    @Brokers
    void otherConnectionsMaySend(BrokerKind kind) throws Exception {
        Session owner = jms.connect(kind).createSession();
        Session other = jms.connect(kind).createSession();
        Queue requests = jms.queue(kind);
        for (Destination each : temporaries(owner)) {
            MessageConsumer replies = owner.createConsumer(each);
            Message request = owner.createMessage();
            request.setJMSReplyTo(each);
            owner.createProducer(requests).send(request);
            try (MessageConsumer consumer = other.createConsumer(requests)) {
                Message got = consumer.receive(JmsFixture.PATIENCE);
                JmsFixture.send(other, got.getJMSReplyTo(), "one", "two");
                assertThrows(JMSException.class, () -> delete(got.getJMSReplyTo()), "it is not theirs to delete");
            }
            assertEquals(List.of("one", "two"), JmsFixture.texts(replies, 2));
        }
    }

    /** API of TemporaryQueue: not while there are consumers; afterwards once or twice, by whatever session is left. */
    @Brokers
    void deletionHasToWaitForTheConsumers(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        for (Destination each : temporaries(session)) {
            MessageConsumer consumer = session.createConsumer(each);
            assertThrows(IllegalStateException.class, () -> delete(each));
            JmsFixture.send(session, each, "still there");
            assertEquals("still there", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
            consumer.close();
            delete(each);
            delete(each);
        }
    }

    /** 10.3: what is deleted is no destination any more. */
    @Brokers
    void deletedOnesCanNeitherBeSentToNorConsumedFrom(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (Destination each : temporaries(session)) {
            MessageProducer producer = session.createProducer(each);
            producer.send(session.createMessage());
            delete(each);
            assertThrows(InvalidDestinationException.class, () -> producer.send(session.createMessage()));
            assertThrows(InvalidDestinationException.class, () -> session.createConsumer(each));
        }
    }

    /** 6.2.2: they end with their connection. */
    @Brokers
    void theyEndWithTheirConnection(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        List<Destination> temporaries = temporaries(connection.createSession());
        connection.close();
        for (Destination each : temporaries) {
            assertThrows(IllegalStateException.class, () -> delete(each));
            Session other = jms.connect(kind).createSession();
            assertThrows(InvalidDestinationException.class, () -> other.createConsumer(each));
        }
    }

    /** 4.1.5: a message that nobody has consumed goes with its queue, and a new queue is another one. */
    @Brokers
    void aNewOneHoldsNothingOfTheOldOne(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        TemporaryQueue old = session.createTemporaryQueue();
        JmsFixture.send(session, old, "left");
        old.delete();
        MessageConsumer consumer = session.createConsumer(session.createTemporaryQueue());
        assertNull(consumer.receive(JmsFixture.SILENCE));
    }

    /** API of QueueRequestor: it asks over a temporary queue, and closes its session before it deletes that. */
    @Brokers
    void queueRequestorsGetTheirReplies(BrokerKind kind) throws Exception {
        Session serving = jms.connect(kind).createSession();
        Queue service = jms.queue(kind);
        serve(serving, service);
        QueueConnection connection = jms.closing(jms.factory(kind, "").createQueueConnection());
        connection.start();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor requestor = new QueueRequestor(session, service);
        assertEquals("re: a", JmsFixture.text(requestor.request(session.createTextMessage("a"))));
        assertEquals("re: b", JmsFixture.text(requestor.request(session.createTextMessage("b"))));
        requestor.close();
    }

    /** API of TopicRequestor: the same over a temporary topic. */
    @Brokers
    void topicRequestorsGetTheirReplies(BrokerKind kind) throws Exception {
        Session serving = jms.connect(kind).createSession();
        Topic service = jms.topic(kind);
        serve(serving, service);
        TopicConnection connection = jms.closing(jms.factory(kind, "").createTopicConnection());
        connection.start();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicRequestor requestor = new TopicRequestor(session, service);
        assertEquals("re: a", JmsFixture.text(requestor.request(session.createTextMessage("a"))));
        assertEquals("re: b", JmsFixture.text(requestor.request(session.createTextMessage("b"))));
        requestor.close();
    }

    private static void serve(Session session, Destination service) throws JMSException {
        MessageProducer replier = session.createProducer(null);
        session.createConsumer(service).setMessageListener(request -> {
            try {
                TextMessage reply = session.createTextMessage("re: " + ((TextMessage) request).getText());
                reply.setJMSCorrelationID(request.getJMSMessageID());
                replier.send(request.getJMSReplyTo(), reply);
            } catch (JMSException e) {
                throw new java.lang.IllegalStateException(e);
            }
        });
    }
}

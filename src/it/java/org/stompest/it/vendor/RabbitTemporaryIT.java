package org.stompest.it.vendor;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;

import org.stompest.it.BrokerKind;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Temporary queues, which RabbitMQ does not have: ordinary ones that the library deletes. */
@Timeout(120)
class RabbitTemporaryIT {
    @RegisterExtension
    final VendorFixture rabbit = new VendorFixture(BrokerKind.RABBITMQ);

    @Test
    void aDeletedOneIsGoneFromTheBroker() throws Exception {
        Session session = rabbit.session();
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryQueue other = session.createTemporaryQueue();
        assertTrue(rabbit.hasQueue(queue.getQueueName()));
        queue.delete();
        assertFalse(rabbit.hasQueue(queue.getQueueName()));
        assertTrue(rabbit.hasQueue(other.getQueueName()));
    }

    @Test
    void oneThatHoldsMessagesIsDeletedWithThem() throws Exception {
        Session session = rabbit.session();
        TemporaryQueue queue = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(queue);
        VendorFixture.send(session, queue, "a", "b");
        assertEquals("a", VendorFixture.text(VendorFixture.next(consumer)));
        consumer.close();
        rabbit.awaitCount(1, queue.getQueueName());
        queue.delete();
        assertFalse(rabbit.hasQueue(queue.getQueueName()));
    }

    @Test
    void allAreGoneWithTheirConnection() throws Exception {
        Connection connection = rabbit.connect("");
        Session session = connection.createSession();
        TemporaryQueue consumed = session.createTemporaryQueue();
        TemporaryQueue filled = session.createTemporaryQueue();
        session.createConsumer(consumed);
        VendorFixture.send(session, filled, "a");
        assertTrue(rabbit.hasQueue(consumed.getQueueName()));
        assertTrue(rabbit.hasQueue(filled.getQueueName()));
        connection.close();
        assertFalse(rabbit.hasQueue(consumed.getQueueName()));
        assertFalse(rabbit.hasQueue(filled.getQueueName()));
    }

    @Test
    void whatIsSentThereDoesNotCreateItAgain() throws Exception {
        Session session = rabbit.session();
        TemporaryQueue queue = session.createTemporaryQueue();
        Session other = rabbit.session();
        Queue requests = session.createQueue(rabbit.name());
        Message request = session.createTextMessage("request");
        request.setJMSReplyTo(queue);
        session.createProducer(requests).send(request);
        Message got = VendorFixture.next(other.createConsumer(requests));
        queue.delete();
        VendorFixture.send(other, got.getJMSReplyTo(), "too late");
        assertFalse(rabbit.hasQueue(queue.getQueueName()));
    }

    /** The server answers by connections of its own, while that of the client is cut between request and reply. */
    @Test
    void theReplyComesOverALinkThatIsNewerThanTheRequest() throws Exception {
        Queue requests = rabbit.session().createQueue(rabbit.name());
        try (TcpProxy proxy = new TcpProxy(rabbit.broker().port())) {
            Connection client = rabbit.started(new StompConnectionFactory(
                    "failover:(" + proxy.uri() + ")?reconnectDelayJitter=0&stomp.broker=rabbitmq"));
            Session session = client.createSession();
            TemporaryQueue replies = session.createTemporaryQueue();
            MessageConsumer consumer = session.createConsumer(replies);
            Message request = session.createTextMessage("request");
            request.setJMSReplyTo(replies);
            session.createProducer(requests).send(request);
            int before = proxy.connections();
            proxy.cut();
            Session server = rabbit.session();
            Message got = VendorFixture.next(server.createConsumer(requests));
            assertEquals(replies.getQueueName(), ((Queue) got.getJMSReplyTo()).getQueueName());
            VendorFixture.send(server, got.getJMSReplyTo(), "reply");
            assertEquals("reply", VendorFixture.text(VendorFixture.next(consumer)));
            assertTrue(proxy.connections() > before, "another link");
            client.close();
            assertFalse(rabbit.hasQueue(replies.getQueueName()));
        }
    }
}

package org.stompest.jms;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;
import org.stompest.protocol.Frame;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is left of consumers whose subscriptions the broker or another thread ends. */
@Timeout(60)
class ConsumerEndsTest {
    private static final String MORE_BY_FURTHER_SUBSCRIPTIONS = "activemq&jms.prefetchPolicy.all=1";

    private final FakeBroker broker = FakeBroker.onSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<JMSException> reports = new LinkedBlockingQueue<>();
    private Connection connection;

    private Peer connect(String brokerAndOptions) throws JMSException {
        connection = new StompConnectionFactory(
                        broker.uri() + "?jms.clientID=c&jms.requestTimeout=10000&stomp.broker=" + brokerAndOptions)
                .createConnection();
        connection.setExceptionListener(reports::add);
        connection.start();
        return broker.connection(1);
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        threads.shutdownNow();
        broker.close();
    }

    private JMSException report() throws InterruptedException {
        JMSException next = reports.poll(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(next, () -> "a report in " + broker.trace());
        return next;
    }

    private static String reason(JMSException report) {
        String text = report.getMessage();
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    /** A consumer that waits for a further subscription to be confirmed, with one message that is not acknowledged. */
    private Future<?> widening(Session session, Peer peer) throws Exception {
        MessageConsumer consumer = session.createConsumer(new StompQueue("q"));
        peer.message(peer.skipTo("SUBSCRIBE").require("id"), "1", "a");
        assertNotNull(consumer.receive(FakeBroker.PATIENCE.toMillis()));
        peer.oblige("SUBSCRIBE");
        return threads.submit(() -> consumer.receive(FakeBroker.PATIENCE.toMillis()));
    }

    @Test
    void aFurtherSubscriptionThatIsConfirmedBehindTheEndOfItsSessionEnds() throws Exception {
        Peer peer = connect(MORE_BY_FURTHER_SUBSCRIPTIONS);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Future<?> receiving = widening(session, peer);
        Frame further = peer.skipTo("SUBSCRIBE");
        session.close();
        peer.skipTo("UNSUBSCRIBE");
        peer.receipt(further);
        peer.skipTo("UNSUBSCRIBE", "id:" + further.require("id"));
        receiving.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aFurtherSubscriptionThatIsRefusedDoesNotEndTheConsumer() throws Exception {
        Peer peer = connect(MORE_BY_FURTHER_SUBSCRIPTIONS);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(new StompQueue("q"));
        String id = peer.skipTo("SUBSCRIBE").require("id");
        peer.message(id, "ID:h-1-1:1:1:1:1", "a");
        var first = consumer.receive(FakeBroker.PATIENCE.toMillis());
        peer.oblige("SUBSCRIBE");
        Future<?> receiving = threads.submit(() -> consumer.receive(FakeBroker.PATIENCE.toMillis()));
        peer.refuse(peer.skipTo("SUBSCRIBE"), "no more");
        assertThrows(
                ExecutionException.class, () -> receiving.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        first.acknowledge();
        peer.message(id, "ID:h-1-1:1:1:1:2", "b");
        assertNotNull(consumer.receive(FakeBroker.PATIENCE.toMillis()));
        assertEquals(0, reports.size(), reports::toString);
    }

    @Test
    void whatCreateConsumerThrowsIsNotReportedToo() throws Exception {
        broker.connectedHeaders("server:RabbitMQ/3.10.8");
        connect("rabbitmq");
        broker.script(2, peer -> {
            peer.oblige("SUBSCRIBE");
            peer.expect("CONNECT");
            peer.skipTo("SUBSCRIBE");
            peer.send("ERROR", "message:NOT_FOUND - no queue 'q' in vhost '/'");
        });
        Session session = connection.createSession();
        assertThrows(JMSException.class, () -> session.createConsumer(new StompQueue("q")));
        // A report of another kind is behind whatever there was.
        session.createConsumer(new StompQueue("other"));
        Peer third = broker.connection(3);
        third.send("ERROR", "subscription:" + third.skipTo("SUBSCRIBE").require("id"), "message:cancelled");
        assertEquals("cancelled", reason(report()));
    }

    @Test
    void aConsumerOfSeveralSubscriptionsIsReportedOnce() throws Exception {
        Peer peer = connect(MORE_BY_FURTHER_SUBSCRIPTIONS);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(new StompQueue("q"));
        String id = peer.skipTo("SUBSCRIBE").require("id");
        peer.message(id, "1", "a");
        assertNotNull(consumer.receive(FakeBroker.PATIENCE.toMillis()));
        assertNull(consumer.receive(100));
        String further = peer.skipTo("SUBSCRIBE").require("id");
        peer.send("ERROR", "subscription:" + id, "message:one");
        peer.send("ERROR", "subscription:" + further, "message:two");
        MessageConsumer other = session.createConsumer(new StompQueue("other"));
        peer.send("ERROR", "subscription:" + peer.skipTo("SUBSCRIBE").require("id"), "message:three");
        assertEquals("one", reason(report()));
        assertEquals("three", reason(report()));
        other.close();
    }

    @Test
    void anAcknowledgementThatWasSentIsNotSentAgain() throws Exception {
        Peer peer = connect("activemq");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(new StompQueue("q"));
        peer.message(peer.skipTo("SUBSCRIBE").require("id"), "ID:h-1-1:1:1:1:1", "a");
        Message message = consumer.receive(FakeBroker.PATIENCE.toMillis());
        peer.oblige("ACK");
        Thread.currentThread().interrupt();
        assertThrows(JMSException.class, message::acknowledge);
        assertTrue(Thread.interrupted(), "the interrupt is still known");
        peer.receipt(peer.skipTo("ACK"));
        message.acknowledge();
        session.recover();
        assertNull(consumer.receiveNoWait());
        consumer.close();
        peer.expect("UNSUBSCRIBE");
    }

    @Test
    void aSessionClosedMeanwhileCountsAConsumerOfASharedSubscriptionOnce() throws Exception {
        Peer peer = connect("artemis");
        Session session = connection.createSession();
        session.createSharedDurableConsumer(new StompTopic("t"), "s");
        peer.skipTo("SUBSCRIBE");
        peer.oblige("SUBSCRIBE");
        Session other = connection.createSession();
        Future<?> creating = threads.submit(() -> other.createSharedDurableConsumer(new StompTopic("t"), "s"));
        Frame second = peer.skipTo("SUBSCRIBE");
        other.close();
        peer.receipt(second);
        assertThrows(
                ExecutionException.class, () -> creating.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        assertThrows(IllegalStateException.class, () -> session.unsubscribe("s"));
    }
}

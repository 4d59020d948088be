package org.stompest.it.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;
import static org.stompest.it.jms.JmsSteps.text;

/** The connection to a broker breaks, and the program above it goes on. */
@Timeout(120)
class LinkLossIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @Brokers
    void receiveGoesOnWaiting(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("receive").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            JmsSteps.Call<Message> forEver = start(() -> consumer.receive());
            Eventually.holds(forEver::isBlocked, "receive waits");
            proxied.cut();
            send(broker.uri(), name, "after");
            assertEquals("after", text(forEver.get()));

            JmsSteps.Call<Message> timed = start(() -> consumer.receive(PATIENCE));
            Eventually.holds(timed::isBlocked, "receive waits");
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
            proxied.interrupt();
            assertFalse(timed.isDone());
            proxied.restore();
            send(broker.uri(), name, "again");
            assertEquals("again", text(timed.get()));
        }
    }

    @Brokers
    void listenersGoOn(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("listener").name();
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            session.createConsumer(session.createQueue(name)).setMessageListener(each -> got.add(textOf(each)));
            for (String text : List.of("before", "between", "after")) {
                send(broker.uri(), name, text);
                assertEquals(text, got.poll(PATIENCE, TimeUnit.MILLISECONDS));
                Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
                proxied.cut();
            }
        }
    }

    private static String textOf(Message message) {
        try {
            return text(message);
        } catch (JMSException e) {
            return e.toString();
        }
    }

    @Brokers
    void whatWasReceivedBeforeTheCutAndIsAcknowledgedAfterItComesAgain(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("acknowledged-late").name();
        send(broker.uri(), name, "a", "b");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            Message early = consumer.receive(PATIENCE);
            assertEquals("a", text(early));
            proxied.cut();
            early.acknowledge();

            Message again = consumer.receive(PATIENCE);
            assertEquals("a", text(again));
            assertTrue(again.getJMSRedelivered());
            assertTrue(again.getIntProperty("JMSXDeliveryCount") >= 2);
            early.acknowledge();
            assertEquals("b", text(consumer.receive(PATIENCE)));
            again.acknowledge();
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    @Brokers
    void automaticAcknowledgementOfWhatCameBeforeTheCutIsNoError(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("automatic").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            proxied.cut();
            Message again = consumer.receive(PATIENCE);
            assertEquals("a", text(again));
            assertTrue(again.getJMSRedelivered());
            assertNull(consumer.receiveNoWait());
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    private static Throwable failure(JmsSteps.Call<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @Brokers
    void temporaryQueuesStayGood(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("service").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker);
                Connection server = JmsSteps.connect(broker.uri())) {
            Session serving = server.createSession();
            MessageProducer replier = serving.createProducer(null);
            serving.createConsumer(serving.createQueue(name)).setMessageListener(request -> {
                try {
                    replier.send(request.getJMSReplyTo(), serving.createTextMessage("re: " + text(request)));
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            Session asking = proxied.session(Session.AUTO_ACKNOWLEDGE);
            TemporaryQueue replies = asking.createTemporaryQueue();
            MessageConsumer consumer = asking.createConsumer(replies);
            for (String question : List.of("before", "between", "after")) {
                TextMessage request = asking.createTextMessage(question);
                request.setJMSReplyTo(replies);
                asking.createProducer(asking.createQueue(name)).send(request);
                assertEquals("re: " + question, text(consumer.receive(PATIENCE)));
                assertNull(consumer.receiveNoWait());
                // Some brokers keep the queue for a while, and with it what is not acknowledged.
                Eventually.isEqual(0L, () -> broker.messageCount(replies.getQueueName()), "replies left");
                proxied.cut();
            }
            consumer.close();
            replies.delete();
        }
    }

    @Brokers
    void withoutFailoverTheEndIsToldOnceAndEverythingFails(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("no-failover").name();
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        try (TcpProxy proxy = new TcpProxy(broker.port())) {
            Connection connection = new StompConnectionFactory(proxy.uri()).createConnection();
            connection.setExceptionListener(told::add);
            connection.start();
            Session session = connection.createSession();
            Queue queue = session.createQueue(name);
            MessageProducer producer = session.createProducer(queue);
            MessageConsumer consumer = session.createConsumer(queue);
            JmsSteps.Call<Message> receiving = start(() -> consumer.receive());
            Eventually.holds(receiving::isBlocked, "receive waits");
            proxy.cut();
            JMSException first = told.poll(PATIENCE, TimeUnit.MILLISECONDS);
            assertTrue(first != null && first.getMessage().contains(String.valueOf(proxy.port())), "told: " + first);
            assertInstanceOf(JMSException.class, failure(receiving));
            assertThrows(JMSException.class, () -> consumer.receive(PATIENCE));
            assertThrows(JMSException.class, () -> producer.send(session.createTextMessage("too late")));
            assertThrows(JMSException.class, () -> session.createConsumer(queue));
            consumer.close();
            producer.close();
            session.close();
            connection.close();
            assertEquals(List.of(), List.copyOf(told));
        }
    }

    @Brokers
    void aStoppedConnectionStaysStopped(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("stopped").name();
        String heard = kind.newQueue("stopped-listener").name();
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            Session listening = proxied.session(Session.AUTO_ACKNOWLEDGE);
            listening.createConsumer(listening.createQueue(heard)).setMessageListener(each -> got.add(textOf(each)));
            proxied.connection().stop();
            proxied.cut();
            // The messages come after the answers to the subscriptions, and before that to a third consumer.
            send(broker.uri(), name, "a");
            send(broker.uri(), heard, "b");
            Session probing = proxied.session(Session.AUTO_ACKNOWLEDGE);
            probing.createConsumer(probing.createTemporaryQueue()).close();
            assertNull(consumer.receive(200));
            assertEquals(List.of(), List.copyOf(got));
            proxied.connection().start();
            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertEquals("b", got.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }
}

package org.stompest.it.jms;

import java.util.ArrayList;
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
import jakarta.jms.TransactionRolledBackException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;
import org.stompest.jms.TransactionInDoubtException;

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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
    void aTransactionWithMessagesFromBeforeTheCutIsRolledBackAndTheyComeAgain(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String in = kind.newQueue("in").name();
        String out = kind.newQueue("out").name();
        send(broker.uri(), in, "a", "b");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(in));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            send(session, session.createQueue(out), "of the first");
            proxied.cut();
            assertThrows(TransactionRolledBackException.class, session::commit);

            Message again = consumer.receive(PATIENCE);
            assertEquals("a", text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals("b", text(consumer.receive(PATIENCE)));
            send(session, session.createQueue(out), "of the second");
            session.commit();
            Eventually.isEqual(0L, () -> broker.messageCount(in), "messages left");
            MessageConsumer control = session.createConsumer(session.createQueue(out));
            assertEquals("of the second", text(control.receive(PATIENCE)));
            assertNull(control.receive(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitDuringAnOutageSaysAtOnceThatItIsRolledBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("outage").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            proxied.interrupt();
            assertThrows(TransactionRolledBackException.class, session::commit);
            proxied.restore();
            assertEquals("a", text(consumer.receive(PATIENCE)));
            session.commit();
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitOfWhatWasReceivedIsInDoubtIfItsConfirmationIsLost(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("doubtful").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            proxied.deafen();
            JmsSteps.Call<Void> commit = start(session::commit);
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
            proxied.interrupt();
            assertInstanceOf(TransactionInDoubtException.class, failure(commit));
            proxied.restore();
            assertNull(consumer.receive(200));
            session.commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitOfWhatWasSentSaysWhatIsTrueIfItsConfirmationIsLost(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("doubtful").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue(name);
            send(session, queue, "a");
            proxied.deafen();
            JmsSteps.Call<Void> commit = start(session::commit);
            if (kind == BrokerKind.CLASSIC) {
                Eventually.isEqual(1L, () -> broker.messageCount(name), "messages sent");
                proxied.interrupt();
                assertInstanceOf(TransactionInDoubtException.class, failure(commit));
            } else {
                // There the messages have to be taken before the commit is sent.
                Eventually.holds(commit::isBlocked, "commit waits");
                proxied.interrupt();
                assertInstanceOf(TransactionRolledBackException.class, failure(commit));
                send(session, queue, "a");
            }
            proxied.restore();
            session.commit();
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertNull(consumer.receive(200));
        }
    }

    private static Throwable failure(JmsSteps.Call<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatOnlySendsCommitsAcrossTheCut(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("sends").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue(name);
            send(session, queue, "a");
            proxied.cut();
            send(session, queue, "b");
            session.commit();
            send(session, queue, "c");
            proxied.interrupt();
            send(session, queue, "d");
            JmsSteps.Call<Void> commit = start(session::commit);
            Eventually.holds(commit::isBlocked, "commit waits");
            proxied.restore();
            commit.get();

            MessageConsumer consumer = session.createConsumer(queue);
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                got.add(text(consumer.receive(PATIENCE)));
            }
            assertEquals(List.of("a", "b", "c", "d"), got);
            assertNull(consumer.receive(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatFindsNoBrokerInTimeIsRolledBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("no-broker").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.requestTimeout=300")) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            send(session, session.createQueue(name), "never");
            proxied.interrupt();
            assertThrows(TransactionRolledBackException.class, session::commit);
            proxied.restore();
            send(session, session.createQueue(name), "once");
            awaitConnected(session);
            session.commit();
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("once", text(consumer.receive(PATIENCE)));
        }
    }

    private static void awaitConnected(Session session) throws Exception {
        TemporaryQueue probe = session.createTemporaryQueue();
        Eventually.holds(
                () -> {
                    try {
                        session.createConsumer(probe).close();
                        return true;
                    } catch (JMSException e) {
                        return false;
                    }
                },
                "the broker answers again");
    }

    @ParameterizedTest
    @EnumSource
    void sendWaitsForTheBrokerToComeBack(BrokerKind kind) throws Exception {
        String name = kind.newQueue("waiting").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(BROKERS.get(kind))) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JmsSteps.Call<Void> sending = start(() -> send(session, queue, "patient"));
            Eventually.holds(sending::isBlocked, "send waits");
            proxied.restore();
            sending.get();
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("patient", text(consumer.receive(PATIENCE)));
            assertNull(consumer.receive(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendFailsIfTheBrokerStaysAwayAndIsNotMadeUpFor(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("away").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.sendTimeout=300")) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JMSException failure = assertThrows(JMSException.class, () -> send(session, queue, "never"));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
            proxied.restore();
            MessageConsumer consumer = session.createConsumer(queue);
            send(session, queue, "once");
            assertEquals("once", text(consumer.receive(PATIENCE)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void createConsumerWaitsForTheBrokerToComeBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("consumer").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            proxied.interrupt();
            JmsSteps.Call<MessageConsumer> creating = start(() -> session.createConsumer(session.createQueue(name)));
            Eventually.holds(creating::isBlocked, "createConsumer waits");
            proxied.restore();
            assertEquals("a", text(creating.get().receive(PATIENCE)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void createConsumerFailsIfTheBrokerStaysAwayAndLeavesNothingBehind(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("no-consumer").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.requestTimeout=300")) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JMSException failure = assertThrows(JMSException.class, () -> session.createConsumer(queue));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
            proxied.restore();
            try (Connection other = JmsSteps.connect(broker.uri())) {
                Session control = other.createSession();
                assertEquals("a", text(control.createConsumer(queue).receive(PATIENCE)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeDuringAnOutageDoesNotWaitForTheBroker(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("close").name();
        send(broker.uri(), name, "a", "b");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.closeTimeout=10m")) {
            Session automatic = proxied.session(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = automatic.createConsumer(automatic.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            Session transacted = proxied.session(Session.SESSION_TRANSACTED);
            send(transacted, transacted.createQueue(name), "never");
            MessageConsumer waiting = transacted.createConsumer(transacted.createQueue(name));
            proxied.interrupt();
            JmsSteps.Call<Message> receiving = start(() -> waiting.receive());
            Eventually.holds(receiving::isBlocked, "receive waits");
            start(consumer::close).get();
            start(automatic::close).get();
            start(() -> proxied.connection().close()).get();
            assertNull(receiving.get());
        }
        Eventually.isEqual(2L, () -> broker.messageCount(name), "messages that the broker has");
    }

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
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

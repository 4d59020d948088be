package org.stompest.it.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;
import org.stompest.it.SharedBrokers;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;
import org.stompest.jms.TransactionInDoubtException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.text;

/** What a broker forbids reaches the program as an exception that says what and where. */
@Timeout(120)
class SecurityIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.SECURED);

    /** With failover, since a broker may cut the connection after it has refused something. */
    private static Connection connect(BrokerKind kind, String user) throws JMSException {
        String uri = "failover:(" + BROKERS.get(kind).uri() + ")?maxReconnectDelay=200";
        Connection connection = new StompConnectionFactory(user, BrokerSetup.SECRET, uri).createConnection();
        connection.start();
        return connection;
    }

    private static String queueWith(BrokerKind kind, String... texts) throws JMSException {
        String name = kind.newQueue("guarded").name();
        try (Connection connection = connect(kind, BrokerSetup.USER)) {
            Session session = connection.createSession();
            JmsSteps.send(session, session.createQueue(name), texts);
        }
        return name;
    }

    @Brokers(can = Feature.USERS)
    void aWrongPasswordEndsCreateConnectionAtTheFirstAttempt(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(BROKERS.get(kind).port())) {
            for (String uri : List.of(proxy.uri(), "failover:(" + proxy.uri() + ")")) {
                int before = proxy.connections();
                StompConnectionFactory factory = new StompConnectionFactory(
                        uri + "?jms.connectTimeout=0&jms.username=nobody&jms.password=secret");
                JMSSecurityException failure = assertThrows(
                        JMSSecurityException.class, () -> factory.createConnection(BrokerSetup.USER, "a-wrong-one"));
                assertFalse(failure.toString().contains("a-wrong-one"), failure.toString());
                assertTrue(failure.getMessage().contains(proxy.uri()), failure.getMessage());
                assertEquals(kind.can(Feature.VIRTUAL_HOSTS) ? 2 : 1, proxy.connections() - before);
                assertThrows(JMSSecurityException.class, factory::createConnection);
            }
        }
    }

    @Brokers(can = Feature.USERS)
    void aForbiddenSendNamesTheDestinationAndTheConnectionGoesOn(BrokerKind kind) throws Exception {
        String name = queueWith(kind, "hello");
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            Session session = connection.createSession();
            Queue queue = session.createQueue(name);
            MessageProducer producer = session.createProducer(queue);
            for (int i = 0; i < 2; i++) {
                assertRefused(
                        kind,
                        name,
                        assertThrows(JMSException.class, () -> producer.send(session.createTextMessage("forbidden"))));
            }
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("hello", text(consumer.receive(PATIENCE)));
        }
        assertEquals(0, BROKERS.get(kind).messageCount(name));
    }

    /** Of a send to an address that there is, Artemis tells that it is refused, but not why. */
    private static void assertRefused(BrokerKind kind, String name, Exception failure) {
        assertEquals(
                kind.can(Feature.REASONS_OF_REFUSED_SENDS) ? JMSSecurityException.class : JMSException.class,
                failure.getClass());
        assertTrue(failure.getMessage().contains(name), failure.getMessage());
    }

    @Brokers(can = Feature.USERS)
    void aForbiddenSendToWhatIsNotThereIsAMatterOfSecurity(BrokerKind kind) throws Exception {
        String name = kind.newQueue("missing").name();
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(name));
            JMSSecurityException failure = assertThrows(
                    JMSSecurityException.class, () -> producer.send(session.createTextMessage("forbidden")));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
        }
    }

    @Brokers(can = Feature.USERS)
    void aForbiddenSendThatNobodyWaitsForIsToldToTheExceptionListener(BrokerKind kind) throws Exception {
        String name = queueWith(kind, "hello");
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            connection.setExceptionListener(told::add);
            Session session = connection.createSession();
            Queue queue = session.createQueue(name);
            MessageProducer producer = session.createProducer(queue);
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("forbidden"));
            String named = kind.can(Feature.NAMES_OF_REFUSED_SENDS) ? name : "refused";
            assertRefused(kind, named, told.poll(PATIENCE, TimeUnit.MILLISECONDS));
            assertEquals("hello", text(session.createConsumer(queue).receive(PATIENCE)));
            assertEquals(List.of(), List.copyOf(told));
        }
    }

    @Brokers(can = Feature.USERS)
    void aForbiddenAsynchronousSendIsToldToItsCompletionListener(BrokerKind kind) throws Exception {
        String name = queueWith(kind, "hello");
        BlockingQueue<Exception> told = new LinkedBlockingQueue<>();
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(name));
            producer.send(session.createTextMessage("forbidden"), new CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    told.add(new IllegalStateException("expected a refusal"));
                }

                @Override
                public void onException(Message message, Exception exception) {
                    told.add(exception);
                }
            });
            assertRefused(kind, name, told.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    @Brokers(can = Feature.USERS)
    void aTransactionWithAForbiddenSendIsRolledBack(BrokerKind kind) throws Exception {
        String in = queueWith(kind, "a", "b");
        String out = queueWith(kind);
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(in));
            for (int i = 0; i < 2; i++) {
                assertEquals("a", text(consumer.receive(PATIENCE)));
                JmsSteps.send(session, session.createQueue(out), "forbidden");
                assertEquals(
                        kind.can(Feature.ROLLBACK_OF_REFUSED_SENDS)
                                ? TransactionRolledBackException.class
                                : TransactionInDoubtException.class,
                        assertThrows(JMSException.class, session::commit).getClass());
            }
            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertEquals("b", text(consumer.receive(PATIENCE)));
            session.commit();
        }
        assertEquals(0, BROKERS.get(kind).messageCount(in));
        assertEquals(0, BROKERS.get(kind).messageCount(out));
    }

    @Brokers(can = Feature.USERS)
    void aForbiddenConsumerNamesTheDestinationAndTheConnectionGoesOn(BrokerKind kind) throws Exception {
        String missing = kind.newQueue("missing").name();
        String present = queueWith(kind, "hello");
        try (Connection connection = connect(kind, BrokerSetup.READER)) {
            Session session = connection.createSession();
            JMSSecurityException failure = assertThrows(
                    JMSSecurityException.class, () -> session.createConsumer(session.createQueue(missing)));
            assertTrue(failure.getMessage().contains(missing), failure.getMessage());
            assertEquals(
                    "hello",
                    text(session.createConsumer(session.createQueue(present)).receive(PATIENCE)));
        }
    }
}

package org.stompest.it.interop;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * What the tests of interoperation have in common: brokers that speak all protocols and that all of them share, one of each kind, and
 * connections of both sides that end with the test. Belongs into an instance field with {@code @RegisterExtension}. Used by the thread
 * of the test.
 */
final class InteropFixture implements BeforeEachCallback, AfterEachCallback {
    /** How long to wait for what has to come, in milliseconds; it only ends a test that has failed already. */
    static final long PATIENCE = 20_000;

    /** How long to wait for what must not come, in milliseconds. Too short a time hides a defect, and never makes one up. */
    static final long SILENCE = 150;

    private static final Namespace NAMESPACE = Namespace.create(InteropFixture.class);

    private final List<Connection> connections = new ArrayList<>();
    private Brokers brokers;

    /** The brokers; JUnit closes them after all tests. Thread-safe. */
    private static final class Brokers implements AutoCloseable {
        private final Map<BrokerKind, EmbeddedBroker> running = new EnumMap<>(BrokerKind.class);

        synchronized EmbeddedBroker get(BrokerKind kind) {
            EmbeddedBroker broker = running.computeIfAbsent(kind, each -> each.create(BrokerSetup.POLYGLOT));
            broker.start();
            return broker;
        }

        @Override
        public synchronized void close() {
            running.values().forEach(EmbeddedBroker::close);
            running.clear();
        }
    }

    /** How a message is made. */
    interface Making {
        Message make(Session session) throws Exception;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        brokers = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Brokers.class, type -> new Brokers(), Brokers.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws JMSException {
        for (Connection each : connections) {
            each.close();
        }
        connections.clear();
    }

    EmbeddedBroker broker(NativeClient client) {
        return brokers.get(client.broker());
    }

    /** A started connection of this library. */
    Connection ours(NativeClient client) throws JMSException {
        return ours(client, null);
    }

    /** A started connection of this library with a client identifier. */
    Connection ours(NativeClient client, String clientId) throws JMSException {
        return started(new StompConnectionFactory(broker(client).uri()), clientId);
    }

    /** A started connection of the other client. */
    Connection theirs(NativeClient client) throws JMSException {
        return theirs(client, null);
    }

    /** A started connection of the other client with a client identifier. */
    Connection theirs(NativeClient client, String clientId) throws JMSException {
        return started(client.factory(broker(client).port()), clientId);
    }

    private Connection started(ConnectionFactory factory, String clientId) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        if (clientId != null) {
            connection.setClientID(clientId);
        }
        connection.start();
        return connection;
    }

    /** A name that no other test has. */
    static String name(NativeClient client) {
        return client.broker().newQueue("interop").name();
    }

    /** What the other client receives of a message of ours. */
    Message toTheirs(NativeClient client, Making making) throws Exception {
        return trip(ours(client), theirs(client), false, name(client), making);
    }

    /** What we receive of a message of the other client. */
    Message toOurs(NativeClient client, Making making) throws Exception {
        return trip(theirs(client), ours(client), client.sendsWithoutIds(), name(client), making);
    }

    /** What the other client receives of a message of its own. */
    Message toThemselves(NativeClient client, Making making) throws Exception {
        return trip(theirs(client), theirs(client), false, name(client), making);
    }

    private static Message trip(
            Connection sender, Connection receiver, boolean isWithoutId, String queue, Making making) throws Exception {
        Session sending = sender.createSession();
        try (MessageProducer producer = sending.createProducer(sending.createQueue(queue))) {
            producer.setDisableMessageID(isWithoutId);
            producer.send(making.make(sending));
        }
        Session receiving = receiver.createSession();
        return next(receiving.createConsumer(receiving.createQueue(queue)));
    }

    /** A producer of the other client. */
    static MessageProducer producer(NativeClient client, Session session, Destination destination) throws JMSException {
        MessageProducer producer = session.createProducer(destination);
        producer.setDisableMessageID(client.sendsWithoutIds());
        return producer;
    }

    /** The next message, of whatever kind. */
    static Message next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(PATIENCE);
        assertNotNull(message, "a message within " + PATIENCE + " ms");
        return message;
    }

    static String text(Message message) throws JMSException {
        return assertInstanceOf(TextMessage.class, message).getText();
    }

    static byte[] bytes(Message message) throws JMSException {
        BytesMessage got = assertInstanceOf(BytesMessage.class, message);
        byte[] bytes = new byte[(int) got.getBodyLength()];
        assertEquals(bytes.length, Math.max(0, got.readBytes(bytes)));
        return bytes;
    }

    /** A message of bytes. */
    static Making bytes(byte[] bytes) {
        return session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        };
    }
}

package org.stompest.it.vendor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * What the tests of single brokers have in common: a broker that all tests of its kind here share, and connections that end with the test.
 * Belongs into an instance field with {@code @RegisterExtension}. Used by the thread of the test.
 */
final class VendorFixture implements BeforeEachCallback, AfterEachCallback {
    /** How long to wait for what has to come, in milliseconds; it only ends a test that has failed already. */
    static final long PATIENCE = 20_000;

    /** How long to wait for what must not come, in milliseconds. Too short a time hides a defect, and never makes one up. */
    static final long SILENCE = 150;

    private static final Namespace NAMESPACE = Namespace.create(VendorFixture.class);

    private final BrokerKind kind;
    private final List<Connection> connections = new ArrayList<>();
    private Brokers brokers;

    /** The brokers; JUnit closes them after all tests. Thread-safe. */
    private static final class Brokers implements AutoCloseable {
        private final Map<BrokerKind, EmbeddedBroker> running = new EnumMap<>(BrokerKind.class);

        synchronized EmbeddedBroker get(BrokerKind kind) {
            EmbeddedBroker broker = running.computeIfAbsent(kind, each -> each.create(BrokerSetup.IN_MEMORY));
            broker.start();
            return broker;
        }

        @Override
        public synchronized void close() {
            running.values().forEach(EmbeddedBroker::close);
            running.clear();
        }
    }

    VendorFixture(BrokerKind kind) {
        this.kind = kind;
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

    /** The running broker, not to be stopped. */
    EmbeddedBroker broker() {
        return brokers.get(kind);
    }

    /** A started connection with options as in a URI, or none, that will be closed after the test. */
    Connection connect(String options) throws JMSException {
        String uri = broker().uri();
        return started(new StompConnectionFactory(options.isEmpty() ? uri : uri + "?" + options));
    }

    /** A started connection of a factory that will be closed after the test. */
    Connection started(StompConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        connection.start();
        return connection;
    }

    /** A session of a connection of its own. */
    Session session() throws JMSException {
        return connect("").createSession();
    }

    /** A session of a connection of its own that gets one message at a time. */
    Session sessionWithoutPrefetch() throws JMSException {
        return connect("jms.prefetchPolicy.all=1").createSession();
    }

    /** A name that no other test has. */
    String name() {
        return kind.newQueue("vendor").name();
    }

    /** The broker's own count may lag behind a receipt. */
    void awaitCount(long count, String queue) throws Exception {
        Eventually.isEqual(count, () -> broker().messageCount(queue), "messages of " + queue);
    }

    /** Sends texts by a connection of its own. */
    void send(Destination destination, String... texts) throws JMSException {
        try (Connection connection = new StompConnectionFactory(broker().uri()).createConnection()) {
            send(connection.createSession(), destination, texts);
        }
    }

    static void send(Session session, Destination destination, String... texts) throws JMSException {
        try (MessageProducer producer = session.createProducer(destination)) {
            for (String each : texts) {
                producer.send(session.createTextMessage(each));
            }
        }
    }

    /** The next message. */
    static Message next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(PATIENCE);
        assertNotNull(message, "a message within " + PATIENCE + " ms");
        return message;
    }

    static String text(Message message) throws JMSException {
        return assertInstanceOf(TextMessage.class, message).getText();
    }

    /** The texts of the next messages. */
    static List<String> texts(MessageConsumer consumer, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(next(consumer)));
        }
        return texts;
    }

    /** Whether RabbitMQ has a queue: a destination of its own spelling never creates one. */
    boolean hasQueue(String name) throws JMSException {
        try (Connection connection = new StompConnectionFactory(broker().uri()).createConnection()) {
            Session session = connection.createSession();
            session.createConsumer(session.createQueue("/amq/queue/" + name)).close();
            return true;
        } catch (InvalidDestinationException e) {
            return false;
        }
    }
}

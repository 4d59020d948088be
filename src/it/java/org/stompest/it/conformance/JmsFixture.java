package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Feature;
import org.stompest.jms.StompConnectionFactory;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * What the tests of conformance have in common: brokers that all of them share, one of each kind, in memory, and connections that end with
 * the test. Belongs into an instance field with {@code @RegisterExtension}. Used by the thread of the test.
 */
final class JmsFixture implements BeforeEachCallback, AfterEachCallback {
    /** How long to wait for what has to come, in milliseconds; it only ends a test that has failed already. */
    static final long PATIENCE = 20_000;

    /** How long to wait for what must not come, in milliseconds. Too short a time hides a defect, and never makes one up. */
    static final long SILENCE = 150;

    private static final Namespace NAMESPACE = Namespace.create(JmsFixture.class);

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

        synchronized List<String> takeViolations() {
            return running.values().stream()
                    .flatMap(each -> each.takeViolations().stream())
                    .toList();
        }

        @Override
        public synchronized void close() {
            running.values().forEach(EmbeddedBroker::close);
            running.clear();
        }
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
        assertEquals(List.of(), brokers.takeViolations());
    }

    /** The running broker of a kind, not to be stopped. */
    EmbeddedBroker broker(BrokerKind kind) {
        return brokers.get(kind);
    }

    /** A factory; options are written as in a URI, {@code jms.sendTimeout=10s&jms.clientID=me}, or empty. */
    StompConnectionFactory factory(BrokerKind kind, String options) {
        String uri = broker(kind).uri();
        String all = options(kind, options);
        return new StompConnectionFactory(all.isEmpty() ? uri : uri + "?" + all);
    }

    /** Those of the test, and of the broker those that the test does not set itself. */
    private static String options(BrokerKind kind, String options) {
        Stream<String> ofBroker = Arrays.stream(kind.options().split("&"))
                .filter(each -> !options.contains(each.substring(0, each.indexOf('=') + 1)));
        return Stream.concat(ofBroker, Stream.of(options))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
    }

    /** A connection that is started and will be closed after the test. */
    Connection connect(BrokerKind kind) throws JMSException {
        return connect(kind, "");
    }

    /** A connection that is started and will be closed after the test, with options. */
    Connection connect(BrokerKind kind, String options) throws JMSException {
        Connection connection = stopped(kind, options);
        connection.start();
        return connection;
    }

    /** A connection that is not started, and will be closed after the test. */
    Connection stopped(BrokerKind kind) throws JMSException {
        return stopped(kind, "");
    }

    /** A connection that is not started, and will be closed after the test, with options. */
    Connection stopped(BrokerKind kind, String options) throws JMSException {
        return closing(factory(kind, options).createConnection());
    }

    /** Has a connection closed after the test. */
    <C extends Connection> C closing(C connection) {
        connections.add(connection);
        return connection;
    }

    /** Those of some session modes that the broker can serve: 4 and 101 acknowledge single messages. */
    static List<Integer> modes(BrokerKind kind, Integer... modes) {
        return Stream.of(modes)
                .filter(mode -> kind.can(Feature.INDIVIDUAL_ACKNOWLEDGEMENTS) || mode != 4 && mode != 101)
                .toList();
    }

    /** A name that no other test has. */
    String name(BrokerKind kind) {
        return kind.newQueue("conformance").name();
    }

    /** A queue that no other test has. */
    Queue queue(BrokerKind kind) {
        return new StompQueue(name(kind));
    }

    /** A topic that no other test has. */
    Topic topic(BrokerKind kind) {
        return new StompTopic(name(kind));
    }

    /** How many messages a queue holds, those included that were delivered and are not acknowledged yet. */
    long count(BrokerKind kind, Queue queue) throws JMSException {
        return broker(kind).messageCount(queue.getQueueName());
    }

    /** Sends texts by a connection of its own. */
    void send(BrokerKind kind, Destination destination, String... texts) throws JMSException {
        try (Connection connection = factory(kind, "").createConnection()) {
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

    static String text(Message message) throws JMSException {
        assertNotNull(message, "a message within " + PATIENCE + " ms");
        return assertInstanceOf(TextMessage.class, message).getText();
    }

    /** The text, whether it was redelivered, and the count: {@code a true 2}. */
    static String story(Message message) throws JMSException {
        return text(message) + " " + message.getJMSRedelivered() + " " + message.getIntProperty("JMSXDeliveryCount");
    }

    /** The texts of the next messages. */
    static List<String> texts(MessageConsumer consumer, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(consumer.receive(PATIENCE)));
        }
        return texts;
    }

    /** The stories of the next messages. */
    static List<String> stories(MessageConsumer consumer, int count) throws JMSException {
        List<String> stories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stories.add(story(consumer.receive(PATIENCE)));
        }
        return stories;
    }

    /** What returns nothing. */
    interface Work {
        void run() throws Exception;
    }

    static Call<Void> start(Work work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    /** A call that may block, on a thread of its own. */
    static <T> Call<T> call(Callable<T> work) {
        return new Call<>(work);
    }
}

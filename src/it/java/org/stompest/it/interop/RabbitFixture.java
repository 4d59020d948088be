package org.stompest.it.interop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.jms.StompConnectionFactory;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.jms.admin.RMQConnectionFactory;
import com.rabbitmq.jms.admin.RMQDestination;
import com.rabbitmq.jms.client.HandleAnyReplyToStrategy;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What the tests of interoperation on RabbitMQ have in common: a broker that speaks AMQP 0-9-1 as well as STOMP and that all of them share,
 * and connections of this library, of RabbitMQ's client for Jakarta Messaging and of its client for AMQP, which end with the test. The former
 * client uses what it calls AMQP destinations: the others are Java serialization to everybody else. Belongs into an instance field with
 * {@code @RegisterExtension}. Used by the thread of the test.
 */
final class RabbitFixture implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(RabbitFixture.class);

    /** One of each type. */
    static final Map<String, Object> PROPERTIES = Map.of(
            "flag",
            true,
            "byte_",
            (byte) -1,
            "short_",
            (short) 2,
            "int_",
            3,
            "long_",
            Long.MAX_VALUE,
            "float_",
            1.5f,
            "double_",
            1e300,
            "text",
            " a:b\\c\n\r\u20ac \ud83d\ude00 ",
            "empty",
            "");

    private static final int LARGE = 300 * 1_024;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private EmbeddedBroker broker;
    private Channel channel;

    /** The broker; JUnit closes it after all tests. Thread-safe. */
    private record Shared(EmbeddedBroker broker) implements AutoCloseable {
        @Override
        public void close() {
            broker.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        broker = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Shared.class,
                        type -> new Shared(BrokerKind.RABBITMQ.create(BrokerSetup.POLYGLOT)),
                        Shared.class)
                .broker();
        broker.start();
        channel = newChannel();
        channel.confirmSelect();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** A started connection of this library. */
    Connection ours() throws JMSException {
        return started(new StompConnectionFactory(broker.uri()));
    }

    /** A started connection of the other client for Jakarta Messaging. */
    Connection theirs() throws JMSException {
        return theirs(false);
    }

    /** The same with the settings for AMQP, or without: to mark texts in JMSType, and to read all that reply-to may be. */
    Connection theirs(boolean isSet) throws JMSException {
        RMQConnectionFactory factory = new RMQConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.nativePort());
        factory.setKeepTextMessageType(isSet);
        if (isSet) {
            factory.setReplyToStrategy(HandleAnyReplyToStrategy.INSTANCE);
        }
        return started(factory);
    }

    private Connection started(jakarta.jms.ConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        open.push(connection);
        connection.start();
        return connection;
    }

    /** A channel of the client for AMQP on a connection of its own, which {@code getConnection().close()} may end early. */
    Channel newChannel() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.nativePort());
        com.rabbitmq.client.Connection connection = factory.newConnection();
        open.push(() -> connection.abort());
        return connection.createChannel();
    }

    /** The channel of the test. */
    Channel channel() {
        return channel;
    }

    /** Declares a durable queue that no other test has, by AMQP, as both sides declare theirs. */
    String queue() throws Exception {
        return queue(Map.of());
    }

    /** The same with arguments. */
    String queue(Map<String, Object> arguments) throws Exception {
        String name = BrokerKind.RABBITMQ.newQueue("interop").name();
        channel.queueDeclare(name, true, false, false, arguments);
        return name;
    }

    /** A queue as the other client for Jakarta Messaging has to name it. */
    static Queue amqp(String queue) {
        return new RMQDestination(queue, "", queue, queue);
    }

    /** How many messages a queue holds, those included that were delivered and are not acknowledged yet. */
    long count(String queue) {
        return broker.messageCount(queue);
    }

    /** Sends by AMQP, and waits until the broker has it. */
    void publish(String queue, BasicProperties properties, String text) throws Exception {
        publish(queue, properties, utf8(text));
    }

    /** Sends by AMQP, and waits until the broker has it. */
    void publish(String queue, BasicProperties properties, byte[] body) throws Exception {
        channel.basicPublish("", queue, properties, body);
        channel.waitForConfirmsOrDie(InteropFixture.PATIENCE);
    }

    /** The next message by AMQP, acknowledged. */
    GetResponse get(String queue) throws Exception {
        return get(channel, queue, true);
    }

    /** Texts that might be damaged on their way. */
    static Stream<String> texts() {
        return Stream.of("", "a:b\\c\n\r \u20ac \ud83d\ude00", "a\0b\0", "\u20ac".repeat(LARGE / 3));
    }

    /** Bodies that might be damaged on their way. */
    static Stream<byte[]> bodies() {
        byte[] large = new byte[LARGE];
        new Random(1).nextBytes(large);
        return Stream.of(new byte[0], new byte[] {0}, new byte[] {1, 0, -1, 10, 13, 0}, large);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, Object> properties(Message message) throws JMSException {
        Map<String, Object> properties = new HashMap<>();
        for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            properties.put((String) name, message.getObjectProperty((String) name));
        }
        return properties;
    }

    static String text(GetResponse got) {
        return new String(got.getBody(), StandardCharsets.UTF_8);
    }

    /** The next message by AMQP on a channel, acknowledged or not yet. */
    static GetResponse get(Channel channel, String queue, boolean isAcknowledged) throws Exception {
        AtomicReference<GetResponse> got = new AtomicReference<>();
        Eventually.holds(
                () -> {
                    got.set(channel.basicGet(queue, isAcknowledged));
                    return got.get() != null;
                },
                "a message in " + queue);
        return got.get();
    }

    /** The next message that we receive. */
    Message ourNext(String queue) throws JMSException {
        Session session = ours().createSession();
        return InteropFixture.next(session.createConsumer(session.createQueue(queue)));
    }

    /** The next message that the other client for Jakarta Messaging receives. */
    Message theirNext(String queue) throws JMSException {
        Session session = theirs().createSession();
        return InteropFixture.next(session.createConsumer(amqp(queue)));
    }

    /** Sends by us what is made, to a name that may have arguments. */
    Message send(String queue, InteropFixture.Making making) throws Exception {
        Session session = ours().createSession();
        Message message = making.make(session);
        session.createProducer(session.createQueue(queue)).send(message);
        return message;
    }

    /** Sends by the other client for Jakarta Messaging what is made. */
    Message theirSend(String queue, boolean isSet, InteropFixture.Making making) throws Exception {
        Session session = theirs(isSet).createSession();
        Message message = making.make(session);
        session.createProducer(amqp(queue)).send(message);
        return message;
    }
}

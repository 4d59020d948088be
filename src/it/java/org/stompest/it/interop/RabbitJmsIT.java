package org.stompest.it.interop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** What we and RabbitMQ's client for Jakarta Messaging see of each other's messages, in what that client calls AMQP destinations. */
@Timeout(120)
class RabbitJmsIT {
    private static final long TIME_TO_LIVE = 1_000_000;

    @RegisterExtension
    final RabbitFixture rabbit = new RabbitFixture();

    static Stream<String> texts() {
        return RabbitFixture.texts();
    }

    static Stream<byte[]> bodies() {
        return RabbitFixture.bodies();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsTextForThem(String text) throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, session -> session.createTextMessage(text));
        assertEquals(text, InteropFixture.text(rabbit.theirNext(queue)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theirTextIsTextForUsIfTheyMarkIt(String text) throws Exception {
        String queue = rabbit.queue();
        rabbit.theirSend(queue, true, session -> session.createTextMessage(text));
        assertEquals(text, InteropFixture.text(rabbit.ourNext(queue)));
    }

    /** Nothing tells it from bytes, as nothing does for other consumers of that client. */
    @ParameterizedTest
    @MethodSource("texts")
    void theirTextIsBytesOtherwise(String text) throws Exception {
        String queue = rabbit.queue();
        rabbit.theirSend(queue, false, session -> session.createTextMessage(text));
        assertArrayEquals(RabbitFixture.utf8(text), InteropFixture.bytes(rabbit.ourNext(queue)));
        String other = rabbit.queue();
        rabbit.theirSend(other, false, session -> session.createTextMessage(text));
        assertInstanceOf(BytesMessage.class, rabbit.theirNext(other));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bytesAreBytesForThem(byte[] bytes) throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, InteropFixture.bytes(bytes));
        assertArrayEquals(bytes, InteropFixture.bytes(rabbit.theirNext(queue)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theirBytesAreBytesForUs(byte[] bytes) throws Exception {
        String queue = rabbit.queue();
        rabbit.theirSend(queue, true, InteropFixture.bytes(bytes));
        assertArrayEquals(bytes, InteropFixture.bytes(rabbit.ourNext(queue)));
    }

    private static Message full(Session session) throws JMSException {
        Message message = session.createTextMessage("body");
        for (Map.Entry<String, Object> each : RabbitFixture.PROPERTIES.entrySet()) {
            message.setObjectProperty(each.getKey(), each.getValue());
        }
        return message;
    }

    /** Besides them there are three of STOMP, which the broker passes on. */
    @Test
    void propertiesAreTextsForThem() throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, RabbitJmsIT::full);
        Message got = rabbit.theirNext(queue);
        Map<String, Object> expected = new HashMap<>();
        RabbitFixture.PROPERTIES.forEach((name, value) -> expected.put(name, value.toString()));
        expected.put("content-length", "4");
        Map<String, Object> properties = RabbitFixture.properties(got);
        properties.remove("JMSXDeliveryCount");
        assertInstanceOf(String.class, properties.remove("receipt"));
        assertEquals(expected, properties);
        assertEquals(3, got.getIntProperty("int_"));
        assertEquals(true, got.getBooleanProperty("flag"));
    }

    /** The broker shows texts and integers to consumers of STOMP. */
    @Test
    void ofTheirPropertiesTextsAndIntegersArriveAsTexts() throws Exception {
        String queue = rabbit.queue();
        rabbit.theirSend(queue, true, RabbitJmsIT::full);
        Message got = rabbit.ourNext(queue);
        Map<String, Object> expected = new HashMap<>();
        for (String each : List.of("text", "empty", "int_", "long_")) {
            expected.put(each, RabbitFixture.PROPERTIES.get(each).toString());
        }
        Map<String, Object> properties = RabbitFixture.properties(got);
        assertEquals(1, properties.remove("JMSXDeliveryCount"));
        assertEquals(expected, properties);
        assertEquals(3, got.getIntProperty("int_"));
        assertFalse(got.propertyExists("flag"));
    }

    private static Message withHeaders(Session session, MessageProducer producer, int mode) throws JMSException {
        Message sent = session.createBytesMessage();
        sent.setJMSCorrelationID("a:b\\c \u20ac");
        sent.setJMSType("order");
        producer.send(sent, mode, 7, TIME_TO_LIVE);
        return sent;
    }

    private static void assertCommon(Message sent, Message got, int mode) throws JMSException {
        assertEquals("a:b\\c \u20ac", got.getJMSCorrelationID());
        assertEquals(sent.getJMSMessageID(), got.getJMSMessageID());
        assertEquals(sent.getJMSTimestamp(), got.getJMSTimestamp());
        assertEquals(mode, got.getJMSDeliveryMode());
        assertEquals(7, got.getJMSPriority());
        assertFalse(got.getJMSRedelivered());
        assertNull(got.getJMSReplyTo());
    }

    /** It reads JMSType as that of the body, and our timestamp for seconds when it computes the expiration. */
    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void theySeeOurHeadersExceptTypeAndExpiration(int mode) throws Exception {
        String queue = rabbit.queue();
        Session session = rabbit.ours().createSession();
        Message sent = withHeaders(session, session.createProducer(session.createQueue(queue)), mode);
        Message got = rabbit.theirNext(queue);
        assertCommon(sent, got, mode);
        assertEquals("BytesMessage", got.getJMSType());
        assertEquals(sent.getJMSTimestamp() * 1_000 + TIME_TO_LIVE, got.getJMSExpiration());
        assertEquals(Long.toString(sent.getJMSExpiration()), got.getStringProperty("expires"));
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void weSeeTheirHeaders(int mode) throws Exception {
        String queue = rabbit.queue();
        Session session = rabbit.theirs(true).createSession();
        Message sent = withHeaders(session, session.createProducer(RabbitFixture.amqp(queue)), mode);
        Message got = rabbit.ourNext(queue);
        assertCommon(sent, got, mode);
        assertEquals("order", got.getJMSType());
        assertEquals(sent.getJMSTimestamp() + TIME_TO_LIVE, got.getJMSExpiration());
    }

    /** The mark of a text takes the place of the type. */
    @Test
    void weSeeNoTypeOfTheirMarkedTexts() throws Exception {
        String queue = rabbit.queue();
        rabbit.theirSend(queue, true, session -> {
            Message message = session.createTextMessage("a");
            message.setJMSType("order");
            return message;
        });
        assertNull(rabbit.ourNext(queue).getJMSType());
    }
}

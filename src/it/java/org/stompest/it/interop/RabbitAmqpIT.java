package org.stompest.it.interop;

import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.Session;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** What we and RabbitMQ's client for AMQP 0-9-1 see of each other's messages. */
@Timeout(120)
class RabbitAmqpIT {
    private static final String SPECIAL = "a:b\\c \u20ac";

    @RegisterExtension
    final RabbitFixture rabbit = new RabbitFixture();

    static Stream<String> texts() {
        return RabbitFixture.texts();
    }

    static Stream<byte[]> bodies() {
        return RabbitFixture.bodies();
    }

    private static BasicProperties type(String contentType) {
        return new BasicProperties.Builder().contentType(contentType).build();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsUtf8ForThem(String text) throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, session -> session.createTextMessage(text));
        GetResponse got = rabbit.get(queue);
        assertArrayEquals(RabbitFixture.utf8(text), got.getBody());
        assertEquals("text/plain;charset=UTF-8", got.getProps().getContentType());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bytesAreTheSameForThem(byte[] bytes) throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, InteropFixture.bytes(bytes));
        GetResponse got = rabbit.get(queue);
        assertArrayEquals(bytes, got.getBody());
        assertEquals("application/octet-stream", got.getProps().getContentType());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theirTextIsTextForUsIfTheContentTypeSaysSo(String text) throws Exception {
        for (String each : List.of("text/plain", "application/json", "application/xml")) {
            String queue = rabbit.queue();
            rabbit.publish(queue, type(each), text);
            assertEquals(text, InteropFixture.text(rabbit.ourNext(queue)));
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theirBodyIsBytesForUsOtherwise(byte[] bytes) throws Exception {
        for (String each : new String[] {null, "application/octet-stream"}) {
            String queue = rabbit.queue();
            rabbit.publish(queue, type(each), bytes);
            assertArrayEquals(bytes, InteropFixture.bytes(rabbit.ourNext(queue)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void theySeeOurHeadersAsTheProperties(int mode) throws Exception {
        String queue = rabbit.queue();
        Session session = rabbit.ours().createSession();
        Message sent = session.createTextMessage("a");
        sent.setJMSCorrelationID(SPECIAL);
        sent.setJMSType("order");
        session.createProducer(session.createQueue(queue)).send(sent, mode, 7, 1_000_000);
        BasicProperties got = rabbit.get(queue).getProps();
        assertEquals(SPECIAL, got.getCorrelationId());
        assertEquals("order", got.getType());
        assertEquals(sent.getJMSMessageID(), got.getMessageId());
        assertEquals(7, got.getPriority());
        assertEquals(mode == DeliveryMode.PERSISTENT ? 2 : null, got.getDeliveryMode());
        assertEquals("1000000", got.getExpiration());
        assertEquals(
                Long.toString(sent.getJMSExpiration()),
                got.getHeaders().get("expires").toString());
        // Milliseconds, where that client expects seconds.
        assertEquals(sent.getJMSTimestamp() * 1_000, got.getTimestamp().getTime());
        assertNull(got.getReplyTo());
    }

    /** Besides them there are some of STOMP, which the broker passes on, and the hint by which we know our messages again. */
    @Test
    void propertiesAreTextsForThem() throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, session -> {
            Message message = session.createTextMessage("body");
            for (Map.Entry<String, Object> each : RabbitFixture.PROPERTIES.entrySet()) {
                message.setObjectProperty(each.getKey(), each.getValue());
            }
            return message;
        });
        Map<String, Object> expected = new HashMap<>();
        RabbitFixture.PROPERTIES.forEach((name, value) -> expected.put(name, value.toString()));
        expected.put("content-length", "4");
        expected.put("JMSType", "TextMessage");
        Map<String, Object> got = new HashMap<>();
        rabbit.get(queue).getProps().getHeaders().forEach((name, value) -> got.put(name, value.toString()));
        assertInstanceOf(String.class, got.remove("receipt"));
        assertInstanceOf(String.class, got.remove("JMS_stompest"));
        assertEquals(expected, got);
    }

    @Test
    void weSeeTheirProperties() throws Exception {
        Date now = new Date(1_795_569_979_000L);
        String queue = rabbit.queue();
        BasicProperties properties = new BasicProperties.Builder()
                .correlationId(SPECIAL)
                .type("order")
                .messageId("m-1")
                .priority(7)
                .deliveryMode(2)
                .timestamp(now)
                .expiration("1000000")
                .appId("app")
                .contentEncoding("utf-8")
                .userId("guest")
                .build();
        rabbit.publish(queue, properties, "a");
        Message got = rabbit.ourNext(queue);
        assertEquals(SPECIAL, got.getJMSCorrelationID());
        assertEquals("order", got.getJMSType());
        assertEquals("m-1", got.getJMSMessageID());
        assertEquals(7, got.getJMSPriority());
        assertEquals(DeliveryMode.PERSISTENT, got.getJMSDeliveryMode());
        assertEquals(now.getTime(), got.getJMSTimestamp());
        assertEquals(0, got.getJMSExpiration());
        assertEquals(Map.of("JMSXDeliveryCount", 1), RabbitFixture.properties(got));
    }

    @Test
    void whatTheyDoNotSetHasTheDefaults() throws Exception {
        String queue = rabbit.queue();
        rabbit.publish(queue, null, "a");
        Message got = rabbit.ourNext(queue);
        assertEquals(DeliveryMode.NON_PERSISTENT, got.getJMSDeliveryMode());
        assertEquals(Message.DEFAULT_PRIORITY, got.getJMSPriority());
        assertEquals(0, got.getJMSTimestamp());
        assertNull(got.getJMSCorrelationID());
        assertNull(got.getJMSType());
    }

    /** The broker shows texts and integers of 32 and 64 bits to consumers of STOMP, and nothing else. */
    @Test
    void ofTheirHeadersTextsAndIntegersArriveAsTexts() throws Exception {
        Map<String, Object> headers = new HashMap<>(RabbitFixture.PROPERTIES);
        headers.put("date", new Date());
        headers.put("bytes", new byte[] {65});
        headers.put("decimal", new BigDecimal("1.5"));
        headers.put("list", List.of("a"));
        headers.put("table", Map.of("a", "b"));
        headers.put("none", null);
        String queue = rabbit.queue();
        rabbit.publish(queue, new BasicProperties.Builder().headers(headers).build(), "a");
        Map<String, Object> expected = new HashMap<>();
        for (String each : List.of("text", "empty", "int_", "long_")) {
            expected.put(each, RabbitFixture.PROPERTIES.get(each).toString());
        }
        expected.put("JMSXDeliveryCount", 1);
        assertEquals(expected, RabbitFixture.properties(rabbit.ourNext(queue)));
    }
}

package org.stompest.jms.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;

import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Dialects;
import org.stompest.jms.destination.StompDestination;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Random messages come back as they were sent, through whatever the brokers do to their headers. */
class MessageCodecRoundTripTest {
    private static final int MESSAGES = 400;
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q.a");

    private static final List<String> NAMES = List.of(
            "age",
            "name_1",
            "$x",
            "\u00fcber",
            "JMSXGroupID",
            "JMSXGroupSeq",
            "JMSXAppID",
            "JMS_vendor_x",
            // what STOMP, brokers and this library have other uses for
            "ack",
            "browser",
            "destination",
            "expires",
            "host",
            "id",
            "message",
            "passcode",
            "persistent",
            "priority",
            "receipt",
            "redelivered",
            "selector",
            "session",
            "subscription",
            "timestamp",
            "transaction",
            "transformation",
            "type",
            "version",
            "JMSMessageID",
            "JMSPriority",
            "JMSReplyTo",
            "JMSType",
            "NATIVE_MESSAGE_ID",
            "_AMQ_DUPL_ID",
            "_AMQ_GROUP_ID",
            "__AMQ_CID",
            "AMQ_SCHEDULED_DELAY",
            "JMS_AMQP_TTL",
            "JMS_stompest",
            "JMS_stompest_",
            "JMS_stompest_ack",
            "JMS_stompest_age");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "a:b",
            "1;t=5;i=x",
            "a,b=c",
            "\u00fc\u20ac\ud83d\ude00",
            "line\nline",
            "\\n\\c",
            "true",
            "42",
            " x ");

    /** What each broker makes of the headers of a SEND. */
    enum Broker {
        ACTIVEMQ("activemq") {
            /** These become fields of the broker's message, or are left out (2.2 to 2.4 of what is known of it). */
            private static final Set<String> CONSUMED = Set.of(
                    "destination",
                    "receipt",
                    "transaction",
                    "persistent",
                    "priority",
                    "expires",
                    "timestamp",
                    "correlation-id",
                    "type",
                    "reply-to",
                    "JMSXGroupID",
                    "JMSXGroupSeq",
                    "content-length",
                    "message-id",
                    "redelivered",
                    "subscription",
                    "JMSXUserID");

            @Override
            Headers echo(Headers sent, int length, Random random) {
                Headers.Builder headers = Headers.builder()
                        .add("expires", sent.get("expires", "0"))
                        .add("destination", sent.get("destination"))
                        .add("subscription", "1")
                        .add("priority", sent.get("priority", "4"))
                        .add("message-id", "ID:vm-43889-1795554920966-3:1:-1:1:1")
                        .add("timestamp", sent.get("timestamp", "1795554921343"));
                for (String name : List.of("type", "reply-to", "correlation-id")) {
                    addIfPresent(name, sent, headers);
                }
                if ("true".equals(sent.get("persistent"))) {
                    headers.add("persistent", "true");
                }
                headers.addAll(shuffled(sent, CONSUMED, random));
                addIfPresent("content-length", sent, headers);
                return headers.add("ack", "ID:vm-1").build();
            }
        },
        ARTEMIS("artemis") {
            private static final Set<String> CONSUMED = Set.of(
                    "destination",
                    "persistent",
                    "priority",
                    "expires",
                    "correlation-id",
                    "type",
                    "reply-to",
                    "content-length",
                    "content-type",
                    "JMSXGroupID",
                    "AMQ_SCHEDULED_TIME");

            @Override
            Headers echo(Headers sent, int length, Random random) {
                Headers.Builder headers = Headers.builder().add("subscription", "1");
                addIfPresent("content-length", sent, headers);
                headers.add("message-id", "7,11").add("destination", sent.get("destination"));
                addIfPresent("correlation-id", sent, headers);
                headers.add("expires", sent.get("expires", "0"))
                        .add("redelivered", "false")
                        .add("priority", sent.get("priority", "4"))
                        .add("persistent", sent.get("persistent", "false"));
                addIfPresent("reply-to", sent, headers);
                headers.add("timestamp", "1795554921343");
                addIfPresent("type", sent, headers);
                headers.add("destination-type", sent.get("destination-type")).add("receipt", "r");
                if (sent.contains("JMSXGroupID")) {
                    headers.add("_AMQ_GROUP_ID", sent.get("JMSXGroupID"));
                }
                if (sent.contains("AMQ_SCHEDULED_TIME")) {
                    headers.add("_AMQ_SCHED_DELIVERY", sent.get("AMQ_SCHEDULED_TIME"));
                }
                headers.addAll(shuffled(sent, CONSUMED, random));
                if (length > 0 && !sent.contains("content-length")) {
                    headers.add("content-length", Integer.toString(length));
                }
                return headers.build();
            }
        },
        GENERIC("generic") {
            @Override
            Headers echo(Headers sent, int length, Random random) {
                return Headers.builder()
                        .add("subscription", "1")
                        .add("message-id", "T_1@@session@@1")
                        .add("redelivered", "false")
                        .addAll(sent)
                        .build();
            }
        };

        private final Dialect dialect;

        Broker(String name) {
            dialect = Dialects.named(name, UnaryOperator.identity()).orElseThrow();
        }

        Dialect dialect() {
            return dialect;
        }

        MessageCodec codec() {
            ObjectPolicy policy = ObjectPolicy.of(List.of("java.lang", "java.util"), List.of());
            return new MessageCodec(dialect, policy, Optional.empty(), "here", Optional.empty());
        }

        abstract Headers echo(Headers sent, int length, Random random);

        /** The MESSAGE that a consumer gets for a SEND. */
        Frame deliver(Frame send, Random random) {
            // As the encoder does with bodies that need it.
            boolean needsLength =
                    send.text().indexOf('\0') >= 0 && !send.headers().contains(Headers.CONTENT_LENGTH);
            Frame sent = needsLength ? send.with(Headers.CONTENT_LENGTH, "" + send.body().length) : send;
            return Frame.of(Command.MESSAGE, echo(sent.headers(), sent.body().length, random), sent.body());
        }

        static void addIfPresent(String name, Headers from, Headers.Builder to) {
            if (from.contains(name)) {
                to.add(name, from.get(name));
            }
        }

        /** The properties of a broker's message have no order. */
        static Headers shuffled(Headers headers, Set<String> consumed, Random random) {
            List<Integer> indices = new ArrayList<>();
            for (int i = 0; i < headers.size(); i++) {
                if (!consumed.contains(headers.name(i))) {
                    indices.add(i);
                }
            }
            Collections.shuffle(indices, random);
            Headers.Builder result = Headers.builder();
            indices.forEach(i -> result.add(headers.name(i), headers.value(i)));
            return result.build();
        }
    }

    @ParameterizedTest
    @EnumSource(Broker.class)
    void aMessageComesBackAsItWasSent(Broker broker) throws JMSException {
        MessageCodec codec = broker.codec();
        for (int seed = 0; seed < MESSAGES; seed++) {
            Random random = new Random(seed);
            JmsMessage sent = message(random, broker);
            byte[] body = sent.encodeBody();

            Frame send = codec.encode(sent, QUEUE, random.nextBoolean(), 1);
            JmsMessage received = codec.decode(broker.deliver(send, random), QUEUE);

            String what = broker + ", seed " + seed + ", sent as " + send;
            assertSame(sent.getClass(), received.getClass(), what);
            assertEquals(sent.hasBody(), received.hasBody(), what);
            assertArrayEquals(body, received.encodeBody(), what);
            assertEquals(sent.properties().asMap(), received.properties().asMap(), what);
            assertHeaders(sent, received, what);
        }
    }

    private static void assertHeaders(JmsMessage sent, JmsMessage received, String what) {
        assertEquals(Addresses.destination(QUEUE), received.getJMSDestination(), what);
        assertEquals(sent.getJMSMessageID(), received.getJMSMessageID(), what);
        assertEquals(sent.getJMSTimestamp(), received.getJMSTimestamp(), what);
        assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime(), what);
        assertEquals(sent.getJMSCorrelationID(), received.getJMSCorrelationID(), what);
        assertEquals(sent.getJMSType(), received.getJMSType(), what);
        assertEquals(sent.getJMSReplyTo(), received.getJMSReplyTo(), what);
        assertEquals(sent.getJMSDeliveryMode(), received.getJMSDeliveryMode(), what);
        assertEquals(sent.getJMSPriority(), received.getJMSPriority(), what);
        assertEquals(sent.getJMSExpiration(), received.getJMSExpiration(), what);
        assertFalse(received.getJMSRedelivered(), what);
        assertEquals(1, received.getObjectProperty("JMSXDeliveryCount"), what);
    }

    @ParameterizedTest
    @EnumSource(Broker.class)
    void plainPropertiesArePlainHeadersAndOthersAreHidden(Broker broker) throws JMSException {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Random random = new Random(seed);
            JmsMessage sent = message(random, broker);

            Frame send = broker.codec().encode(sent, QUEUE, true, 1);

            for (Map.Entry<String, Object> property : sent.properties().asMap().entrySet()) {
                String name = property.getKey();
                String text =
                        property.getValue() == null ? null : property.getValue().toString();
                if (name.equals(MessageCodec.headerName(name)) && !name.equals("JMSXGroupSeq")) {
                    assertEquals(text, send.header(name), name);
                } else {
                    assertEquals(text, send.header("JMS_stompest_" + name), name);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Broker.class)
    void nothingOfTheWireIsSeenAsAProperty(Broker broker) throws JMSException {
        JmsMessage sent = new JmsTextMessage();
        sent.setJMSMessageID("ID:here:1");
        sent.setJMSTimestamp(5);
        sent.setJMSReplyTo(Addresses.destination(QUEUE));
        sent.setJMSType("t");
        sent.setJMSCorrelationID("c");

        JmsMessage received = broker.codec()
                .decode(broker.deliver(broker.codec().encode(sent, QUEUE, true, 1), new Random(0)), QUEUE);

        assertEquals(List.of("JMSXDeliveryCount"), Collections.list(received.getPropertyNames()));
        assertFalse(received.propertyExists("JMS_stompest"));
        assertNull(received.getObjectProperty("JMS_stompest"));
    }

    /** A message that goes on is a new one, and must not carry the hints of the old. */
    @ParameterizedTest
    @EnumSource(Broker.class)
    void aReceivedMessageCanBeSentOn(Broker broker) throws JMSException {
        MessageCodec codec = broker.codec();
        for (int seed = 0; seed < MESSAGES / 4; seed++) {
            Random random = new Random(seed);
            JmsMessage sent = message(random, broker);
            JmsMessage first = codec.decode(broker.deliver(codec.encode(sent, QUEUE, true, 1), random), QUEUE);
            first.setJMSMessageID("ID:here:next");

            JmsMessage second = codec.decode(broker.deliver(codec.encode(first, QUEUE, true, 1), random), QUEUE);

            assertEquals("ID:here:next", second.getJMSMessageID());
            assertEquals(sent.properties().asMap(), second.properties().asMap(), broker + ", seed " + seed);
            assertArrayEquals(sent.encodeBody(), second.encodeBody(), broker + ", seed " + seed);
        }
    }

    // ---- random messages ----

    private static JmsMessage message(Random random, Broker broker) throws JMSException {
        JmsMessage message = body(random);
        for (int i = random.nextInt(6); i > 0; i--) {
            message.setObjectProperty(pick(NAMES, random), value(random));
        }
        message.setJMSMessageID(random.nextInt(4) == 0 ? null : "ID:here:" + pick(TEXTS, random));
        message.setJMSTimestamp(random.nextInt(4) == 0 ? 0 : 1_795_446_839_078L + random.nextInt());
        boolean isDelayed = broker != Broker.GENERIC && message.getJMSTimestamp() != 0 && random.nextInt(4) == 0;
        message.setJMSDeliveryTime(message.getJMSTimestamp() + (isDelayed ? 1 + random.nextInt(100_000) : 0));
        message.setJMSCorrelationID(random.nextBoolean() ? null : pick(TEXTS, random));
        message.setJMSType(random.nextBoolean() ? null : pick(TEXTS, random));
        message.setJMSReplyTo(random.nextBoolean() ? null : destination(random));
        message.setJMSDeliveryMode(random.nextBoolean() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(random.nextInt(10));
        message.setJMSExpiration(random.nextBoolean() ? 0 : 1_795_446_900_000L);
        return message;
    }

    private static StompDestination destination(Random random) {
        return Addresses.destination(new Address(
                pick(Arrays.asList(Address.Kind.values()), random), pick(List.of("r", "r.1", "r s"), random)));
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Object value(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) random.nextInt();
            case 3 -> (short) random.nextInt();
            case 4 -> random.nextInt();
            case 5 -> random.nextLong();
            case 6 -> pick(List.of(0.1f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1e10f), random);
            case 7 -> pick(List.of(0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1e-300), random);
            default -> pick(TEXTS, random);
        };
    }

    private static JmsMessage body(Random random) throws JMSException {
        return switch (random.nextInt(6)) {
            case 0 -> text(random);
            case 1 -> bytes(random);
            case 2 -> map(random);
            case 3 -> stream(random);
            case 4 -> object(random);
            default -> new JmsMessage();
        };
    }

    private static JmsMessage text(Random random) throws JMSException {
        JmsTextMessage message = new JmsTextMessage();
        message.setText(pick(Arrays.asList(null, "", "a", "a\0b", "\u00fc\ud83d\ude00\n", "\0"), random));
        return message;
    }

    private static JmsMessage bytes(Random random) throws JMSException {
        JmsBytesMessage message = new JmsBytesMessage();
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        message.writeBytes(bytes);
        return message;
    }

    private static JmsMessage map(Random random) throws JMSException {
        JmsMapMessage message = new JmsMapMessage();
        for (int i = random.nextInt(4); i > 0; i--) {
            message.setObject("f" + i, value(random));
        }
        return message;
    }

    private static JmsMessage stream(Random random) throws JMSException {
        JmsStreamMessage message = new JmsStreamMessage();
        for (int i = random.nextInt(4); i > 0; i--) {
            message.writeObject(value(random));
        }
        return message;
    }

    private static JmsMessage object(Random random) throws JMSException {
        JmsObjectMessage message = new JmsObjectMessage();
        message.setObject(random.nextBoolean() ? null : new LinkedHashMap<>(Map.of("k", random.nextInt())));
        return message;
    }

    @ParameterizedTest
    @EnumSource(Broker.class)
    void anObjectCanBeReadWhenItIsBack(Broker broker) throws JMSException {
        JmsObjectMessage sent = new JmsObjectMessage();
        sent.setObject(new ArrayList<>(List.of(1, "a")));

        JmsMessage received = broker.codec()
                .decode(broker.deliver(broker.codec().encode(sent, QUEUE, true, 1), new Random(0)), QUEUE);

        assertEquals(List.of(1, "a"), ((JmsObjectMessage) received).getObject());
        assertTrue(received.isBodyReadOnly());
    }
}

package org.stompest.it.conformance;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Properties over the wire (Jakarta Messaging 3.1, 3.5). */
@Timeout(120)
class MessagePropertiesIT {
    /** Names that STOMP, a broker or this library uses for headers, as far as they may be those of properties. */
    private static final List<String> TAKEN = List.of(
            "ack",
            "browser",
            "destination",
            "expires",
            "host",
            "id",
            "login",
            "message",
            "passcode",
            "persistent",
            "priority",
            "receipt",
            "redelivered",
            "selector",
            "server",
            "session",
            "subscription",
            "timestamp",
            "transaction",
            "transformation",
            "type",
            "version",
            "scheduledJobId",
            "amqMessageId",
            "NATIVE_MESSAGE_ID",
            "AMQ_SCHEDULED_DELAY",
            "AMQ_SCHEDULED_TIME",
            "AMQ_SCHEDULED_CRON",
            "_AMQ_DUPL_ID",
            "_AMQ_GROUP_ID",
            "_AMQ_SCHED_DELIVERY",
            "__AMQ_CID",
            "JMS_AMQP_x",
            "JMS_stompest",
            "JMS_stompest_type",
            "JMS_vendor",
            "JMSFoo",
            "JMSXFoo");

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private Message trip(BrokerKind kind, Map<String, ?> properties) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Message message = session.createTextMessage("body");
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        session.createProducer(queue).send(message);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        assertNotNull(got);
        assertEquals("body", got.getBody(String.class));
        return got;
    }

    @SuppressWarnings("unchecked")
    private static TreeSet<String> names(Message message) throws Exception {
        return new TreeSet<>(Collections.list((Enumeration<String>) message.getPropertyNames()));
    }

    private static void assertHolds(Map<String, ?> expected, Message got) throws Exception {
        for (Map.Entry<String, ?> property : expected.entrySet()) {
            assertEquals(property.getValue(), got.getObjectProperty(property.getKey()), property.getKey());
            assertTrue(got.propertyExists(property.getKey()), property.getKey());
        }
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.add("JMSXDeliveryCount");
        assertEquals(names, names(got));
    }

    /** 3.5.2: the type is part of the value. */
    @Brokers
    void everyTypeArrivesAsItself(BrokerKind kind) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("yes", true);
        properties.put("no", false);
        properties.put("aByte", Byte.MIN_VALUE);
        properties.put("aShort", Short.MAX_VALUE);
        properties.put("anInt", Integer.MIN_VALUE);
        properties.put("aLong", Long.MAX_VALUE);
        properties.put("aFloat", Float.MIN_VALUE);
        properties.put("noFloat", Float.NaN);
        properties.put("aDouble", Double.MAX_VALUE);
        properties.put("zero", -0.0d);
        properties.put("infinite", Double.NEGATIVE_INFINITY);
        properties.put("text", "text");
        properties.put("digits", "12");
        properties.put("truth", "true");
        properties.put("nothing", null);
        properties.put("word", "null");
        assertHolds(properties, trip(kind, properties));
    }

    /** 3.5.2: any String. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void everyTextArrivesUnchanged(BrokerKind kind) throws Exception {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("empty", "");
        properties.put("blank", " ");
        properties.put("blanks", "  leading and trailing \t ");
        properties.put("colons", ":a:b:");
        properties.put("lines", "\none\n\ntwo\n");
        properties.put("returns", "\rone\r\ntwo\r");
        properties.put("backslashes", "\\ \\\\ \\n \\c \\r \\t C:\\temp\\new\\");
        properties.put("unicode", "\u00e4 \u20ac \ud83d\ude00 \ufeff \u2028");
        properties.put("controls", "\u0001\u0007\u001f\u007f\u0085");
        properties.put("frame", "x\n\nbody\nMESSAGE\n");
        properties.put("percent", "%3A+%20");
        properties.put("list", "a,b;c=d;p=iage");
        properties.put("long_", "x".repeat(8_000));
        assertHolds(properties, trip(kind, properties));
    }

    /** 3.5.2: no version of STOMP has a way to write a NUL in a header; the message is refused, and the connection goes on. */
    @Brokers
    void textsWithNulAreRefused(BrokerKind kind) throws Exception {
        MessageFormatException refusal =
                assertThrows(MessageFormatException.class, () -> trip(kind, Map.of("nul", "before\0behind")));
        assertTrue(refusal.getMessage().contains("U+0000"), refusal.getMessage());
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Message message = session.createMessage();
        message.setStringProperty("nul", "\0");
        assertThrows(MessageFormatException.class, () -> session.createProducer(queue)
                .send(message));
        JmsFixture.send(session, queue, "next");
        assertEquals("next", JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 3.5.2: whatever version of STOMP that can write them. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void textsArriveUnchangedInEveryVersionThatHasEscapes(BrokerKind kind) throws Exception {
        for (Version version : kind.versions()) {
            if (version == Version.V1_0) {
                continue;
            }
            Session session = jms.connect(kind, "stomp.versions=" + version).createSession();
            for (String text :
                    List.of(" a ", "a:b", "a\\b", "a\\nb", "a\\cb", "a\\rb", "a\rb", "a\r", "", "a\nb", "\n")) {
                assertEquals(text, trip(kind, session, text), "in " + version);
            }
        }
    }

    /** 3.5.2: STOMP 1.0 has no escapes, so that line ends are refused there; and it does not tell the broker's name. */
    @Brokers(can = Feature.VERSION_WITHOUT_ESCAPES)
    void lineEndsAreRefusedInTheVersionThatHasNoEscapes(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind, "stomp.versions=1.0&stomp.broker=" + kind.dialect())
                .createSession();
        for (String text : List.of("a\nb", "\n", "a\rb", "\r\n")) {
            assertThrows(MessageFormatException.class, () -> trip(kind, session, text));
        }
        for (String text : List.of("a", "a b", "a:b", "1")) {
            assertEquals(text, trip(kind, session, text));
        }
    }

    /** 3.5.2: what a version cannot write is refused wherever it stands, and the session goes on. */
    @Brokers(cannot = Feature.HEADER_ESCAPES)
    void whatHeadersCannotHoldIsRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        for (String text : List.of("a\nb", "\u00e4", "\u20ac")) {
            Message property = session.createMessage();
            property.setStringProperty("text", text);
            Message type = session.createMessage();
            type.setJMSType(text);
            Message correlation = session.createMessage();
            correlation.setJMSCorrelationID(text);
            for (Message each : List.of(property, type, correlation)) {
                assertThrows(MessageFormatException.class, () -> producer.send(each));
            }
        }
        Message name = session.createMessage();
        name.setStringProperty("\u00e4", "a");
        assertThrows(MessageFormatException.class, () -> producer.send(name));
        assertThrows(JMSException.class, () -> session.createConsumer(session.createQueue("\u00e4")));
        producer.send(session.createTextMessage("\u00e4 in the body"));
        assertEquals(
                "\u00e4 in the body",
                JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    private String trip(BrokerKind kind, Session session, String text) throws Exception {
        Queue queue = jms.queue(kind);
        Message message = session.createMessage();
        message.setStringProperty("text", text);
        session.createProducer(queue).send(message);
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            Message got = consumer.receive(JmsFixture.PATIENCE);
            assertNotNull(got);
            return got.getStringProperty("text");
        }
    }

    /** 3.5.1: an application need not know what STOMP and the broker call their headers. */
    @Brokers
    void namesThatAreTakenOnTheWireArriveAndDoNoHarm(BrokerKind kind) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < TAKEN.size(); i++) {
            properties.put(TAKEN.get(i), i % 2 == 0 ? (Object) i : "value " + i);
        }
        Message got = trip(kind, properties);
        assertHolds(properties, got);
        assertEquals(4, got.getJMSPriority());
        assertEquals(0, got.getJMSExpiration());
        assertNull(got.getJMSType());
        assertFalse(got.getJMSRedelivered());
    }

    /** 3.5.1: identifiers of Java, in upper and lower case. */
    @Brokers(can = Feature.HEADER_ESCAPES)
    void namesAreIdentifiersAndTheirCaseCounts(BrokerKind kind) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("a", "A", "_", "$", "$a_1", "\u00e4\u00f6", "\u4e2d\u6587", "n".repeat(200))) {
            properties.put(name, name);
        }
        assertHolds(properties, trip(kind, properties));
    }

    /** 3.5.9: the group of a message and its place in it are the sender's and arrive. */
    @Brokers
    void groupsArrive(BrokerKind kind) throws Exception {
        Message got = trip(kind, Map.of("JMSXGroupID", "group: 1", "JMSXGroupSeq", 7));
        assertHolds(Map.of("JMSXGroupID", "group: 1", "JMSXGroupSeq", 7), got);
        assertEquals("group: 1", got.getStringProperty("JMSXGroupID"));
        assertEquals(7, got.getIntProperty("JMSXGroupSeq"));
    }

    /** 3.5.6: none but the delivery count, which every received message has. */
    @Brokers
    void aMessageWithoutPropertiesArrivesWithoutAny(BrokerKind kind) throws Exception {
        Message got = trip(kind, Map.of());
        assertHolds(Map.of(), got);
        assertEquals(1, got.getIntProperty("JMSXDeliveryCount"));
        assertEquals("1", got.getStringProperty("JMSXDeliveryCount"));
    }

    /** 3.5.4: what was set as one type is had as another, or not. */
    @Brokers
    void propertiesConvertAtTheReceiver(BrokerKind kind) throws Exception {
        Message got = trip(kind, Map.of("anInt", 5, "text", "5", "yes", true, "aFloat", 1.5f));
        assertEquals(5L, got.getLongProperty("anInt"));
        assertEquals("5", got.getStringProperty("anInt"));
        assertThrows(MessageFormatException.class, () -> got.getShortProperty("anInt"));
        assertThrows(MessageFormatException.class, () -> got.getDoubleProperty("anInt"));
        assertEquals((byte) 5, got.getByteProperty("text"));
        assertFalse(got.getBooleanProperty("text"));
        assertEquals("true", got.getStringProperty("yes"));
        assertThrows(MessageFormatException.class, () -> got.getIntProperty("yes"));
        assertEquals(1.5d, got.getDoubleProperty("aFloat"));
        assertNull(got.getStringProperty("absent"));
        assertFalse(got.getBooleanProperty("absent"));
        assertThrows(NumberFormatException.class, () -> got.getIntProperty("absent"));
        assertFalse(got.propertyExists("absent"));
    }

    /** 3.5.3: read-only for the receiver, until they are cleared; the body is another matter. */
    @Brokers
    void theReceiversAreReadOnlyUntilTheyAreCleared(BrokerKind kind) throws Exception {
        Message got = trip(kind, Map.of("a", 1));
        assertThrows(MessageNotWriteableException.class, () -> got.setIntProperty("a", 2));
        assertThrows(MessageNotWriteableException.class, () -> got.setStringProperty("b", "x"));
        assertThrows(MessageNotWriteableException.class, () -> got.setObjectProperty("b", null));
        got.clearBody();
        assertThrows(MessageNotWriteableException.class, () -> got.setIntProperty("a", 2));
        assertEquals(1, got.getIntProperty("a"));
        got.clearProperties();
        assertFalse(got.propertyExists("a"));
        got.setIntProperty("a", 2);
        assertEquals(2, got.getIntProperty("a"));
    }

    /** 3.5: a hundred of them, and what a header may be long at most with them. */
    @Brokers
    void manyPropertiesArrive(BrokerKind kind) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < (kind.can(Feature.MANY_HEADERS) ? 300 : 80); i++) {
            properties.put("number" + i, i);
        }
        assertHolds(properties, trip(kind, properties));
    }

    /** 3.5.9: who has sent a message, if the application wants that told; the sender sees it after the send. */
    @Brokers
    void theUserIsToldOnDemand(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        boolean isOpen = kind.can(Feature.ANY_USER);
        String user = isOpen ? "joe" : "guest";
        String secret = isOpen ? "secret" : "guest";
        Session session = jms.connect(
                        kind, "jms.username=" + user + "&jms.password=" + secret + "&jms.populateJMSXUserID=true")
                .createSession();
        Message message = session.createMessage();
        session.createProducer(queue).send(message);
        assertEquals(user, message.getStringProperty("JMSXUserID"));
        MessageConsumer consumer = session.createConsumer(queue);
        Message received = consumer.receive(JmsFixture.PATIENCE);
        assertEquals(user, received.getStringProperty("JMSXUserID"));
        Session anonymous = jms.connect(kind).createSession();
        anonymous.createProducer(queue).send(received);
        assertFalse(consumer.receive(JmsFixture.PATIENCE).propertyExists("JMSXUserID"));
    }
}

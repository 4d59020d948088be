package org.stompest.it.interop;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each side sees of the properties of the other: texts, and what they convert to. */
@Timeout(120)
class PropertiesIT {
    private static final String EMOJI = "\ud83d\ude00";
    private static final Map<String, Object> SENT = new LinkedHashMap<>();
    private static final Map<String, Object> TEXTS = new HashMap<>();

    static {
        SENT.put("flag", true);
        SENT.put("byte_", (byte) -1);
        SENT.put("short_", (short) 2);
        SENT.put("int_", 3);
        SENT.put("long_", Long.MAX_VALUE);
        SENT.put("float_", 1.5f);
        SENT.put("double_", 1e300);
        SENT.put("text", " a:b\\c\n\r\u20ac ");
        SENT.put("empty", "");
        SENT.put("$odd_$name$", "odd");
        SENT.put("_", "underscore");
        SENT.put("\u00fcml\u00e4ut", "name");
        SENT.forEach((name, value) -> TEXTS.put(name, value.toString()));
    }

    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    private static Message full(Session session) throws JMSException {
        Message message = session.createTextMessage("body");
        for (Map.Entry<String, Object> each : SENT.entrySet()) {
            message.setObjectProperty(each.getKey(), each.getValue());
        }
        return message;
    }

    private static Map<String, Object> properties(Message message) throws JMSException {
        Map<String, Object> properties = new HashMap<>();
        for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            properties.put((String) name, message.getObjectProperty((String) name));
        }
        return properties;
    }

    private static void assertConvert(Message got) throws JMSException {
        assertTrue(got.getBooleanProperty("flag"));
        assertEquals((byte) -1, got.getByteProperty("byte_"));
        assertEquals((short) 2, got.getShortProperty("short_"));
        assertEquals(3, got.getIntProperty("int_"));
        assertEquals(Long.MAX_VALUE, got.getLongProperty("long_"));
        assertEquals(1.5f, got.getFloatProperty("float_"));
        assertEquals(1e300, got.getDoubleProperty("double_"));
    }

    /** What the broker makes of headers of STOMP that it does not consume. */
    private static Set<String> extra(NativeClient client) {
        return switch (client) {
            case OPENWIRE, AMQP_CLASSIC -> Set.of("JMS_stompest");
            case CORE ->
                Set.of(
                        "JMS_stompest",
                        "NATIVE_MESSAGE_ID",
                        "_AMQ_DUPL_ID",
                        "destination",
                        "destination-type",
                        "receipt");
            case AMQP_ARTEMIS -> Set.of("JMS_stompest", "_AMQ_DUPL_ID", "destination", "receipt");
        };
    }

    @ParameterizedTest
    @EnumSource
    void theOtherClientSeesOurPropertiesAsTextsAndThoseOfTheWire(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, PropertiesIT::full);
        assertConvert(got);
        Map<String, Object> seen = properties(got);
        assertEquals(1, seen.remove("JMSXDeliveryCount"));
        for (String name : extra(client)) {
            assertTrue(seen.remove(name) instanceof String, name);
        }
        assertEquals(TEXTS, seen);
    }

    @ParameterizedTest
    @EnumSource
    void weSeeThePropertiesOfTheOtherClientAsTextsAndNoOthers(NativeClient client) throws Exception {
        Message got = interop.toOurs(client, PropertiesIT::full);
        assertConvert(got);
        Map<String, Object> seen = properties(got);
        assertEquals(1, seen.remove("JMSXDeliveryCount"));
        assertEquals(TEXTS, seen);
    }

    @ParameterizedTest
    @EnumSource
    void nullIsNothingFromUsAndATextFromTheBroker(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, PropertiesIT::nothing);
        assertNull(got.getObjectProperty("none"));
        assertFalse(got.propertyExists("none"));
        assertEquals(
                client.isClassic() ? "null" : "",
                interop.toOurs(client, PropertiesIT::nothing).getObjectProperty("none"));
    }

    private static Message nothing(Session session) throws JMSException {
        Message message = session.createTextMessage("body");
        message.setObjectProperty("none", null);
        return message;
    }

    /** Names of headers are escaped by us; those of others stand for the header, which hides the property. */
    @ParameterizedTest
    @EnumSource
    void namesThatMeanSomethingToStompAreNotSeenAsSuch(NativeClient client) throws Exception {
        Message got = interop.toTheirs(client, PropertiesIT::reserved);
        assertEquals("high", got.getStringProperty("JMS_stompest_priority"));
        assertFalse(got.propertyExists("priority"));
        assertEquals(4, got.getJMSPriority());
        Message back = interop.toOurs(client, PropertiesIT::reserved);
        assertFalse(back.propertyExists("priority"));
        assertEquals(4, back.getJMSPriority());
    }

    private static Message reserved(Session session) throws JMSException {
        Message message = session.createTextMessage("body");
        message.setStringProperty("priority", "high");
        return message;
    }

    /** OpenWire does not carry them from itself to itself either. */
    @ParameterizedTest
    @EnumSource
    void charactersOfFourBytesSurviveButOnOpenWire(NativeClient client) throws Exception {
        boolean survives = client != NativeClient.OPENWIRE;
        for (Message got : List.of(
                interop.toTheirs(client, PropertiesIT::emoji),
                interop.toOurs(client, PropertiesIT::emoji),
                interop.toThemselves(client, PropertiesIT::emoji))) {
            String text = got.getStringProperty("emoji");
            assertEquals(survives, EMOJI.equals(text), text);
        }
    }

    private static Message emoji(Session session) throws JMSException {
        Message message = session.createTextMessage("body");
        message.setStringProperty("emoji", EMOJI);
        return message;
    }

    /** The other client's selectors have to compare our numbers with texts. */
    @ParameterizedTest
    @EnumSource
    void theirSelectorsSeeOurPropertiesAsTexts(NativeClient client) throws Exception {
        Session theirs = interop.theirs(client).createSession();
        Queue queue = theirs.createQueue(InteropFixture.name(client));
        Session ours = interop.ours(client).createSession();
        ours.createProducer(ours.createQueue(queue.getQueueName())).send(full(ours));
        try (MessageConsumer consumer = theirs.createConsumer(queue, "int_ = 3")) {
            assertNull(consumer.receive(InteropFixture.SILENCE));
        }
        InteropFixture.next(theirs.createConsumer(queue, "int_ = '3'"));
    }

    /** Ours compare the other client's as they are there: the broker has the types. */
    @ParameterizedTest
    @EnumSource
    void ourSelectorsSeeTheTypesThatTheOtherClientHasSet(NativeClient client) throws Exception {
        Session theirs = interop.theirs(client).createSession();
        Queue queue = theirs.createQueue(InteropFixture.name(client));
        InteropFixture.producer(client, theirs, queue).send(full(theirs));
        Session ours = interop.ours(client).createSession();
        Queue same = ours.createQueue(queue.getQueueName());
        try (MessageConsumer consumer = ours.createConsumer(same, "int_ = 4")) {
            assertNull(consumer.receive(InteropFixture.SILENCE));
        }
        InteropFixture.next(ours.createConsumer(same, "int_ = 3"));
    }
}

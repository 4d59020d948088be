package org.stompest.it.conformance;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Map and stream messages over the wire (Jakarta Messaging 3.1, 3.11). */
@Timeout(120)
class MessageFieldsIT {
    /** One value of each type that a field may have, and the values that are easily lost; keyed by what they are. */
    private static final Map<String, Object> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("true", true);
        VALUES.put("false", false);
        VALUES.put("byte", Byte.MIN_VALUE);
        VALUES.put("short", Short.MAX_VALUE);
        VALUES.put("char", '\u20ac');
        VALUES.put("charNul", '\0');
        VALUES.put("charHalf", '\ud83d');
        VALUES.put("int", Integer.MIN_VALUE);
        VALUES.put("long", Long.MAX_VALUE);
        VALUES.put("float", Float.MIN_VALUE);
        VALUES.put("floatNaN", Float.NaN);
        VALUES.put("double", -0.0d);
        VALUES.put("doubleMax", Double.MAX_VALUE);
        VALUES.put("infinity", Double.NEGATIVE_INFINITY);
        VALUES.put("text", "\0 \n\r : \\ \" ' { } \u20ac \ud83d\ude00");
        VALUES.put("empty", "");
        VALUES.put("digits", "12");
        VALUES.put("null", null);
        VALUES.put("bytes", new byte[] {0, -1, 10, 127, -128});
        VALUES.put("noBytes", new byte[0]);
    }

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private <M extends Message> M trip(BrokerKind kind, Session session, M message) throws Exception {
        Queue queue = jms.queue(kind);
        session.createProducer(queue).send(message);
        Message got = session.createConsumer(queue).receive(JmsFixture.PATIENCE);
        @SuppressWarnings("unchecked")
        M same = (M) assertInstanceOf(message.getClass(), got);
        return same;
    }

    private static void assertSameValue(Object expected, Object actual, String what) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, assertInstanceOf(byte[].class, actual, what), what);
        } else {
            assertEquals(expected, actual, what);
        }
    }

    @SuppressWarnings("unchecked")
    private static TreeSet<String> names(MapMessage message) throws Exception {
        return new TreeSet<>(Collections.list((Enumeration<String>) message.getMapNames()));
    }

    /** 3.11.3: value and type. */
    @Brokers
    void mapsKeepEveryValueAndItsType(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MapMessage message = session.createMapMessage();
        for (Map.Entry<String, Object> value : VALUES.entrySet()) {
            message.setObject(value.getKey(), value.getValue());
        }
        MapMessage got = trip(kind, session, message);
        for (Map.Entry<String, Object> value : VALUES.entrySet()) {
            assertSameValue(value.getValue(), got.getObject(value.getKey()), value.getKey());
            assertTrue(got.itemExists(value.getKey()), value.getKey());
        }
        assertEquals(new TreeSet<>(VALUES.keySet()), names(got));
        assertEquals(VALUES.keySet(), got.getBody(Map.class).keySet());
    }

    /** 3.11.3, the table of conversions, in samples; the whole of it is a matter of messages alone. */
    @Brokers
    void mapsConvertAtTheReceiver(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MapMessage message = session.createMapMessage();
        message.setByte("byte", (byte) 1);
        message.setFloat("float", 1.5f);
        message.setString("text", "12");
        message.setChar("char", 'c');
        MapMessage got = trip(kind, session, message);
        assertEquals(1L, got.getLong("byte"));
        assertThrows(MessageFormatException.class, () -> got.getFloat("byte"));
        assertEquals(1.5d, got.getDouble("float"));
        assertEquals((short) 12, got.getShort("text"));
        assertThrows(MessageFormatException.class, () -> got.getChar("text"));
        assertEquals("c", got.getString("char"));
        assertThrows(MessageFormatException.class, () -> got.getInt("char"));
        assertThrows(NumberFormatException.class, () -> got.getInt("absent"));
        assertNull(got.getString("absent"));
        assertFalse(got.getBoolean("absent"));
        assertFalse(got.itemExists("absent"));
    }

    /** 3.11.3: names are any text, and upper and lower case differ. */
    @Brokers
    void mapsHaveNamesOfAllKinds(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Map<String, Integer> expected = new HashMap<>();
        MapMessage message = session.createMapMessage();
        for (String name : List.of(
                "a", "A", " ", "a b", "x:y", "line\nfeed", "\"", "\\", "\0", "\u20ac", "{", "n".repeat(9_000))) {
            expected.put(name, name.hashCode());
            message.setInt(name, name.hashCode());
        }
        assertEquals(expected, trip(kind, session, message).getBody(Map.class));
    }

    /** 3.11.4: the kind survives; a map without fields has no body. */
    @Brokers
    void emptyMapsAndStreamsStayWhatTheyAre(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MapMessage map = trip(kind, session, session.createMapMessage());
        assertFalse(map.getMapNames().hasMoreElements());
        assertNull(map.getBody(Map.class));
        StreamMessage stream = trip(kind, session, session.createStreamMessage());
        assertThrows(MessageEOFException.class, stream::readObject);
    }

    /** 3.11.3: values, types and order. */
    @Brokers
    void streamsKeepEveryValueAndItsType(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        StreamMessage message = session.createStreamMessage();
        for (Object value : VALUES.values()) {
            message.writeObject(value);
        }
        StreamMessage got = trip(kind, session, message);
        for (Map.Entry<String, Object> value : VALUES.entrySet()) {
            assertSameValue(value.getValue(), got.readObject(), value.getKey());
        }
        assertThrows(MessageEOFException.class, got::readObject);
        got.reset();
        assertTrue(got.readBoolean());
    }

    /** 3.11.3: after a conversion that fails the value can be read again as another type. */
    @Brokers
    void streamsDoNotMoveOnWhenAConversionFails(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        StreamMessage message = session.createStreamMessage();
        message.writeString("1.5");
        message.writeLong(7);
        message.writeBytes(new byte[] {1, 2, 3});
        StreamMessage got = trip(kind, session, message);
        assertThrows(NumberFormatException.class, got::readInt);
        assertEquals(1.5d, got.readDouble());
        assertThrows(MessageFormatException.class, got::readInt);
        assertEquals("7", got.readString());
        byte[] buffer = new byte[2];
        assertEquals(2, got.readBytes(buffer));
        assertThrows(MessageFormatException.class, got::readString);
        assertEquals(1, got.readBytes(buffer));
        assertEquals(3, buffer[0]);
        assertThrows(MessageEOFException.class, got::readString);
    }

    /** API of Message: the body of a stream cannot be had as a whole. */
    @Brokers
    void streamsHaveNoBodyToGet(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        StreamMessage message = session.createStreamMessage();
        message.writeInt(1);
        StreamMessage got = trip(kind, session, message);
        assertFalse(got.isBodyAssignableTo(Object.class));
        assertThrows(MessageFormatException.class, () -> got.getBody(Object.class));
    }

    /** 3.10: read-only, until they are cleared and have the state of new ones. */
    @Brokers
    void theReceiversAreReadOnlyUntilTheyAreCleared(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MapMessage newMap = session.createMapMessage();
        newMap.setInt("a", 1);
        MapMessage map = trip(kind, session, newMap);
        assertThrows(MessageNotWriteableException.class, () -> map.setInt("b", 2));
        map.clearBody();
        assertFalse(map.itemExists("a"));
        map.setInt("b", 2);
        assertEquals(2, map.getInt("b"));

        StreamMessage newStream = session.createStreamMessage();
        newStream.writeInt(1);
        StreamMessage stream = trip(kind, session, newStream);
        assertThrows(MessageNotWriteableException.class, () -> stream.writeInt(2));
        stream.clearBody();
        assertThrows(MessageNotReadableException.class, stream::readInt);
        stream.writeInt(2);
        stream.reset();
        assertEquals(2, stream.readInt());
    }

    /** 3.12: what the sender does to its objects afterwards does not matter. */
    @Brokers
    void theSendersArraysAreCopied(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        byte[] bytes = {1, 2};
        MapMessage message = session.createMapMessage();
        message.setBytes("bytes", bytes);
        bytes[0] = 9;
        MapMessage got = trip(kind, session, message);
        assertArrayEquals(new byte[] {1, 2}, got.getBytes("bytes"));
        got.getBytes("bytes")[0] = 9;
        assertArrayEquals(new byte[] {1, 2}, got.getBytes("bytes"));
    }
}

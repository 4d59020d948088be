package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests map messages. */
class JmsMapMessageTest {
    private final JmsMapMessage sent = new JmsMapMessage();

    static Stream<Object> values() {
        return Stream.of(true, (byte) 1, (short) 2, 'c', 3, 4L, 5.5f, 6.5, "seven");
    }

    static Stream<Object> unsupported() {
        return Stream.of(new Date(0), List.of(), Map.of(), new int[1], new Object());
    }

    @ParameterizedTest
    @MethodSource("values")
    void anObjectKeepsItsType(Object value) throws JMSException {
        sent.setObject("f", value);

        assertEquals(value, sent.getObject("f"));
        assertEquals(value, Received.copy(sent).getObject("f"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void anObjectOfAnotherTypeIsNoField(Object value) throws JMSException {
        MessageFormatException exception = assertThrows(MessageFormatException.class, () -> sent.setObject("f", value));

        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
        assertFalse(sent.itemExists("f"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void aFieldNeedsAName(String name) {
        assertThrows(IllegalArgumentException.class, () -> sent.setBoolean(name, true));
        assertThrows(IllegalArgumentException.class, () -> sent.setByte(name, (byte) 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setShort(name, (short) 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setChar(name, 'c'));
        assertThrows(IllegalArgumentException.class, () -> sent.setInt(name, 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setLong(name, 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setFloat(name, 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setDouble(name, 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setString(name, "x"));
        assertThrows(IllegalArgumentException.class, () -> sent.setBytes(name, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> sent.setBytes(name, new byte[1], 0, 1));
        assertThrows(IllegalArgumentException.class, () -> sent.setObject(name, 1));
    }

    @Test
    void anyOtherTextIsAName() throws JMSException {
        List<String> names = List.of("a b", "NULL", "\"\\", "\0", "é😀", "A b");
        for (String name : names) {
            sent.setString(name, name);
        }
        JmsMapMessage received = Received.copy(sent);

        assertEquals(names, Collections.list(received.getMapNames()));
        for (String name : names) {
            assertEquals(name, received.getString(name));
        }
    }

    @Test
    void namesAreCaseSensitive() throws JMSException {
        sent.setInt("name", 1);

        assertFalse(sent.itemExists("Name"));
        assertNull(sent.getObject("Name"));
    }

    @Test
    void theNamesAreInTheOrderInWhichTheyWereSet() throws JMSException {
        for (String name : List.of("c", "a", "b", "a")) {
            sent.setInt(name, 1);
        }

        assertEquals(List.of("c", "a", "b"), Collections.list(sent.getMapNames()));
        assertEquals(
                List.of("c", "a", "b"), Collections.list(Received.copy(sent).getMapNames()));
    }

    @Test
    void theNamesOutliveAChange() throws JMSException {
        sent.setInt("a", 1);
        var names = sent.getMapNames();
        sent.setInt("b", 2);

        assertEquals(List.of("a"), Collections.list(names));
    }

    @Test
    void aFieldThatIsNullExists() throws JMSException {
        sent.setObject("o", null);
        sent.setString("s", null);
        sent.setBytes("b", null);
        JmsMapMessage received = Received.copy(sent);

        for (String name : List.of("o", "s", "b")) {
            assertTrue(received.itemExists(name));
            assertNull(received.getObject(name));
        }
        assertFalse(received.itemExists("other"));
    }

    @Test
    void arraysAreCopiedWhenSet() throws JMSException {
        byte[] array = {1, 2, 3};
        sent.setBytes("all", array);
        sent.setBytes("part", array, 1, 2);
        sent.setObject("object", array);

        array[1] = 9;

        assertArrayEquals(new byte[] {1, 2, 3}, sent.getBytes("all"));
        assertArrayEquals(new byte[] {2, 3}, sent.getBytes("part"));
        assertArrayEquals(new byte[] {1, 2, 3}, sent.getBytes("object"));
    }

    @Test
    void arraysAreCopiedWhenGot() throws JMSException {
        sent.setBytes("f", new byte[] {1});

        sent.getBytes("f")[0] = 9;
        ((byte[]) sent.getObject("f"))[0] = 9;
        ((byte[]) sent.getBody(Map.class).get("f"))[0] = 9;

        assertArrayEquals(new byte[] {1}, sent.getBytes("f"));
    }

    @Test
    void aRangeOutsideOfTheArrayIsNotSet() throws JMSException {
        assertThrows(IndexOutOfBoundsException.class, () -> sent.setBytes("f", new byte[2], 1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> sent.setBytes("f", new byte[2], -1, 2));
        assertFalse(sent.itemExists("f"));
    }

    @Test
    void theBodyIsAMapOfItsOwn() throws JMSException {
        sent.setInt("a", 1);
        sent.setString("b", null);
        JmsMapMessage received = Received.copy(sent);
        Map<?, ?> body = received.getBody(Map.class);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", 1);
        expected.put("b", null);
        assertEquals(expected, body);

        body.clear();

        assertEquals(1, received.getInt("a"));
    }

    @ParameterizedTest
    @EnumSource
    void aReceivedMessageCannotBeWritten(Typed type) throws JMSException {
        JmsMapMessage received = Received.copy(sent);

        MessageNotWriteableException exception = assertThrows(
                MessageNotWriteableException.class, () -> type.field().setter().set(received));
        assertEquals(ErrorCodes.READ_ONLY, exception.getErrorCode());
        assertThrows(MessageNotWriteableException.class, () -> received.setObject("f", 1));
        assertThrows(MessageNotWriteableException.class, () -> received.setBytes("f", new byte[1], 0, 1));
    }

    @Test
    void aMessageThatWasClearedIsEmptyAndCanBeWritten() throws JMSException {
        sent.setInt("a", 1);
        JmsMapMessage received = Received.copy(sent);

        received.clearBody();
        assertFalse(received.itemExists("a"));
        received.setInt("b", 2);

        assertEquals(List.of("b"), Collections.list(received.getMapNames()));
    }

    @Test
    void aMalformedBodyFailsWhenItIsReadAndNotBefore() throws JMSException {
        byte[] body = "{\"a\":{\"int\":1}".getBytes(StandardCharsets.UTF_8);
        JmsMapMessage received = Received.map(body);

        assertTrue(received.toString().contains("MAP"));
        assertArrayEquals(body, received.encodeBody());
        assertEquals(
                ErrorCodes.BODY,
                assertThrows(MessageFormatException.class, () -> received.getInt("a"))
                        .getErrorCode());
        assertThrows(MessageFormatException.class, received::getMapNames);
        assertThrows(MessageFormatException.class, () -> received.itemExists("a"));
        assertThrows(MessageFormatException.class, () -> received.getBody(Map.class));
    }

    @Test
    void aMalformedBodyCanBeCleared() throws JMSException {
        JmsMapMessage received = Received.map(new byte[] {'x'});

        received.clearBody();
        received.setInt("a", 1);

        assertEquals(1, received.getInt("a"));
    }

    @Test
    void aBodyThatIsNotThereIsEmpty() throws JMSException {
        sent.setInt("a", 1);
        sent.decodeBody(new byte[0], false);

        assertFalse(sent.getMapNames().hasMoreElements());
    }
}

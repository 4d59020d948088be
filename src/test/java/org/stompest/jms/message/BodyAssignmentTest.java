package org.stompest.jms.message;

import java.io.Serializable;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the classes that the body of a message can be got as. */
class BodyAssignmentTest {
    /** A message with a body, made anew for each test. */
    @FunctionalInterface
    interface Source {
        JmsMessage make() throws JMSException;
    }

    private static final Source TEXT = () -> {
        JmsTextMessage message = new JmsTextMessage();
        message.setText("text");
        return message;
    };

    private static final Source BYTES = () -> {
        JmsBytesMessage message = new JmsBytesMessage();
        message.writeByte((byte) 1);
        return message;
    };

    private static final Source MAP = () -> {
        JmsMapMessage message = new JmsMapMessage();
        message.setInt("a", 1);
        return message;
    };

    private static final Source STREAM = () -> {
        JmsStreamMessage message = new JmsStreamMessage();
        message.writeInt(1);
        return message;
    };

    private static final Source OBJECT = () -> {
        JmsObjectMessage message = new JmsObjectMessage();
        message.setObject(new Date(0));
        return message;
    };

    static Stream<Arguments> bodies() {
        return Stream.of(
                row(
                        TEXT,
                        "text",
                        List.of(String.class, CharSequence.class, Serializable.class, Object.class),
                        List.of(Integer.class, byte[].class, Map.class, StringBuilder.class)),
                row(
                        BYTES,
                        new byte[] {1},
                        List.of(byte[].class, Object.class, Serializable.class),
                        List.of(String.class, Byte[].class, int[].class, Map.class)),
                row(
                        MAP,
                        Map.of("a", 1),
                        List.of(Map.class, Object.class),
                        List.of(HashMap.class, String.class, Serializable.class)),
                row(
                        OBJECT,
                        new Date(0),
                        List.of(Serializable.class, Object.class, Date.class, Comparable.class),
                        List.of(String.class, java.util.Calendar.class, Map.class)));
    }

    private static Arguments row(Source source, Object body, List<Class<?>> good, List<Class<?>> bad) {
        return Arguments.of(source, body, good, bad);
    }

    static Stream<Source> empty() {
        return Stream.of(
                JmsMessage::new,
                JmsTextMessage::new,
                JmsBytesMessage::new,
                JmsMapMessage::new,
                JmsObjectMessage::new,
                () -> Received.copy(new JmsMessage()),
                () -> Received.copy(new JmsTextMessage()),
                () -> Received.copy(new JmsBytesMessage()),
                () -> Received.copy(new JmsMapMessage()),
                () -> Received.copy(new JmsObjectMessage(), ObjectPolicy.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsGotAsWhatItCanBeAssignedTo(Source source, Object body, List<Class<?>> good) throws JMSException {
        JmsMessage message = source.make();

        for (Class<?> type : good) {
            assertTrue(message.isBodyAssignableTo(type), type.getName());
            Object got = message.getBody(type);
            assertInstanceOf(type, got);
            assertArrayEquals(new Object[] {body}, new Object[] {got});
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsNotGotAsAnythingElse(Source source, Object body, List<Class<?>> good, List<Class<?>> bad)
            throws JMSException {
        JmsMessage message = source.make();

        for (Class<?> type : bad) {
            assertFalse(message.isBodyAssignableTo(type), type.getName());
            MessageFormatException exception =
                    assertThrows(MessageFormatException.class, () -> message.getBody(type), type.getName());
            assertEquals(ErrorCodes.CONVERSION, exception.getErrorCode());
        }
    }

    @ParameterizedTest
    @MethodSource("empty")
    void noBodyIsGotAsNullOfAnyClass(Source source) throws JMSException {
        JmsMessage message = source.make();

        for (Class<?> type :
                List.of(String.class, byte[].class, Map.class, Serializable.class, Object.class, Date.class)) {
            assertTrue(message.isBodyAssignableTo(type), type.getName());
            assertNull(message.getBody(type), type.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Object.class, List.class, String.class, Serializable.class})
    void aStreamHasNoBodyToGet(Class<?> type) throws JMSException {
        for (JmsMessage message : List.of(STREAM.make(), new JmsStreamMessage())) {
            assertFalse(message.isBodyAssignableTo(type));
            assertThrows(MessageFormatException.class, () -> message.getBody(type));
        }
    }

    @Test
    void theEmptyTextIsABody() throws JMSException {
        JmsTextMessage message = new JmsTextMessage();
        message.setText("");

        assertEquals("", message.getBody(String.class));
        assertFalse(message.isBodyAssignableTo(Map.class));
    }

    @Test
    void askingWhatABodyCanBeAssignedToLeavesAMessageBeingWritten() throws JMSException {
        JmsBytesMessage message = (JmsBytesMessage) BYTES.make();

        message.isBodyAssignableTo(byte[].class);
        message.writeByte((byte) 2);

        assertArrayEquals(new byte[] {1, 2}, message.getBody(byte[].class));
    }
}

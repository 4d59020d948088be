package org.stompest.jms.message;

import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests which properties can be got as which types (Jakarta Messaging 3.1, 3.5.4). */
class PropertyConversionTest {
    private final JmsMessage message = new JmsMessage();

    static Stream<Typed.Pair> pairs() {
        return Typed.pairs("""
                        | BOOLEAN | BYTE | SHORT | INT | LONG | FLOAT | DOUBLE | STRING
                BOOLEAN | X       |      |       |     |      |       |        | X
                BYTE    |         | X    | X     | X   | X    |       |        | X
                SHORT   |         |      | X     | X   | X    |       |        | X
                INT     |         |      |       | X   | X    |       |        | X
                LONG    |         |      |       |     | X    |       |        | X
                FLOAT   |         |      |       |     |      | X     | X      | X
                DOUBLE  |         |      |       |     |      |       | X      | X
                STRING  | X       | X    | X     | X   | X    | X     | X      | X
                """);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aPropertyConvertsAsTheTableSays(Typed.Pair pair) throws JMSException {
        if (pair.from() == Typed.STRING) {
            message.setStringProperty("p", pair.to().text());
        } else {
            pair.from().property().setter().set(message);
        }

        if (pair.isAllowed()) {
            assertEquals(
                    pair.from().as(pair.to()), pair.to().property().getter().get(message));
        } else {
            MessageFormatException exception = assertThrows(
                    MessageFormatException.class,
                    () -> pair.to().property().getter().get(message));
            assertEquals(ErrorCodes.CONVERSION, exception.getErrorCode());
        }
    }

    @Test
    void theTableHasEveryPair() {
        assertEquals(64, pairs().distinct().count());
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE"})
    void aTextThatIsNoNumberIsNotGotAsOne(Typed type) throws JMSException {
        message.setStringProperty("p", "12x");

        assertThrows(NumberFormatException.class, () -> type.property().getter().get(message));
        assertEquals("12x", message.getStringProperty("p"));
    }

    @Test
    void aTextIsTrueOnlyIfItSaysSo() throws JMSException {
        message.setStringProperty("p", "TRUE");
        assertTrue(message.getBooleanProperty("p"));

        message.setStringProperty("p", "yes");
        assertFalse(message.getBooleanProperty("p"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE", "SHORT", "INT", "LONG"})
    void aMissingPropertyIsNoInteger(Typed type) {
        assertThrows(NumberFormatException.class, () -> type.property().getter().get(message));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aMissingPropertyIsNoFloatingPointNumber(Typed type) {
        assertThrows(NullPointerException.class, () -> type.property().getter().get(message));
    }

    @Test
    void aMissingPropertyIsFalseOrNull() throws JMSException {
        assertFalse(message.getBooleanProperty("p"));
        assertNull(message.getStringProperty("p"));
        assertNull(message.getObjectProperty("p"));
    }

    @Test
    void aPropertyThatIsNullConvertsLikeAMissingOne() throws JMSException {
        message.setStringProperty("p", null);

        assertFalse(message.getBooleanProperty("p"));
        assertNull(message.getStringProperty("p"));
        assertThrows(NumberFormatException.class, () -> message.getIntProperty("p"));
        assertThrows(NullPointerException.class, () -> message.getDoubleProperty("p"));
    }
}

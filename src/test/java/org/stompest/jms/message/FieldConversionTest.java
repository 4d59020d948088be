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

/** Tests which fields of maps and streams can be got as which types (Jakarta Messaging 3.1, 3.11.3). */
class FieldConversionTest {
    private final JmsMapMessage map = new JmsMapMessage();
    private final JmsStreamMessage stream = new JmsStreamMessage();

    static Stream<Typed.Pair> pairs() {
        return Typed.pairs("""
                        | BOOLEAN | BYTE | SHORT | CHAR | INT | LONG | FLOAT | DOUBLE | STRING | BYTES
                BOOLEAN | X       |      |       |      |     |      |       |        | X      | -
                BYTE    |         | X    | X     |      | X   | X    |       |        | X      | -
                SHORT   |         |      | X     |      | X   | X    |       |        | X      | -
                CHAR    |         |      |       | X    |     |      |       |        | X      | -
                INT     |         |      |       |      | X   | X    |       |        | X      | -
                LONG    |         |      |       |      |     | X    |       |        | X      | -
                FLOAT   |         |      |       |      |     |      | X     | X      | X      | -
                DOUBLE  |         |      |       |      |     |      |       | X      | X      | -
                STRING  | X       | X    | X     |      | X   | X    | X     | X      | X      | -
                BYTES   |         |      |       |      |     |      |       |        |        | X
                """);
    }

    @Test
    void theTableHasEveryPair() {
        assertEquals(100, pairs().distinct().count());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aFieldOfAMapConvertsAsTheTableSays(Typed.Pair pair) throws JMSException {
        if (pair.from() == Typed.STRING) {
            map.setString("f", pair.to().text());
        } else {
            pair.from().field().setter().set(map);
        }

        check(pair, pair.to().field().getter(), map);
        check(pair, pair.to().field().getter(), Received.copy(map));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aFieldOfAStreamConvertsAsTheTableSaysAndStaysToBeReadElse(Typed.Pair pair) throws JMSException {
        if (pair.from() == Typed.STRING) {
            stream.writeString(pair.to().text());
        } else {
            pair.from().item().writer().set(stream);
        }
        JmsStreamMessage received = Received.copy(stream);

        check(pair, pair.to().item().reader(), received);

        if (!pair.isAllowed()) {
            Object expected =
                    pair.from() == Typed.STRING ? pair.to().text() : pair.from().as(pair.from());
            assertEquals(expected, pair.from().item().reader().get(received));
        }
    }

    private static <T> void check(Typed.Pair pair, Typed.Getter<? super T> getter, T message) throws JMSException {
        if (pair.isAllowed()) {
            assertEquals(pair.from().as(pair.to()), getter.get(message));
        } else {
            MessageFormatException exception = assertThrows(MessageFormatException.class, () -> getter.get(message));
            assertEquals(ErrorCodes.CONVERSION, exception.getErrorCode());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE"})
    void aTextThatIsNoNumberIsNotGotAsOneAndStaysToBeRead(Typed type) throws JMSException {
        map.setString("f", "12x");
        stream.writeString("12x");
        JmsStreamMessage received = Received.copy(stream);

        assertThrows(NumberFormatException.class, () -> type.field().getter().get(map));
        assertThrows(NumberFormatException.class, () -> type.item().reader().get(received));
        assertEquals("12x", received.readString());
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE", "SHORT", "INT", "LONG"})
    void aFieldThatIsNullIsNoInteger(Typed type) throws JMSException {
        map.setObject("f", null);
        stream.writeObject(null);
        JmsStreamMessage received = Received.copy(stream);

        assertThrows(NumberFormatException.class, () -> type.field().getter().get(map));
        assertThrows(NumberFormatException.class, () -> type.field().getter().get(new JmsMapMessage()));
        assertThrows(NumberFormatException.class, () -> type.item().reader().get(received));
        assertNull(received.readObject());
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAR", "FLOAT", "DOUBLE"})
    void aFieldThatIsNullIsNoCharOrFloatingPointNumber(Typed type) throws JMSException {
        map.setObject("f", null);
        stream.writeObject(null);
        JmsStreamMessage received = Received.copy(stream);

        assertThrows(NullPointerException.class, () -> type.field().getter().get(map));
        assertThrows(NullPointerException.class, () -> type.field().getter().get(new JmsMapMessage()));
        assertThrows(NullPointerException.class, () -> type.item().reader().get(received));
        assertNull(received.readObject());
    }

    @Test
    void aFieldThatIsNullIsFalseAsABoolean() throws JMSException {
        map.setObject("f", null);
        stream.writeObject(null);

        assertFalse(map.getBoolean("f"));
        assertFalse(map.getBoolean("missing"));
        assertFalse(Received.copy(stream).readBoolean());
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "BYTES"})
    void aFieldThatIsNullIsNullAsStringOrBytes(Typed type) throws JMSException {
        map.setObject("f", null);
        stream.writeObject(null);

        assertNull(type.field().getter().get(map));
        assertNull(type.field().getter().get(new JmsMapMessage()));
        assertNull(type.item().reader().get(Received.copy(stream)));
    }
}

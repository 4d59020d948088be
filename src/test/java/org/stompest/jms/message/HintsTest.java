package org.stompest.jms.message;

import java.util.stream.Stream;

import org.stompest.dialect.ReservedNames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HintsTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of('i', 42),
                Arguments.of('i', Integer.MIN_VALUE),
                Arguments.of('z', true),
                Arguments.of('z', false),
                Arguments.of('l', Long.MAX_VALUE),
                Arguments.of('d', 0.1),
                Arguments.of('d', Double.NaN),
                Arguments.of('d', -0.0),
                Arguments.of('f', 0.1f),
                Arguments.of('f', Float.POSITIVE_INFINITY),
                Arguments.of('s', (short) -3),
                Arguments.of('b', (byte) 127));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueGoesThereAndBack(char letter, Object value) {
        assertEquals(letter, Hints.letter(value));
        assertEquals(value, Hints.value(letter, value.toString()));
    }

    @Test
    void aTextHasNoLetterAndNullHasOne() {
        assertEquals(0, Hints.letter("a"));
        assertEquals('n', Hints.letter(null));
        assertNull(Hints.value('n', ""));
    }

    @ParameterizedTest
    @CsvSource({
        "i, 1.0",
        "i, 2147483648",
        "b, 128",
        "s, x",
        "l, ''",
        "d, x",
        "f, ''",
        "z, TRUE",
        "z, 1",
        "z, ''",
        "?, x",
        "I, 1"
    })
    void whatDoesNotFitIsTheText(char letter, String text) {
        assertEquals(text, Hints.value(letter, text));
    }

    /** The header may be set by nobody else, and is a name that Jakarta Messaging leaves to providers. */
    @ParameterizedTest
    @ValueSource(strings = {Hints.HEADER, Hints.ESCAPE})
    void theNamesAreThoseOfAProvider(String name) {
        assertTrue(name.startsWith("JMS_"));
        assertTrue(ReservedNames.isReserved(name));
    }
}

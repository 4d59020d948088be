package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.stompest.dialect.BodyKind;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HintsReaderTest {
    private static final Hints PLAIN = new Hints(BodyKind.TEXT, true, Map.of(), 0, 0, null, null);

    private static Optional<Hints> read(String... headers) {
        return Optional.ofNullable(HintsReader.read(Frame.of(Command.MESSAGE, Headers.of(headers))));
    }

    private static Hints hints(String text) {
        return read("JMS_stompest", text).orElseThrow();
    }

    static Stream<Hints> written() {
        Map<String, Character> types = new LinkedHashMap<>();
        types.put("age", 'i');
        types.put("none", 'n');
        types.put("p", 'z');
        return Stream.of(
                PLAIN,
                new Hints(BodyKind.MESSAGE, false, Map.of(), 0, 0, null, null),
                new Hints(BodyKind.OBJECT, false, types, 1, 2, "who", "ID:x"),
                new Hints(BodyKind.TEXT, true, types, 0, 0, "x,y", "a,b"),
                new Hints(BodyKind.STREAM, true, types, Long.MAX_VALUE, 0, null, ""),
                new Hints(BodyKind.MAP, true, Map.of(), 0, 5, "", "a;t=5;p=ix,y=z"),
                new Hints(BodyKind.BYTES, true, Map.of("\u00fc", 'd'), 7, 0, "a=b,c:d\n", "\u00fc;;"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void whatIsWrittenIsRead(Hints hints) {
        assertEquals(hints, hints(HintsWriterTest.written(hints)));
    }

    @Test
    void withoutTheHeaderThereAreNoHints() {
        assertEquals(Optional.empty(), read());
        assertEquals(Optional.empty(), read("JMS_stompest", ""));
        assertEquals(Optional.empty(), read("jms_stompest", "T"));
        assertEquals(Optional.empty(), read("JMS_stompest_x", "T"));
    }

    @Test
    void theFirstHeaderCounts() {
        assertEquals(Optional.of(PLAIN), read("JMS_stompest", "T", "JMS_stompest", "B"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T;", "T;;", "T;t", "T;t=x", "T;t=-5", "T;t=", "T;p=", "T;p=,", "T;p=i", "T;x=5", "Tx", "T=", "T;tt=5"
            })
    void whatIsNotUnderstoodCountsAsNotThere(String text) {
        assertEquals(PLAIN, hints(text));
    }

    /** A later version may have more to say. */
    @Test
    void unknownFieldsAreSkipped() {
        assertEquals(
                new Hints(BodyKind.TEXT, true, Map.of("a", 'i'), 5, 0, null, "m"),
                hints("T;x=1,2;p=ia;y=;t=5;z==;i=m"));
    }

    @Test
    void anUnknownKindIsBytes() {
        assertEquals(BodyKind.BYTES, hints("X").kind());
        assertEquals(BodyKind.BYTES, hints("\u00df").kind());
        assertEquals(BodyKind.BYTES, hints(";t=5").kind());
    }

    @Test
    void aNumberThatIsTooLargeCountsAsNotThere() {
        assertEquals(PLAIN, hints("T;t=9223372036854775808;d=99999999999999999999"));
    }
}

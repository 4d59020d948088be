package org.stompest.jms;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OptionKindTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(OptionKind.TEXT, "", ""),
                Arguments.of(OptionKind.TEXT, " a ", " a "),
                Arguments.of(OptionKind.SECRET, "s", "s"),
                Arguments.of(OptionKind.BOOLEAN, "true", true),
                Arguments.of(OptionKind.BOOLEAN, "false", false),
                Arguments.of(OptionKind.COUNT, "0", 0),
                Arguments.of(OptionKind.COUNT, "2147483647", Integer.MAX_VALUE),
                Arguments.of(OptionKind.LIMIT, "-1", -1),
                Arguments.of(OptionKind.LIMIT, "0", 0),
                Arguments.of(OptionKind.FACTOR, "1", 1.0),
                Arguments.of(OptionKind.FACTOR, "2.5", 2.5),
                Arguments.of(OptionKind.FACTOR, "1000", 1000.0),
                Arguments.of(OptionKind.DURATION, "0", Duration.ZERO),
                Arguments.of(OptionKind.DURATION, "1500", Duration.ofMillis(1_500)),
                Arguments.of(OptionKind.DURATION, "1500ms", Duration.ofMillis(1_500)),
                Arguments.of(OptionKind.DURATION, "10s", Duration.ofSeconds(10)),
                Arguments.of(OptionKind.DURATION, "2m", Duration.ofMinutes(2)),
                Arguments.of(OptionKind.DURATION, "1h", Duration.ofHours(1)),
                Arguments.of(OptionKind.SIZE, "1", 1),
                Arguments.of(OptionKind.SIZE, "64k", 65_536),
                Arguments.of(OptionKind.SIZE, "64K", 65_536),
                Arguments.of(OptionKind.SIZE, "100m", 104_857_600),
                Arguments.of(OptionKind.SIZE, "2047M", 2_146_435_072),
                Arguments.of(OptionKind.VERSIONS, "1.2", List.of(Version.V1_2)),
                Arguments.of(OptionKind.VERSIONS, "1.2,1.0", List.of(Version.V1_0, Version.V1_2)),
                Arguments.of(OptionKind.HEART_BEAT, "0,0", HeartBeat.NONE),
                Arguments.of(OptionKind.HEART_BEAT, "10,20", new HeartBeat(10, 20)),
                Arguments.of(OptionKind.BROKER, "auto", "auto"),
                Arguments.of(OptionKind.BROKER, "ActiveMQ", "activemq"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aTextHasAValue(OptionKind kind, String text, Object value) {
        assertEquals(value, kind.parse(text));
    }

    /** Where a factory has a setter for it, it is a long: 24 days are not the longest that somebody may want to wait. */
    @Test
    void aDurationMayHaveMoreMillisecondsThanAnInt() {
        assertEquals(Duration.ofMillis(3_000_000_000L), OptionKind.DURATION.parse("3000000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN,    TRUE",
        "BOOLEAN,    yes",
        "BOOLEAN,    ''",
        "COUNT,      -1",
        "COUNT,      ''",
        "COUNT,      1.5",
        "COUNT,      2147483648",
        "COUNT,      ten",
        "LIMIT,      -2",
        "FACTOR,     0.9",
        "FACTOR,     NaN",
        "FACTOR,     Infinity",
        "FACTOR,     1000.1",
        "FACTOR,     ''",
        "DURATION,   ''",
        "DURATION,   -1",
        "DURATION,   s",
        "DURATION,   '10 s'",
        "DURATION,   10S",
        "DURATION,   10d",
        "DURATION,   1.5s",
        "DURATION,   99999999999999999999",
        "SIZE,       0",
        "SIZE,       ''",
        "SIZE,       k",
        "SIZE,       -1k",
        "SIZE,       1g",
        "SIZE,       2048m",
        "SIZE,       2147483647",
        "VERSIONS,   ''",
        "VERSIONS,   1.3",
        "VERSIONS,   '1.2,,1.1'",
        "HEART_BEAT, 10",
        "HEART_BEAT, '-1,0'",
        "HEART_BEAT, '10,20,30'",
        "HEART_BEAT, 'a,b'",
        "BROKER,     ''",
        "BROKER,     hornetq",
    })
    void otherTextsAreRefused(OptionKind kind, String text) {
        assertThrows(IllegalArgumentException.class, () -> kind.parse(text));
    }

    @ParameterizedTest
    @EnumSource(OptionKind.class)
    void whatIsExpectedIsSaidInWords(OptionKind kind) {
        assertFalse(kind.description().isBlank());
    }
}

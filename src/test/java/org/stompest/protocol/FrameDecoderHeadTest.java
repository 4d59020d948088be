package org.stompest.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;

/** What the decoder makes of the lines of a head: line ends, escapes, colons, repetitions. */
final class FrameDecoderHeadTest {
    @ParameterizedTest
    @EnumSource(Version.class)
    void spacesAndEmptyTextsAreKept(Version version) {
        assertEquals(
                Headers.of("hello ", "there-world with space ", "empty-value", "", "", "empty-header"),
                Outcome.of(version, "SEND\nhello :there-world with space \nempty-value:\n:empty-header\n\n\0")
                        .only()
                        .headers());
    }

    // STOMP 1.1 and 1.2 want it escaped, but ActiveMQ and old clients do not escape it everywhere.
    @ParameterizedTest
    @EnumSource(Version.class)
    void furtherColonIsPartOfTheValueInEveryVersion(Version version) {
        Frame frame = Outcome.of(version, "DISCONNECT\nheader:with:colon\n\n\0").only();
        assertEquals("with:colon", frame.header("header"));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void repeatedHeaderIsKeptAndItsFirstValueWins(Version version) {
        Frame frame = Outcome.of(version, "SEND\nfoo:bar1\nfoo:bar2\n\nx\0").only();
        assertEquals("bar1", frame.header("foo"));
        assertEquals(Headers.of("foo", "bar1", "foo", "bar2"), frame.headers());
    }

    @Test
    void carriageReturnEndsALineInStomp12Only() {
        String bytes = "SEND\ndestination:/queue/test\r\n\n\0";
        assertEquals("/queue/test", Outcome.of(V1_2, bytes).only().header("destination"));
        assertEquals("/queue/test\r", Outcome.of(V1_1, bytes).only().header("destination"));
        assertEquals("/queue/test\r", Outcome.of(V1_0, bytes).only().header("destination"));
    }

    @Test
    void carriageReturnAndLineFeedEndEveryLineOfTheHeadInStomp12() {
        assertEquals(
                frame(Command.SEND, "hi", "d", "a"),
                Outcome.of(V1_2, "SEND\r\nd:a\r\n\r\nhi\0").only());
    }

    @Test
    void bodyKeepsItsLineEnds() {
        assertEquals(
                "\r\nhi\r\n",
                Outcome.of(V1_2, "SEND\r\nd:a\r\n\r\n\r\nhi\r\n\0").only().text());
    }

    // STOMP 1.1 has no escape for CR, but Artemis writes it all the same.
    @Test
    void escapedCarriageReturnIsUnderstoodFromStomp11On() {
        String bytes = "SEND\ndestination:/queue/test\\r\n\n\0";
        assertEquals("/queue/test\r", Outcome.of(V1_2, bytes).only().header("destination"));
        assertEquals("/queue/test\r", Outcome.of(V1_1, bytes).only().header("destination"));
        assertEquals("/queue/test\\r", Outcome.of(V1_0, bytes).only().header("destination"));
    }

    @Test
    void escapesAreUnderstoodInNamesAndValuesFromStomp11On() {
        String bytes = "DISCONNECT\n\\n\\\\:\\c\t\\n\n\n\0";
        for (Version version : List.of(V1_1, V1_2)) {
            assertEquals(
                    Headers.of("\n\\", ":\t\n"),
                    Outcome.of(version, bytes).only().headers());
        }
        assertEquals(
                Headers.of("\\n\\\\", "\\c\t\\n"),
                Outcome.of(V1_0, bytes).only().headers());
    }

    @Test
    void escapedBackslashBeforeALetterIsNoOtherEscape() {
        assertEquals(
                "\\n\\c\\\\",
                Outcome.of(V1_2, "SEND\na:\\\\n\\\\c\\\\\\\\\n\n\0").only().header("a"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "STOMP", "CONNECTED"})
    void framesBeforeTheAgreementHaveNoEscapesInAnyVersion(Command command) {
        String bytes = command + "\nlogin\\c:a\\nb\\t\\\n\n\0";
        Headers verbatim = Headers.of("login\\c", "a\\nb\\t\\");
        assertEquals(verbatim, Outcome.open(bytes).only().headers());
        assertEquals(verbatim, Outcome.of(V1_1, bytes).only().headers());
        assertEquals(verbatim, Outcome.of(V1_2, bytes).only().headers());
    }
}

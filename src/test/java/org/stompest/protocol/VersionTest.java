package org.stompest.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;

/** Versions, lists of them, and the commands they have. */
final class VersionTest {
    @Test
    void versionsAreAscending() {
        assertEquals(List.of(V1_0, V1_1, V1_2), Version.all());
    }

    @ParameterizedTest
    @CsvSource({"1.0,V1_0", "1.1,V1_1", "1.2,V1_2"})
    void textAndVersionBelongTogether(String text, Version version) {
        assertEquals(version, Version.of(text));
        assertEquals(text, version.text());
        assertEquals(text, version.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.3", "2.0", "1.10", " 1.1", "1.1 ", "1,1", "V1_1"})
    void anyOtherTextIsNoVersion(String text) {
        ProtocolException error = assertThrows(ProtocolException.class, () -> Version.of(text));
        assertEquals("expected a STOMP version of 1.0,1.1,1.2, got '" + text + "'", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "V1_0,V1_0,true",
        "V1_0,V1_1,false",
        "V1_0,V1_2,false",
        "V1_1,V1_0,true",
        "V1_1,V1_1,true",
        "V1_1,V1_2,false",
        "V1_2,V1_0,true",
        "V1_2,V1_1,true",
        "V1_2,V1_2,true"
    })
    void laterVersionHasAllThatAnEarlierOneHas(Version version, Version other, boolean isAtLeast) {
        assertEquals(isAtLeast, version.isAtLeast(other));
    }

    @Test
    void listIsReadAscendingAndWithoutRepetitions() {
        assertEquals(List.of(V1_0, V1_2), Version.listOf("1.2, 1.0 ,1.2"));
        assertEquals(List.of(V1_1), Version.listOf("1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1.0,", ",1.0", "1.0,,1.1", "1.0,1.3", "1.0 1.1"})
    void listWithAnythingElseIsMalformed(String text) {
        assertThrows(ProtocolException.class, () -> Version.listOf(text));
    }

    @Test
    void listIsWrittenWithoutBlanks() {
        assertEquals("1.0,1.1,1.2", Version.join(Version.all()));
        assertEquals("1.1", Version.join(List.of(V1_1)));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void onlyNackAndStompCameAfterStomp10(Command command) {
        Version since = List.of(Command.NACK, Command.STOMP).contains(command) ? V1_1 : V1_0;
        assertEquals(since, command.since());
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void fourCommandsAreOfTheServer(Command command) {
        boolean isServers = List.of(Command.CONNECTED, Command.MESSAGE, Command.RECEIPT, Command.ERROR)
                .contains(command);
        assertEquals(isServers, command.isFromServer());
    }
}

package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;

/** The reading of CONNECTED. */
final class ConnectedReplyTest {
    private static final Optional<String> NO = Optional.empty();

    @Test
    void replyWithoutVersionIsStomp10() {
        ConnectedReply expected = new ConnectedReply(V1_0, NO, Optional.of("hi"), HeartBeat.NONE);
        Frame connected = connected("session", "hi");
        assertEquals(expected, Commands.connected(connected, List.of(V1_0)));
        assertEquals(expected, Commands.connected(connected, List.of(V1_0, V1_1)));
        assertEquals(expected, Commands.connected(connected, Version.all()));
    }

    @Test
    void replyWithoutVersionIsRefusedIfStomp10WasNotOnOffer() {
        Frame connected = connected("session", "hi");
        assertThrows(ProtocolException.class, () -> Commands.connected(connected, List.of(V1_1)));
        assertThrows(ProtocolException.class, () -> Commands.connected(connected, List.of(V1_1, V1_2)));
    }

    @Test
    void replyMayChooseAnyVersionOnOffer() {
        Frame connected = connected("server", "moon", "version", "1.1");
        ConnectedReply expected = new ConnectedReply(V1_1, Optional.of("moon"), NO, HeartBeat.NONE);
        assertEquals(expected, Commands.connected(connected, List.of(V1_1)));
        assertEquals(expected, Commands.connected(connected, List.of(V1_0, V1_1)));
        assertEquals(expected, Commands.connected(connected, Version.all()));
    }

    // Some servers answer an offer of 1.0 with a later version, but a client of 1.0 does not know that header.
    @Test
    void versionIsIgnoredIfOnlyStomp10WasOnOffer() {
        assertEquals(
                V1_0,
                Commands.connected(connected("version", "1.1"), List.of(V1_0)).version());
        assertEquals(
                V1_0,
                Commands.connected(connected("version", "9"), List.of(V1_0)).version());
    }

    // STOMP 1.0 has no such header, but servers send it, and it helps to tell them apart.
    @Test
    void serverIsKeptInStomp10Too() {
        ConnectedReply expected = new ConnectedReply(V1_0, Optional.of("moon"), NO, HeartBeat.NONE);
        assertEquals(expected, Commands.connected(connected("server", "moon"), List.of(V1_0)));
        assertEquals(expected, Commands.connected(connected("server", "moon", "version", "1.0"), Version.all()));
    }

    @Test
    void versionThatWasNotOnOfferIsRefused() {
        ProtocolException error = assertThrows(
                ProtocolException.class, () -> Commands.connected(connected("version", "1.2"), List.of(V1_0, V1_1)));
        assertEquals(
                "expected one of the versions [1.0, 1.1] that were on offer, got CONNECTED [version:1.2]",
                error.getMessage());
        assertThrows(
                ProtocolException.class, () -> Commands.connected(connected("version", "1.0"), List.of(V1_1, V1_2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.3", "1.1 ", "1.0,1.1", "one"})
    void unknownVersionIsRefused(String version) {
        assertThrows(ProtocolException.class, () -> Commands.connected(connected("version", version), Version.all()));
    }

    @Test
    void heartBeatIsReadFromStomp11On() {
        Frame connected = connected("version", "1.1", "heart-beat", "1,2");
        assertEquals(
                new HeartBeat(1, 2),
                Commands.connected(connected, List.of(V1_1)).heartBeat());
        Frame padded = connected("version", "1.2", "heart-beat", " 1 , 2 ");
        assertEquals(
                new HeartBeat(1, 2), Commands.connected(padded, Version.all()).heartBeat());
    }

    @Test
    void heartBeatIsIgnoredInStomp10() {
        Frame chosen = connected("version", "1.0", "heart-beat", "1,2");
        assertEquals(HeartBeat.NONE, Commands.connected(chosen, Version.all()).heartBeat());
        Frame only = connected("version", "1.1", "heart-beat", "1,2");
        assertEquals(HeartBeat.NONE, Commands.connected(only, List.of(V1_0)).heartBeat());
        Frame malformed = connected("heart-beat", "bla");
        assertEquals(
                HeartBeat.NONE, Commands.connected(malformed, Version.all()).heartBeat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1,0", "0,-1", "-1,-1", "2", ",", ",2", "2,", "1,2,3", "bla,bla"})
    void malformedHeartBeatIsRefused(String heartBeat) {
        Frame connected = connected("version", "1.1", "heart-beat", heartBeat);
        ProtocolException error =
                assertThrows(ProtocolException.class, () -> Commands.connected(connected, List.of(V1_1)));
        assertTrue(error.getMessage().contains("heart-beat"), error.getMessage());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECTED")
    void anyOtherFrameIsNoReply(Command command) {
        Frame other = frame(command, "", "message", "no");
        ProtocolException error = assertThrows(ProtocolException.class, () -> Commands.connected(other, Version.all()));
        assertEquals("expected CONNECTED, got " + command + " [message:no]", error.getMessage());
    }

    private static Frame connected(String... headers) {
        return frame(Command.CONNECTED, "", headers);
    }
}

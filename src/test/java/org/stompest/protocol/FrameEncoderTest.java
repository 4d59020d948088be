package org.stompest.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;

/** How frames stand on the wire. */
final class FrameEncoderTest {
    @ParameterizedTest
    @EnumSource(Version.class)
    void frameIsCommandHeadersBlankLineBodyAndNul(Version version) {
        assertEquals(
                "SEND\ndestination:/queue/world\n\ntwo\nlines\0",
                encode(frame(Command.SEND, "two\nlines", "destination", "/queue/world"), version));
        assertEquals("DISCONNECT\n\n\0", encode(frame(Command.DISCONNECT, ""), version));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyGoesOutAsItIs(Version version) {
        byte[] body = raw("\u00f0\0\n\t");
        assertArrayEquals(
                raw("MESSAGE\ncontent-length:4\n\n\u00f0\0\n\t\0"),
                FrameEncoder.encode(Frame.of(Command.MESSAGE, Headers.of("content-length", "4"), body), version));
    }

    @Test
    void repeatedHeadersGoOutBothUntilOneReplacesThem() {
        Frame frame = frame(Command.SEND, "", "foo", "bar1", "foo", "bar2");
        assertEquals("SEND\nfoo:bar1\nfoo:bar2\n\n\0", encode(frame, V1_0));
        assertEquals("SEND\nfoo:bar1\n\n\0", encode(frame.with("foo", "bar1"), V1_0));
    }

    // The order of insertion, unlike a sorted one, is what the caller has in mind and what a server may rely on.
    @Test
    void headersGoOutInTheOrderOfInsertion() {
        assertEquals(
                "MESSAGE\nb:1\na:2\nZ:3\n123:456\n\n\0",
                encode(frame(Command.MESSAGE, "", "b", "1", "a", "2", "Z", "3", "123", "456"), V1_1));
    }

    @Test
    void emptyValuesGoOut() {
        assertEquals("SEND\na:\nb:\n\n\0", encode(frame(Command.SEND, "", "a", "", "b", ""), V1_2));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void emptyNameIsRefused(Version version) {
        for (Command command : List.of(Command.SEND, Command.CONNECT)) {
            Frame frame = frame(command, "", "passcode", "secret", "", "hidden");
            FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, version));
            assertEquals(
                    "expected headers with names, got one without in " + command + " frame, header names [passcode, ]",
                    error.getMessage());
        }
    }

    @Test
    void lengthIsAddedInFrontIfTheBodyHasNul() {
        assertEquals("SEND\ncontent-length:3\na:b\n\nx\0y\0", encode(frame(Command.SEND, "x\0y", "a", "b"), V1_1));
        assertEquals("SEND\ncontent-length:1\n\n\0\0", encode(frame(Command.SEND, "\0"), V1_1));
    }

    // ActiveMQ and Artemis take a SEND with a length for a message of bytes, and one without for text.
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\u00e9\u20ac", "two\nlines\u0001"})
    void lengthIsNotAddedIfTheBodyHasNoNul(String body) {
        assertEquals("SEND\n\n" + Wire.text(Wire.utf8(body)) + "\0", encode(frame(Command.SEND, body), V1_2));
    }

    @Test
    void rightLengthStaysWhereItIs() {
        assertEquals(
                "SEND\na:b\ncontent-length:3\n\nx\0y\0",
                encode(frame(Command.SEND, "x\0y", "a", "b", "content-length", "3"), V1_1));
        assertEquals("SEND\ncontent-length:0\n\n\0", encode(frame(Command.SEND, "", "content-length", "0"), V1_1));
        assertEquals(
                "SEND\ncontent-length:2\n\n\u00c3\u00a9\0",
                encode(frame(Command.SEND, "\u00e9", "content-length", "2"), V1_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4", "", " 3", "03", "+3", "three", "-1"})
    void wrongLengthIsRefused(String length) {
        Frame frame = frame(Command.SEND, "abc", "content-length", length);
        FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, V1_2));
        assertTrue(error.getMessage().startsWith("expected content-length:3, got SEND"), error.getMessage());
    }

    @Test
    void firstOfTwoLengthsIsTheOneThatIsChecked() {
        Frame right = frame(Command.SEND, "abc", "content-length", "3", "content-length", "7");
        assertEquals("SEND\ncontent-length:3\ncontent-length:7\n\nabc\0", encode(right, V1_2));
        Frame wrong = frame(Command.SEND, "abc", "content-length", "7", "content-length", "3");
        assertThrows(FrameException.class, () -> FrameEncoder.encode(wrong, V1_2));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void bodyIsRefusedWhereTheVersionHasNone(Command command) {
        Frame frame = frame(command, "body");
        boolean allowed = List.of(Command.SEND, Command.MESSAGE, Command.ERROR).contains(command);
        for (Version version : List.of(V1_1, V1_2)) {
            assertEquals(allowed, command.allowsBody(version));
            if (allowed) {
                assertEquals(command + "\n\nbody\0", encode(frame, version));
            } else {
                assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, version));
            }
        }
        assertTrue(command.allowsBody(V1_0));
    }

    // STOMP opens a session whose version is still open, so the version does not matter for it.
    @ParameterizedTest
    @EnumSource(Command.class)
    void commandIsRefusedIfTheVersionDoesNotHaveIt(Command command) {
        Frame frame = frame(command, "");
        for (Version version : Version.all()) {
            if (command == Command.NACK && version == V1_0) {
                FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, version));
                assertEquals("expected a command of STOMP 1.0, got NACK of 1.1", error.getMessage());
            } else {
                assertEquals(command + "\n\n\0", encode(frame, version));
            }
        }
    }

    @Test
    void textBeyondAsciiIsUtf8FromStomp11OnAndRefusedInStomp10() {
        Frame frame = frame(Command.SEND, "", "fen\u00eatre", "\u00bfqu\u00e9 tal? \ud83d\ude00");
        String bytes = Wire.text(Wire.utf8("SEND\nfen\u00eatre:\u00bfqu\u00e9 tal? \ud83d\ude00\n\n\0"));
        assertEquals(bytes, encode(frame, V1_1));
        assertEquals(bytes, encode(frame, V1_2));
        FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, V1_0));
        assertTrue(error.getMessage().startsWith("expected ASCII headers in STOMP 1.0, got SEND"), error.getMessage());
    }

    @Test
    void credentialsBeyondAsciiAreUtf8InEveryVersion() {
        Frame frame = frame(Command.CONNECT, "", "login", "ren\u00e9");
        for (Version version : Version.all()) {
            assertEquals("CONNECT\nlogin:ren\u00c3\u00a9\n\n\0", encode(frame, version));
        }
    }

    // UTF-8 has no bytes for half a surrogate pair, and a question mark in its place would be another text.
    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d"})
    void loneSurrogateIsRefusedAndNotShown(String text) {
        for (Frame frame : List.of(
                frame(Command.SEND, "", "a", "hidden" + text),
                frame(Command.CONNECT, "", "login", "a", "passcode", "hidden" + text))) {
            FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, V1_2));
            assertTrue(error.getMessage().startsWith("expected headers of whole characters"), error.getMessage());
            assertFalse(error.getMessage().contains("hidden"), error.getMessage());
        }
        Frame named = frame(Command.SEND, "", text, "a");
        assertThrows(FrameException.class, () -> FrameEncoder.encode(named, V1_1));
    }

    @Test
    void refusedFrameLeavesNothingInTheBuffer() {
        FrameBuffer buffer = new FrameBuffer();
        buffer.put('\n');
        for (Frame frame :
                List.of(frame(Command.SEND, "", "a", "b", "", "c"), frame(Command.SEND, "", "a", "b", "c", "\ud83d"))) {
            assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, V1_2, buffer));
            assertEquals("\n", Wire.text(buffer.toByteArray()));
        }
    }

    @Test
    void framesGoToTheEndOfTheBuffer() {
        FrameBuffer buffer = new FrameBuffer();
        FrameEncoder.encode(frame(Command.SEND, "a"), V1_2, buffer);
        buffer.put('\n');
        FrameEncoder.encode(frame(Command.DISCONNECT, ""), V1_2, buffer);
        assertEquals("SEND\n\na\0\nDISCONNECT\n\n\0", Wire.text(buffer.toByteArray()));
    }

    private static String encode(Frame frame, Version version) {
        return Wire.text(FrameEncoder.encode(frame, version));
    }
}

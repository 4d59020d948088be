package org.stompest.protocol;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;

/** Which characters of headers are escaped, which go out as they are, and which are refused. */
final class FrameEncoderEscapesTest {
    private static final String REFUSED = "refused";
    private static final List<Command> UNESCAPED = List.of(Command.CONNECT, Command.STOMP, Command.CONNECTED);

    /** Version, character, and what becomes of it in a name and in a value. */
    static Stream<Arguments> characters() {
        return Stream.of(
                Arguments.of(V1_0, "\\", "\\", "\\"),
                Arguments.of(V1_0, ":", REFUSED, ":"),
                Arguments.of(V1_0, "\n", REFUSED, REFUSED),
                Arguments.of(V1_0, "\r", REFUSED, REFUSED),
                Arguments.of(V1_0, "\0", REFUSED, REFUSED),
                Arguments.of(V1_0, "\t", "\t", "\t"),
                Arguments.of(V1_1, "\\", "\\\\", "\\\\"),
                Arguments.of(V1_1, ":", "\\c", "\\c"),
                Arguments.of(V1_1, "\n", "\\n", "\\n"),
                Arguments.of(V1_1, "\r", "\r", "\r"),
                Arguments.of(V1_1, "\0", REFUSED, REFUSED),
                Arguments.of(V1_1, "\t", "\t", "\t"),
                Arguments.of(V1_2, "\\", "\\\\", "\\\\"),
                Arguments.of(V1_2, ":", "\\c", "\\c"),
                Arguments.of(V1_2, "\n", "\\n", "\\n"),
                Arguments.of(V1_2, "\r", "\\r", "\\r"),
                Arguments.of(V1_2, "\0", REFUSED, REFUSED),
                Arguments.of(V1_2, "\t", "\t", "\t"));
    }

    /** As above, for the frames that are the same in every version. */
    static Stream<Arguments> charactersBeforeTheAgreement() {
        return Stream.of(
                Arguments.of("\\", "\\", "\\"),
                Arguments.of(":", REFUSED, ":"),
                Arguments.of("\n", REFUSED, REFUSED),
                Arguments.of("\r", REFUSED, REFUSED),
                Arguments.of("\0", REFUSED, REFUSED),
                Arguments.of("\t", "\t", "\t"));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void charactersAreEscapedAsTheVersionSays(Version version, String character, String inName, String inValue) {
        for (Command command : Command.values()) {
            if (!UNESCAPED.contains(command) && version.isAtLeast(command.since())) {
                check(command, version, character, inName, inValue);
            }
        }
    }

    // STOMP 1.2 excepts CONNECT and CONNECTED only, yet servers read STOMP as they read CONNECT.
    @ParameterizedTest
    @MethodSource("charactersBeforeTheAgreement")
    void charactersAreNeverEscapedBeforeTheAgreement(String character, String inName, String inValue) {
        for (Command command : UNESCAPED) {
            for (Version version : Version.all()) {
                check(command, version, character, inName, inValue);
            }
        }
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(V1_1, ":\t\n", "\\n\\\\:\\c\t\\n"),
                Arguments.of(V1_1, ":\t\r", "\\n\\\\:\\c\t\r"),
                Arguments.of(V1_2, ":\t\r", "\\n\\\\:\\c\t\\r"),
                Arguments.of(V1_2, "\\n\\c", "\\n\\\\:\\\\n\\\\c"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void escapesStandSideBySide(Version version, String value, String line) {
        assertEquals("DISCONNECT\n" + line + "\n\n\0", encode(frame(Command.DISCONNECT, "", "\n\\", value), version));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void charactersBehindTextBeyondAsciiAreTreatedAlike(Version version, String character, String name, String value) {
        if (version != V1_0) {
            check(Command.SEND, version, "\u20ac" + character, behindEuro(name), behindEuro(value));
        }
    }

    @ParameterizedTest
    @MethodSource("charactersBeforeTheAgreement")
    void charactersBehindTextBeyondAsciiAreTreatedAlikeBeforeTheAgreement(String character, String name, String value) {
        check(Command.CONNECT, V1_2, "\u20ac" + character, behindEuro(name), behindEuro(value));
    }

    private static String behindEuro(String expected) {
        return expected.equals(REFUSED) ? REFUSED : Wire.text(Wire.utf8("\u20ac")) + expected;
    }

    private static void check(Command command, Version version, String text, String inName, String inValue) {
        checkOne(frame(command, "", "a" + text + "b", "x"), version, inName, "a" + inName + "b:x");
        checkOne(frame(command, "", "x", "a" + text + "b"), version, inValue, "x:a" + inValue + "b");
        checkOne(frame(command, "", "x", text), version, inValue, "x:" + inValue);
    }

    private static void checkOne(Frame frame, Version version, String expected, String line) {
        if (expected.equals(REFUSED)) {
            refused(frame, version);
        } else {
            assertEquals(frame.command() + "\n" + line + "\n\n\0", encode(frame, version));
        }
    }

    private static void refused(Frame frame, Version version) {
        FrameBuffer buffer = new FrameBuffer();
        FrameEncoder.encode(frame(Command.SEND, "before", "a", "b"), version, buffer);
        byte[] before = buffer.toByteArray();
        FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, version, buffer));
        assertTrue(error.getMessage().startsWith("expected headers without the character U+00"), error.getMessage());
        assertEquals(Wire.text(before), Wire.text(buffer.toByteArray()));
        assertEquals(before.length, buffer.length());
    }

    /** Frames with the passcode {@code secret}, each with another fault. */
    static Stream<Arguments> framesWithSecrets() {
        return Stream.of(
                Arguments.of(frame(Command.CONNECT, "", "passcode", "secret\n"), V1_2),
                Arguments.of(frame(Command.CONNECT, "", "passcode", "\0secret"), V1_0),
                Arguments.of(frame(Command.STOMP, "", "passcode", "secret\r"), V1_1),
                Arguments.of(frame(Command.CONNECT, "", "passcode", "secret", "a", "\n"), V1_2),
                Arguments.of(frame(Command.CONNECT, "", "passcode", "secret", "a:b", ""), V1_2),
                Arguments.of(frame(Command.CONNECT, "", "passcode", "secret", "content-length", "7"), V1_2),
                Arguments.of(frame(Command.CONNECT, "body", "passcode", "secret"), V1_2),
                Arguments.of(frame(Command.SEND, "", "passcode", "secret\u00e9"), V1_0),
                Arguments.of(frame(Command.SEND, "", "passcode", "secret\0"), V1_1),
                Arguments.of(frame(Command.ACK, "secret", "passcode", "secret"), V1_2),
                Arguments.of(frame(Command.NACK, "", "passcode", "secret"), V1_0));
    }

    @ParameterizedTest
    @MethodSource("framesWithSecrets")
    void refusalDoesNotShowThePasscode(Frame frame, Version version) {
        FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(frame, version));
        assertFalse(error.getMessage().contains("secret"), error.getMessage());
        assertTrue(error.getMessage().contains(frame.command().name()), error.getMessage());
    }

    private static String encode(Frame frame, Version version) {
        return Wire.text(FrameEncoder.encode(frame, version));
    }
}

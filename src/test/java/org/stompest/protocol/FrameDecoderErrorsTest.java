package org.stompest.protocol;

import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Wire.raw;
import static org.stompest.protocol.Wire.utf8;

/** What the decoder says of malformed streams, and that it reads no more after one. */
final class FrameDecoderErrorsTest {
    private static final FrameSink NO_FRAME = frame -> {
        throw new AssertionError(frame);
    };
    private static final byte[] GOOD = utf8("SEND\na:b\n\n\0");

    static Stream<Sample> malformed() {
        return MalformedSamples.all();
    }

    // STOMP cannot be entered in the middle, so what stands behind an error can only be misread.
    @ParameterizedTest
    @MethodSource("malformed")
    void nothingIsReadAfterAnError(Sample sample) {
        FrameDecoder decoder = new FrameDecoder(sample.limits());
        sample.version().ifPresent(decoder::version);
        FrameSink connected = frame -> {
            if (frame.command() == Command.CONNECTED) {
                decoder.version(Version.V1_2);
            }
        };
        byte[] bytes = sample.bytes();
        FrameException first =
                assertThrows(FrameException.class, () -> decoder.decode(bytes, 0, bytes.length, connected));
        for (byte[] more : new byte[][] {GOOD, {'\n'}, {0}, {}}) {
            FrameException again =
                    assertThrows(FrameException.class, () -> decoder.decode(more, 0, more.length, NO_FRAME));
            assertEquals(first.getMessage(), again.getMessage());
            assertSame(first, again.getCause());
        }
        decoder.version(Version.V1_0);
        assertThrows(FrameException.class, () -> decoder.decode(GOOD, 0, GOOD.length, NO_FRAME));
        assertTrue(decoder.isWithinFrame());
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("HELLO\n", "expected a command of STOMP 1.2, got 'HELLO'"),
                Arguments.of("HE\u0007\u00e9\n", "expected a command of STOMP 1.2, got 'HE???'"),
                Arguments.of("SEND\nabc\n", "expected a header line with a colon, got 'abc' in a SEND frame"),
                Arguments.of(
                        "ERROR\n" + "x".repeat(41) + "\n",
                        "expected a header line with a colon, got '" + "x".repeat(40) + "...' in a ERROR frame"),
                Arguments.of(
                        "SEND\na:\\t\n",
                        "expected one of the escapes \\\\, \\c, \\n and \\r, got '\\t' in a SEND frame"),
                Arguments.of("SEND\na:\0\n", "expected a header without NUL, got '?' in a SEND frame"),
                Arguments.of("SEND\na:b\rc\n", "expected a header without CR, got 'b?c' in a SEND frame"),
                Arguments.of(
                        "SEND\ncontent-length:1x\n\n",
                        "expected a content-length of 0 or more, got '1x' in a SEND frame"),
                Arguments.of(
                        "SEND\ncontent-length:1\n\nab",
                        "expected NUL after a body of content-length 1, got byte 98 in a SEND frame"),
                Arguments.of("ACK\n\nx", "expected no body in STOMP 1.2, got one in a ACK frame"),
                Arguments.of("\rS", "expected LF after CR between two frames, got byte 83"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void errorSaysWhatWasExpectedWhatCameAndWhere(String bytes, String message) {
        assertEquals(message, Outcome.of(Version.V1_2, bytes).error());
    }

    @Test
    void unknownCommandBeforeTheAgreementIsMeasuredByAllVersions() {
        assertEquals(
                "expected a command of STOMP 1.0 to 1.2, got 'HTTP/1.1'",
                Outcome.open("HTTP/1.1\n").error());
    }

    @Test
    void charsetErrorKeepsItsCause() {
        FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
        decoder.version(Version.V1_2);
        byte[] bytes = raw("SEND\na:\u00e9\n\n\0");
        FrameException error =
                assertThrows(FrameException.class, () -> decoder.decode(bytes, 0, bytes.length, NO_FRAME));
        assertInstanceOf(CharacterCodingException.class, error.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT\npasscode secret\n\n\0",
                "CONNECT\npasscode:secret\0\n\n\0",
                "CONNECT\npasscode:sec\rsecret\n\n\0",
                "STOMP\npasscode secret\n\n\0",
                "STOMP\npasscode:secret\0\n\n\0",
                "CONNECT\npasscode:secret\ncontent-length:x\n\n\0",
                "CONNECT\npasscode:secret\ncontent-length:1\n\nab\0"
            })
    void errorInAFrameWithCredentialsShowsNothingOfIt(String bytes) {
        String error = Outcome.open(bytes).error();
        assertTrue(error.startsWith("expected "), error);
        assertFalse(error.contains("sec"), error);
    }

    @Test
    void errorInTheCharsetOfThePasscodeShowsNothingOfIt() {
        byte[] bytes = raw("CONNECT\npasscode:secret\u00e9\n\n\0");
        String error = Outcome.of(Optional.empty(), FrameLimits.DEFAULT, bytes).error();
        assertEquals("expected headers in UTF-8, got '(hidden)' in a CONNECT frame", error);
    }
}

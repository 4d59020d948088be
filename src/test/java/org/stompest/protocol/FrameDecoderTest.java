package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Outcome.BEAT;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;
import static org.stompest.protocol.Wire.utf8;

/** What the decoder makes of frames, rule by rule. */
final class FrameDecoderTest {
    // That includes 1.0, which has no heart-beats: what a line end between frames means is for the session to say, not
    // the decoder.
    @ParameterizedTest
    @EnumSource(Version.class)
    void lineEndsBetweenFramesAreHeartBeatsInEveryVersion(Version version) {
        Frame disconnect = frame(Command.DISCONNECT, "");
        assertEquals(
                new Outcome(List.of(BEAT, disconnect, BEAT, BEAT, disconnect, BEAT), ""),
                Outcome.of(version, "\nDISCONNECT\n\n\0\n", "\nDISCONNECT\n\n\0\n"));
    }

    // Strictly only 1.2 has that line end, but a peer that sends it in the others can mean nothing else.
    @ParameterizedTest
    @EnumSource(Version.class)
    void carriageReturnAndLineFeedBetweenFramesIsOneHeartBeatInEveryVersion(Version version) {
        Frame disconnect = frame(Command.DISCONNECT, "");
        assertEquals(
                new Outcome(List.of(BEAT, disconnect, BEAT, disconnect), ""),
                Outcome.of(version, "\r\nDISCONNECT\n\n\0\r\nDISCONNECT\n\n\0"));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void everyCommandOfEitherSideIsAcceptedFromItsVersionOn(Command command) {
        for (Version version : Version.all()) {
            Outcome outcome = Outcome.of(version, command + "\n\n\0");
            if (version.isAtLeast(command.since())) {
                assertEquals(frame(command, ""), outcome.only());
            } else {
                assertTrue(outcome.error().startsWith("expected a command of STOMP " + version), outcome.error());
            }
        }
    }

    @Test
    void beforeTheVersionIsAgreedOnEveryCommandIsAccepted() {
        for (Command command : Command.values()) {
            assertEquals(frame(command, ""), Outcome.open(command + "\n\n\0").only());
        }
    }

    @Test
    void receiptBeforeAnUnknownCommandIsHandedOver() {
        String receipt = "RECEIPT\nreceipt-id:m\n\n\0";
        String nack = "NACK\nsubscription:0\nmessage-id:007\n\n\0";
        Frame expected = frame(Command.RECEIPT, "", "receipt-id", "m");
        Outcome refused = Outcome.of(V1_0, receipt, nack);
        assertEquals(List.of(expected), refused.events());
        assertEquals("expected a command of STOMP 1.0, got 'NACK'", refused.error());
        assertEquals(
                List.of(expected, frame(Command.NACK, "", "subscription", "0", "message-id", "007")),
                Outcome.of(V1_1, receipt, nack).events());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void countedBodyMayHaveAnyBytes(Version version) {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        byte[] bytes = Wire.join(utf8("MESSAGE\ncontent-length:256\n\n"), body, new byte[] {0});
        Outcome outcome = Outcome.of(Optional.of(version), FrameLimits.DEFAULT, bytes);
        assertArrayEquals(body, outcome.only().body());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyWithoutLengthEndsAtTheFirstNul(Version version) {
        Outcome outcome = Outcome.of(Optional.of(version), FrameLimits.DEFAULT, raw("SEND\n\n\u00ff\r\n\n\u0001\0"));
        assertArrayEquals(raw("\u00ff\r\n\n\u0001"), outcome.only().body());
    }

    @Test
    void bodyOfAnyCommandIsAcceptedInStomp10Only() {
        assertEquals(
                frame(Command.DISCONNECT, "ouch!"),
                Outcome.of(V1_0, "DISCONNECT\n\nouch!\0").only());
        for (Version version : List.of(V1_1, V1_2)) {
            assertEquals(
                    "expected no body in STOMP " + version + ", got one in a DISCONNECT frame",
                    Outcome.of(version, "DISCONNECT\n\nouch!\0").error());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", " 0", "0 "})
    void announcedEmptyBodyIsAcceptedForEveryCommand(String length) {
        Frame frame = Outcome.of(V1_2, "DISCONNECT\ncontent-length:" + length + "\n\n\0")
                .only();
        assertEquals(0, frame.body().length);
        assertEquals(length, frame.header("content-length"));
    }

    @ParameterizedTest
    @CsvSource({"3", "03", "' 3'", "'3 '"})
    void lengthIsReadWithBlanksAroundIt(String length) {
        assertEquals(
                "a\0b",
                Outcome.of(V1_2, "SEND\ncontent-length:" + length + "\n\na\0b\0")
                        .only()
                        .text());
    }

    @Test
    void decoderIsWithinAFrameFromItsFirstByteToItsNul() {
        FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
        FrameSink sink = frame -> assertFalse(decoder.isWithinFrame(), "the frame is complete");
        assertFalse(decoder.isWithinFrame());
        for (byte value : utf8("SEND\na:b\n\nx")) {
            decoder.decode(new byte[] {value}, 0, 1, sink);
            assertTrue(decoder.isWithinFrame());
        }
        decoder.decode(new byte[] {0, '\n'}, 0, 2, sink);
        assertFalse(decoder.isWithinFrame());
        decoder.decode(new byte[] {'\r'}, 0, 1, sink);
        assertTrue(decoder.isWithinFrame(), "half a line end");
    }

    @Test
    void heartBeatsAreIgnoredBySinksThatDoNotAskForThem() {
        FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
        byte[] bytes = utf8("\n\r\n\n");
        decoder.decode(bytes, 0, bytes.length, frame -> {
            throw new AssertionError(frame);
        });
        assertFalse(decoder.isWithinFrame());
    }
}

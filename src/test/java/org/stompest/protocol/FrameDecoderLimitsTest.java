package org.stompest.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Wire.utf8;

/** What the decoder accepts at most. The splits of such streams are in FrameDecoderSplitTest. */
final class FrameDecoderLimitsTest {
    private static final int NONE = Integer.MAX_VALUE - 8;
    private static final FrameSink NO_FRAME = frame -> {
        throw new AssertionError(frame);
    };

    @Test
    void headerLineAtTheLimitIsAcceptedAndOneByteMoreIsNot() {
        FrameLimits limits = new FrameLimits(10, NONE, NONE, NONE);
        accepted(limits, "SEND\nabc:567890\n\n\0");
        refused(
                limits,
                "SEND\nabc:567890x\n\n\0",
                "expected a header line of at most 10 bytes, got more in a SEND frame");
    }

    @Test
    void commandLineIsBoundAsAHeaderLineIs() {
        accepted(new FrameLimits(10, NONE, NONE, NONE), "DISCONNECT\n\n\0");
        refused(
                new FrameLimits(9, NONE, NONE, NONE),
                "DISCONNECT\n\n\0",
                "expected a header line of at most 9 bytes, got more");
    }

    // The decoder has to hold the CR until it sees whether LF follows.
    @Test
    void carriageReturnBeforeTheLineFeedCountsAsAByteOfTheLine() {
        FrameLimits limits = new FrameLimits(10, NONE, NONE, NONE);
        accepted(limits, "SEND\r\nabc:56789\r\n\r\n\0");
        refused(limits, "SEND\r\nabc:567890\r\n\r\n\0", "at most 10 bytes, got more in a SEND frame");
    }

    @Test
    void lineWithoutEndIsRefusedAtTheFirstByteBeyondTheLimit() {
        FrameDecoder decoder = new FrameDecoder(new FrameLimits(10, NONE, NONE, NONE));
        feed(decoder, "SEND\nabc:");
        feed(decoder, "5678");
        feed(decoder, "90");
        assertTrue(decoder.isWithinFrame());
        assertThrows(FrameException.class, () -> feed(decoder, "x"));
    }

    @Test
    void headersAtTheLimitAreAcceptedAndOneMoreIsNot() {
        FrameLimits limits = new FrameLimits(NONE, 2, NONE, NONE);
        accepted(limits, "SEND\na:1\na:2\n\n\0");
        refused(limits, "SEND\na:1\na:2\n:\n\n\0", "expected at most 2 headers, got more in a SEND frame");
    }

    @Test
    void oneHeaderTooManyIsRefusedBeforeTheHeadEnds() {
        FrameDecoder decoder = new FrameDecoder(new FrameLimits(NONE, 2, NONE, NONE));
        feed(decoder, "SEND\na:1\na:2\n:");
        assertThrows(FrameException.class, () -> feed(decoder, "\n"));
    }

    // Line ends and the command do not count.
    @Test
    void headAtTheLimitIsAcceptedAndOneByteMoreIsNot() {
        FrameLimits limits = new FrameLimits(NONE, NONE, 10, NONE);
        accepted(limits, "SEND\na:345\nb:890\n\n\0");
        refused(
                limits,
                "SEND\na:345\nb:890x\n\n\0",
                "expected headers of at most 10 bytes together, got more in a SEND frame");
    }

    @Test
    void limitsHoldForEachFrameAnew() {
        FrameLimits limits = new FrameLimits(10, 2, 10, 5);
        String frame = "SEND\na:345\nb:890\n\n12345\0";
        Outcome outcome = read(limits, frame.repeat(3));
        assertEquals("", outcome.error());
        assertEquals(3, outcome.events().size());
    }

    @Test
    void bodyUpToNulAtTheLimitIsAcceptedAndOneByteMoreIsNot() {
        FrameLimits limits = new FrameLimits(NONE, NONE, NONE, 10);
        accepted(limits, "SEND\n\n1234567890\0");
        refused(limits, "SEND\n\n1234567890x\0", "expected a body of at most 10 bytes, got more in a SEND frame");
    }

    @Test
    void bodyWithoutNulIsRefusedAtTheFirstByteBeyondTheLimit() {
        FrameDecoder decoder = new FrameDecoder(new FrameLimits(NONE, NONE, NONE, 10));
        feed(decoder, "SEND\n\n1234");
        feed(decoder, "567890");
        assertTrue(decoder.isWithinFrame());
        assertThrows(FrameException.class, () -> feed(decoder, "x"));
    }

    @Test
    void countedBodyAtTheLimitIsAcceptedAndOneByteMoreIsNot() {
        FrameLimits limits = new FrameLimits(NONE, NONE, NONE, 10);
        accepted(limits, "SEND\ncontent-length:10\n\n1234567890\0");
        refused(
                limits,
                "SEND\ncontent-length:11\n\n1234567890x\0",
                "expected a body of at most 10 bytes, got more in a SEND frame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "2147483647", "2147483648", "4294967297", "18446744073709551617"})
    void lengthBeyondTheLimitIsRefusedBeforeAnyByteOfTheBody(String length) {
        FrameDecoder decoder = new FrameDecoder(new FrameLimits(NONE, NONE, NONE, 10));
        feed(decoder, "SEND\ncontent-length:" + length + "\n");
        assertThrows(FrameException.class, () -> feed(decoder, "\n"));
    }

    @Test
    void announcedBodyOfTwoGigabytesTakesNoMemoryBeforeItComes() {
        FrameDecoder decoder = new FrameDecoder(new FrameLimits(NONE, NONE, NONE, NONE));
        feed(decoder, "SEND\ncontent-length:2147483639\n\n1234567890");
        assertTrue(decoder.isWithinFrame());
    }

    // Two hundred arrays of 100 MiB would not fit.
    @Test
    void announcedBodyOfAHundredMebibytesTakesNoMemoryBeforeItComes() {
        List<FrameDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
            feed(decoder, "SEND\ncontent-length:" + (100 << 20) + "\n\n1234567890");
            decoders.add(decoder);
        }
        assertTrue(decoders.stream().allMatch(FrameDecoder::isWithinFrame));
    }

    @ParameterizedTest
    @CsvSource({"65536,true", "65537,true", "300000,true", "300000,false"})
    void largeBodyComesWholeInPiecesOfAnySize(int size, boolean isCounted) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        if (!isCounted) {
            for (int i = 0; i < size; i++) {
                body[i] |= 1;
            }
        }
        byte[] head = utf8(isCounted ? "SEND\ncontent-length:" + size + "\n\n" : "SEND\n\n");
        byte[] bytes = Wire.join(head, body, new byte[] {0});
        for (int length : new int[] {1, 1000, 65_535, 65_536, bytes.length}) {
            byte[][] pieces = new byte[(bytes.length + length - 1) / length][];
            for (int i = 0; i < pieces.length; i++) {
                pieces[i] = Arrays.copyOfRange(bytes, i * length, Math.min((i + 1) * length, bytes.length));
            }
            FrameLimits limits = new FrameLimits(100, 1, 100, size);
            assertArrayEquals(
                    body,
                    Outcome.of(Optional.of(Version.V1_2), limits, pieces).only().body());
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0", "-1,1,1,1"})
    void limitsBelowOneAreRefused(int line, int headers, int head, int body) {
        assertThrows(IllegalArgumentException.class, () -> new FrameLimits(line, headers, head, body));
    }

    private static void accepted(FrameLimits limits, String bytes) {
        assertEquals("", read(limits, bytes).error());
        assertEquals(1, read(limits, bytes).events().size());
    }

    private static void refused(FrameLimits limits, String bytes, String error) {
        Outcome outcome = read(limits, bytes);
        assertEquals(List.of(), outcome.events());
        assertTrue(outcome.error().contains(error), outcome.error());
    }

    private static Outcome read(FrameLimits limits, String bytes) {
        return Outcome.of(Optional.of(Version.V1_2), limits, utf8(bytes));
    }

    private static void feed(FrameDecoder decoder, String text) {
        byte[] bytes = utf8(text);
        decoder.decode(bytes, 0, bytes.length, NO_FRAME);
    }
}

package org.stompest.protocol;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** However a stream is cut into pieces, the same comes of it. */
final class FrameDecoderSplitTest {
    private static final int SHORT = 130;

    static Stream<Sample> samples() {
        return Stream.concat(ValidSamples.all(), MalformedSamples.all());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void wholeStreamGivesTheEventsAndTheError(Sample sample) {
        Outcome whole = sample.read(sample.bytes());
        assertEquals(sample.events(), whole.events());
        assertEquals(sample.error().isEmpty(), whole.error().isEmpty(), whole.error());
        assertTrue(whole.error().contains(sample.error()), whole.error());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void byteByByteGivesTheSame(Sample sample) {
        byte[][] pieces = IntStream.range(0, sample.bytes().length)
                .mapToObj(i -> piece(sample, i, i + 1))
                .toArray(byte[][]::new);
        assertEquals(sample.read(sample.bytes()), sample.read(pieces));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySplitIntoTwoGivesTheSame(Sample sample) {
        Outcome whole = sample.read(sample.bytes());
        int end = sample.bytes().length;
        for (int i = 0; i <= end; i++) {
            int cut = i;
            assertEquals(whole, sample.read(piece(sample, 0, i), piece(sample, i, end)), () -> "cut at " + cut);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySplitOfAShortStreamIntoThreeGivesTheSame(Sample sample) {
        Outcome whole = sample.read(sample.bytes());
        int end = sample.bytes().length;
        // A long stream is cut in its first bytes only, since the number of splits grows with the square.
        int lastCut = Math.min(end, SHORT);
        for (int i = 0; i <= lastCut; i++) {
            for (int j = i; j <= lastCut; j++) {
                String cuts = "cut at " + i + " and " + j;
                assertEquals(whole, sample.read(piece(sample, 0, i), piece(sample, i, j), piece(sample, j, end)), cuts);
            }
        }
    }

    private static byte[] piece(Sample sample, int from, int to) {
        return Arrays.copyOfRange(sample.bytes(), from, to);
    }
}

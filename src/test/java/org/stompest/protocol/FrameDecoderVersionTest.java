package org.stompest.protocol;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.protocol.Wire.utf8;

/** When a change of the version takes hold. */
final class FrameDecoderVersionTest {
    private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
    private final List<Frame> frames = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Version.class)
    void versionSetInTheCallbackHoldsForTheNextFrameOfTheSameRead(Version version) {
        String value = version == Version.V1_0 ? "a\\c" : "a:";
        decode("CONNECTED\nversion:" + version + "\n\n\0MESSAGE\nid:a\\c\n\n\0", frame -> {
            frames.add(frame);
            decoder.version(version);
        });
        assertEquals(value, frames.get(1).header("id"));
    }

    @Test
    void versionMayChangeFromFrameToFrameOfOneRead() {
        List<Version> versions = List.of(Version.V1_2, Version.V1_0, Version.V1_1, Version.V1_2);
        decode(
                "SEND\na:\\c\n\n\0SEND\na:\\c\r\n\n\0SEND\na:\\c\r\n\n\0SEND\na:\\c\r\n\n\0SEND\na:\\c\r\n\n\0",
                frame -> {
                    decoder.version(versions.get(Math.min(frames.size(), 3)));
                    frames.add(frame);
                });
        assertEquals(
                List.of("\\c", ":", "\\c\r", ":\r", ":"),
                frames.stream().map(frame -> frame.header("a")).toList());
    }

    @Test
    void frameThatHasBegunKeepsItsVersion() {
        decoder.version(Version.V1_0);
        decode("SEND\n", frames::add);
        decoder.version(Version.V1_2);
        decode("a:\\c\r\n\n\0SEND\na:\\c\r\n\n\0", frames::add);
        assertEquals(
                List.of("\\c\r", ":"),
                frames.stream().map(frame -> frame.header("a")).toList());
    }

    @Test
    void frameWhoseBodyIsPendingKeepsItsVersion() {
        decoder.version(Version.V1_0);
        decode("RECEIPT\n\nbo", frames::add);
        decoder.version(Version.V1_2);
        decode("dy\0", frames::add);
        assertEquals("body", frames.get(0).text());
        assertThrows(FrameException.class, () -> decode("RECEIPT\n\nbody\0", frames::add));
    }

    @Test
    void versionSetBetweenTwoReadsHoldsForTheNextFrame() {
        decode("CONNECTED\n\n\0", frames::add);
        decoder.version(Version.V1_2);
        decode("MESSAGE\na:\\c\n\n\0", frames::add);
        assertEquals(":", frames.get(1).header("a"));
    }

    private void decode(String text, FrameSink sink) {
        byte[] bytes = utf8(text);
        decoder.decode(bytes, 0, bytes.length, sink);
    }
}

package org.stompest.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a decoder makes of a stream. Immutable.
 *
 * @param events the frames and heart-beats in order
 * @param error the message of the FrameException that ends it, empty if there is none
 */
record Outcome(List<Object> events, String error) {
    static final String BEAT = "heart-beat";

    private static final int MARGIN = 3;

    /** Reads with the version agreed on from the start. */
    static Outcome of(Version version, String... pieces) {
        return of(Optional.of(version), FrameLimits.DEFAULT, pieces(pieces));
    }

    /** Reads with the version still open. */
    static Outcome open(String... pieces) {
        return of(Optional.empty(), FrameLimits.DEFAULT, pieces(pieces));
    }

    static Outcome of(Optional<Version> version, FrameLimits limits, byte[]... pieces) {
        FrameDecoder decoder = new FrameDecoder(limits);
        version.ifPresent(decoder::version);
        Recorder recorder = new Recorder(decoder);
        try {
            for (byte[] piece : pieces) {
                feed(decoder, piece, recorder);
            }
        } catch (FrameException e) {
            return new Outcome(recorder.events, e.getMessage());
        }
        return new Outcome(recorder.events, "");
    }

    /** Feeds from the middle of an array that is overwritten afterwards, as a read buffer would be. */
    private static void feed(FrameDecoder decoder, byte[] piece, FrameSink sink) {
        byte[] array = new byte[piece.length + 2 * MARGIN];
        Arrays.fill(array, (byte) 'X');
        System.arraycopy(piece, 0, array, MARGIN, piece.length);
        try {
            decoder.decode(array, MARGIN, piece.length, sink);
        } finally {
            Arrays.fill(array, (byte) 'Y');
        }
    }

    /** The frame, if it is all that came. */
    Frame only() {
        assertEquals("", error);
        assertEquals(1, events.size(), () -> "events " + events);
        return (Frame) events.get(0);
    }

    private static byte[][] pieces(String... pieces) {
        return Arrays.stream(pieces).map(Wire::utf8).toArray(byte[][]::new);
    }

    /** Notes what comes, and switches the version as a client and a server do. Not thread-safe. */
    private static final class Recorder implements FrameSink {
        private final List<Object> events = new ArrayList<>();
        private final FrameDecoder decoder;

        Recorder(FrameDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void frame(Frame frame) {
            events.add(frame);
            switch (frame.command()) {
                case CONNECT, STOMP -> {
                    List<Version> offered = Version.listOf(frame.headers().get(Headers.ACCEPT_VERSION, "1.0"));
                    decoder.version(offered.get(offered.size() - 1));
                }
                case CONNECTED -> decoder.version(Version.of(frame.headers().get(Headers.VERSION, "1.0")));
                default -> {
                    // no other command changes the version
                }
            }
        }

        @Override
        public void heartBeat() {
            events.add(BEAT);
        }
    }
}

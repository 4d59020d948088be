package org.stompest.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the encoder writes, the decoder reads; and nothing else than that one frame. */
final class RoundTripTest {
    private static final int FRAMES = 3000;
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "7",
        " ",
        "\t",
        "\\",
        "\\n",
        "\\c",
        ":",
        "::",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\u0001",
        "\u001f",
        "\u007f",
        "\u0080",
        "\u0085",
        "\u00e9",
        "\u20ac",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\uffff",
        "\ud83d\ude00",
        "\udbff\udfff"
    };
    private static final String[] HARMFUL = {"\0", "\na:b", "\n\n\0SEND\n\n\0", "\r\n\r\n", "\ud800", "\udc00"};

    private final Random random = new Random(20_261_124);

    @ParameterizedTest
    @EnumSource(names = {"V1_1", "V1_2"})
    void everyFrameComesBackAsItWent(Version version) {
        List<Frame> frames = new ArrayList<>();
        FrameBuffer buffer = new FrameBuffer();
        while (frames.size() < FRAMES) {
            Frame frame = randomFrame(version, TEXTS);
            if (!frame.command().precedesNegotiation()) {
                FrameEncoder.encode(frame, version, buffer);
                frames.add(asSent(frame));
            }
        }
        assertEquals(new Outcome(List.copyOf(frames), ""), read(version, buffer.toByteArray()));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void everyFrameIsEitherRefusedOrComesBackAlone(Version version) {
        int refused = 0;
        int accepted = 0;
        for (int i = 0; i < FRAMES; i++) {
            Frame frame = randomFrame(version, i % 2 == 0 ? TEXTS : HARMFUL);
            FrameBuffer buffer = new FrameBuffer();
            try {
                FrameEncoder.encode(frame, version, buffer);
            } catch (FrameException e) {
                assertEquals(0, buffer.length());
                refused++;
                continue;
            }
            accepted++;
            Frame expected = asSent(frame);
            // A frame before the agreement may change the version, but it stands alone.
            Optional<Version> reading = frame.command().precedesNegotiation() ? Optional.empty() : Optional.of(version);
            assertEquals(
                    new Outcome(List.of(expected), ""),
                    Outcome.of(reading, FrameLimits.DEFAULT, buffer.toByteArray()),
                    frame::toString);
        }
        assertTrue(refused > 100 && accepted > 100, refused + " refused, " + accepted + " accepted");
    }

    private Frame randomFrame(Version version, String[] texts) {
        Command[] commands = Command.values();
        Command command = commands[random.nextInt(commands.length)];
        Headers.Builder headers = Headers.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            headers.add(randomName(texts), randomText(texts));
        }
        byte[] body = new byte[0];
        if (command.allowsBody(version) && command.isFromServer() | command == Command.SEND) {
            body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            if (random.nextBoolean()) {
                headers.add(Headers.CONTENT_LENGTH, Integer.toString(body.length));
            }
        }
        Frame frame = Frame.of(command, headers.build(), body);
        return version.isAtLeast(command.since()) ? frame : randomFrame(version, texts);
    }

    /** Without a name there is no header. */
    private String randomName(String[] texts) {
        String name = randomText(texts);
        return name.isEmpty() ? "x" : name;
    }

    private String randomText(String[] texts) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(texts[random.nextInt(texts.length)]);
            text.append(TEXTS[random.nextInt(5)]);
        }
        return text.toString();
    }

    /** A body with NUL gets its length in front. */
    private static Frame asSent(Frame frame) {
        boolean hasNul = Wire.text(frame.body()).indexOf('\0') >= 0;
        if (!hasNul || frame.headers().contains(Headers.CONTENT_LENGTH)) {
            return frame;
        }
        Headers.Builder headers = Headers.builder();
        headers.add(Headers.CONTENT_LENGTH, Integer.toString(frame.body().length));
        return Frame.of(frame.command(), headers.addAll(frame.headers()).build(), frame.body());
    }

    private static Outcome read(Version version, byte[] bytes) {
        return Outcome.of(Optional.of(version), FrameLimits.DEFAULT, bytes);
    }
}

package org.stompest.protocol;

import java.util.stream.Stream;

import static org.stompest.protocol.Outcome.BEAT;
import static org.stompest.protocol.Sample.valid;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;
import static org.stompest.protocol.Wire.utf8;

/** Streams that are STOMP, of every version. Stateless. */
final class ValidSamples {
    private ValidSamples() {}

    static Stream<Sample> all() {
        return Stream.of(SessionSamples.all(), bodies(), headers(), lineEnds()).flatMap(samples -> samples);
    }

    private static Stream<Sample> bodies() {
        Frame binary = Frame.of(Command.MESSAGE, Headers.of("content-length", "8"), raw("\u00f0\0\n\t\0\0\r\n"));
        return Version.all().stream()
                .flatMap(version -> Stream.of(
                        valid(
                                "binary bodies, counted",
                                version,
                                raw("MESSAGE\ncontent-length:8\n\n\u00f0\0\n\t\0\0\r\n\0MESSAGE\ncontent-length:8\n\n"
                                        + "\u00f0\0\n\t\0\0\r\n\0"),
                                binary,
                                binary),
                        valid(
                                "binary bodies, up to NUL",
                                version,
                                raw("SEND\n\n\u00f0\u00ff\n\t\r\n\u0080\0SEND\n\n\n\n\0"),
                                Frame.of(Command.SEND, Headers.EMPTY, raw("\u00f0\u00ff\n\t\r\n\u0080")),
                                frame(Command.SEND, "\n\n")),
                        valid(
                                "empty bodies",
                                version,
                                utf8("SEND\ncontent-length:0\n\n\0RECEIPT\ncontent-length:0\n\n\0SEND\n\n\0"),
                                frame(Command.SEND, "", "content-length", "0"),
                                frame(Command.RECEIPT, "", "content-length", "0"),
                                frame(Command.SEND, "")),
                        valid(
                                "bodies that look like frames",
                                version,
                                utf8("SEND\ncontent-length:15\n\nSEND\na:b\n\nx\0\n\n\n\0ERROR\n\nSEND\n\nx\0"),
                                frame(Command.SEND, "SEND\na:b\n\nx\0\n\n\n", "content-length", "15"),
                                frame(Command.ERROR, "SEND\n\nx")),
                        valid(
                                "the first of two lengths",
                                version,
                                utf8("SEND\ncontent-length: 3 \ncontent-length:1\n\na\0b\0\n"),
                                frame(Command.SEND, "a\0b", "content-length", " 3 ", "content-length", "1"),
                                BEAT)));
    }

    private static Stream<Sample> headers() {
        String longValue = "v".repeat(300);
        StringBuilder many = new StringBuilder("SEND\n");
        Headers.Builder manyHeaders = Headers.builder();
        for (int i = 0; i < 40; i++) {
            many.append(i).append(":x\n");
            manyHeaders.add(Integer.toString(i), "x");
        }
        return Stream.concat(
                Version.all().stream()
                        .flatMap(version -> Stream.of(
                                valid(
                                        "odd headers",
                                        version,
                                        utf8("SEND\nhello : there-world with space \n"
                                                + "empty-value:\n:empty-name\n:\na:1\na:2\n\n\0"),
                                        frame(
                                                Command.SEND,
                                                "",
                                                "hello ",
                                                " there-world with space ",
                                                "empty-value",
                                                "",
                                                "",
                                                "empty-name",
                                                "",
                                                "",
                                                "a",
                                                "1",
                                                "a",
                                                "2")),
                                valid(
                                        "colons in values",
                                        version,
                                        utf8("SEND\nheader:with:colon\nb::\n\n\0"),
                                        frame(Command.SEND, "", "header", "with:colon", "b", ":")),
                                valid(
                                        "a long line",
                                        version,
                                        utf8("SEND\na:" + longValue + "\nb:1\n\n\0"),
                                        frame(Command.SEND, "", "a", longValue, "b", "1")),
                                valid(
                                        "many headers",
                                        version,
                                        utf8(many + "\nbody\0"),
                                        Frame.of(Command.SEND, manyHeaders.build(), utf8("body"))))),
                Stream.of(V1_1, V1_2)
                        .map(version -> valid(
                                "text beyond ASCII, with escapes",
                                version,
                                utf8("SEND\nfen\u00eatre\\c\ud83d\ude00"
                                        + ":\\\\\u20ac\\n\ud83d\ude00\n\n\u00bfqu\u00e9?\0"),
                                frame(
                                        Command.SEND,
                                        "\u00bfqu\u00e9?",
                                        "fen\u00eatre:\ud83d\ude00",
                                        "\\\u20ac\n\ud83d\ude00"))));
    }

    private static Stream<Sample> lineEnds() {
        return Stream.concat(
                Version.all().stream()
                        .map(version -> valid(
                                "heart-beats",
                                version,
                                utf8("\n\r\n\nDISCONNECT\n\n\0\n\r\n\r\n\nDISCONNECT\n\n\0\r\n\n"),
                                BEAT,
                                BEAT,
                                BEAT,
                                frame(Command.DISCONNECT, ""),
                                BEAT,
                                BEAT,
                                BEAT,
                                BEAT,
                                frame(Command.DISCONNECT, ""),
                                BEAT,
                                BEAT)),
                Stream.of(
                        valid(
                                "CR as data",
                                V1_0,
                                utf8("SEND\na\r:\rb\r\n\r:\r\n\nx\0"),
                                frame(Command.SEND, "x", "a\r", "\rb\r", "\r", "\r")),
                        valid(
                                "CR as data",
                                V1_1,
                                utf8("SEND\na\r:\rb\\r\r\n\n\r\0"),
                                frame(Command.SEND, "\r", "a\r", "\rb\r\r")),
                        valid(
                                "both line ends in one frame",
                                V1_2,
                                utf8("SEND\r\nd:a\r\ne:\r\n:\n\n\r\nhi\0SEND\nd:\n\r\n\0"),
                                frame(Command.SEND, "\r\nhi", "d", "a", "e", "", "", ""),
                                frame(Command.SEND, "", "d", ""))));
    }
}

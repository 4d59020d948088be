package org.stompest.protocol;

import java.util.stream.Stream;

import static org.stompest.protocol.Outcome.BEAT;
import static org.stompest.protocol.Sample.malformed;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;
import static org.stompest.protocol.Wire.utf8;

/** Streams that stop being STOMP at some point, each with more STOMP behind it, which must not be read. Stateless. */
final class MalformedSamples {
    private static final FrameLimits TIGHT = new FrameLimits(14, 2, 20, 5);

    private MalformedSamples() {}

    static Stream<Sample> all() {
        return Stream.of(
                        Version.all().stream().flatMap(MalformedSamples::inEveryVersion),
                        inSomeVersions(),
                        beyondLimits())
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> inEveryVersion(Version version) {
        Frame good = frame(Command.SEND, "x", "a", "1");
        return Stream.of(
                malformed(
                        "unknown command",
                        version,
                        utf8("SEND\na:1\n\nx\0\nHELLO\n\n\0SEND\n\n\0"),
                        "got 'HELLO'",
                        good,
                        BEAT),
                malformed("lower case command", version, utf8("send\n\n\0SEND\n\n\0"), "got 'send'"),
                malformed("blank behind a command", version, utf8("SEND \n\n\0SEND\n\n\0"), "got 'SEND '"),
                malformed("NUL between frames", version, utf8("SEND\na:1\n\nx\0\0\nSEND\n\n\0"), "got '?'", good),
                malformed("no colon", version, utf8("SEND\nno separator\n\n\0SEND\n\n\0"), "got 'no separator'"),
                malformed("NUL in a name", version, utf8("SEND\na\0b:c\n\n\0SEND\n\n\0"), "a header without NUL"),
                malformed("NUL in a value", version, utf8("SEND\na:b\0\n\n\0SEND\n\n\0"), "a header without NUL"),
                malformed(
                        "CR between frames", version, utf8("SEND\na:1\n\nx\0\n\r\rSEND\n\n\0"), "byte 13", good, BEAT),
                malformed("CR before a frame", version, utf8("\rSEND\n\n\0SEND\n\n\0"), "expected LF after CR"),
                malformed(
                        "a body longer than announced",
                        version,
                        raw("SEND\ncontent-length:4\n\n\u00f0\0\n\t\u0001\0SEND\n\n\0"),
                        "content-length 4, got byte 1 in a SEND frame"),
                malformed(
                        "a body where none is announced",
                        version,
                        utf8("SEND\ncontent-length:0\n\nx\0SEND\n\n\0"),
                        "content-length 0, got byte 120 in a SEND frame"),
                malformed(
                        "no number as length",
                        version,
                        utf8("SEND\ncontent-length:four\n\nfour\0SEND\n\n\0"),
                        "expected a content-length of 0 or more, got 'four'"),
                malformed("a negative length", version, utf8("SEND\ncontent-length:-1\n\n\0SEND\n\n\0"), "got '-1'"),
                malformed("an empty length", version, utf8("SEND\ncontent-length:\n\n\0SEND\n\n\0"), "got ''"),
                malformed(
                        "a length beyond every limit",
                        version,
                        utf8("SEND\ncontent-length:99999999999999999999\n\n\0SEND\n\n\0"),
                        "expected a body of at most 104857600 bytes"));
    }

    private static Stream<Sample> inSomeVersions() {
        Stream<Sample> single = Stream.of(
                malformed("NACK", V1_0, utf8("NACK\nid:1\n\n\0SEND\n\n\0"), "a command of STOMP 1.0, got 'NACK'"),
                malformed("beyond ASCII", V1_0, utf8("SEND\na:\u00e9\n\n\0SEND\n\n\0"), "ASCII headers in STOMP 1.0"),
                malformed("CR LF after a command", V1_0, utf8("SEND\r\nd:a\r\n\r\n\0SEND\n\n\0"), "got 'SEND?'"),
                malformed("CR LF after a command", V1_1, utf8("SEND\r\nd:a\r\n\r\n\0SEND\n\n\0"), "got 'SEND?'"),
                malformed("CR LF as a blank line", V1_1, utf8("SEND\nd:a\n\r\n\0SEND\n\n\0"), "with a colon, got '?'"),
                malformed("CR in a name", V1_2, utf8("SEND\na\rb:c\n\n\0SEND\n\n\0"), "a header without CR"),
                malformed("CR in a value", V1_2, utf8("SEND\na:b\rc\n\n\0SEND\n\n\0"), "a header without CR"),
                malformed("CR CR LF", V1_2, utf8("SEND\na:b\r\r\n\n\0SEND\n\n\0"), "a header without CR"),
                malformed("CR while open", V1_2, utf8("CONNECTED\na:b\rc\n\n\0SEND\n\n\0"), "a header without CR")
                        .whileVersionIsOpen(),
                malformed(
                                "a bad escape in the first frame of the agreed version",
                                V1_2,
                                utf8("CONNECTED\nversion:1.2\n\n\0MESSAGE\na:\\t\n\n\0MESSAGE\n\n\0"),
                                "got '\\t' in a MESSAGE frame",
                                frame(Command.CONNECTED, "", "version", "1.2"))
                        .whileVersionIsOpen());
        Stream<Sample> both = Stream.of(V1_1, V1_2)
                .flatMap(version -> Stream.of(
                        malformed("escape t", version, utf8("SEND\na:\\c\\t\n\n\0SEND\n\n\0"), "got '\\c\\t'"),
                        malformed("escape h", version, utf8("SEND\n\\h:a\n\n\0SEND\n\n\0"), "got '\\h'"),
                        malformed("escape N", version, utf8("SEND\na:\\N\n\n\0SEND\n\n\0"), "got '\\N'"),
                        malformed("half an escape", version, utf8("SEND\na:b\\\n\n\0SEND\n\n\0"), "got 'b\\'"),
                        malformed("half in a name", version, utf8("SEND\na\\:n\n\n\0SEND\n\n\0"), "got 'a\\'"),
                        malformed("escaped byte", version, utf8("SEND\na:\\\u00e9\n\n\0SEND\n\n\0"), "of the escapes"),
                        malformed("not UTF-8", version, raw("SEND\na:\u00e9b\n\n\0SEND\n\n\0"), "headers in UTF-8"),
                        malformed("half UTF-8", version, raw("SEND\na:\u00e2\u0082\n\n\0SEND\n\n\0"), "in UTF-8"),
                        malformed("overlong NUL", version, raw("SEND\n\u00c0\u0080:\n\n\0SEND\n\n\0"), "in UTF-8"),
                        malformed(
                                "body up to NUL",
                                version,
                                utf8("DISCONNECT\n\nouch!\0SEND\n\n\0"),
                                "got one in a DISC"),
                        malformed(
                                "counted body",
                                version,
                                utf8("ACK\ncontent-length:1\n\nx\0SEND\n\n\0"),
                                "got one in a ACK")));
        return Stream.concat(single, both);
    }

    private static Stream<Sample> beyondLimits() {
        return Version.all().stream()
                .flatMap(version -> Stream.of(
                        malformed("long command", version, utf8("MESSAGEMESSAGEM\n\n\0SEND\n\n\0"), "at most 14 bytes")
                                .within(TIGHT),
                        malformed(
                                        "long line",
                                        version,
                                        utf8("SEND\na:2345678901234x\n\n\0SEND\n\n\0"),
                                        "at most 14 bytes")
                                .within(TIGHT),
                        malformed(
                                        "many headers",
                                        version,
                                        utf8("SEND\na:1\na:1\na:1\n\n\0SEND\n\n\0"),
                                        "at most 2 headers")
                                .within(TIGHT),
                        malformed(
                                        "long head",
                                        version,
                                        utf8("SEND\na:234567890\nb:23456789\n\n\0\n"),
                                        "20 bytes together")
                                .within(TIGHT),
                        malformed("long body", version, utf8("SEND\n\n123456\0SEND\n\n\0"), "a body of at most 5 bytes")
                                .within(TIGHT),
                        malformed(
                                        "long counted body",
                                        version,
                                        utf8("SEND\ncontent-length:6\n\n123456\0\n"),
                                        "at most 5 bytes")
                                .within(new FrameLimits(16, 2, 20, 5)),
                        // Two errors at once: the one that stands first on the wire is told, however the pieces come.
                        malformed(
                                        "long body where none may be",
                                        version,
                                        utf8("DISCONNECT\n\n123456\0SEND\n\n\0"),
                                        version == V1_0 ? "a body of at most 5 bytes" : "expected no body")
                                .within(TIGHT)));
    }
}

package org.stompest.client;

import java.util.stream.Stream;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;
import org.stompest.testkit.Peer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a failure says must not keep its message from being forwarded. */
class ForwardTextTest extends ClientFixture {
    private Frame forwarded(Version version, String text) {
        broker.versions(version);
        MessageHandler handler = delivery -> {
            throw new Exception(text);
        };
        connected(plain())
                .subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.forwardTo("/queue/err"), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "body");
        Frame copy = peer.expect("SEND", "destination:/queue/err", "original-destination:/queue/a");
        assertEquals("body", copy.text());
        peer.expect("ACK");
        assertTrue(events.isEmpty());
        return copy;
    }

    static Stream<Arguments> textIsPlainInEachVersion() {
        return Version.all().stream()
                .flatMap(version -> Stream.of(
                        Arguments.of(version, "line one\nline two", "line one?line two"),
                        Arguments.of(version, "one\r\ntwo\0three\tfour", "one??two?three?four"),
                        Arguments.of(version, "Gr\u00fc\u00dfe \u4e16", "Gr??e ?"),
                        Arguments.of(version, "half \ud800 of one", "half ? of one"),
                        Arguments.of(version, "a:b\\c", "a:b\\c"),
                        Arguments.of(version, "", "")));
    }

    @ParameterizedTest
    @MethodSource
    void textIsPlainInEachVersion(Version version, String text, String expected) {
        assertEquals(expected, forwarded(version, text).header("message-failed"));
    }

    @ParameterizedTest
    @EnumSource
    void longTextIsCutInEachVersion(Version version) {
        String text = "x".repeat(20_000);
        String sent = forwarded(version, text).require("message-failed");
        assertTrue(text.startsWith(sent) && sent.length() >= 100 && sent.length() <= 1_000, () -> sent.length() + "");
    }
}

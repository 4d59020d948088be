package org.stompest.client;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Peers that answer CONNECT in unusual ways, or not at all. */
class ConnectingPeersTest extends ClientFixture {
    @Test
    void takesFramesThatCameWithConnected() throws Exception {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.send(
                    Frame.of(Command.CONNECTED, Headers.of("version", "1.2")),
                    Frame.of(Command.ERROR, Headers.of("message", "a:b\\n")));
            peer.oblige();
        });
        connected(plain());
        BrokerException error = assertInstanceOf(BrokerException.class, events.next("refused"));
        assertEquals("a:b\\n", error.error().header("message"));
    }

    @Test
    void takesConnectedInPieces() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.sendSplit(peer.bytes(Frame.of(Command.CONNECTED, Headers.of("version", "1.1"))), 1, 9, 10, 11, 20);
            peer.oblige();
        });
        StompClient client = connected(plain());
        assertEquals(Version.V1_1, client.server().orElseThrow().version());
    }

    @ParameterizedTest
    @MethodSource
    void takesEitherLineEndAndBlankLines(String connected, Version version) {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.sendRaw(connected.getBytes(StandardCharsets.UTF_8));
        });
        StompClient client = connected(plain().closeTimeout(Duration.ZERO));
        assertEquals(version, client.server().orElseThrow().version());
        assertEquals("s", client.server().orElseThrow().server().orElseThrow());
    }

    static Stream<Arguments> takesEitherLineEndAndBlankLines() {
        return Stream.of(
                Arguments.of("CONNECTED\r\nversion:1.2\r\nserver:s\r\n\r\n\0\r\n", Version.V1_2),
                Arguments.of("CONNECTED\r\nserver:s\r\n\r\n\0\n", Version.V1_0),
                Arguments.of("\nCONNECTED\nversion:1.1\nserver:s\n\n\0\n\n", Version.V1_1));
    }

    @Test
    void mutePeerIsGivenUpAfterTheConnectedTimeout() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.expectEnd();
        });
        StompClient client = client(plain().connectedTimeout(Duration.ofMillis(30)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(ConnectionLostException.class, failure.getCause());
        assertInstanceOf(WaitTimeoutException.class, failure.getCause().getCause());
        assertTrue(failure.getMessage().contains("expected CONNECTED"), failure.getMessage());
        assertTrue(client.isOver());
    }

    @Test
    void heartBeatsDoNotKeepAMutePeerAlive() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            for (int i = 0; i < 3; i++) {
                peer.heartBeat();
            }
        });
        StompClient client = client(plain().connectedTimeout(Duration.ofMillis(30)));
        assertThrows(ConnectFailedException.class, client::connect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\n\n", "MESSAGE\nmessage-id:1\ndestination:a\n\n\0"})
    void strangersAreRecognisedAtOnce(String greeting) {
        broker.script(1, peer -> {
            peer.sendRaw(greeting.getBytes(StandardCharsets.UTF_8));
            peer.skipTo("CONNECT");
        });
        StompClient client = client(plain().connectedTimeout(Duration.ofMinutes(1)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(ConnectionLostException.class, failure.getCause());
    }

    /** Nothing in the greeting of an OpenWire broker ends a line, so it looks like the beginning of a command. */
    @Test
    void openWireBrokerIsGivenUpAfterTheConnectedTimeout() {
        broker.script(1, peer -> {
            peer.sendRaw("\0\0\1\60\1ActiveMQ\0\0\0\14\1\0\0\1\36".getBytes(StandardCharsets.ISO_8859_1));
            peer.skipTo("CONNECT");
        });
        StompClient client = client(plain().connectedTimeout(Duration.ofMillis(30)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertTrue(failure.getMessage().contains("expected CONNECTED"), failure.getMessage());
    }

    @Test
    void peerThatHangsUpWithinAFrameIsNamed() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.sendRaw("CONNECTED\nvers".getBytes(StandardCharsets.UTF_8));
            peer.close();
        });
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client(plain())::connect);
        assertInstanceOf(EOFException.class, failure.getCause().getCause());
        assertTrue(failure.getMessage().contains("within a frame"), failure.getMessage());
    }
}

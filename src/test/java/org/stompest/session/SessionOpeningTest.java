package org.stompest.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.stompest.protocol.Command;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameEncoder;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How a session opens: version, answer of the server, refusal. Heart-beats are in {@link SessionHeartBeatTest}. */
class SessionOpeningTest {
    private final StompSession session = new StompSession();

    @Test
    void aNewSessionIsDisconnectedAndEmpty() {
        assertEquals(StompSession.State.DISCONNECTED, session.state());
        assertEquals(Version.V1_2, session.version());
        assertEquals(Optional.empty(), session.server());
        assertEquals(HeartBeat.NONE, session.heartBeat());
        assertEquals(List.of(), session.subscriptions());
        assertEquals(List.of(), session.replay());
    }

    @Test
    void allVersionsAreOnOfferByDefaultAndNotOnly10() {
        assertEquals("1.0,1.1,1.2", session.connect(ConnectRequest.DEFAULT).header(Headers.ACCEPT_VERSION));
        assertEquals(Version.V1_2, session.version());
    }

    @Test
    void noHostIsSentRatherThanAnEmptyOne() {
        assertNull(session.connect(ConnectRequest.DEFAULT).header(Headers.HOST));
    }

    @Test
    void theHostIsNotDroppedIfOnly10IsOnOffer() {
        ConnectRequest request =
                ConnectRequest.DEFAULT.withVersions(Version.V1_0).withHost("earth");
        assertEquals(Frame.of(Command.CONNECT, Headers.of("host", "earth")), session.connect(request));
    }

    @Test
    void aStompFrameSaysTheSameAsConnectAndCanBeWritten() {
        Frame stomp = session.stomp(Sessions.REQUEST);
        assertEquals(new StompSession().connect(Sessions.REQUEST).headers(), stomp.headers());
        String bytes = new String(FrameEncoder.encode(stomp, session.version()), StandardCharsets.UTF_8);
        assertTrue(bytes.startsWith("STOMP\naccept-version:1.1,1.2\n"), bytes);
    }

    @Test
    void theAnswerOfTheServerIsKeptUntilTheConnectionIsLost() {
        session.connect(ConnectRequest.DEFAULT);
        Event event = session.receive(
                Sessions.connected("version", "1.1", "server", "moon", "session", "hi", "heart-beat", "3,4"));
        ConnectedReply reply =
                new ConnectedReply(Version.V1_1, Optional.of("moon"), Optional.of("hi"), new HeartBeat(3, 4));
        assertEquals(new Event.Connected(reply), event);
        assertEquals(Optional.of(reply), session.server());
        session.lost();
        assertEquals(Optional.empty(), session.server());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void theServerMayChooseAnyVersionOnOffer(Version version) {
        session.connect(ConnectRequest.DEFAULT);
        session.receive(Sessions.connected("version", version.text()));
        assertEquals(version, session.version());
    }

    @Test
    void withoutAVersionTheSessionSpeaks10UntilItEndsAndThenTheLatestOnOfferAgain() {
        session.connect(ConnectRequest.DEFAULT.withVersions(Version.V1_1, Version.V1_0));
        assertEquals(Version.V1_1, session.version());
        session.receive(Sessions.connected("session", "hi"));
        assertEquals(Version.V1_0, session.version());
        session.close();
        assertEquals(Version.V1_1, session.version());
    }

    @Test
    void theVersionOfASessionIsThatOfItsRequestAndNotOneOfTheSessionBefore() {
        // A session has no version of its own that a request could exceed: what is on offer is said by each request.
        session.connect(ConnectRequest.DEFAULT.withVersions(Version.V1_0));
        assertEquals(Version.V1_0, session.version());
        session.lost();
        assertEquals(
                "1.1",
                session.connect(ConnectRequest.DEFAULT.withVersions(Version.V1_1))
                        .header("accept-version"));
        assertEquals(Version.V1_1, session.version());
    }

    @Test
    void anUnknownVersionCannotBeOffered() {
        assertThrows(ProtocolException.class, () -> Version.of("1.3"));
    }

    @ParameterizedTest(name = "offered {0}, got {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"1.1 | none", "1.1,1.2 | none", "1.1,1.2 | 1.0", "1.0,1.1 | 1.2", "1.2 | 1.1", "1.0,1.1,1.2 | 1.3"
            })
    void aVersionThatWasNotOnOfferFailsAtOnceAndDoesNotHang(String offered, String version) {
        session.connect(
                ConnectRequest.DEFAULT.withVersions(Version.listOf(offered).toArray(Version[]::new)));
        Frame reply = version == null ? Sessions.connected("session", "hi") : Sessions.connected("version", version);
        assertThrows(ProtocolException.class, () -> session.receive(reply));
        assertEquals(StompSession.State.CONNECTING, session.state());
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        assertEquals(StompSession.State.CONNECTED, session.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2", "2.0"})
    void aVersionIsIgnoredIfOnly10IsOnOfferAsNobodyAskedForIt(String version) {
        session.connect(ConnectRequest.DEFAULT.withVersions(Version.V1_0));
        session.receive(Sessions.connected("version", version));
        assertEquals(Version.V1_0, session.version());
    }

    @Test
    void anUnexpectedFrameIsAnErrorAndNotOverlooked() {
        session.connect(ConnectRequest.DEFAULT);
        ProtocolException message = assertThrows(ProtocolException.class, () -> session.receive(Sessions.message("1")));
        assertTrue(message.getMessage().contains("CONNECTING"), message.getMessage());
        assertTrue(message.getMessage().contains("MESSAGE"), message.getMessage());
        session.receive(Sessions.connected("version", "1.2"));
        assertThrows(ProtocolException.class, () -> session.receive(Sessions.connected("version", "1.2")));
    }

    @Test
    void anErrorInAnswerToConnectComesWithItsFrame() {
        session.connect(ConnectRequest.DEFAULT);
        Frame error = Sessions.error("message", "who are you?");
        Event.Refused refused = (Event.Refused) session.receive(error);
        assertSame(error, refused.error());
        assertEquals(Optional.empty(), refused.receipt());
    }

    @Test
    void aRefusedSessionCanBeTriedAgainOnceItsConnectionIsGone() {
        session.connect(ConnectRequest.DEFAULT);
        session.receive(Sessions.error("message", "busy"));
        assertThrows(ProtocolException.class, () -> session.connect(ConnectRequest.DEFAULT));
        session.lost();
        Sessions.reopen(session, Version.V1_1);
        assertEquals(Version.V1_1, session.version());
    }

    @Test
    void theSecretIsNotInTheMessageOfARefusedConnect() {
        ConnectRequest request = ConnectRequest.DEFAULT.withCredentials("me", "sesame");
        session.connect(request);
        ProtocolException again = assertThrows(ProtocolException.class, () -> session.connect(request));
        assertEquals("expected a session that is DISCONNECTED for CONNECT, got CONNECTING", again.getMessage());
    }
}

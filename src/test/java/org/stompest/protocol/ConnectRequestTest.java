package org.stompest.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;

/** The request to open a session, and the frames it becomes. */
final class ConnectRequestTest {
    private static final ConnectRequest ONLY_1_0 = ConnectRequest.DEFAULT.withVersions(V1_0);

    @Test
    void versionsAreSortedAndDistinct() {
        assertEquals(
                List.of(V1_0, V1_2),
                ConnectRequest.DEFAULT.withVersions(V1_2, V1_0, V1_2).versions());
    }

    @Test
    void requestWithoutVersionsIsRefused() {
        assertThrows(ProtocolException.class, () -> ConnectRequest.DEFAULT.withVersions());
    }

    @Test
    void eachPartIsReplacedAlone() {
        ConnectRequest request = ConnectRequest.DEFAULT
                .withVersions(V1_1)
                .withHost("earth")
                .withCredentials("hi", "there")
                .withHeartBeat(new HeartBeat(1, 2))
                .withHeaders(Headers.of("a", "b"));
        assertEquals(
                new ConnectRequest(
                        List.of(V1_1),
                        Optional.of("earth"),
                        Optional.of("hi"),
                        Optional.of("there"),
                        new HeartBeat(1, 2),
                        Headers.of("a", "b")),
                request);
    }

    @Test
    void bareRequestOfStomp10HasNoHeaders() {
        assertEquals(frame(Command.CONNECT, ""), Commands.connect(ONLY_1_0));
    }

    @Test
    void fullRequestHasAllHeaders() {
        ConnectRequest request = ConnectRequest.DEFAULT
                .withVersions(V1_1)
                .withHost("earth")
                .withCredentials("hi", "there")
                .withHeartBeat(new HeartBeat(1, 2))
                .withHeaders(Headers.of("client-id", "me"));
        Headers expected = Headers.of(
                "accept-version",
                "1.1",
                "host",
                "earth",
                "login",
                "hi",
                "passcode",
                "there",
                "heart-beat",
                "1,2",
                "client-id",
                "me");
        assertEquals(Frame.of(Command.CONNECT, expected), Commands.connect(request));
        assertEquals(Frame.of(Command.STOMP, expected), Commands.stomp(request));
    }

    @Test
    void severalVersionsAreOfferedAscending() {
        assertEquals(
                frame(Command.CONNECT, "", "accept-version", "1.0,1.1"),
                Commands.connect(ConnectRequest.DEFAULT.withVersions(V1_1, V1_0)));
    }

    // STOMP 1.0 has no such header, but servers of later versions choose the virtual host by it all the same.
    @Test
    void hostIsThereWhenGivenAlsoForStomp10() {
        assertEquals(frame(Command.CONNECT, "", "host", "earth"), Commands.connect(ONLY_1_0.withHost("earth")));
        assertEquals(frame(Command.CONNECT, "", "host", ""), Commands.connect(ONLY_1_0.withHost("")));
    }

    @Test
    void emptyCredentialsAreSent() {
        assertEquals(
                frame(Command.CONNECT, "", "login", "", "passcode", ""),
                Commands.connect(ONLY_1_0.withCredentials("", "")));
    }

    @Test
    void loginMayComeWithoutPasscode() {
        ConnectRequest request = new ConnectRequest(
                List.of(V1_0), Optional.empty(), Optional.of("hi"), Optional.empty(), HeartBeat.NONE, Headers.EMPTY);
        assertEquals(frame(Command.CONNECT, "", "login", "hi"), Commands.connect(request));
    }

    @Test
    void furtherHeadersDoNotReplaceThoseOfTheRequest() {
        Headers further = Headers.of("login", "other", "host", "moon", "a", "1", "a", "2", "accept-version", "1.0");
        assertEquals(
                Headers.of(
                        "accept-version",
                        "1.1",
                        "login",
                        "hi",
                        "passcode",
                        "there",
                        "host",
                        "moon",
                        "a",
                        "1",
                        "a",
                        "2"),
                Commands.connect(ConnectRequest.DEFAULT
                                .withVersions(V1_1)
                                .withCredentials("hi", "there")
                                .withHeaders(further))
                        .headers());
    }

    @Test
    void heartBeatsNeedAVersionThatHasThem() {
        ConnectRequest request = ONLY_1_0.withHeartBeat(new HeartBeat(0, 1));
        assertThrows(ProtocolException.class, () -> Commands.connect(request));
        assertEquals("0,1", Commands.connect(request.withVersions(V1_0, V1_1)).header("heart-beat"));
    }

    @Test
    void stompFrameNeedsALaterVersionThan10() {
        assertThrows(ProtocolException.class, () -> Commands.stomp(ONLY_1_0));
        assertEquals(
                frame(Command.STOMP, "", "accept-version", "1.0,1.1"),
                Commands.stomp(ConnectRequest.DEFAULT.withVersions(V1_0, V1_1)));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void connectFrameOfAnyRequestCanBeSent(Version version) {
        Frame connect =
                Commands.connect(ConnectRequest.DEFAULT.withVersions(version).withCredentials("ren\u00e9", "a\\b:c"));
        assertEquals(
                connect,
                Outcome.open(new String(FrameEncoder.encode(connect, version), StandardCharsets.UTF_8))
                        .only());
    }

    @Test
    void textHidesThePasscode() {
        ConnectRequest request = ConnectRequest.DEFAULT
                .withCredentials("guest", "secret")
                .withHost("earth")
                .withHeaders(Headers.of("passcode", "secret too", "a", "b"));
        String text = request.toString();
        assertFalse(text.contains("secret"), text);
        assertEquals(
                "ConnectRequest[versions=[1.0, 1.1, 1.2], host=earth, login=guest, heartBeat=0,0, "
                        + "headers=[passcode:(hidden), a:b]]",
                text);
    }
}

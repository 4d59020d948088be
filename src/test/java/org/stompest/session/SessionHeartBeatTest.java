package org.stompest.session;

import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The heart-beats are agreed on in each session anew (STOMP 1.2, "Heart-beating"). */
class SessionHeartBeatTest {
    private final StompSession session = new StompSession();

    private void connect(String own, String... reply) {
        session.connect(ConnectRequest.DEFAULT.withHeartBeat(HeartBeat.of(own)));
        session.receive(Sessions.connected(reply));
    }

    @ParameterizedTest(name = "{0} and {1} give {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0,0 | 0,0 | 0,0",
                "0,0 | 3,4 | 0,0",
                "1,2 | 0,0 | 0,0",
                "1,2 | 3,4 | 4,3",
                "5,6 | 3,4 | 5,6",
                "1,0 | 3,4 | 4,0",
                "0,2 | 3,4 | 0,3",
                "1,2 | 0,4 | 4,0",
                "1,2 | 3,0 | 0,3",
                "2147483647,1 | 1,1 | 2147483647,1"
            })
    void eachDirectionTakesTheLongerIntervalUnlessOneEndHasNone(String own, String server, String agreed) {
        connect(own, "version", "1.2", "heart-beat", server);
        assertEquals(agreed, session.heartBeat().text());
    }

    @Test
    void aServerThatSaysNothingOfHeartBeatsHasNone() {
        connect("1,2", "version", "1.2");
        assertEquals(HeartBeat.NONE, session.heartBeat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,4", "garbage"})
    void stomp10HasNoHeartBeatsWhateverTheServerSays(String heartBeat) {
        connect("1,2", "version", "1.0", "heart-beat", heartBeat);
        assertEquals(HeartBeat.NONE, session.heartBeat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1,0", "0,-1", "-1,-1", "2", ",", ",2", "2,", "", "1,2,3"})
    void aMalformedHeartBeatOfTheServerIsRefused(String heartBeat) {
        session.connect(ConnectRequest.DEFAULT);
        assertThrows(
                ProtocolException.class,
                () -> session.receive(Sessions.connected("version", "1.2", "heart-beat", heartBeat)));
    }

    @Test
    void heartBeatsStartWithConnectedAndEndWithTheSession() {
        session.connect(ConnectRequest.DEFAULT.withHeartBeat(new HeartBeat(1, 2)));
        assertEquals(HeartBeat.NONE, session.heartBeat());
        session.receive(Sessions.connected("version", "1.1", "heart-beat", "3,4"));
        assertEquals(new HeartBeat(4, 3), session.heartBeat());
        session.lost();
        assertEquals(HeartBeat.NONE, session.heartBeat());
    }

    @Test
    void theNextSessionAgreesOnItsOwn() {
        connect("1,2", "version", "1.2", "heart-beat", "3,4");
        session.lost();
        connect("7,0", "version", "1.1", "heart-beat", "5,6");
        assertEquals(new HeartBeat(7, 0), session.heartBeat());
    }

    @Test
    void heartBeatsCannotBeOfferedIn10Only() {
        ConnectRequest request =
                ConnectRequest.DEFAULT.withVersions(Version.V1_0).withHeartBeat(new HeartBeat(1, 0));
        assertThrows(ProtocolException.class, () -> session.connect(request));
        assertEquals(StompSession.State.DISCONNECTED, session.state());
    }
}

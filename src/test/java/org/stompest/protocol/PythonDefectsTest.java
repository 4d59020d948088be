package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Outcome.BEAT;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;

/** The defects that the Python library of the same name is known for, and that this one does not have. */
final class PythonDefectsTest {
    private static final Frame CONNECTED_1_2 = frame(Command.CONNECTED, "", "version", "1.2");

    // After a bad escape each later call failed with the escape's error of old, until a reset.
    @Test
    void badEscapeLeavesADecoderThatIsDoneForAndDoesNotBlameTheNextFrame() {
        assertEquals(
                List.of(),
                Outcome.of(Version.V1_2, "SEND\na:\\h\n\n\0", "SEND\na:\\c\n\n\0")
                        .events());
        assertEquals(":", Outcome.of(Version.V1_2, "SEND\na:\\c\n\n\0").only().header("a"));
    }

    // Charset and number errors were those of the codec and of the number parser.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEND\na:\u00e9\n\n\0",
                "SEND\ncontent-length:x\n\n\0",
                "SEND\ncontent-length:-1\n\n\0",
                "SEND\na:\\\n\n\0"
            })
    void everythingMalformedIsAFrameException(String bytes) {
        Outcome outcome = Outcome.of(Optional.of(Version.V1_1), FrameLimits.DEFAULT, raw(bytes));
        assertTrue(outcome.error().startsWith("expected "), outcome.error());
    }

    // The frame came all the same, ended by the first NUL.
    @Test
    void frameWithAMalformedLengthIsNotHandedOver() {
        Outcome outcome = Outcome.of(Version.V1_2, "SEND\ncontent-length:x\n\nab\0", "\n");
        assertEquals(List.of(), outcome.events());
    }

    @Test
    void frameBehindConnectedInTheSameReadIsReadInTheAgreedVersion() {
        assertEquals(
                List.of(CONNECTED_1_2, frame(Command.MESSAGE, "", "a", ":\u00e9")),
                Outcome.open("CONNECTED\nversion:1.2\n\n\0MESSAGE\r\na:\\c\u00e9\r\n\r\n\0")
                        .events());
    }

    @Test
    void connectedWithCarriageReturnsOrUtf8DoesNotHang() {
        assertEquals(
                CONNECTED_1_2,
                Outcome.open("CONNECTED\r\nversion:1.2\r\n\r\n\0").only());
        assertEquals(
                "\u20ac", Outcome.open("CONNECTED\nserver:\u20ac\n\n\0").only().header("server"));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void carriageReturnAndLineFeedBetweenFramesIsNotFatal(Version version) {
        Frame send = frame(Command.SEND, "hi");
        assertEquals(
                new Outcome(List.of(send, BEAT, BEAT, send), ""),
                Outcome.of(version, "SEND\n\nhi\0\r\n\r\nSEND\n\nhi\0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEND\n1234567890x",
                "SEND\n1:\n2:\n3:\n",
                "SEND\n1:34567\n1:34567\n",
                "SEND\n\n1234567890x",
                "12345678901"
            })
    void peerThatSendsWithoutEndIsStopped(String bytes) {
        FrameLimits limits = new FrameLimits(10, 2, 13, 10);
        assertTrue(Outcome.of(Optional.of(Version.V1_2), limits, raw(bytes))
                .error()
                .contains("at most"));
    }

    // An error of another kind than those the caller was prepared for left the connect waiting for ever.
    @ParameterizedTest
    @ValueSource(strings = {"", "1.3", "one", "1.0"})
    void connectedWithABadVersionIsAProtocolException(String version) {
        Frame connected = frame(Command.CONNECTED, "", "version", version);
        List<Version> offered = List.of(Version.V1_1, Version.V1_2);
        assertThrows(ProtocolException.class, () -> Commands.connected(connected, offered));
    }

    @Test
    void goodFramesBeforeAMalformedOneOfTheSameReadAreHandedOver() {
        Outcome outcome = Outcome.of(Version.V1_1, "RECEIPT\nreceipt-id:1\n\n\0\nMESSAGE\n\nx\0HELLO\n\n\0");
        assertEquals(
                List.of(frame(Command.RECEIPT, "", "receipt-id", "1"), BEAT, frame(Command.MESSAGE, "x")),
                outcome.events());
        assertTrue(outcome.error().contains("HELLO"), outcome.error());
    }

    @Test
    void lineFeedInAHeaderOfStomp10OrOfConnectStartsNoOtherHeader() {
        Frame send = Commands.send("/queue/a\nadmin:true", Headers.EMPTY, new byte[0]);
        assertThrows(FrameException.class, () -> FrameEncoder.encode(send, Version.V1_0));
        Frame connect = Commands.connect(ConnectRequest.DEFAULT.withCredentials("guest\nadmin:true", "guest"));
        for (Version version : Version.all()) {
            assertThrows(FrameException.class, () -> FrameEncoder.encode(connect, version));
        }
    }

    @Test
    void nullIsNoTextOnTheWire() {
        assertThrows(NullPointerException.class, () -> Commands.begin(null));
        assertThrows(NullPointerException.class, () -> Commands.send(null, Headers.EMPTY, new byte[0]));
        assertThrows(NullPointerException.class, () -> Headers.of("a", null));
    }

    @Test
    void passcodeDoesNotShowInAnyText() {
        ConnectRequest request = ConnectRequest.DEFAULT.withCredentials("guest", "secret");
        Frame connect = Commands.connect(request);
        for (Object each : List.of(request, connect, connect.headers())) {
            assertFalse(each.toString().contains("secret"), each.getClass().getName());
        }
        assertEquals("secret", connect.header("passcode"));
    }

    @Test
    void allVersionsAreOnOfferUnlessToldOtherwise() {
        assertEquals("1.0,1.1,1.2", Commands.connect(ConnectRequest.DEFAULT).header("accept-version"));
    }

    @Test
    void hostIsLeftOutRatherThanEmpty() {
        assertFalse(Commands.connect(ConnectRequest.DEFAULT).headers().contains("host"));
        assertEquals(
                "earth",
                Commands.connect(ConnectRequest.DEFAULT.withHost("earth")).header("host"));
    }

    @Test
    void stompFrameCanBeSent() {
        Frame stomp = Commands.stomp(ConnectRequest.DEFAULT.withHost("earth:1"));
        for (Version version : Version.all()) {
            assertEquals(
                    "STOMP\naccept-version:1.0,1.1,1.2\nhost:earth:1\n\n\0",
                    Wire.text(FrameEncoder.encode(stomp, version)));
        }
    }

    @Test
    void nackCanBeSentWhereItExistsAndIsRefusedByNameWhereNot() {
        Frame nack = frame(Command.NACK, "", "id", "1");
        assertEquals("NACK\nid:1\n\n\0", Wire.text(FrameEncoder.encode(nack, Version.V1_1)));
        FrameException error = assertThrows(FrameException.class, () -> FrameEncoder.encode(nack, Version.V1_0));
        assertEquals("expected a command of STOMP 1.0, got NACK of 1.1", error.getMessage());
    }

    @Test
    void everyFrameHasAText() {
        Frame frame = Frame.of(Command.MESSAGE, Headers.of("a", "\u00e9"), raw("\u00ff\0"));
        assertEquals("MESSAGE [a:\u00e9] and 2 bytes", frame.toString());
    }

    // A body with NUL went out cut, since the length was never added.
    @Test
    void bodyWithNulArrivesWhole() {
        byte[] bytes = FrameEncoder.encode(frame(Command.SEND, "a\0b"), Version.V1_2);
        Outcome outcome = Outcome.of(Optional.of(Version.V1_2), FrameLimits.DEFAULT, bytes);
        assertEquals("a\0b", outcome.only().text());
    }
}

package org.stompest.protocol;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.raw;

/** Frames as values. */
final class FrameTest {
    private static final Frame FRAME = frame(Command.SEND, "body", "a", "1", "a", "2");

    @Test
    void frameGivesBackWhatItWasMadeOf() {
        byte[] body = raw("\u00ff\0");
        Headers headers = Headers.of("a", "1");
        Frame frame = Frame.of(Command.MESSAGE, headers, body);
        assertEquals(Command.MESSAGE, frame.command());
        assertSame(headers, frame.headers());
        assertSame(body, frame.body());
        assertEquals(0, Frame.of(Command.ACK, headers).body().length);
    }

    @Test
    void nullIsNoPartOfAFrame() {
        assertThrows(NullPointerException.class, () -> Frame.of(null, Headers.EMPTY));
        assertThrows(NullPointerException.class, () -> Frame.of(Command.SEND, null));
        assertThrows(NullPointerException.class, () -> Frame.of(Command.SEND, Headers.EMPTY, null));
        assertThrows(NullPointerException.class, () -> FRAME.with("a", null));
    }

    @Test
    void headerIsTheFirstOfItsName() {
        assertEquals("1", FRAME.header("a"));
        assertEquals("1", FRAME.require("a"));
        assertNull(FRAME.header("b"));
    }

    @Test
    void requiredHeaderThatIsAbsentIsAnErrorThatNamesIt() {
        ProtocolException error = assertThrows(ProtocolException.class, () -> FRAME.require("b"));
        assertEquals("expected the header 'b', got SEND [a:1, a:2] and 4 bytes", error.getMessage());
    }

    @Test
    void withAndWithoutLeaveTheFrameAsItIs() {
        assertEquals(frame(Command.SEND, "body", "a", "3"), FRAME.with("a", "3"));
        assertEquals(frame(Command.SEND, "body", "a", "1", "a", "2", "b", "3"), FRAME.with("b", "3"));
        assertEquals(frame(Command.SEND, "body"), FRAME.without("a"));
        assertEquals(FRAME, FRAME.without("b"));
        assertEquals(frame(Command.SEND, "body", "a", "1", "a", "2"), FRAME);
    }

    @Test
    void equalAreCommandHeadersAndBytes() {
        Frame same = frame(Command.SEND, "body", "a", "1", "a", "2");
        assertEquals(FRAME, same);
        assertEquals(FRAME.hashCode(), same.hashCode());
        assertNotEquals(FRAME, frame(Command.MESSAGE, "body", "a", "1", "a", "2"));
        assertNotEquals(FRAME, frame(Command.SEND, "Body", "a", "1", "a", "2"));
        assertNotEquals(FRAME, frame(Command.SEND, "body", "a", "2", "a", "1"));
        assertNotEquals(FRAME, frame(Command.SEND, "body", "a", "1"));
        assertFalse(FRAME.equals(FRAME.toString()));
    }

    @Test
    void textOfTheBodyIsUtf8AndShowsWhatIsNot() {
        assertEquals(
                "\u00e9\ud83d\ude00", frame(Command.SEND, "\u00e9\ud83d\ude00").text());
        assertEquals(
                "a\ufffdb",
                Frame.of(Command.SEND, Headers.EMPTY, raw("a\u00ffb")).text());
    }

    @Test
    void textOfTheFrameHidesPasscodeAndBody() {
        Frame connect = frame(Command.CONNECT, "private", "login", "guest", "passcode", "secret");
        assertEquals("CONNECT [login:guest, passcode:(hidden)] and 7 bytes", connect.toString());
        assertEquals("DISCONNECT []", frame(Command.DISCONNECT, "").toString());
    }

    @Test
    void errorAboutAMissingHeaderHidesThePasscode() {
        Frame connect = frame(Command.CONNECT, "", "passcode", "secret");
        ProtocolException error = assertThrows(ProtocolException.class, () -> connect.require("login"));
        assertFalse(error.getMessage().contains("secret"), error.getMessage());
    }
}

package org.stompest.protocol;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.protocol.Version.V1_0;
import static org.stompest.protocol.Version.V1_1;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;

/** The frames of a session, built and taken apart. */
final class CommandsTest {
    private static final List<Version> LATER = List.of(V1_1, V1_2);

    @Test
    void sendHasDestinationFurtherHeadersAndBody() {
        byte[] body = {1, 0, 2};
        Frame send = Commands.send("/queue/a", Headers.of("a", "1", "a", "2", "destination", "/queue/b"), body);
        assertEquals(Headers.of("destination", "/queue/a", "a", "1", "a", "2"), send.headers());
        assertEquals(Command.SEND, send.command());
        assertArrayEquals(body, send.body());
    }

    @Test
    void subscriptionWithIdIsKnownByIt() {
        for (Version version : Version.all()) {
            Frame subscribe = Commands.subscribe("/queue/a", Headers.of("id", "5", "ack", "client"), version);
            assertEquals(
                    frame(Command.SUBSCRIBE, "", "destination", "/queue/a", "id", "5", "ack", "client"), subscribe);
            assertEquals(Token.id("5"), Commands.token(subscribe));
        }
    }

    @Test
    void subscriptionWithoutIdIsKnownByItsDestinationInStomp10Only() {
        Frame subscribe = Commands.subscribe("/queue/a", Headers.EMPTY, V1_0);
        assertEquals(frame(Command.SUBSCRIBE, "", "destination", "/queue/a"), subscribe);
        assertEquals(Token.destination("/queue/a"), Commands.token(subscribe));
        for (Version version : LATER) {
            assertThrows(
                    ProtocolException.class, () -> Commands.subscribe("/queue/a", Headers.of("ack", "auto"), version));
        }
    }

    @Test
    void tokenNeedsASubscribeFrameWithIdOrDestination() {
        assertThrows(ProtocolException.class, () -> Commands.token(frame(Command.SEND, "", "destination", "a")));
        assertThrows(ProtocolException.class, () -> Commands.token(frame(Command.SUBSCRIBE, "")));
    }

    @Test
    void unsubscribeHasTheTokenAlone() {
        for (Version version : Version.all()) {
            assertEquals(frame(Command.UNSUBSCRIBE, "", "id", "5"), Commands.unsubscribe(Token.id("5"), version));
        }
        Token destination = Token.destination("/queue/a");
        assertEquals(
                frame(Command.UNSUBSCRIBE, "", "destination", "/queue/a"), Commands.unsubscribe(destination, V1_0));
        for (Version version : LATER) {
            assertThrows(ProtocolException.class, () -> Commands.unsubscribe(destination, version));
        }
    }

    @Test
    void transactionsAndEndOfSessionAreFramesOfOneHeaderOrNone() {
        assertEquals(frame(Command.BEGIN, "", "transaction", "t"), Commands.begin("t"));
        assertEquals(frame(Command.COMMIT, "", "transaction", "t"), Commands.commit("t"));
        assertEquals(frame(Command.ABORT, "", "transaction", "t"), Commands.abort("t"));
        assertEquals(frame(Command.DISCONNECT, ""), Commands.disconnect());
    }

    @Test
    void receiptIsAskedForByWith() {
        assertEquals(
                frame(Command.DISCONNECT, "", "receipt", "4711"),
                Commands.disconnect().with(Headers.RECEIPT, "4711"));
    }

    /** Version, headers of the message, headers of the ACK and, but for STOMP 1.0, of the NACK. */
    static Stream<Arguments> acknowledgements() {
        return Stream.of(
                Arguments.of(V1_0, Headers.of("message-id", "hi"), Headers.of("message-id", "hi")),
                Arguments.of(
                        V1_0,
                        Headers.of("foreign", "x", "subscription", "there", "message-id", "hi", "ack", "7"),
                        Headers.of("message-id", "hi", "subscription", "there")),
                Arguments.of(
                        V1_1,
                        Headers.of("foreign", "x", "subscription", "there", "message-id", "hi", "ack", "7"),
                        Headers.of("message-id", "hi", "subscription", "there")),
                Arguments.of(
                        V1_2,
                        Headers.of("subscription", "there", "message-id", "hi", "ack", "4711", "transaction", "t"),
                        Headers.of("id", "4711")));
    }

    @ParameterizedTest
    @MethodSource("acknowledgements")
    void acknowledgementHasTheHeadersOfItsVersionAlone(Version version, Headers message, Headers expected) {
        Frame frame = Frame.of(Command.MESSAGE, message);
        assertEquals(Frame.of(Command.ACK, expected), Commands.ack(frame, version));
        if (version != V1_0) {
            assertEquals(Frame.of(Command.NACK, expected), Commands.nack(frame, version));
        }
    }

    static Stream<Arguments> incompleteMessages() {
        return Stream.of(
                Arguments.of(V1_0, Headers.of("subscription", "there")),
                Arguments.of(V1_1, Headers.of("message-id", "hi")),
                Arguments.of(V1_1, Headers.of("subscription", "there")),
                Arguments.of(V1_2, Headers.of("message-id", "hi", "subscription", "there")),
                Arguments.of(V1_2, Headers.of("message-id", "hi", "ack", "7")),
                Arguments.of(V1_2, Headers.of("subscription", "there", "ack", "7")));
    }

    @ParameterizedTest
    @MethodSource("incompleteMessages")
    void messageThatLacksAHeaderCannotBeAcknowledged(Version version, Headers headers) {
        Frame message = Frame.of(Command.MESSAGE, headers);
        assertThrows(ProtocolException.class, () -> Commands.ack(message, version));
        assertThrows(ProtocolException.class, () -> Commands.nack(message, version));
    }

    @Test
    void stomp10HasNoNack() {
        Frame message = frame(Command.MESSAGE, "", "message-id", "hi", "subscription", "there");
        ProtocolException error = assertThrows(ProtocolException.class, () -> Commands.nack(message, V1_0));
        assertEquals("expected STOMP 1.1 or later for a NACK, got 1.0", error.getMessage());
    }

    // The transaction is the caller's, whatever the message says of one.
    @Test
    void transactionOfAnAcknowledgementIsNamedByTheCaller() {
        Frame message = frame(Command.MESSAGE, "", "message-id", "hi", "transaction", "woman");
        assertEquals(frame(Command.ACK, "", "message-id", "hi"), Commands.ack(message, V1_0));
        assertEquals(
                frame(Command.ACK, "", "message-id", "hi", "transaction", "man"),
                Commands.ack(message, V1_0).with(Headers.TRANSACTION, "man"));
    }

    @Test
    void messageBelongsToItsSubscription() {
        Frame message = frame(Command.MESSAGE, "", "message-id", "1", "destination", "/queue/a", "subscription", "5");
        for (Version version : Version.all()) {
            assertEquals(Token.id("5"), Commands.message(message, version));
        }
        assertEquals(Token.destination("/queue/a"), Commands.message(message.without("subscription"), V1_0));
    }

    @Test
    void messageThatLacksAHeaderIsRefused() {
        Frame message = frame(Command.MESSAGE, "", "message-id", "1", "destination", "/queue/a", "subscription", "5");
        for (Version version : Version.all()) {
            assertThrows(ProtocolException.class, () -> Commands.message(message.without("message-id"), version));
            assertThrows(ProtocolException.class, () -> Commands.message(message.without("destination"), version));
        }
        for (Version version : LATER) {
            assertThrows(ProtocolException.class, () -> Commands.message(message.without("subscription"), version));
        }
    }

    @Test
    void receiptNeedsItsId() {
        assertEquals("r", Commands.receipt(frame(Command.RECEIPT, "", "receipt-id", "r")));
        assertThrows(ProtocolException.class, () -> Commands.receipt(frame(Command.RECEIPT, "", "receipt", "r")));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void frameOfAnotherCommandIsRefused(Command command) {
        Frame frame = frame(
                command, "", "message-id", "1", "destination", "d", "subscription", "s", "ack", "7", "receipt-id", "r");
        if (command != Command.MESSAGE) {
            assertThrows(ProtocolException.class, () -> Commands.ack(frame, V1_2));
            assertThrows(ProtocolException.class, () -> Commands.nack(frame, V1_2));
            assertThrows(ProtocolException.class, () -> Commands.message(frame, V1_2));
        }
        if (command != Command.RECEIPT) {
            assertThrows(ProtocolException.class, () -> Commands.receipt(frame));
        }
    }
}

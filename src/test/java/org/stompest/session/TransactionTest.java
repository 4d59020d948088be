package org.stompest.session;

import java.util.stream.Stream;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Transactions (STOMP 1.2, "BEGIN", "COMMIT", "ABORT"): names that are open from BEGIN to COMMIT or ABORT. */
class TransactionTest {
    private final StompSession session = Sessions.open(Version.V1_2);

    private static Frame end(Command command, String transaction) {
        return Frame.of(command, Headers.of(Headers.TRANSACTION, transaction));
    }

    static Stream<Frame> framesOfATransaction() {
        return Stream.of(
                        Sessions.send(),
                        Commands.ack(Sessions.message("mine"), Version.V1_2),
                        Commands.nack(Sessions.message("mine"), Version.V1_2))
                .map(frame -> frame.with(Headers.TRANSACTION, "4711"));
    }

    @ParameterizedTest
    @MethodSource("framesOfATransaction")
    void aFrameGoesIntoAnOpenTransactionUnchanged(Frame frame) {
        session.submit(Commands.begin("4711"));
        assertEquals(frame, session.submit(frame));
    }

    @ParameterizedTest
    @MethodSource("framesOfATransaction")
    void aFrameCannotGoIntoATransactionThatWasNotBegun(Frame frame) {
        session.submit(Commands.begin("other"));
        ProtocolException refused = assertThrows(ProtocolException.class, () -> session.submit(frame));
        assertEquals(
                "expected an open transaction for " + frame.command() + ", got '4711', open are [other]",
                refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("framesOfATransaction")
    void aFrameCannotGoIntoATransactionThatHasEnded(Frame frame) {
        session.submit(Commands.begin("4711"));
        session.submit(Commands.commit("4711"));
        assertThrows(ProtocolException.class, () -> session.submit(frame));
    }

    @ParameterizedTest
    @MethodSource("framesOfATransaction")
    void aFrameOutsideOfTransactionsDoesNotMindOpenOnes(Frame frame) {
        session.submit(Commands.begin("4711"));
        Frame outside = frame.without(Headers.TRANSACTION);
        assertEquals(outside, session.submit(outside));
    }

    @Test
    void aMessageIsAcknowledgedInATransactionWithoutBeingEdited() {
        session.submit(Sessions.subscribe("id", "mine", "ack", "client"));
        session.submit(Commands.begin("tx"));
        Event.Delivered delivered = (Event.Delivered) session.receive(Sessions.message("mine"));
        Frame ack = session.submit(
                Commands.ack(delivered.message(), session.version()).with(Headers.TRANSACTION, "tx"));
        assertEquals(Frame.of(Command.ACK, Headers.of("id", "a-1", "transaction", "tx")), ack);
    }

    @Test
    void aTransactionCannotBeBegunTwice() {
        session.submit(Commands.begin("tx"));
        assertThrows(ProtocolException.class, () -> session.submit(Commands.begin("tx")));
        session.submit(Commands.commit("tx"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {"COMMIT", "ABORT"})
    void aTransactionThatIsNotOpenCannotBeEnded(Command command) {
        assertThrows(ProtocolException.class, () -> session.submit(end(command, "tx")));
        session.submit(Commands.begin("tx"));
        session.submit(end(command, "tx"));
        assertThrows(ProtocolException.class, () -> session.submit(end(command, "tx")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {"COMMIT", "ABORT"})
    void theNameOfAnEndedTransactionIsFreeAgain(Command command) {
        session.submit(Commands.begin("tx"));
        session.submit(end(command, "tx"));
        assertEquals(Commands.begin("tx"), session.submit(Commands.begin("tx")));
    }

    @Test
    void severalTransactionsMayBeOpenAndEndOnTheirOwn() {
        session.submit(Commands.begin("one"));
        session.submit(Commands.begin("two"));
        session.submit(Commands.abort("one"));
        session.submit(Sessions.send().with(Headers.TRANSACTION, "two"));
        assertThrows(
                ProtocolException.class, () -> session.submit(Sessions.send().with(Headers.TRANSACTION, "one")));
    }

    @Test
    void aDuplicateReceiptNeitherBeginsNorEndsATransaction() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        assertThrows(
                ProtocolException.class,
                () -> session.submit(Commands.begin("tx").with(Headers.RECEIPT, "r")));
        session.submit(Commands.begin("tx"));
        assertThrows(
                ProtocolException.class,
                () -> session.submit(Commands.commit("tx").with(Headers.RECEIPT, "r")));
        session.submit(Commands.commit("tx"));
    }
}

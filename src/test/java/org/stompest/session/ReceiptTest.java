package org.stompest.session;

import java.util.Optional;
import java.util.stream.Stream;

import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Receipts and errors: which frame of the client the server answers. */
class ReceiptTest {
    private final StompSession session = Sessions.open(Version.V1_2);

    @BeforeEach
    void subscribeAndBegin() {
        session.submit(Sessions.subscribe("id", "mine"));
        session.submit(Commands.begin("open"));
    }

    static Stream<Frame> framesThatMayAskForAReceipt() {
        return Stream.of(
                        Sessions.send(),
                        Sessions.subscribe("id", "other", "ack", "auto"),
                        Sessions.unsubscribe("mine"),
                        Commands.ack(Sessions.message("mine"), Version.V1_2),
                        Commands.nack(Sessions.message("mine"), Version.V1_2),
                        Commands.begin("tx"),
                        Commands.commit("open"),
                        Commands.abort("open"),
                        Commands.disconnect())
                .map(frame -> frame.with(Headers.RECEIPT, "r"));
    }

    @ParameterizedTest
    @MethodSource("framesThatMayAskForAReceipt")
    void everyFrameMayAskForAReceipt(Frame frame) {
        assertEquals(frame, session.submit(frame));
        assertEquals(new Event.Receipted("r"), session.receive(Sessions.receipt("r")));
    }

    @Test
    void aReceiptNeverAskedForIsStrayAndNotAnError() {
        Frame receipt = Sessions.receipt("r");
        Event.Stray stray = assertInstanceOf(Event.Stray.class, session.receive(receipt));
        assertSame(receipt, stray.frame());
        assertEquals("expected a receipt that is waited for, got 'r'", stray.reason());
    }

    @Test
    void aReceiptThatComesTwiceIsStrayTheSecondTime() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        session.receive(Sessions.receipt("r"));
        assertInstanceOf(Event.Stray.class, session.receive(Sessions.receipt("r")));
    }

    @Test
    void receiptsMayComeInAnyOrder() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "one"));
        session.submit(Sessions.send().with(Headers.RECEIPT, "two"));
        assertEquals(new Event.Receipted("two"), session.receive(Sessions.receipt("two")));
        assertEquals(new Event.Receipted("one"), session.receive(Sessions.receipt("one")));
    }

    @Test
    void aReceiptIdMayBeUsedAgainOnlyWhenItHasCome() {
        Frame send = Sessions.send().with(Headers.RECEIPT, "r");
        session.submit(send);
        assertThrows(ProtocolException.class, () -> session.submit(send));
        session.receive(Sessions.receipt("r"));
        assertEquals(send, session.submit(send));
    }

    @Test
    void aDuplicateReceiptDoesNotEndTheSubscription() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        Frame unsubscribe = Sessions.unsubscribe("mine").with(Headers.RECEIPT, "r");
        assertThrows(ProtocolException.class, () -> session.submit(unsubscribe));
        assertInstanceOf(Event.Delivered.class, session.receive(Sessions.message("mine")));
    }

    @Test
    void aDuplicateReceiptDoesNotEndTheSession() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        assertThrows(
                ProtocolException.class,
                () -> session.submit(Commands.disconnect().with(Headers.RECEIPT, "r")));
        assertEquals(StompSession.State.CONNECTED, session.state());
    }

    @Test
    void receiptsStillComeWhileDisconnecting() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "earlier"));
        session.submit(Commands.disconnect().with(Headers.RECEIPT, "last"));
        assertEquals(new Event.Receipted("earlier"), session.receive(Sessions.receipt("earlier")));
        assertEquals(new Event.Receipted("last"), session.receive(Sessions.receipt("last")));
        // Only the caller knows whether the connection is really closed, so it is he who says that it is lost.
        assertEquals(StompSession.State.DISCONNECTING, session.state());
    }

    @Test
    void aRepeatedFrameIsConfirmedLikeAnyOther() {
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        Frame again = session.replay().get(0).with(Headers.RECEIPT, "again");
        assertSame(again, session.repeat(again));
        assertThrows(ProtocolException.class, () -> session.repeat(again));
        assertThrows(
                ProtocolException.class, () -> session.submit(Sessions.send().with(Headers.RECEIPT, "again")));
        assertEquals(new Event.Receipted("again"), session.receive(Sessions.receipt("again")));
    }

    @Test
    void anErrorThatNamesAReceiptAnswersIt() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        Frame error = Sessions.error("message", "no", "receipt-id", "r");
        assertEquals(new Event.Refused(error, Optional.of("r")), session.receive(error));
        assertInstanceOf(Event.Stray.class, session.receive(Sessions.receipt("r")));
    }

    @Test
    void anErrorThatNamesAReceiptNeverAskedForAnswersNone() {
        Frame error = Sessions.error("message", "no", "receipt-id", "r");
        assertEquals(new Event.Refused(error, Optional.empty()), session.receive(error));
    }

    @Test
    void anErrorWithoutAReceiptLeavesTheOthersWaiting() {
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        Frame error = Sessions.error("message", "no");
        assertEquals(new Event.Refused(error, Optional.empty()), session.receive(error));
        assertEquals(new Event.Receipted("r"), session.receive(Sessions.receipt("r")));
    }

    @Test
    void anErrorDoesNotEndTheSessionBecauseBrokersOftenKeepTheConnection() {
        session.receive(Sessions.error("message", "no"));
        assertEquals(StompSession.State.CONNECTED, session.state());
        assertEquals(Sessions.send(), session.submit(Sessions.send()));
    }

    @Test
    void anErrorWhileDisconnectingAnswersTheReceiptOfDisconnect() {
        session.submit(Commands.disconnect().with(Headers.RECEIPT, "last"));
        Frame error = Sessions.error("receipt-id", "last");
        assertEquals(new Event.Refused(error, Optional.of("last")), session.receive(error));
    }
}

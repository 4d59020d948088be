package org.stompest.session;

import java.util.List;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameEncoder;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Token;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a new session repeats after a lost connection. */
class ReplayTest {
    private final StompSession session = Sessions.open(Version.V1_2);

    private static Frame effective(String... headers) {
        return Frame.of(Command.SUBSCRIBE, Headers.of(headers));
    }

    private void subscribeThrice() {
        session.submit(Sessions.subscribeTo("/queue/1", "id", "one", "receipt", "4711"));
        session.submit(Sessions.subscribeTo("/queue/2", "id", "two", "selector", "a = 1"));
        session.submit(Sessions.subscribeTo("/queue/2", "id", "three", "ack", "client"));
    }

    private static List<Frame> three() {
        return List.of(
                effective("destination", "/queue/1", "id", "one", "ack", "auto"),
                effective("destination", "/queue/2", "id", "two", "selector", "a = 1", "ack", "auto"),
                effective("destination", "/queue/2", "id", "three", "ack", "client"));
    }

    @Test
    void theSubscriptionsAreRepeatedInTheirOrderWithoutTheirReceipts() {
        // A receipt id of the lost connection has no meaning in the next one; whoever wants a receipt asks for a new
        // one.
        subscribeThrice();
        session.lost();
        assertEquals(three(), session.replay());
    }

    @Test
    void aSecondReplayGivesTheSameListBecauseTheSubscriptionsStayUntilTheyEnd() {
        subscribeThrice();
        session.lost();
        session.replay();
        assertEquals(three(), session.replay());
    }

    @Test
    void anInterruptedReplayLosesNothing() {
        subscribeThrice();
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        session.repeat(session.replay().get(0).with(Headers.RECEIPT, "again"));
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        assertEquals(three(), session.replay());
    }

    @Test
    void twoReplaysDoNotShareStateWithEachOtherNorWithTheSession() {
        subscribeThrice();
        List<Frame> one = session.replay();
        session.submit(Sessions.unsubscribe("one"));
        assertEquals(three(), one);
        assertThrows(UnsupportedOperationException.class, () -> session.replay().remove(0));
        assertEquals(three().subList(1, 3), session.replay());
    }

    @Test
    void anEndedSubscriptionIsNotRepeated() {
        subscribeThrice();
        session.submit(Sessions.unsubscribe("two"));
        session.lost();
        assertEquals(List.of(three().get(0), three().get(2)), session.replay());
    }

    @Test
    void aForgottenSubscriptionIsNotRepeated() {
        subscribeThrice();
        session.forget(Token.id("one"));
        session.lost();
        assertEquals(three().subList(1, 3), session.replay());
    }

    @Test
    void aSubscriptionThatWasEndedAndMadeAgainComesLast() {
        subscribeThrice();
        session.submit(Sessions.unsubscribe("one"));
        session.submit(Sessions.subscribeTo("/queue/1", "id", "one"));
        assertEquals(List.of(three().get(1), three().get(2), three().get(0)), session.replay());
    }

    @Test
    void theReplayHasTheDefaultedAcknowledgementModeAndTheGeneratedId() {
        Frame subscribe = session.submit(Sessions.subscribe("receipt", "r"));
        session.lost();
        assertEquals(List.of(subscribe.without(Headers.RECEIPT)), session.replay());
        assertEquals("auto", session.replay().get(0).header(Headers.ACK));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aSubscriptionOf10CanBeRepeatedInEveryVersion(Version version) {
        StompSession changing = Sessions.open(Version.V1_0);
        String id = changing.submit(Sessions.subscribe()).require(Headers.ID);
        changing.lost();
        Sessions.reopen(changing, version);
        Frame replayed = changing.replay().get(0);
        assertEquals(replayed, Commands.subscribe(Sessions.DESTINATION, replayed.headers(), version));
        FrameEncoder.encode(replayed, version);
        Event event = changing.receive(Sessions.message(id));
        assertEquals(
                changing.subscriptions().get(0),
                assertInstanceOf(Event.Delivered.class, event).subscription());
    }

    @Test
    void aTokenStaysValidInTheNextSession() {
        Token token = Commands.token(session.submit(Sessions.subscribe()));
        session.lost();
        Sessions.reopen(session, Version.V1_1);
        session.submit(Commands.unsubscribe(token, session.version()));
        assertEquals(List.of(), session.replay());
    }

    @Test
    void anIdGeneratedInTheNextSessionIsNotOneOfTheReplay() {
        session.submit(Sessions.subscribe());
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        session.submit(Sessions.subscribe());
        assertEquals(
                2, session.replay().stream().map(Commands::token).distinct().count());
    }

    @Test
    void aSubscriptionOfTheLostSessionIsStillTaken() {
        subscribeThrice();
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        assertThrows(ProtocolException.class, () -> session.submit(three().get(0)));
        assertEquals(three(), session.replay());
    }

    @Test
    void lostForgetsReceiptsAndTransactionsSoTheyMayBeUsedAgain() {
        session.submit(Commands.begin("tx"));
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        assertInstanceOf(Event.Stray.class, session.receive(Sessions.receipt("r")));
        assertThrows(ProtocolException.class, () -> session.submit(Commands.commit("tx")));
        session.submit(Commands.begin("tx").with(Headers.RECEIPT, "r"));
        assertEquals(new Event.Receipted("r"), session.receive(Sessions.receipt("r")));
    }

    @Test
    void aMessageThatComesAgainAfterALossIsDeliveredAgainAndDoesNotEndTheConnection() {
        session.submit(Sessions.subscribe("id", "mine", "ack", "client"));
        Event first = session.receive(Sessions.message("mine"));
        session.lost();
        Sessions.reopen(session, Version.V1_2);
        session.repeat(session.replay().get(0).with(Headers.RECEIPT, "again"));
        Event second = session.receive(Sessions.message("mine"));
        assertInstanceOf(Event.Delivered.class, second);
        assertEquals(first, second);
        assertEquals(StompSession.State.CONNECTED, session.state());
    }

    @Test
    void closeForgetsTheSubscriptionsToo() {
        subscribeThrice();
        session.submit(Commands.begin("tx"));
        session.submit(Sessions.send().with(Headers.RECEIPT, "r"));
        session.close();
        assertEquals(StompSession.State.DISCONNECTED, session.state());
        assertEquals(List.of(), session.replay());
        assertEquals(List.of(), session.subscriptions());
        Sessions.reopen(session, Version.V1_2);
        session.submit(Sessions.subscribe("id", "one"));
        session.submit(Commands.begin("tx").with(Headers.RECEIPT, "r"));
    }
}

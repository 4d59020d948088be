package org.stompest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
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

/** Subscriptions: their ids, and how they end. */
class SubscriptionTest {
    private final StompSession session = Sessions.open(Version.V1_2);

    private static List<String> ids(StompSession session) {
        return session.subscriptions().stream()
                .map(each -> each.token().value())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aSubscriptionWithoutAnIdGetsOneInEveryVersion(Version version) {
        // STOMP 1.0 could do without, but then a session of a later version could not repeat it.
        StompSession any = Sessions.open(version);
        Frame subscribe = any.submit(Sessions.subscribe());
        assertEquals(
                Token.id(subscribe.require(Headers.ID)),
                any.subscriptions().get(0).token());
        assertEquals(Sessions.DESTINATION, any.subscriptions().get(0).destination());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aGivenIdIsKeptInEveryVersion(Version version) {
        StompSession any = Sessions.open(version);
        assertEquals("mine", any.submit(Sessions.subscribe("id", "mine")).header(Headers.ID));
        assertEquals(List.of("mine"), ids(any));
    }

    @Test
    void generatedIdsNeverCollideWithGivenOnes() {
        for (int given = 1; given <= 9; given += 2) {
            session.submit(Sessions.subscribe("id", Integer.toString(given)));
        }
        for (int generated = 0; generated < 10; generated++) {
            session.submit(Sessions.subscribe());
        }
        assertEquals(15, Set.copyOf(ids(session)).size());
    }

    @Test
    void aGeneratedIdIsNotGeneratedAgainWhenItsSubscriptionHasEnded() {
        // Otherwise a message on its way to the old subscription would be taken for one of the new.
        List<String> generated = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = session.submit(Sessions.subscribe()).require(Headers.ID);
            session.submit(Sessions.unsubscribe(id));
            generated.add(id);
        }
        session.close();
        Sessions.reopen(session, Version.V1_2);
        generated.add(session.submit(Sessions.subscribe()).require(Headers.ID));
        assertEquals(4, Set.copyOf(generated).size(), () -> "some id came twice: " + generated);
    }

    @Test
    void anIdCannotBeTakenTwiceNotEvenByAGeneratedOne() {
        String generated = session.submit(Sessions.subscribe()).require(Headers.ID);
        ProtocolException taken = assertThrows(
                ProtocolException.class, () -> session.submit(Sessions.subscribeTo("/queue/b", "id", generated)));
        assertEquals(
                "expected a new subscription, got id '" + generated + "', which is taken by '/queue/a'",
                taken.getMessage());
        assertEquals(1, session.subscriptions().size());
    }

    @Test
    void anIdIsFreeAgainWhenItsSubscriptionHasEnded() {
        session.submit(Sessions.subscribe("id", "mine"));
        session.submit(Sessions.unsubscribe("mine"));
        session.submit(Sessions.subscribeTo("/queue/b", "id", "mine"));
        assertEquals("/queue/b", session.subscriptions().get(0).destination());
    }

    @Test
    void theSameDestinationMayBeSubscribedToTwice() {
        session.submit(Sessions.subscribe("id", "one"));
        session.submit(Sessions.subscribe("id", "two"));
        assertEquals(List.of("one", "two"), ids(session));
    }

    @Test
    void theFirstOfRepeatedIdsCounts() {
        Headers headers = Headers.of("destination", "/queue/a", "id", "first", "id", "second");
        session.submit(Frame.of(Command.SUBSCRIBE, headers));
        assertEquals(List.of("first"), ids(session));
    }

    @Test
    void aSubscriptionCannotBeEndedTwice() {
        session.submit(Sessions.subscribe("id", "mine"));
        session.submit(Sessions.unsubscribe("mine"));
        assertThrows(ProtocolException.class, () -> session.submit(Sessions.unsubscribe("mine")));
    }

    @Test
    void evenIn10ASubscriptionIsEndedByItsIdAndNotByItsDestination() {
        // Every subscription has an id on the wire, and a destination may have several of them.
        StompSession old = Sessions.open(Version.V1_0);
        Token token = Commands.token(old.submit(Sessions.subscribe()));
        Frame byDestination = Commands.unsubscribe(Token.destination(Sessions.DESTINATION), Version.V1_0);
        assertThrows(ProtocolException.class, () -> old.submit(byDestination));
        old.submit(Commands.unsubscribe(token, Version.V1_0));
        assertEquals(List.of(), old.subscriptions());
    }

    @Test
    void theListOfSubscriptionsIsASnapshot() {
        session.submit(Sessions.subscribe("id", "mine"));
        List<Subscription> before = session.subscriptions();
        session.submit(Sessions.unsubscribe("mine"));
        assertEquals(1, before.size());
    }

    @Test
    void aRefusedSubscriptionIsForgottenAndUnknownOnesAreIgnored() {
        session.submit(Sessions.subscribe("id", "mine"));
        session.forget(Token.id("other"));
        session.forget(Token.destination(Sessions.DESTINATION));
        assertEquals(List.of("mine"), ids(session));
        session.forget(Token.id("mine"));
        assertEquals(List.of(), ids(session));
        assertInstanceOf(Event.Stray.class, session.receive(Sessions.message("mine")));
    }
}

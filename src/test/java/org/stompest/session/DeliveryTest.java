package org.stompest.session;

import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Which subscription a message belongs to (STOMP 1.2, "MESSAGE"), and what becomes of a message of none. */
class DeliveryTest {
    private final StompSession session = Sessions.open(Version.V1_2);

    private static Subscription delivered(Event event) {
        return assertInstanceOf(Event.Delivered.class, event).subscription();
    }

    @Test
    void aMessageBelongsToTheSubscriptionItNamesWhateverItsDestination() {
        session.submit(Sessions.subscribeTo("/topic/*", "id", "pattern"));
        session.submit(Sessions.subscribe("id", "mine"));
        Frame message = Sessions.message("pattern");
        Event.Delivered event = assertInstanceOf(Event.Delivered.class, session.receive(message));
        assertEquals("/topic/*", event.subscription().destination());
        assertSame(message, event.message());
    }

    @Test
    void aMessageOfNoSubscriptionIsStrayAndNotAnError() {
        // It may have been on its way when UNSUBSCRIBE went out; the connection is none the worse for it.
        session.submit(Sessions.subscribe("id", "mine"));
        session.submit(Sessions.unsubscribe("mine"));
        Frame message = Sessions.message("mine");
        Event.Stray stray = assertInstanceOf(Event.Stray.class, session.receive(message));
        assertSame(message, stray.frame());
        assertEquals(StompSession.State.CONNECTED, session.state());
    }

    @Test
    void aMessageWhileDisconnectingIsStrayAndNotAnError() {
        // The server sends until it has read DISCONNECT; nobody will acknowledge what comes now.
        session.submit(Sessions.subscribe("id", "mine"));
        session.submit(Commands.disconnect());
        assertInstanceOf(Event.Stray.class, session.receive(Sessions.message("mine")));
        assertEquals(StompSession.State.DISCONNECTING, session.state());
    }

    @Test
    void a10MessageWithoutSubscriptionBelongsToTheOnlyOneToItsDestination() {
        StompSession old = Sessions.open(Version.V1_0);
        old.submit(Sessions.subscribe());
        old.submit(Sessions.subscribeTo("/queue/b", "id", "mine"));
        assertEquals(
                old.subscriptions().get(0), delivered(old.receive(Sessions.anonymousMessage(Sessions.DESTINATION))));
        assertEquals(old.subscriptions().get(1), delivered(old.receive(Sessions.anonymousMessage("/queue/b"))));
    }

    @Test
    void a10MessageWithSubscriptionBelongsToASubscriptionWithoutAGivenIdToo() {
        StompSession old = Sessions.open(Version.V1_0);
        String generated = old.submit(Sessions.subscribe()).require(Headers.ID);
        assertEquals(old.subscriptions().get(0), delivered(old.receive(Sessions.message(generated))));
    }

    @Test
    void a10MessageWithoutSubscriptionIsStrayIfThereIsNoneOrMoreThanOneToItsDestination() {
        StompSession old = Sessions.open(Version.V1_0);
        assertInstanceOf(Event.Stray.class, old.receive(Sessions.anonymousMessage(Sessions.DESTINATION)));
        old.submit(Sessions.subscribe());
        old.submit(Sessions.subscribe());
        assertInstanceOf(Event.Stray.class, old.receive(Sessions.anonymousMessage(Sessions.DESTINATION)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Version.class,
            names = {"V1_1", "V1_2"})
    void from11OnAMessageHasToNameItsSubscription(Version version) {
        StompSession later = Sessions.open(version);
        later.submit(Sessions.subscribe());
        assertThrows(ProtocolException.class, () -> later.receive(Sessions.anonymousMessage(Sessions.DESTINATION)));
    }
}

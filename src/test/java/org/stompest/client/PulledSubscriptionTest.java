package org.stompest.client;

import java.time.Duration;
import java.util.Optional;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PulledSubscriptionTest extends ClientFixture {
    private PulledSubscription subscribed(StompClient client) {
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        broker.connection(1).skipTo("SUBSCRIBE");
        return subscription;
    }

    @ParameterizedTest
    @CsvSource({"V1_0, message-id:m", "V1_1, message-id:m", "V1_2, id:m"})
    void messagesAreFetchedInOrderAndAcknowledgedInEachVersion(Version version, String ack) {
        broker.versions(version);
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        Frame subscribe =
                broker.connection(1).skipTo("SUBSCRIBE", "destination:/queue/a", "ack:client-individual", "receipt:*");
        Peer peer = broker.connection(1);
        peer.message(subscribe.header("id"), "m", "1");
        peer.message(subscribe.header("id"), "n", "2");
        Delivery one = subscription.receive(TIMEOUT).orElseThrow();
        Delivery two = subscription.receive(TIMEOUT).orElseThrow();
        assertEquals("1", one.message().text());
        assertEquals("2", two.message().text());
        assertEquals("/queue/a", one.subscription().destination());
        assertEquals(1, one.link());
        assertTrue(client.ack(one));
        peer.expect("ACK", ack, "!receipt");
        if (version != Version.V1_0) {
            assertTrue(client.nack(two));
            peer.expect("NACK", ack.replace(":m", ":n"));
        }
    }

    @Test
    void receiveWaitsNoLongerThanAllowed() {
        PulledSubscription subscription = subscribed(connected(plain()));
        assertEquals(Optional.empty(), subscription.receive(Duration.ZERO));
        assertEquals(Optional.empty(), subscription.receive(Duration.ofMillis(10)));
    }

    @Test
    void receiveIsWokenByAMessage() throws Exception {
        PulledSubscription subscription = subscribed(connected(plain()));
        var receiving = async(() -> subscription.receive(TIMEOUT));
        broker.connection(1).message("s", "m", "hello");
        assertEquals("hello", result(receiving).orElseThrow().message().text());
    }

    @Test
    void messagesMayComeBeforeTheReceiptOfTheSubscription() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.mute();
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "s")));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.message("s", "m", "early");
        peer.receipt(subscribe);
        assertEquals(
                "early",
                result(subscribing).receive(TIMEOUT).orElseThrow().message().text());
        peer.oblige();
    }

    @Test
    void messageOfAServerThatNamesNoSubscriptionIsFoundByItsDestination() {
        broker.versions(Version.V1_0);
        StompClient client = connected(plain());
        PulledSubscription subscription = subscribed(client);
        broker.connection(1).send("MESSAGE", "destination:/queue/a", "message-id:m");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        client.ack(delivery);
        broker.connection(1).expect("ACK", "message-id:m", "!subscription");
    }

    @Test
    void waitingReceiverHearsOfALossForGood() throws Exception {
        PulledSubscription subscription = subscribed(connected(plain()));
        var receiving = async(() -> subscription.receive(TIMEOUT));
        broker.connection(1).drop();
        failure(ConnectionLostException.class, receiving);
        assertThrows(ConnectionLostException.class, () -> subscription.receive(Duration.ZERO));
    }

    @Test
    void waitingReceiverHearsOfTheEndOfTheClient() throws Exception {
        StompClient client = connected(plain());
        PulledSubscription subscription = subscribed(client);
        var receiving = async(() -> subscription.receive(TIMEOUT));
        client.close();
        failure(ClientClosedException.class, receiving);
        subscription.close();
    }

    @Test
    void messagesThatWaitAreForgottenWithTheirConnection() throws Exception {
        StompClient client = connected(failover());
        PulledSubscription subscription = subscribed(client);
        Peer peer = broker.connection(1);
        peer.message("s", "m", "1");
        peer.message("s", "n", "2");
        Delivery stale = subscription.receive(TIMEOUT).orElseThrow();
        peer.drop();
        events.next("interrupted");
        events.next("restored");
        Peer next = peer(2);
        next.expect("SUBSCRIBE");
        next.message("s", "m", "again");
        Delivery again = subscription.receive(TIMEOUT).orElseThrow();
        assertEquals("again", again.message().text());
        assertFalse(client.ack(stale));
        assertFalse(client.nack(stale));
        assertTrue(client.ack(again));
        next.expect("ACK");
    }

    @Test
    void closedClientAcknowledgesNothing() {
        StompClient client = connected(plain());
        PulledSubscription subscription = subscribed(client);
        broker.connection(1).message("s", "m", "1");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        client.close();
        assertFalse(client.ack(delivery));
        assertFalse(client.nack(delivery));
    }

    @Test
    void closedSubscriptionIsEndedOnTheBrokerOnce() {
        StompClient client = connected(plain());
        PulledSubscription subscription = subscribed(client);
        Peer peer = broker.connection(1);
        subscription.close();
        subscription.close();
        assertThrows(ClientClosedException.class, () -> subscription.receive(Duration.ZERO));
        peer.message("s", "m", "late");
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        peer.expect("UNSUBSCRIBE", "id:s", "receipt:*");
        peer.expect("SEND");
    }

    @Test
    void subscribeThatIsNotConfirmedInTimeIsTakenBack() {
        StompClient client = connected(plain().requestTimeout(Duration.ofMillis(20)));
        Peer peer = peer();
        peer.mute();
        assertThrows(WaitTimeoutException.class, () -> client.subscribe("/queue/a", Headers.EMPTY));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.expect("UNSUBSCRIBE", "id:" + subscribe.header("id"));
        peer.oblige();
    }

    @Test
    void idThatIsTakenIsRefused() {
        StompClient client = connected(plain());
        subscribed(client);
        assertThrows(StompException.class, () -> client.subscribe("/queue/b", Headers.of("id", "s")));
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        broker.connection(1).expect("SEND");
    }

    @Test
    void subscriptionThatIsNotFetchedFailsAtItsBound() {
        PulledSubscription subscription = new PulledSubscription(null);
        DeliverySink sink = subscription.sink();
        Delivery delivery = new Delivery(Peer.messageFrame("s", "m", ""), null, 1);
        for (int i = 0; i < PulledSubscription.MAX_WAITING; i++) {
            sink.accept(delivery);
        }
        assertTrue(subscription.receive(Duration.ZERO).isPresent());
        sink.accept(delivery);
        assertTrue(subscription.receive(Duration.ZERO).isPresent());
        sink.accept(delivery);
        sink.accept(delivery);
        StompException failure = assertThrows(StompException.class, () -> subscription.receive(Duration.ZERO));
        assertTrue(failure.getMessage().contains("100000 wait"), failure.getMessage());
    }
}

package org.stompest.client;

import java.time.Duration;
import java.util.List;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReconnectTest extends ClientFixture {
    @Test
    void subscriptionsAreRepeatedInOrderBeforeTheSendsThatWaitInOrder() throws Exception {
        StompClient client = connected(failover());
        client.subscribe("/queue/a", Headers.of("id", "z", "selector", "x = 1", "ack", "client"));
        client.subscribe("/queue/b", Headers.EMPTY);
        client.subscribe("/queue/c", Headers.EMPTY, delivery -> {}, TIMEOUT);
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt one = client.send("/queue/d", Headers.of("x", "y"), body("1"));
        client.sendUnconfirmed("/queue/d", Headers.EMPTY, body("lost"));
        Receipt two = client.send("/queue/d", Headers.EMPTY, body("2"));
        Frame second = peer.skipTo("SUBSCRIBE", "destination:/queue/b");
        Frame first = peer.skipTo("SEND");
        peer.skipTo("SEND", "receipt:*");
        peer.drop();

        Peer next = peer(2);
        next.expect("SUBSCRIBE", "id:z", "destination:/queue/a", "selector:x = 1", "ack:client", "receipt:*");
        next.expect(
                "SUBSCRIBE", "id:" + second.header("id"), "destination:/queue/b", "ack:client-individual", "receipt:*");
        next.expect("SUBSCRIBE", "destination:/queue/c", "ack:auto", "receipt:*");
        assertEquals(first, next.expect("SEND", "x:y"));
        assertEquals("2", next.expect("SEND").text());
        one.await(TIMEOUT);
        two.await(TIMEOUT);
        ConnectionLostException cause = assertInstanceOf(ConnectionLostException.class, events.next("interrupted"));
        assertTrue(cause.getMessage().contains(broker.uri()), cause.getMessage());
        events.next("restored");
        assertEquals(2, client.link());
    }

    @Test
    void confirmedSendsAreNotRepeated() {
        StompClient client = connected(failover());
        client.send("/queue/a", Headers.EMPTY, body("1")).await(TIMEOUT);
        peer().drop();
        client.send("/queue/a", Headers.EMPTY, body("2")).await(TIMEOUT);
        assertEquals("2", peer(2).expect("SEND").text());
    }

    @Test
    void replayThatBreaksOffIsDoneAgain() throws Exception {
        StompClient client = connected(failover());
        client.subscribe("/queue/a", Headers.of("id", "a"));
        client.subscribe("/queue/b", Headers.of("id", "b"));
        broker.script(2, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            peer.expect("SUBSCRIBE", "id:a");
            peer.drop();
        });
        peer().drop();
        Peer last = peer(3);
        last.expect("SUBSCRIBE", "id:a");
        last.expect("SUBSCRIBE", "id:b");
        events.next("interrupted");
        events.next("restored");
    }

    @Test
    void subscribeInFlightIsRepeatedOnceAndConfirmedThere() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.mute();
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "s")));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.drop();
        PulledSubscription subscription = result(subscribing);
        Peer next = peer(2);
        assertEquals(subscribe, next.expect("SUBSCRIBE"));
        next.message("s", "m", "hello");
        assertEquals(
                "hello", subscription.receive(TIMEOUT).orElseThrow().message().text());
        client.close();
        next.expect("DISCONNECT");
    }

    @Test
    void unsubscribedWithoutAConnectionIsNotRepeated() throws Exception {
        StompClient client = connected(failover());
        PulledSubscription gone = client.subscribe("/queue/a", Headers.EMPTY);
        client.subscribe("/queue/b", Headers.EMPTY);
        broker.refuse();
        peer().drop();
        events.next("interrupted");
        gone.close();
        broker.accept();
        Peer next = peer(2);
        next.expect("SUBSCRIBE", "destination:/queue/b");
        client.close();
        next.expect("DISCONNECT");
    }

    @Test
    void unsubscribeInFlightIsDoneWithTheLoss() throws Exception {
        StompClient client = connected(failover());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        Peer peer = peer();
        peer.mute();
        var closing = async(() -> {
            subscription.close();
            return true;
        });
        peer.expect("SUBSCRIBE");
        peer.expect("UNSUBSCRIBE");
        peer.drop();
        result(closing);
        Peer next = peer(2);
        events.next("interrupted");
        events.next("restored");
        client.close();
        next.expect("DISCONNECT");
    }

    @Test
    void nextBrokerMaySpeakAnotherVersion() {
        FakeBroker old = opened(FakeBroker.inMemory("old").versions(Version.V1_0));
        StompClient client = connected(options(failoverUri(broker, old)).transport(FakeBroker.network(broker, old)));
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        broker.refuse();
        peer().drop();
        Peer next = old.connection(1);
        next.expect("CONNECT");
        next.expect("SUBSCRIBE", "id:s", "ack:client-individual");
        next.message("s", "m", "");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        assertEquals(Version.V1_0, client.server().orElseThrow().version());
        assertTrue(client.ack(delivery));
        next.expect("ACK", "message-id:m", "subscription:s", "!id");
    }

    @Test
    void operationsWaitForTheNextConnection() throws Exception {
        StompClient client = connected(failover());
        broker.refuse();
        peer().drop();
        events.next("interrupted");
        assertFalse(client.isConnected());
        assertFalse(client.isOver());
        assertEquals(0, client.link());
        var sending = async(() -> client.send("/queue/a", Headers.EMPTY, body("1")));
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.EMPTY));
        var beginning = async(client::begin);
        broker.accept();
        result(sending).await(TIMEOUT);
        result(subscribing);
        result(beginning).abort().await(TIMEOUT);
    }

    @Test
    void operationsWaitNoLongerThanTheirTimeout() throws Exception {
        StompClient client = connected(failover().requestTimeout(Duration.ofMillis(20)));
        broker.refuse();
        peer().drop();
        events.next("interrupted");
        for (WaitTimeoutException failure : List.of(
                assertThrows(WaitTimeoutException.class, () -> client.send("/queue/a", Headers.EMPTY, body("1"))),
                assertThrows(WaitTimeoutException.class, () -> client.subscribe("/queue/a", Headers.EMPTY)),
                assertThrows(WaitTimeoutException.class, client::begin))) {
            assertInstanceOf(StompException.class, failure.getCause());
        }
    }

    @Test
    void operationsAreRejectedAtOnceIfTheUriSaysSo() throws Exception {
        StompClient client = connected(options(failoverUri("&disconnectedBehavior=reject", broker))
                .transport(broker.transport())
                .requestTimeout(Duration.ZERO));
        broker.refuse();
        peer().drop();
        StompException cause = events.next("interrupted");
        ConnectionLostException failure =
                assertThrows(ConnectionLostException.class, () -> client.send("/queue/a", Headers.EMPTY, body("1")));
        assertNotEquals(null, failure.getCause());
        assertTrue(failure.getMessage().contains("at the moment"), failure.getMessage());
        assertInstanceOf(ConnectionLostException.class, cause);
        broker.accept();
        events.next("restored");
        client.send("/queue/a", Headers.EMPTY, body("2")).await(TIMEOUT);
    }

    @Test
    void singleBrokerWithoutFailoverIsLostForGood() throws Exception {
        StompClient client = connected(plain());
        peer().drop();
        StompException cause = events.next("failed");
        assertTrue(client.isOver());
        assertEquals(1, broker.connections());
        ConnectionLostException failure =
                assertThrows(ConnectionLostException.class, () -> client.send("/queue/a", Headers.EMPTY, body("1")));
        assertSame(cause, failure.getCause());
        assertTrue(failure.getMessage().contains("lost for good"), failure.getMessage());
    }

    @Test
    void exhaustedAttemptsLoseTheConnectionForGood() throws Exception {
        StompClient client = connected(
                options(failoverUri("&maxReconnectAttempts=2", broker)).transport(broker.transport()));
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt receipt = client.send("/queue/a", Headers.EMPTY, body("1"));
        peer.skipTo("SEND");
        broker.otherwise(Peer::drop);
        peer.drop();
        events.next("interrupted");
        assertInstanceOf(ConnectFailedException.class, events.next("failed"));
        assertEquals(3, broker.connections());
        assertTrue(client.isOver());
        assertThrows(ConnectionLostException.class, () -> receipt.await(TIMEOUT));
        assertThrows(ConnectFailedException.class, () -> subscription.receive(TIMEOUT));
    }
}

package org.stompest.client;

import java.nio.charset.StandardCharsets;

import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RefusedConnectTest extends ClientFixture {
    private static void refuse(Peer peer) {
        peer.expect("CONNECT");
        peer.send("ERROR", "message:not you");
        peer.expectEnd();
    }

    @Test
    void refusalOfTheOnlyBrokerFailsAtOnce() {
        broker.script(1, RefusedConnectTest::refuse);
        StompClient client = client(failover());
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        BrokerException refusal = assertInstanceOf(BrokerException.class, failure.getCause());
        assertEquals("not you", refusal.error().header("message"));
        assertTrue(failure.getMessage().contains("not you"), failure.getMessage());
        assertEquals(1, broker.connections());
        assertTrue(client.isOver());
    }

    @Test
    void refusalByAllBrokersFailsAfterAskingEach() {
        FakeBroker other = opened(FakeBroker.inMemory("other"));
        broker.otherwise(RefusedConnectTest::refuse);
        other.otherwise(RefusedConnectTest::refuse);
        StompClient client = client(options(failoverUri(broker, other)).transport(FakeBroker.network(broker, other)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(BrokerException.class, failure.getCause());
        assertEquals(1, broker.connections());
        assertEquals(1, other.connections());
    }

    @Test
    void goesOnToTheNextBroker() {
        FakeBroker other = opened(FakeBroker.inMemory("other"));
        broker.script(1, RefusedConnectTest::refuse);
        StompClient client =
                connected(options(failoverUri(broker, other)).transport(FakeBroker.network(broker, other)));
        assertEquals("other", client.broker().orElseThrow().host());
    }

    @Test
    void refusalIsKeptAsTheCauseWhenNoOtherBrokerIsThere() {
        FakeBroker other = opened(FakeBroker.inMemory("other"));
        other.refuse();
        broker.otherwise(RefusedConnectTest::refuse);
        StompClient client = client(options(failoverUri("&startupMaxReconnectAttempts=1", other, broker))
                .transport(FakeBroker.network(broker, other)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(BrokerException.class, failure.getCause());
    }

    @Test
    void refusalWithoutMessageIsExplainedByTheBody() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.sendRaw("ERROR\n\n  the body says why \n\0".getBytes(StandardCharsets.UTF_8));
        });
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client(plain())::connect);
        assertTrue(failure.getMessage().endsWith("got ERROR: the body says why"), failure.getMessage());
    }

    @Test
    void refusalOfAReconnectIsTriedAgain() throws Exception {
        broker.script(2, RefusedConnectTest::refuse);
        StompClient client = connected(failover());
        broker.connection(1).drop();
        events.next("interrupted");
        events.next("restored");
        assertEquals(3, broker.connections());
        assertEquals(2, client.link());
    }

    @Test
    void attemptsAtStartupAreLimited() {
        broker.otherwise(Peer::drop);
        StompClient client = client(
                options(failoverUri("&startupMaxReconnectAttempts=3", broker)).transport(broker.transport()));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(ConnectionLostException.class, failure.getCause());
        assertEquals(3, broker.connections());
    }

    @Test
    void singleBrokerWithoutFailoverIsTriedOnce() {
        broker.otherwise(Peer::drop);
        assertThrows(ConnectFailedException.class, client(plain())::connect);
        assertEquals(1, broker.connections());
    }
}

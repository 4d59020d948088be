package org.stompest.client;

import java.time.Duration;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Script;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A send that one connection after the other ends with is given up, though no broker says that it is the reason. */
class LostSendTest extends ClientFixture {
    private static final int HOPELESS = 5;

    private static final Script BREAKING = peer -> {
        peer.expect("CONNECT");
        peer.send("CONNECTED", "version:1.2");
        peer.skipTo("SEND", "destination:/queue/first");
        peer.drop();
    };

    private Receipt send(StompClient client, String destination) {
        return client.send(destination, Headers.EMPTY, body(""));
    }

    @Test
    void sendThatFiveLinksEndWithFailsAndTheNextLinkStays() throws Exception {
        broker.otherwise(BREAKING).script(HOPELESS + 1, peer -> peer.oblige());
        StompClient client = connected(failover());

        Receipt receipt = send(client, "/queue/first");

        ConnectionLostException failure = assertThrows(ConnectionLostException.class, () -> receipt.await(TIMEOUT));
        assertTrue(failure.getMessage().contains(broker.uri()), failure.getMessage());
        send(client, "/queue/second").await(TIMEOUT);
        assertEquals(HOPELESS + 1, client.link());
        peer(HOPELESS + 1).expect("SEND", "destination:/queue/second");
    }

    /** A cluster that looks for a new leader may end as many in a second. */
    @Test
    void sendIsRepeatedHoweverManyLinksEndInAShortTime() throws Exception {
        broker.otherwise(BREAKING).script(2 * HOPELESS, peer -> peer.oblige());
        StompClient client = connected(failover().patience(Duration.ofMinutes(10)));
        send(client, "/queue/first").await(TIMEOUT);
        assertEquals(2 * HOPELESS, client.link());
    }

    @Test
    void sendThatFourLinksEndWithIsStillRepeated() throws Exception {
        broker.otherwise(BREAKING).script(HOPELESS, peer -> peer.oblige());
        StompClient client = connected(failover());
        send(client, "/queue/first").await(TIMEOUT);
        assertEquals(HOPELESS, client.link());
        peer(HOPELESS).expect("SEND", "destination:/queue/first");
    }

    /** Only the first one is to blame, since a broker takes frames in their order. */
    @Test
    void sendBehindTheFirstOneIsSpared() throws Exception {
        broker.otherwise(BREAKING).script(HOPELESS + 1, peer -> peer.oblige());
        StompClient client = connected(failover());
        Receipt first = send(client, "/queue/first");
        Receipt second = send(client, "/queue/second");
        assertThrows(ConnectionLostException.class, () -> first.await(TIMEOUT));
        second.await(TIMEOUT);
        assertEquals(HOPELESS + 1, client.link());
    }

    /** Each link confirms one more, so none of those that are left is to blame. */
    @Test
    void sendsThatMoveOnAreAllRepeated() throws Exception {
        broker.otherwise(peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            peer.receipt(peer.expect("SEND"));
            peer.close();
        });
        int links = 2 * HOPELESS;
        broker.script(links + 1, peer -> peer.oblige());
        StompClient client = connected(failover());
        Receipt[] receipts = new Receipt[links];
        for (int i = 0; i < links; i++) {
            receipts[i] = send(client, "/queue/" + i);
        }
        for (Receipt each : receipts) {
            each.await(TIMEOUT);
        }
        assertTrue(broker.connections() >= links, () -> broker.connections() + " connections");
    }
}

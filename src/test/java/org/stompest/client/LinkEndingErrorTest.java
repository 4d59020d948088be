package org.stompest.client;

import java.util.Optional;

import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** RabbitMQ's errors name no receipt, and leave the connection open or not: after one of them nothing is waited for in vain. */
class LinkEndingErrorTest extends ClientFixture {
    private static final String NOT_FOUND = "NOT_FOUND - no queue '%s' in vhost '/'";

    @BeforeEach
    void answerAsRabbitMq() {
        broker.connectedHeaders("server:RabbitMQ/3.10.8");
    }

    private static void refuse(Peer peer, String queue) throws Exception {
        peer.send("ERROR", "message:" + String.format(NOT_FOUND, queue));
    }

    @Test
    void theSendWhoseDestinationTheErrorNamesFailsAndTheOthersAreRepeated() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt before = client.send("/queue/a", Headers.EMPTY, body(""));
        Receipt refused = client.send("/queue/b%2Fc", Headers.EMPTY, body(""));
        peer.expect("SEND");
        peer.expect("SEND");
        refuse(peer, "b/c");
        BrokerException failure = assertThrows(BrokerException.class, () -> refused.await(TIMEOUT));
        assertTrue(failure.getMessage().contains("b/c"), failure.getMessage());
        peer(2).expect("SEND", "destination:/queue/a");
        before.await(TIMEOUT);
    }

    @Test
    void anErrorThatNamesNothingKnownFailsNoSend() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt innocent = client.send("/queue/a", Headers.EMPTY, body(""));
        peer.expect("SEND");
        refuse(peer, "b");
        peer(2).expect("SEND", "destination:/queue/a");
        innocent.await(TIMEOUT);
        assertTrue(events.next("refused").getMessage().contains("'b'"), "nobody else hears of it");
        assertInstanceOf(BrokerException.class, events.next("interrupted").getCause());
    }

    @Test
    void withoutFailoverItEndsTheClient() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt waiting = client.send("/queue/a", Headers.EMPTY, body(""));
        peer.expect("SEND");
        refuse(peer, "b");
        assertThrows(ConnectionLostException.class, () -> waiting.await(TIMEOUT));
        assertInstanceOf(BrokerException.class, events.next("failed").getCause());
        assertTrue(client.isOver());
    }

    /** The broker sends the receipt for a SUBSCRIBE that it has just refused. */
    @Test
    void aReceiptBehindTheErrorMeansNothing() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "s")));
        Frame subscribe = peer.expect("SUBSCRIBE");
        refuse(peer, "other");
        peer.receipt(subscribe);
        failure(BrokerException.class, subscribing);
    }

    @Test
    void anErrorThatNamesASubscriptionEndsThatOneAlone() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige();
        PulledSubscription cancelled = client.subscribe("/queue/a", Headers.of("id", "one"));
        PulledSubscription other = client.subscribe("/queue/b", Headers.of("id", "two"));
        peer.send("ERROR", "subscription:one", "message:Server cancelled subscription");
        peer.message("two", "m", "hello");
        assertEquals("hello", other.receive(TIMEOUT).orElseThrow().message().text());
        BrokerException failure = assertThrows(BrokerException.class, () -> cancelled.receive(TIMEOUT));
        assertEquals("Server cancelled subscription", failure.error().header("message"));
        assertTrue(client.isConnected());
    }

    @Test
    void aNackTakesHeadersOfTheBrokersOwn() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige();
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        peer.message("s", "m", "hello");
        Optional<Delivery> delivery = subscription.receive(TIMEOUT);
        assertTrue(client.nack(delivery.orElseThrow(), Headers.of("requeue", "false")));
        peer.skipTo("NACK", "requeue:false");
    }

    @Test
    void whatErrorsMeanIsKnownByTheServer() {
        assertSame(AnonymousErrors.END_LINK, AnonymousErrors.of(reply("RabbitMQ/4.0.5")));
        assertSame(AnonymousErrors.ANSWER_SUBSCRIBE, AnonymousErrors.of(reply("ActiveMQ-Artemis/2.55.0")));
        assertSame(AnonymousErrors.NOTED, AnonymousErrors.of(reply("ActiveMQ/6.3.1")));
    }

    private static ConnectedReply reply(String server) {
        return new ConnectedReply(Version.V1_2, Optional.of(server), Optional.empty(), HeartBeat.NONE);
    }
}

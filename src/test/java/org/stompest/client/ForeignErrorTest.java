package org.stompest.client;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An ERROR that names a receipt which nobody waits for answers nothing else either. */
class ForeignErrorTest extends ClientFixture {
    @BeforeEach
    void answerAsArtemis() {
        broker.connectedHeaders("server:ActiveMQ-Artemis/2");
    }

    @Test
    void errorWithAForeignReceiptIdFailsNoSubscribe() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "s")));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.send("ERROR", "receipt-id:nobody", "message:about something else");
        BrokerException told = assertInstanceOf(BrokerException.class, events.next("refused"));
        assertEquals("about something else", told.error().header("message"));
        peer.receipt(subscribe);
        PulledSubscription subscription = result(subscribing);
        peer.message("s", "m", "hello");
        assertEquals(
                "hello", subscription.receive(TIMEOUT).orElseThrow().message().text());
    }

    @Test
    void errorWithAForeignReceiptIdFailsNoSubscribeIfTheConnectionEndsToo() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        var subscribing = async(() -> client.subscribe("/queue/a", Headers.of("id", "s")));
        peer.expect("SUBSCRIBE");
        peer.send("ERROR", "receipt-id:nobody", "message:about something else");
        peer.close();
        result(subscribing);
        peer(2).expect("SUBSCRIBE", "id:s");
    }

    @Test
    void errorWithAForeignReceiptIdFailsNoSend() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt receipt = client.send("/queue/a", Headers.EMPTY, body(""));
        peer.expect("SEND");
        peer.send("ERROR", "receipt-id:nobody", "message:about something else");
        peer.close();
        receipt.await(TIMEOUT);
        peer(2).expect("SEND");
        events.next("refused");
        events.next("interrupted");
        events.next("restored");
        assertTrue(events.isEmpty());
    }

    /** Nobody waits for it any more, and it must not wait for its time-out. */
    @Test
    void unsubscribeBeforeTheReceiptOfSubscribeFailsItAtOnce() throws Exception {
        StompClient client = connected(plain().requestTimeout(TIMEOUT.multipliedBy(100)));
        Peer peer = peer();
        peer.oblige("SUBSCRIBE");
        DeliverySink leaving = delivery -> client.requestUnsubscribe(delivery.subscription(), Headers.EMPTY);
        var subscribing =
                async(() -> client.subscribe("/queue/a", Headers.of("id", "s"), leaving, TIMEOUT.multipliedBy(100)));
        Frame subscribe = peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        peer.expect("UNSUBSCRIBE", "id:s");
        failure(ClientClosedException.class, subscribing);
        peer.receipt(subscribe);
        peer.oblige();
        client.subscribe("/queue/b", Headers.of("id", "s"));
        assertTrue(client.isConnected());
    }
}

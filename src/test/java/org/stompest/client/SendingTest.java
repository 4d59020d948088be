package org.stompest.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SendingTest extends ClientFixture {
    private static Frame send(String text) {
        return Commands.send("/queue/a", Headers.EMPTY, body(text));
    }

    @Test
    void burstIsNotInterruptedByOtherSenders() throws Exception {
        StompClient client = connected(plain().outboxSize(200));
        List<Future<Receipt>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            int number = sender;
            senders.add(async(() -> {
                Receipt last = null;
                for (int i = 0; i < 50; i++) {
                    last = number == 0
                            ? client.request(send("x"))
                            : client.requestBurst(
                                    List.of(send(number + "a"), send(number + "b"), send(number + "c")), 0, TIMEOUT);
                }
                return last;
            }));
        }
        for (Future<Receipt> sender : senders) {
            result(sender).await(TIMEOUT);
        }
        List<Frame> sends = broker.connection(1).frames().subList(1, 501);
        for (int i = 0; i < sends.size(); i++) {
            String text = sends.get(i).text();
            if (text.endsWith("a")) {
                assertEquals(text.charAt(0) + "b", sends.get(i + 1).text());
                assertEquals(text.charAt(0) + "c", sends.get(i + 2).text());
                assertFalse(sends.get(i).headers().contains(Headers.RECEIPT));
                assertTrue(sends.get(i + 2).headers().contains(Headers.RECEIPT));
            }
        }
    }

    @Test
    void burstForAnotherLinkIsNotSent() throws Exception {
        StompClient client = connected(plain());
        assertThrows(ConnectionLostException.class, () -> client.requestBurst(List.of(send("1")), 7, TIMEOUT));
        client.requestBurst(List.of(send("2")), client.link(), TIMEOUT).await(TIMEOUT);
        assertEquals("2", peer().expect("SEND").text());
    }

    @Test
    void burstDoesNotSurviveALoss() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt receipt = client.requestBurst(List.of(send("1"), send("2")), 0, TIMEOUT);
        peer.expect("SEND");
        peer.expect("SEND");
        peer.drop();
        assertThrows(ConnectionLostException.class, () -> receipt.await(TIMEOUT));
        client.request(send("3")).await(TIMEOUT);
        assertEquals("3", peer(2).expect("SEND").text());
    }

    @Test
    void burstThatCannotBeEncodedLeavesNothingBehind() {
        StompClient client = connected(plain());
        Frame bad = Commands.send("/queue/\0", Headers.EMPTY, body(""));
        assertThrows(FrameException.class, () -> client.requestBurst(List.of(send("1"), bad), 0, TIMEOUT));
        client.request(send("2")).await(TIMEOUT);
        assertEquals("2", peer().expect("SEND").text());
    }

    @Test
    void burstThatDoesNotFitTheSessionCostsTheLink() throws Exception {
        StompClient client = connected(failover());
        List<Frame> burst = List.of(Commands.begin("t"), Commands.commit("other"));
        assertThrows(ProtocolException.class, () -> client.requestBurst(burst, 0, TIMEOUT));
        events.next("interrupted");
        events.next("restored");
        client.request(send("2")).await(TIMEOUT);
    }

    @Test
    void sendThatCannotBeEncodedLeavesNothingBehind() throws Exception {
        StompClient client = connected(plain());
        assertThrows(FrameException.class, () -> client.send("/queue/a", Headers.of("x", "a\0b"), body("1")));
        assertThrows(FrameException.class, () -> client.sendUnconfirmed("/queue/a", Headers.of("\0", ""), body("2")));
        client.send("/queue/a", Headers.EMPTY, body("3")).await(TIMEOUT);
        assertEquals("3", peer().expect("SEND").text());
        assertTrue(client.close(TIMEOUT));
    }

    @Test
    void subscribeThatCannotBeEncodedLeavesNothingBehind() {
        StompClient client = connected(failover());
        assertThrows(FrameException.class, () -> client.subscribe("/queue/\0", Headers.EMPTY));
        client.subscribe("/queue/a", Headers.EMPTY);
        peer().expect("SUBSCRIBE", "destination:/queue/a");
        broker.connection(1).drop();
        peer(2).expect("SUBSCRIBE", "destination:/queue/a");
    }

    @Test
    void unsubscribeThatCannotBeEncodedLeavesTheSubscription() {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        peer().message("s", "m", "first");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        Headers bad = Headers.of("x", "\0");
        assertThrows(FrameException.class, () -> client.unsubscribe(delivery.subscription(), bad));
        broker.connection(1).message("s", "n", "still here");
        assertEquals(
                "still here",
                subscription.receive(TIMEOUT).orElseThrow().message().text());
        subscription.close();
        broker.connection(1).expect("SUBSCRIBE");
        broker.connection(1).expect("UNSUBSCRIBE", "id:s");
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {"CONNECT", "STOMP", "SUBSCRIBE", "UNSUBSCRIBE", "DISCONNECT", "MESSAGE", "RECEIPT"})
    void framesThatWouldUndermineTheClientAreRefused(Command command) {
        StompClient client = connected(plain());
        client.subscribe("/queue/a", Headers.of("id", "s"));
        Frame frame = Frame.of(
                command,
                Headers.of(
                        "id", command == Command.SUBSCRIBE ? "t" : "s", "destination", "/queue/a", "receipt-id", "1"));
        assertThrows(StompException.class, () -> client.request(frame));
        assertThrows(StompException.class, () -> client.transmit(frame));
        assertThrows(StompException.class, () -> client.requestBurst(List.of(frame, send("1")), 0, TIMEOUT));
        client.request(send("2")).await(TIMEOUT);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        assertEquals("2", peer.expect("SEND").text());
    }

    @Test
    void generatedIdsOfSubscriptionsAvoidThoseGiven() {
        StompClient client = connected(plain());
        client.subscribe("/queue/a", Headers.of("id", "1"));
        client.subscribe("/queue/b", Headers.EMPTY);
        peer().expect("SUBSCRIBE", "id:1");
        Frame second = broker.connection(1).expect("SUBSCRIBE", "destination:/queue/b");
        assertFalse(second.header("id").equals("1"));
    }

    @Test
    void nackIsRefusedInOneZero() throws Exception {
        broker.versions(Version.V1_0);
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        peer().message("s", "m", "hello");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        assertThrows(ProtocolException.class, () -> client.nack(delivery));
        assertTrue(client.ack(delivery));
        broker.connection(1).expect("SUBSCRIBE");
        broker.connection(1).expect("ACK", "message-id:m", "subscription:s");
    }

    @Test
    void requestTimeoutOfZeroWaitsForReceipts() {
        StompClient client = connected(plain().requestTimeout(Duration.ZERO));
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        subscription.close();
        peer().expect("SUBSCRIBE");
        broker.connection(1).expect("UNSUBSCRIBE");
    }
}

package org.stompest.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What goes over the wire when the message of a failed handler is forwarded. */
class ForwardOutcomeTest extends ClientFixture {
    private static final RuntimeException BOOM = new IllegalStateException("boom");

    private Peer failing(StompClient client, FailurePolicy policy) {
        return failing(client, policy, BOOM);
    }

    private Peer failing(StompClient client, FailurePolicy policy, Exception failure) {
        client.subscribe(
                "/queue/a",
                Headers.of("id", "s"),
                delivery -> {
                    throw failure;
                },
                policy,
                1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        return peer;
    }

    private void goodbyeWithoutAck(Peer peer, StompClient client) throws Exception {
        peer.expect("DISCONNECT", "receipt:*");
        peer.expectEnd();
        StompException told = events.next("failed");
        assertTrue(told.getMessage().contains("subscription s to /queue/a"), told.getMessage());
        assertTrue(client.isOver());
    }

    @Test
    void forwardSendsACopyAndAcknowledgesAfterItsReceipt() {
        StompClient client = connected(plain());
        Peer peer = failing(client, FailurePolicy.forwardTo("/queue/err"));
        peer.oblige("SEND");
        peer.message(
                "s",
                "m",
                "body",
                "content-type:text/plain",
                "food:barf",
                "redelivered:true",
                "timestamp:1",
                "expires:2",
                "priority:3",
                "receipt:r",
                "transaction:t",
                "persistent:false");
        Frame copy = peer.expect("SEND", "receipt:*");
        assertEquals(
                Headers.of(
                        "destination", "/queue/err",
                        "content-type", "text/plain",
                        "food", "barf",
                        "redelivered", "true",
                        "persistent", "true",
                        "message-failed", "boom",
                        "original-destination", "/queue/a"),
                copy.headers().without("receipt"));
        assertEquals("body", copy.text());
        client.sendUnconfirmed("/queue/b", Headers.EMPTY, body(""));
        peer.expect("SEND", "destination:/queue/b");
        peer.receipt(copy);
        peer.expect("ACK", "id:m", "!receipt");
    }

    @Test
    void forwardKeepsTheFirstFailureAndTheFirstDestination() {
        Peer peer = failing(connected(plain()), FailurePolicy.forwardTo("/queue/err"));
        peer.message("s", "m", "", "message-failed:earlier", "original-destination:/queue/first");
        peer.expect("SEND", "message-failed:earlier", "original-destination:/queue/first");
        peer.expect("ACK");
    }

    @Test
    void forwardNamesAFailureWithoutText() {
        Peer peer = failing(connected(plain()), FailurePolicy.forwardTo("/queue/err"), new NullPointerException());
        peer.message("s", "m", "");
        peer.expect("SEND", "message-failed:java.lang.NullPointerException");
        peer.expect("ACK");
    }

    @Test
    void forwardKeepsABinaryBody() {
        Peer peer = failing(connected(plain()), FailurePolicy.forwardTo("/queue/err"));
        peer.sendRaw("MESSAGE\nsubscription:s\nmessage-id:m\nack:m\ndestination:/queue/a\ncontent-length:3\n\na\0b\0"
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("a\0b", peer.expect("SEND", "content-length:3").text());
        peer.expect("ACK");
    }

    @Test
    void forwardThatIsRefusedDisconnectsWithoutAcknowledging() throws Exception {
        StompClient client = connected(plain());
        Peer peer = failing(client, FailurePolicy.forwardTo("/queue/err"));
        peer.oblige("SEND");
        peer.message("s", "m", "");
        peer.refuse(peer.expect("SEND"), "no");
        goodbyeWithoutAck(peer, client);
    }

    @Test
    void forwardThatIsNotConfirmedInTimeDisconnectsWithoutAcknowledging() throws Exception {
        StompClient client = connected(plain().requestTimeout(Duration.ofMillis(100)));
        Peer peer = failing(client, FailurePolicy.forwardTo("/queue/err"));
        peer.oblige("SEND");
        peer.message("s", "m", "");
        peer.expect("SEND");
        goodbyeWithoutAck(peer, client);
    }

    @Test
    void forwardWithoutRequestTimeoutWaitsForItsReceipt() {
        Peer peer = failing(connected(plain().requestTimeout(Duration.ZERO)), FailurePolicy.forwardTo("/queue/err"));
        peer.message("s", "m", "");
        peer.expect("SEND");
        peer.expect("ACK");
    }
}

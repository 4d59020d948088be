package org.stompest.client;

import java.util.List;
import java.util.function.BiConsumer;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The client numbers receipts itself; one of the application's own could take the answer to another frame. */
class OwnReceiptTest extends ClientFixture {
    private static final Frame NUMBERED = Frame.of(Command.SEND, Headers.of("destination", "/queue/a", "receipt", "1"));
    private static final Frame PLAIN = Frame.of(Command.SEND, Headers.of("destination", "/queue/a"));

    /** A way to send a frame. */
    private interface Way extends BiConsumer<StompClient, Frame> {}

    static List<Way> receiptOfOnesOwnIsRefused() {
        return List.of(
                StompClient::transmit,
                StompClient::request,
                (client, frame) -> client.requestBurst(List.of(frame), 0, TIMEOUT),
                (client, frame) -> client.requestBurst(List.of(frame, PLAIN), 0, TIMEOUT),
                (client, frame) -> client.requestBurst(List.of(PLAIN, frame), 0, TIMEOUT),
                (client, frame) -> client.send("/queue/a", frame.headers().without("destination"), body("")),
                (client, frame) ->
                        client.sendUnconfirmed("/queue/a", frame.headers().without("destination"), body("")));
    }

    @ParameterizedTest
    @MethodSource
    void receiptOfOnesOwnIsRefused(Way way) {
        StompClient client = connected(plain());
        ProtocolException failure = assertThrows(ProtocolException.class, () -> way.accept(client, NUMBERED));
        assertTrue(failure.getMessage().contains("receipt"), failure.getMessage());
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        Peer peer = peer();
        peer.expect("SEND", "destination:/queue/b");
        assertEquals(1, client.link());
    }

    @Test
    void burstOfNothingIsRefusedAndHarmsNothing() {
        StompClient client = connected(plain());
        assertThrows(IllegalArgumentException.class, () -> client.requestBurst(List.of(), 0, TIMEOUT));
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        assertEquals(1, client.link());
    }
}

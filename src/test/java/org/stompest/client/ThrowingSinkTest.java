package org.stompest.client;

import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A sink that throws ends the link as a whole: with half of it nobody would notice. */
class ThrowingSinkTest extends ClientFixture {
    private StompClient throwing(ClientOptions.Builder options, Throwable failure) {
        broker.connectedHeaders("heart-beat:0,50");
        StompClient client = connected(options.heartBeat(new HeartBeat(50, 0)));
        client.subscribe("/queue/a", Headers.of("id", "s"), delivery -> ThrowingSinkTest.raise(failure), TIMEOUT);
        peer().expect("SUBSCRIBE");
        broker.connection(1).message("s", "m", "");
        return client;
    }

    private static void raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static boolean hasWriter(StompClient client) {
        String prefix = client.toString().replaceAll(" .*", "") + "-writer-";
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().startsWith(prefix));
    }

    @Test
    void failoverLeadsToTheNextLink() throws Exception {
        StompClient client = throwing(failover(), new IllegalStateException("bug"));
        StompException cause = events.next("interrupted");
        assertTrue(cause.getMessage().contains("bug"), cause.getMessage());
        events.next("restored");
        broker.connection(1).expectEnd();
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        Peer next = peer(2);
        next.expect("SUBSCRIBE", "id:s");
        next.expect("SEND");
        assertEquals(2, client.link());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfTheLinkIsLeftWithoutFailover(boolean isError) throws Exception {
        StompClient client = throwing(plain(), isError ? new AssertionError("bug") : new IllegalStateException("bug"));
        StompException cause = events.next("failed");
        assertTrue(cause.getMessage().contains("bug"), cause.getMessage());
        assertTrue(client.isOver());
        assertFalse(client.isConnected());
        assertEquals(0, client.link());
        assertTrue(client.broker().isEmpty());
        broker.connection(1).expectEnd();
        eventually(() -> !hasWriter(client));
        assertEquals(1, broker.connections());
    }
}

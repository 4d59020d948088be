package org.stompest.client;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Script;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A send that a broker refuses by an ERROR without a receipt-id and the end of the connection is not repeated for ever. */
class RefusedSendTest extends ClientFixture {
    private static final Script REFUSING = peer -> {
        peer.expect("CONNECT");
        peer.send("CONNECTED", "version:1.2");
        peer.skipTo("SEND", "destination:/queue/refused");
        peer.send("ERROR", "message:no");
        peer.close();
    };

    @Test
    void refusedSendFailsAndTheNextConnectionStays() throws Exception {
        broker.script(1, REFUSING);
        StompClient client = connected(failover());

        BrokerException refusal =
                assertThrows(BrokerException.class, () -> client.send("/queue/refused", Headers.EMPTY, body(""))
                        .await(TIMEOUT));

        assertEquals("no", refusal.error().header("message"));
        client.send("/queue/taken", Headers.EMPTY, body("")).await(TIMEOUT);
        assertEquals(2, broker.connections());
    }

    /** Which of several it was the broker does not say, so each further connection gives up one more. */
    @Test
    void refusedSendBehindOthersIsFoundInTheEnd() throws Exception {
        broker.otherwise(REFUSING);
        broker.script(4, peer -> peer.oblige());
        StompClient client = connected(failover());
        Receipt first = client.send("/queue/first", Headers.EMPTY, body(""));
        Receipt second = client.send("/queue/second", Headers.EMPTY, body(""));
        Receipt refused = client.send("/queue/refused", Headers.EMPTY, body(""));

        assertThrows(BrokerException.class, () -> first.await(TIMEOUT));
        assertThrows(BrokerException.class, () -> second.await(TIMEOUT));
        assertThrows(BrokerException.class, () -> refused.await(TIMEOUT));
        client.send("/queue/taken", Headers.EMPTY, body("")).await(TIMEOUT);
        assertTrue(client.isConnected());
    }
}

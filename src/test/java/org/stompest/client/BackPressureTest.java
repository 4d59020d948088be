package org.stompest.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;
import org.stompest.transport.TransportOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackPressureTest extends ClientFixture {
    private static final Duration SHORT = Duration.ofMillis(20);

    private static Frame send(int size) {
        return Commands.send("/queue/a", Headers.EMPTY, new byte[size]);
    }

    /** Sends until nothing moves any more, and not only because a busy machine is slow. */
    private static void fill(StompClient client) {
        assertThrows(WaitTimeoutException.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                client.transmit(send(1 << 16), Duration.ofMillis(300));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendersWaitForABrokerThatDoesNotReadAndGoOnAfterwards(boolean isOnSocket) throws Exception {
        FakeBroker tested = isOnSocket ? opened(FakeBroker.onSocket()) : broker;
        StompClient client = connected(options(tested.uri()).transport(tested.transport()));
        Peer peer = tested.connection(1);
        peer.stopReading();
        fill(client);
        WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, () -> client.transmit(send(1), SHORT));
        assertTrue(failure.getMessage().contains("does not read"), failure.getMessage());
        var sending = async(() -> client.request(send(3)));
        peer.resumeReading();
        result(sending).await(TIMEOUT);
        assertTrue(client.isConnected());
    }

    @Test
    void acknowledgementsWaitToo() {
        StompClient client = connected(plain().requestTimeout(Duration.ofMillis(500)));
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        peer.message("s", "m", "");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        peer.stopReading();
        fill(client);
        assertThrows(WaitTimeoutException.class, () -> client.ack(delivery));
        peer.resumeReading();
        assertTrue(client.ack(delivery));
        peer.skipTo("ACK");
    }

    @Test
    void unconfirmedSendsAreBounded() throws Exception {
        StompClient client = connected(plain().unconfirmedSize(1000));
        Peer peer = peer();
        peer.mute();
        Receipt first = client.request(send(2000));
        assertThrows(WaitTimeoutException.class, () -> client.request(send(1), SHORT));
        client.transmit(send(5), SHORT);
        CountDownLatch started = new CountDownLatch(1);
        Thread sender = thread(() -> {
            started.countDown();
            client.request(send(1));
        });
        sender.start();
        started.await();
        awaitWaiting(sender);
        peer.receipt(peer.expect("SEND"));
        sender.join(TIMEOUT.toMillis());
        first.await(TIMEOUT);
        assertEquals(5, peer.expect("SEND").body().length);
        assertEquals(1, peer.expect("SEND", "receipt:*").body().length);
        peer.oblige();
    }

    @Test
    void sendersThatWaitHearOfALoss() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.stopReading();
        fill(client);
        var sending = async(() -> client.request(send(1)));
        peer.drop();
        failure(ConnectionLostException.class, sending);
    }

    @Test
    void sendersThatWaitGoOnWithTheNextConnection() throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.stopReading();
        fill(client);
        var sending = async(() -> client.request(send(7)));
        peer.drop();
        result(sending).await(TIMEOUT);
        assertEquals(7, peer(2).expect("SEND").body().length);
    }

    /** The broker is alive, as its heart-beats show, so that only the time-out of the write can end this. */
    @Test
    void writeThatTakesTooLongEndsTheLink() throws Exception {
        StompClient client =
                connected(plain().transportOptions(TransportOptions.DEFAULT.with(Map.of("soWriteTimeout", "50"))));
        Peer peer = peer();
        peer.stopReading();
        fill(client);
        while (!client.isOver()) {
            peer.heartBeat();
        }
        assertTrue(events.next("failed").getMessage().contains("a write has taken more than PT0.05S"));
    }

    @Test
    void writeTimeoutOfZeroLetsAWriteTakeItsTime() {
        StompClient client = connected(
                options(broker.uri() + "?nested.transport.soWriteTimeout=0").transport(broker.transport()));
        Peer peer = peer();
        peer.stopReading();
        fill(client);
        peer.heartBeat();
        peer.resumeReading();
        client.request(send(1)).await(TIMEOUT);
        assertFalse(client.isOver());
    }
}

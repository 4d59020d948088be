package org.stompest.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CloseTest extends ClientFixture {
    private final CountDownLatch released = new CountDownLatch(1);

    private void hang(StompClient client, int subscriptions) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(subscriptions);
        for (int i = 0; i < subscriptions; i++) {
            MessageHandler handler = delivery -> {
                started.countDown();
                released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            };
            client.subscribe("/queue/a", Headers.of("id", "s" + i), handler, FailurePolicy.disconnect(), 1);
            broker.connection(1).message("s" + i, "m" + i, "");
        }
        started.await();
        broker.connection(1).skipTo("SUBSCRIBE", "id:s" + (subscriptions - 1));
    }

    @Test
    void closeSaysGoodbyeAndWaitsForTheReceipt() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.mute();
        var closing = async(() -> client.close(TIMEOUT));
        Frame goodbye = peer.expect("DISCONNECT", "receipt:*");
        assertFalse(closing.isDone());
        peer.receipt(goodbye);
        peer.expectEnd();
        assertTrue(result(closing));
        assertTrue(client.isOver());
        assertFalse(client.isConnected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void brokerThatHangsUpInsteadOfConfirmingIsFine(boolean isDropped) throws Exception {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.mute();
        var closing = async(() -> client.close(TIMEOUT));
        peer.expect("DISCONNECT");
        if (isDropped) {
            peer.drop();
        } else {
            peer.close();
        }
        assertTrue(result(closing));
        assertEquals(1, broker.connections());
        assertTrue(events.isEmpty());
    }

    @Test
    void closeWaitsForHandlersWhichMayStillSendAndAcknowledge() throws Exception {
        StompClient client = connected(plain());
        CountDownLatch started = new CountDownLatch(1);
        MessageHandler handler = delivery -> {
            started.countDown();
            released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            client.send("/queue/b", Headers.EMPTY, body("from the handler")).await(TIMEOUT);
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        started.await();
        var closing = async(() -> client.close(TIMEOUT));
        released.countDown();
        assertTrue(result(closing));
        peer.expect("SEND");
        peer.expect("ACK", "id:m");
        peer.expect("DISCONNECT");
    }

    @Test
    void oneDeadlineHoldsForAllHungHandlersAndDisconnectIsStillSent() throws Exception {
        StompClient client = connected(plain());
        hang(client, 20);
        long start = System.nanoTime();
        assertFalse(client.close(Duration.ofSeconds(2)));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos());
        broker.connection(1).expect("DISCONNECT");
        broker.connection(1).expectEnd();
        released.countDown();
    }

    @Test
    void handlerMayCloseTheClient() throws Exception {
        StompClient client = connected(plain());
        AtomicReference<Boolean> isOrderly = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        MessageHandler handler = delivery -> {
            isOrderly.set(client.close(TIMEOUT));
            done.countDown();
        };
        client.subscribe("/queue/a", Headers.of("id", "s"), handler, FailurePolicy.disconnect(), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        assertTrue(done.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        assertEquals(true, isOrderly.get());
        peer.expect("DISCONNECT");
        peer.expectEnd();
    }

    @Test
    void muteBrokerDoesNotHoldTheCloseUp() {
        StompClient client = connected(plain());
        peer().mute();
        assertFalse(client.close(Duration.ofMillis(500)));
        broker.connection(1).expect("DISCONNECT");
        broker.connection(1).expectEnd();
    }

    @Test
    void brokerThatDoesNotReadDoesNotHoldTheCloseUp() {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.stopReading();
        client.sendUnconfirmed("/queue/a", Headers.EMPTY, new byte[1 << 20]);
        assertFalse(client.close(Duration.ofMillis(30)));
        assertTrue(client.isOver());
    }

    @Test
    void closeWithoutTimeCutsTheConnection() {
        StompClient client = connected(plain());
        peer().mute();
        assertFalse(client.close(Duration.ZERO));
        assertTrue(client.isOver());
    }

    @Test
    void closeIsRepeatable() {
        StompClient client = connected(plain());
        assertTrue(client.close(TIMEOUT));
        assertTrue(client.close(TIMEOUT));
        client.close();
        peer().expect("DISCONNECT");
        broker.connection(1).expectEnd();
    }

    @Test
    void closeMayBeCalledByManyAtATime() throws Exception {
        StompClient client = connected(plain());
        List<Future<Boolean>> closing = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            closing.add(async(() -> client.close(TIMEOUT)));
        }
        for (Future<Boolean> each : closing) {
            assertTrue(result(each));
        }
        peer().expect("DISCONNECT");
        broker.connection(1).expectEnd();
    }

    @Test
    void closeBeforeConnect() {
        StompClient client = client(plain());
        assertTrue(client.close(TIMEOUT));
        assertThrows(ClientClosedException.class, client::connect);
        assertEquals(0, broker.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"opening", "waiting for CONNECTED", "between attempts"})
    void closeWhileConnecting(String stage) throws Exception {
        ClientOptions.Builder options = failover();
        switch (stage) {
            case "opening" -> broker.hang();
            case "waiting for CONNECTED" -> broker.script(1, peer -> peer.expect("CONNECT"));
            default -> {
                broker.refuse();
                options = options(failoverUri(broker)
                                .replace("Delay=5&", "Delay=60000&")
                                .replace("Delay=20", "Delay=60000"))
                        .transport(broker.transport());
            }
        }
        StompClient client = client(options);
        var connecting = async(client::connect);
        if (stage.equals("waiting for CONNECTED")) {
            eventually(() ->
                    broker.connections() == 1 && broker.connection(1).frames().size() == 1);
        } else {
            eventually(() -> client.toString().contains("CONNECTING"));
        }
        assertTrue(client.close(TIMEOUT));
        failure(ClientClosedException.class, connecting);
    }

    @Test
    void closeWhileReconnecting() throws Exception {
        StompClient client = connected(failover());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.EMPTY);
        broker.hang();
        peer().drop();
        events.next("interrupted");
        var sending = async(() -> client.send("/queue/a", Headers.EMPTY, body("")));
        assertTrue(client.close(TIMEOUT));
        failure(ClientClosedException.class, sending);
        assertThrows(ClientClosedException.class, () -> subscription.receive(TIMEOUT));
        assertTrue(events.isEmpty());
    }

    @Test
    void closeAfterALossForGood() throws Exception {
        StompClient client = connected(plain());
        peer().drop();
        events.next("failed");
        assertTrue(client.close(TIMEOUT));
        assertThrows(ClientClosedException.class, () -> client.send("/queue/a", Headers.EMPTY, body("")));
    }

    @Test
    void receiptsThatWaitFail() {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("SEND");
        Receipt receipt = client.send("/queue/a", Headers.EMPTY, body(""));
        assertTrue(client.close(TIMEOUT));
        assertThrows(ClientClosedException.class, () -> receipt.await(TIMEOUT));
    }
}

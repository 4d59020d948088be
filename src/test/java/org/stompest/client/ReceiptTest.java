package org.stompest.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReceiptTest extends ClientFixture {
    private Receipt send(StompClient client, String text) {
        return client.send("/queue/a", Headers.EMPTY, body(text));
    }

    private Peer silent(StompClient client) {
        Peer peer = peer();
        peer.oblige("SEND");
        return peer;
    }

    private static String thread(CompletableFuture<String> name) throws Exception {
        return name.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void receiptSaysThatTheBrokerHasTheMessage() {
        StompClient client = connected(plain());
        Receipt receipt = client.send("/queue/a", Headers.of("x", "y"), body("hello"));
        receipt.await(TIMEOUT);
        assertTrue(receipt.isDone());
        Frame send = peer().expect("SEND", "destination:/queue/a", "x:y", "receipt:*", "!content-length");
        assertEquals("hello", send.text());
        receipt.await(Duration.ZERO);
    }

    @Test
    void unconfirmedSendAsksForNoReceipt() {
        StompClient client = connected(plain());
        client.sendUnconfirmed("/queue/a", Headers.EMPTY, body("hello"));
        peer().expect("SEND", "!receipt");
    }

    @Test
    void receiptsMayComeOutOfOrder() {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt one = send(client, "1");
        Receipt two = send(client, "2");
        Frame first = peer.expect("SEND");
        peer.receipt(peer.expect("SEND"));
        two.await(TIMEOUT);
        assertFalse(one.isDone());
        peer.receipt(first);
        one.await(TIMEOUT);
    }

    @Test
    void receiptThatComesAfterATimeoutStillCounts() {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt receipt = send(client, "1");
        assertThrows(WaitTimeoutException.class, () -> receipt.await(Duration.ofMillis(10)));
        assertThrows(WaitTimeoutException.class, () -> receipt.await(Duration.ZERO));
        assertFalse(receipt.isDone());
        peer.receipt(peer.expect("SEND"));
        receipt.await(TIMEOUT);
    }

    @Test
    void refusedSendFailsAndTheConnectionStays() {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt refused = send(client, "1");
        Receipt accepted = send(client, "2");
        peer.refuse(peer.expect("SEND"), "no such queue");
        peer.receipt(peer.expect("SEND"));
        BrokerException failure = assertThrows(BrokerException.class, () -> refused.await(TIMEOUT));
        assertEquals("no such queue", failure.error().header("message"));
        assertTrue(
                failure.getMessage().startsWith("expected SEND to be accepted by stomp://fake"), failure.getMessage());
        accepted.await(TIMEOUT);
        assertTrue(client.isConnected());
    }

    @Test
    void receiptThatNobodyWaitsForIsIgnored() {
        StompClient client = connected(plain());
        peer().send("RECEIPT", "receipt-id:unknown");
        send(client, "1").await(TIMEOUT);
    }

    @Test
    void receiptOfAFailedConnectionFails() {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt receipt = send(client, "1");
        peer.expect("SEND");
        peer.drop();
        assertThrows(ConnectionLostException.class, () -> receipt.await(TIMEOUT));
        assertThrows(ConnectionLostException.class, () -> send(client, "2"));
    }

    @Test
    void callbacksRunOnTheExecutorOfTheClient() throws Exception {
        StompClient client = connected(plain().name("callbacks"));
        Peer peer = silent(client);
        Receipt accepted = send(client, "1");
        Receipt refused = send(client, "2");
        CompletableFuture<String> onReceipt = new CompletableFuture<>();
        CompletableFuture<String> onFailure = new CompletableFuture<>();
        accepted.whenDone(() -> onReceipt.complete(Thread.currentThread().getName()), onReceipt::completeExceptionally);
        refused.whenDone(() -> onFailure.complete("accepted"), e -> {
            assertInstanceOf(BrokerException.class, e);
            onFailure.complete(Thread.currentThread().getName());
        });
        peer.receipt(peer.expect("SEND"));
        peer.refuse(peer.expect("SEND"), "no");
        assertTrue(thread(onReceipt).matches("callbacks-\\d+"), thread(onReceipt));
        assertTrue(thread(onFailure).matches("callbacks-\\d+"), thread(onFailure));
        client.close();
    }

    @Test
    void callbacksRunOnTheExecutorGiven() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "given"));
        opened(executor::shutdown);
        CompletableFuture<String> own = new CompletableFuture<>();
        CompletableFuture<String> others = new CompletableFuture<>();
        Receipt receipt = send(connected(plain().executor(executor)), "1");
        receipt.whenDone(() -> own.complete(Thread.currentThread().getName()), own::completeExceptionally);
        receipt.whenDone(
                task -> thread(task).start(),
                () -> others.complete(Thread.currentThread().getName()),
                others::completeExceptionally);
        assertEquals("given", thread(own));
        assertEquals("test", thread(others));
    }

    @Test
    void callbackOnADoneReceiptIsCalledToo() throws Exception {
        StompClient client = connected(plain());
        Receipt receipt = send(client, "1");
        receipt.await(TIMEOUT);
        CompletableFuture<String> called = new CompletableFuture<>();
        receipt.whenDone(() -> called.complete("yes"), called::completeExceptionally);
        assertEquals("yes", thread(called));
    }

    @Test
    void callbackOnAReceiptOfAClosedClientIsCalledToo() throws Exception {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt receipt = send(client, "1");
        peer.expect("SEND");
        client.close();
        CompletableFuture<StompException> called = new CompletableFuture<>();
        receipt.whenDone(() -> called.complete(null), called::complete);
        assertInstanceOf(ClientClosedException.class, called.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Test
    void stageCompletesOffTheLinkThread() throws Exception {
        StompClient client = connected(plain());
        Peer peer = silent(client);
        Receipt accepted = send(client, "1");
        Receipt refused = send(client, "2");
        CompletableFuture<String> thread = accepted.toStage()
                .thenApply(nothing -> Thread.currentThread().getName())
                .toCompletableFuture();
        CompletableFuture<Void> failure = refused.toStage().toCompletableFuture();
        peer.receipt(peer.expect("SEND"));
        peer.refuse(peer.expect("SEND"), "no");
        assertFalse(thread(thread).endsWith("-link"), thread(thread));
        assertInstanceOf(
                BrokerException.class,
                assertThrows(CompletionException.class, failure::join).getCause());
    }
}

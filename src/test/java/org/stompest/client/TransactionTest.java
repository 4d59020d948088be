package org.stompest.client;

import java.util.List;

import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransactionTest extends ClientFixture {
    private void send(Transaction transaction, String text) {
        transaction.send("/queue/a", Headers.EMPTY, body(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "ABORT"})
    void framesOfATransactionNameIt(String end) {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        peer.message("s", "m", "hello");
        Delivery delivery = subscription.receive(TIMEOUT).orElseThrow();
        Transaction transaction = client.begin();
        send(transaction, "1");
        transaction.ack(delivery);
        assertFalse(transaction.isOver());
        (end.equals("COMMIT") ? transaction.commit() : transaction.abort()).await(TIMEOUT);
        assertTrue(transaction.isOver());
        String id = "transaction:" + transaction.id();
        peer.expect("SUBSCRIBE");
        peer.expect("BEGIN", id, "!receipt");
        assertEquals("1", peer.expect("SEND", id, "!receipt").text());
        peer.expect("ACK", "id:m", id, "!receipt");
        peer.expect(end, id, "receipt:*");
    }

    @Test
    void transactionsHaveDifferentNames() {
        StompClient client = connected(plain());
        assertFalse(client.begin().id().equals(client.begin().id()));
    }

    @Test
    void transactionThatIsOverTakesNothing() {
        StompClient client = connected(plain());
        Transaction transaction = client.begin();
        transaction.commit().await(TIMEOUT);
        assertThrows(ProtocolException.class, () -> send(transaction, "1"));
        assertThrows(ProtocolException.class, transaction::commit);
        assertThrows(ProtocolException.class, transaction::abort);
        client.send("/queue/a", Headers.EMPTY, body("2")).await(TIMEOUT);
        peer().expect("BEGIN");
        broker.connection(1).expect("COMMIT");
        assertEquals("2", broker.connection(1).expect("SEND").text());
    }

    @Test
    void refusedCommitFailsAndTheConnectionStays() {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.oblige("COMMIT");
        Receipt receipt = client.begin().commit();
        peer.expect("BEGIN");
        peer.refuse(peer.expect("COMMIT"), "no");
        assertThrows(BrokerException.class, () -> receipt.await(TIMEOUT));
        assertTrue(client.isConnected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lossInTheMiddleRollsBack(boolean isRestored) throws Exception {
        StompClient client = connected(failover());
        Transaction transaction = client.begin();
        send(transaction, "1");
        Peer peer = peer();
        peer.expect("BEGIN");
        peer.expect("SEND");
        if (!isRestored) {
            broker.refuse();
        }
        peer.drop();
        events.next("interrupted");
        if (isRestored) {
            events.next("restored");
        }
        assertThrows(ConnectionLostException.class, () -> send(transaction, "2"));
        ConnectionLostException failure = assertThrows(ConnectionLostException.class, transaction::commit);
        assertFalse(failure instanceof CommitInDoubtException);
        assertFalse(transaction.isOver());
        assertThrows(ConnectionLostException.class, transaction::abort);
        broker.accept();
        client.send("/queue/a", Headers.EMPTY, body("3")).await(TIMEOUT);
        assertEquals("3", peer(2).expect("SEND", "!transaction").text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void commitInFlightIsInDoubt(boolean hasFailover) {
        StompClient client = connected(hasFailover ? failover() : plain());
        Peer peer = peer();
        peer.mute();
        Receipt receipt = client.begin().commit();
        peer.expect("BEGIN");
        peer.expect("COMMIT");
        peer.drop();
        assertThrows(CommitInDoubtException.class, () -> receipt.await(TIMEOUT));
    }

    @Test
    void abortInFlightIsLostAndNotInDoubt() {
        StompClient client = connected(failover());
        Peer peer = peer();
        peer.mute();
        Receipt receipt = client.begin().abort();
        peer.expect("BEGIN");
        peer.expect("ABORT");
        peer.drop();
        ConnectionLostException failure = assertThrows(ConnectionLostException.class, () -> receipt.await(TIMEOUT));
        assertFalse(failure instanceof CommitInDoubtException);
    }

    @Test
    void commitConfirmedBeforeTheLossIsSure() {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.mute();
        Receipt receipt = client.begin().commit();
        peer.expect("BEGIN");
        peer.receipt(peer.expect("COMMIT"));
        peer.drop();
        receipt.await(TIMEOUT);
    }

    @Test
    void messageOfAFormerConnectionIsNotAcknowledgedInANewTransaction() throws Exception {
        StompClient client = connected(failover());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        peer.message("s", "m", "hello");
        Delivery stale = subscription.receive(TIMEOUT).orElseThrow();
        peer.drop();
        events.next("interrupted");
        events.next("restored");
        Transaction transaction = client.begin();
        assertThrows(ConnectionLostException.class, () -> transaction.ack(stale));
        transaction.commit().await(TIMEOUT);
        Peer next = peer(2);
        next.expect("SUBSCRIBE");
        next.expect("BEGIN");
        next.expect("COMMIT");
    }

    @Test
    void transactionAsABurst() {
        StompClient client = connected(plain());
        List<Frame> burst = List.of(
                Commands.begin("t"),
                Commands.send("/queue/a", Headers.of("transaction", "t"), body("1")),
                Commands.commit("t"));
        client.requestBurst(burst, client.link(), TIMEOUT).await(TIMEOUT);
        Peer peer = peer();
        peer.expect("BEGIN", "transaction:t", "!receipt");
        peer.expect("SEND", "transaction:t", "!receipt");
        peer.expect("COMMIT", "transaction:t", "receipt:*");
    }
}

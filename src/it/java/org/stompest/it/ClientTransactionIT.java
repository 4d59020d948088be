package org.stompest.it;

import org.stompest.client.PulledSubscription;
import org.stompest.client.StompClient;
import org.stompest.client.Transaction;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Transactions of the client on real brokers. A message outside of the transaction, sent after it on the same
 * connection and confirmed, marks a point by which what the transaction has sent would be there if it were visible.
 */
@Timeout(60)
class ClientTransactionIT {
    private static final String BROKERS_AND_VERSIONS = "org.stompest.it.Clients#brokersAndVersions";

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void whatIsSentIsVisibleAfterTheCommitAndNotBefore(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("commit");
        try (StompClient client = Clients.connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Transaction transaction = client.begin();
            transaction.send(queue.destination(), queue.sendHeaders(), Clients.bytes("one"));
            transaction.send(queue.destination(), queue.sendHeaders(), Clients.bytes("two"));
            Clients.send(client, queue, "outside");
            assertEquals("outside", Clients.receiveAndAck(client, subscription));
            Eventually.isEqual(0L, () -> broker.messageCount(queue.name()), "the number of messages before the commit");

            transaction.commit().await(Clients.PATIENCE);

            assertEquals("one", Clients.receiveAndAck(client, subscription));
            assertEquals("two", Clients.receiveAndAck(client, subscription));
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void whatIsSentIsNeverVisibleAfterAnAbort(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("abort");
        try (StompClient client = Clients.connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Transaction transaction = client.begin();
            transaction.send(queue.destination(), queue.sendHeaders(), Clients.bytes("aborted"));

            transaction.abort().await(Clients.PATIENCE);

            Clients.send(client, queue, "outside");
            assertEquals("outside", Clients.receiveAndAck(client, subscription));
            Eventually.isEqual(0L, () -> broker.messageCount(queue.name()), "the number of messages after the abort");
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void theEndOfTheConnectionAborts(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("orphan");
        try (StompClient client = Clients.connect(broker, version)) {
            Transaction transaction = client.begin();
            transaction.send(queue.destination(), queue.sendHeaders(), Clients.bytes("orphan"));
            Clients.send(client, queue, "outside");
        }
        try (StompClient client = Clients.connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("outside", Clients.receiveAndAck(client, subscription));
            Eventually.isEqual(0L, () -> broker.messageCount(queue.name()), "the number of messages left");
        }
    }
}

package org.stompest.it;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.stompest.client.FailurePolicy;
import org.stompest.client.PulledSubscription;
import org.stompest.client.PushedSubscription;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What real brokers take amiss must cost the client no more than the one thing that was wrong. */
@Timeout(60)
class ClientHardCasesIT {
    /** More than Classic takes of a header. */
    private static final int TOO_LONG = 20_000;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @ParameterizedTest
    @MethodSource("org.stompest.it.Clients#returningBrokersAndVersions")
    void aSubscriptionClosedInItsHandlerIsDoneWithThatMessageOnly(BrokerKind kind, Version version) throws Exception {
        BrokerQueue queue = kind.newQueue("closing");
        BlockingQueue<PushedSubscription> self = new LinkedBlockingQueue<>();
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        try (StompClient client = Clients.connect(BROKERS.get(kind), version)) {
            Clients.send(client, queue, "first");
            Clients.send(client, queue, "second");
            self.add(client.subscribe(
                    queue.destination(),
                    queue.subscribeHeaders(),
                    delivery -> {
                        self.take().close();
                        handled.add(delivery.message().text());
                    },
                    FailurePolicy.disconnect(),
                    1));
            assertEquals("first", handled.take());
            PulledSubscription others = client.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("second", Clients.receiveAndAck(client, others));
            assertEquals(1, client.link());
            assertTrue(handled.isEmpty());
        }
        try (StompClient client = Clients.connect(BROKERS.get(kind), version)) {
            Clients.send(client, queue, "third");
            PulledSubscription rest = client.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("third", Clients.receiveAndAck(client, rest));
        }
    }

    /** ActiveMQ Classic closes the connection, on which the failover would send the same again for ever. */
    @Brokers(cannot = Feature.LONG_HEADERS)
    void aSendWithAHeaderThatIsTooLongFailsAndTheClientGoesOn(BrokerKind kind) {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("long");
        try (StompClient client = new StompClient(Clients.options("failover:(" + broker.uri() + ")", Version.V1_2)
                        .build())
                .connect()) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Headers tooLong = queue.sendHeaders().with("long", "x".repeat(TOO_LONG));
            Receipt refused = client.send(queue.destination(), tooLong, Clients.bytes("refused"));
            assertThrows(StompException.class, () -> refused.await(Clients.PATIENCE));
            assertTrue(refused.isDone());
            Clients.send(client, queue, "taken");
            assertEquals("taken", Clients.receiveAndAck(client, subscription));
        }
    }
}

package org.stompest.it;

import java.time.Duration;

import org.stompest.client.BrokerException;
import org.stompest.client.ClientOptions;
import org.stompest.client.ConnectFailedException;
import org.stompest.client.PulledSubscription;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What real brokers refuse reaches the caller as the broker's own words. */
@Timeout(60)
class ClientSecurityIT {
    private static final String BROKERS_AND_VERSIONS = "org.stompest.it.Clients#securedBrokersAndVersions";

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.SECURED);

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void aRefusedLoginEndsTheConnectAtTheFirstAttempt(BrokerKind kind, Version version) {
        try (TcpProxy proxy = new TcpProxy(BROKERS.get(kind).port());
                StompClient client = new StompClient(failover(proxy.uri(), version)
                        .connectTimeout(Duration.ZERO)
                        .credentials(BrokerSetup.USER, "wrong")
                        .build())) {
            ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
            BrokerException refusal = assertInstanceOf(BrokerException.class, failure.getCause());
            assertFalse(refusal.getMessage().contains("wrong"), refusal.getMessage());
            assertEquals(1, proxy.connections());
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void theReaderMayReadWhatThereIs(BrokerKind kind, Version version) {
        BrokerQueue queue = queueWith(kind, "hello");
        try (StompClient reader = reader(kind, version)) {
            PulledSubscription subscription = reader.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("hello", Clients.receiveAndAck(reader, subscription));
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void aRefusedSendFailsItsReceipt(BrokerKind kind, Version version) {
        BrokerQueue queue = queueWith(kind, "hello");
        try (StompClient reader = reader(kind, version)) {
            Receipt receipt = reader.send(queue.destination(), queue.sendHeaders(), Clients.bytes("forbidden"));
            assertThrows(BrokerException.class, () -> receipt.await(Clients.PATIENCE));
            PulledSubscription subscription = reader.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("hello", Clients.receiveAndAck(reader, subscription));
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void aRefusedSubscriptionFailsAndIsNotRepeatedOnTheNextConnection(BrokerKind kind, Version version) {
        BrokerQueue missing = kind.newQueue("missing");
        BrokerQueue present = queueWith(kind, "hello");
        try (StompClient reader = reader(kind, version)) {
            BrokerException refusal = assertThrows(
                    BrokerException.class, () -> reader.subscribe(missing.destination(), missing.subscribeHeaders()));
            assertEquals("ERROR", refusal.error().command().toString());
            PulledSubscription subscription = reader.subscribe(present.destination(), present.subscribeHeaders());
            assertEquals("hello", Clients.receiveAndAck(reader, subscription));
        }
    }

    private static BrokerQueue queueWith(BrokerKind kind, String text) {
        BrokerQueue queue = kind.newQueue("guarded");
        ClientOptions options = Clients.options(BROKERS.get(kind).uri(), Version.V1_1)
                .credentials(BrokerSetup.USER, BrokerSetup.SECRET)
                .build();
        try (StompClient writer = new StompClient(options).connect()) {
            Clients.send(writer, queue, text);
        }
        return queue;
    }

    /** With failover, since some brokers cut the connection after they have refused something. */
    private static StompClient reader(BrokerKind kind, Version version) {
        return new StompClient(failover(BROKERS.get(kind).uri(), version)
                        .credentials(BrokerSetup.READER, BrokerSetup.SECRET)
                        .build())
                .connect();
    }

    private static ClientOptions.Builder failover(String uri, Version version) {
        return Clients.options("failover:(" + uri + ")", version);
    }
}

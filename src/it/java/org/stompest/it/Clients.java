package org.stompest.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.stompest.client.ClientOptions;
import org.stompest.client.Delivery;
import org.stompest.client.PulledSubscription;
import org.stompest.client.StompClient;
import org.stompest.protocol.Version;

import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the tests of the client have in common. Stateless. */
final class Clients {
    /** The bound of waits for what has to come. It only ends a test that has failed already. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Clients() {}

    /** All brokers in all versions, for {@code @MethodSource}. */
    static Stream<Arguments> brokersAndVersions() {
        return Arrays.stream(BrokerKind.values())
                .flatMap(kind -> kind.versions().stream().map(version -> Arguments.of(kind, version)));
    }

    /** The brokers with users in all versions. */
    static Stream<Arguments> securedBrokersAndVersions() {
        return brokersAndVersions().filter(row -> can(row, Feature.USERS));
    }

    /** The brokers with acknowledgements of single messages in all versions. */
    static Stream<Arguments> brokersWithSingleAcknowledgementsAndVersions() {
        return brokersAndVersions().filter(row -> can(row, Feature.INDIVIDUAL_ACKNOWLEDGEMENTS));
    }

    /** The brokers where the end of a subscription gives its messages back, in all versions. */
    static Stream<Arguments> returningBrokersAndVersions() {
        return brokersAndVersions().filter(row -> can(row, Feature.RETURN_AT_UNSUBSCRIBE));
    }

    /** The brokers where a NACK takes a message from its queue, in the versions that have NACK. */
    static Stream<Arguments> rejectingBrokersAndLaterVersions() {
        return brokersAndLaterVersions().filter(row -> can(row, Feature.REJECTION));
    }

    private static boolean can(Arguments row, Feature feature) {
        return ((BrokerKind) row.get()[0]).can(feature);
    }

    /** All brokers in the versions that have escapes, heart-beats and NACK. */
    static Stream<Arguments> brokersAndLaterVersions() {
        return brokersAndVersions().filter(row -> row.get()[1] != Version.V1_0);
    }

    static ClientOptions.Builder options(String uri, Version version) {
        return ClientOptions.builder(uri)
                // The one virtual host that RabbitMQ has; the others do not look.
                .host("/")
                .versions(List.of(version))
                .connectTimeout(PATIENCE)
                .requestTimeout(PATIENCE);
    }

    static StompClient connect(EmbeddedBroker broker, Version version) {
        return new StompClient(options(broker.uri(), version).build()).connect();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void send(StompClient client, BrokerQueue queue, String text) {
        client.send(queue.destination(), queue.sendHeaders(), bytes(text)).await(PATIENCE);
    }

    static Delivery receive(PulledSubscription subscription) {
        return subscription
                .receive(PATIENCE)
                .orElseThrow(() -> new AssertionError("expected a message within " + PATIENCE + ", got none"));
    }

    static String receiveAndAck(StompClient client, PulledSubscription subscription) {
        Delivery delivery = receive(subscription);
        assertTrue(client.ack(delivery), "the link of the delivery is still there");
        return delivery.message().text();
    }
}

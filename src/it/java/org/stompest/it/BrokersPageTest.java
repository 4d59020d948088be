package org.stompest.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.stompest.dialect.Capability;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Dialects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The table of docs/BROKERS.md says what the rows of the tests say, by which the tests run that prove it; and the library says the same of the
 * brokers.
 */
class BrokersPageTest {
    private static final List<BrokerKind> COLUMNS =
            List.of(BrokerKind.CLASSIC, BrokerKind.ARTEMIS, BrokerKind.RABBITMQ, BrokerKind.STRICT_12);

    private static final Map<Feature, Capability> CAPABILITIES = new EnumMap<>(Map.of(
            Feature.BROWSING, Capability.BROWSING,
            Feature.DURABLE_SUBSCRIPTIONS, Capability.DURABLE_SUBSCRIPTIONS,
            Feature.SHARED_DURABLE_SUBSCRIPTIONS, Capability.SHARED_DURABLE_SUBSCRIPTIONS,
            Feature.SHARED_DURABLE_SUBSCRIPTIONS_OF_ALL, Capability.ANONYMOUS_SHARED_SUBSCRIPTIONS,
            Feature.SHARED_SUBSCRIPTIONS, Capability.SHARED_SUBSCRIPTIONS,
            Feature.QUEUE_SELECTORS, Capability.QUEUE_SELECTORS,
            Feature.DELIVERY_DELAY, Capability.DELIVERY_DELAY));

    private static String table() {
        String heads = COLUMNS.stream().map(BrokerKind::title).collect(Collectors.joining(" | "));
        String lines =
                Arrays.stream(Feature.values()).map(BrokersPageTest::line).collect(Collectors.joining("\n"));
        return "| | " + heads + " |\n|---|" + "---|".repeat(COLUMNS.size()) + "\n" + lines + "\n";
    }

    private static String line(Feature feature) {
        String cells =
                COLUMNS.stream().map(kind -> kind.can(feature) ? "yes" : "-").collect(Collectors.joining(" | "));
        return "| " + feature.text() + " | " + cells + " |";
    }

    @Test
    void thePageHasTheTableOfTheTests() throws IOException {
        String page = Files.readString(Path.of("docs", "BROKERS.md"));
        assertTrue(page.contains(table()), () -> "expected docs/BROKERS.md to contain this table:\n" + table());
    }

    @ParameterizedTest
    @EnumSource
    void theLibrarySaysTheSameOfABroker(BrokerKind kind) {
        Dialect dialect =
                Dialects.named(kind.dialect(), UnaryOperator.identity()).orElseThrow();
        assertEquals(kind.title(), dialect.name());
        CAPABILITIES.forEach((feature, capability) ->
                assertEquals(kind.can(feature), dialect.can(capability), capability.text() + " on " + kind.title()));
    }
}

package org.stompest.failover;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReconnectPolicyTest {
    private static ReconnectPolicy policy(String query) {
        return FailoverUri.parse("(tcp://a)?" + query).policy();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        ReconnectPolicy expected = new ReconnectPolicy(
                Duration.ofMillis(10),
                Optional.empty(),
                Duration.ofMillis(30_000),
                true,
                2.0,
                Duration.ofMillis(100),
                -1,
                -1,
                true,
                false,
                List.of(),
                Optional.empty(),
                10,
                true,
                16 << 20,
                DisconnectedBehavior.BLOCK,
                Pacing.EACH_ROUND);
        assertEquals(expected, ReconnectPolicy.defaults());
    }

    @Test
    void stompestDiffersInThreeValues() {
        ReconnectPolicy stompest = ReconnectPolicy.stompest();
        assertEquals(0, stompest.startupMaxReconnectAttempts());
        assertEquals(Duration.ZERO, stompest.reconnectDelayJitter());
        assertEquals(Pacing.EACH_BROKER, stompest.pacing());
        ReconnectPolicy back = stompest.toBuilder()
                .startupMaxReconnectAttempts(-1)
                .reconnectDelayJitter(Duration.ofMillis(100))
                .build()
                .withPacing(Pacing.EACH_ROUND);
        assertEquals(ReconnectPolicy.defaults(), back);
    }

    @Test
    void everyOptionOfTheTableSetsItsComponent() {
        ReconnectPolicy expected = new ReconnectPolicy(
                Duration.ofMillis(1),
                Optional.of(Duration.ofSeconds(2)),
                Duration.ofMinutes(3),
                false,
                4.5,
                Duration.ofHours(5),
                6,
                7,
                false,
                true,
                List.of(BrokerUri.parse("tcp://b")),
                Optional.of(Duration.ofMillis(8)),
                9,
                false,
                10 * 1024,
                DisconnectedBehavior.REJECT,
                Pacing.EACH_ROUND);
        List<String> values = List.of(
                "1ms", "2s", "3m", "false", "4.5", "5h", "6", "7", "false", "true", "tcp://b", "8", "9", "false", "10k",
                "reject");
        for (UnaryOperator<String> spelling : List.<UnaryOperator<String>>of(
                name -> name, name -> "failover." + name, name -> name.toUpperCase(Locale.ROOT))) {
            StringBuilder query = new StringBuilder();
            for (int index = 0; index < values.size(); index++) {
                String name = ReconnectPolicy.options().get(index).name();
                query.append(index == 0 ? "" : "&")
                        .append(spelling.apply(name))
                        .append('=')
                        .append(values.get(index));
            }
            assertEquals(values.size(), ReconnectPolicy.options().size());
            assertEquals(expected, policy(query.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "maxRetryInterval=5, maxReconnectDelay=5",
        "useReconnectBackOff=false, useExponentialBackOff=false",
        "reconnectDelayExponent=3, backOffMultiplier=3.0",
        "reconnectBackOffMultiplier=3, backOffMultiplier=3.0",
        "retryIntervalMultiplier=3, backOffMultiplier=3.0",
        "reconnectAttempts=5, maxReconnectAttempts=5",
        "initialConnectAttempts=5, startupMaxReconnectAttempts=5",
        "maxCacheSize=2m, maxCacheSize=2097152",
        "timeout=-1, randomize=true",
        "maxReconnectAttempts=-1, maxReconnectAttempts=-1"
    })
    void aliasesMeanTheSame(String alias, String canonical) {
        assertEquals(policy(canonical), policy(alias));
    }

    @Test
    void defaultTextsAreTheDefaults() {
        for (ReconnectOption option : ReconnectPolicy.options()) {
            if (!option.defaultText().isEmpty()) {
                assertEquals(
                        ReconnectPolicy.defaults(), policy(option.name() + "=" + option.defaultText()), option.name());
            }
        }
    }

    @Test
    void tableIsFitForDocumentation() {
        Set<String> names = new HashSet<>();
        for (ReconnectOption option : ReconnectPolicy.options()) {
            assertTrue(option.text().endsWith(".") && option.text().length() > 20, option.name());
            assertTrue(names.add(option.name().toLowerCase(Locale.ROOT)), option.name());
            for (String alias : option.aliases()) {
                assertTrue(names.add(alias.toLowerCase(Locale.ROOT)), alias);
            }
        }
        assertTrue(names.contains("disconnectedbehavior") && names.contains("reconnectdelayexponent"));
        assertFalse(names.contains("backup"));
    }

    @Test
    void builderChecksRanges() {
        ReconnectPolicyBuilder builder = ReconnectPolicy.defaults().toBuilder();
        assertEquals(ReconnectPolicy.defaults(), builder.build());
        assertRefused(
                "backOffMultiplier", ReconnectPolicy.defaults().toBuilder().backOffMultiplier(Double.NaN));
        assertRefused(
                "backOffMultiplier",
                ReconnectPolicy.defaults().toBuilder().backOffMultiplier(Double.POSITIVE_INFINITY));
        assertRefused(
                "backOffMultiplier", ReconnectPolicy.defaults().toBuilder().backOffMultiplier(0.99));
        assertRefused("reconnectDelay", ReconnectPolicy.defaults().toBuilder().reconnectDelay(Duration.ofNanos(-1)));
        assertRefused("timeout", ReconnectPolicy.defaults().toBuilder().timeout(Duration.ofNanos(-1)));
        assertRefused(
                "maxReconnectDelay", ReconnectPolicy.defaults().toBuilder().maxReconnectDelay(Duration.ofDays(36_501)));
        assertRefused(
                "reconnectDelayJitter",
                ReconnectPolicy.defaults().toBuilder().reconnectDelayJitter(Duration.ofSeconds(Long.MAX_VALUE)));
        assertRefused("maxCacheSize", ReconnectPolicy.defaults().toBuilder().maxCacheSize(-1));
    }

    private static void assertRefused(String name, ReconnectPolicyBuilder builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.startsWith(name + ": expected "), message);
    }
}

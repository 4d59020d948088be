package org.stompest.failover;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailoverUriTest {
    private static final List<BrokerUri> A_AND_B = List.of(BrokerUri.parse("tcp://a:1"), BrokerUri.parse("ssl://b:2"));

    private static FailoverUri withJms(String text) {
        return FailoverUri.parse(text, name -> name.startsWith("jms."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover:(tcp://a:1,ssl://b:2)",
                "failover://(tcp://a:1,ssl://b:2)",
                "failover:tcp://a:1,ssl://b:2",
                "failover://tcp://a:1,ssl://b:2",
                "FailOver:(tcp://a:1,ssl://b:2)",
                "(tcp://a:1,ssl://b:2)",
                "tcp://a:1,ssl://b:2"
            })
    void allFormsOfAListAreTheSame(String text) {
        FailoverUri uri = FailoverUri.parse(text);
        assertEquals(A_AND_B, uri.brokers());
        assertTrue(uri.isFailover());
        assertEquals(ReconnectPolicy.defaults(), uri.policy());
        assertEquals(FailoverUri.parse("(tcp://a:1,ssl://b:2)"), uri);
        assertEquals(FailoverUri.parse("(tcp://a:1,ssl://b:2)").hashCode(), uri.hashCode());
        assertFalse(FailoverUri.parse(text + "?randomize=false").policy().randomize());
    }

    @ParameterizedTest
    @CsvSource({"tcp://a:1, false", "failover:tcp://a:1, true", "(tcp://a:1), true", "failover:(tcp://a:1), true"})
    void onlyThePlainUriOfOneBrokerAsksForNoFailover(String text, boolean failover) {
        FailoverUri uri = FailoverUri.parse(text);
        assertEquals(failover, uri.isFailover());
        assertEquals(A_AND_B.subList(0, 1), uri.brokers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://localhost:61613",
                "tcp://123.456.789.0:61616?randomize=true,maxReconnectAttempts=-1,priorityBackup=true",
                "failover:(tcp://a:1,tcp://b:1)?randomize=false,maxReconnectAttempts=2,backOffMultiplier=3.0",
                "(tcp://a:1,ssl://b:2)"
            })
    void acceptsWhatStompestAccepts(String text) {
        FailoverUri uri = FailoverUri.parse(text);
        assertEquals(text, uri.toString());
        assertEquals(
                text.contains("=") ? Pacing.EACH_BROKER : Pacing.EACH_ROUND,
                uri.policy().pacing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://:61613",
                "tcp://61613",
                "tcp:localhost:61613",
                "tcp:/localhost",
                "tcp://localhost:",
                "tcp://localhost:a",
                "tcp://localhost:61613?randomize=1",
                "tcp://localhost:61613?randomize=True",
                "tcp://localhost:61613??=False",
                "tcp://localhost:61613?a=False",
                "tcp://localhost:61613?maxReconnectDelay=False",
                "tcp://localhost:61613?randomize=true,",
                "failover:(tcp://a:1, tcp://b:2)",
                "failover:tcp://a:1, tcp://b:2",
                "failover:(tcp://a:1,tcp://b:2",
                "failover:tcp://a:1,tcp://b:2)",
                "(tcp://a:1",
                "tcp://a:1)"
            })
    void rejectsWhatStompestRejects(String text) {
        assertThrows(FailoverUriException.class, () -> FailoverUri.parse(text));
        assertThrows(FailoverUriException.class, () -> withJms(text));
    }

    @Test
    void repeatedBrokersAreKept() {
        assertEquals(3, FailoverUri.parse("(tcp://a,tcp://a,tcp://a)").brokers().size());
    }

    @Test
    void brokersInBracketsHaveOptionsOfTheirOwn() {
        FailoverUri uri = withJms(
                "failover:(stomp://a?transport.x=1&transport.y=2,ws://b/p?transport.x=%2C)?jms.c=%2C&timeout=5");
        assertEquals(
                Map.of("transport.x", "1", "transport.y", "2"),
                uri.brokers().get(0).options());
        assertEquals(Map.of("transport.x", ","), uri.brokers().get(1).options());
        assertEquals(Map.of("jms.c", ","), uri.options());
        assertEquals(Optional.of(Duration.ofMillis(5)), uri.policy().timeout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested.", "failover.nested.", "NESTED.", "Failover.Nested."})
    void nestedOptionGoesToEveryBrokerThatDoesNotSetIt(String prefix) {
        FailoverUri uri =
                FailoverUri.parse("failover:(stomp://a?Transport.X=1,stomp://b)?" + prefix + "transport.x=2%2541");
        assertEquals(Map.of("Transport.X", "1"), uri.brokers().get(0).options());
        assertEquals(Map.of("transport.x", "2%41"), uri.brokers().get(1).options());
        assertEquals(Map.of(), uri.options());
    }

    @Test
    void nestedOptionGoesToASingleBrokerToo() {
        assertEquals(
                Map.of("x", "1"),
                FailoverUri.parse("stomp://a?nested.x=1").brokers().get(0).options());
    }

    @Test
    void optionsOfASinglePlainBrokerAreTheOuterOnes() {
        FailoverUri uri = FailoverUri.parse("tcp://a?Transport.x=1&jms.y=2&timeout=3", name -> true);
        assertEquals(Map.of(), uri.brokers().get(0).options());
        assertEquals(List.of("Transport.x", "jms.y"), List.copyOf(uri.options().keySet()));
        assertEquals(Map.of("Transport.x", "1", "jms.y", "2"), uri.options());
        assertThrows(UnsupportedOperationException.class, () -> uri.options().clear());
    }

    @Test
    void knownOptionsAreNeverForeign() {
        FailoverUri uri = FailoverUri.parse("tcp://a?RANDOMIZE=false&failover.timeout=3", name -> true);
        assertEquals(Map.of(), uri.options());
        assertFalse(uri.policy().randomize());
    }

    @Test
    void namesMatchInAnyCaseWithAndWithoutPrefix() {
        for (String name : List.of(
                "maxReconnectDelay", "failover.maxReconnectDelay", "MAXRETRYINTERVAL", "FailOver.maxretryinterval")) {
            assertEquals(
                    Duration.ofMillis(7),
                    FailoverUri.parse("(tcp://a)?" + name + "=7").policy().maxReconnectDelay(),
                    name);
        }
    }

    @Test
    void commaFormHasTheDefaultsOfStompest() {
        ReconnectPolicy policy =
                FailoverUri.parse("(tcp://a)?randomize=true,timeout=5").policy();
        ReconnectPolicy expected = ReconnectPolicy.stompest().toBuilder()
                .timeout(Duration.ofMillis(5))
                .build();
        assertEquals(expected, policy);
    }

    @Test
    void oneOptionOrAmpersandsSelectRounds() {
        assertEquals(
                Pacing.EACH_ROUND,
                FailoverUri.parse("(tcp://a)?timeout=5").policy().pacing());
        assertEquals(
                Pacing.EACH_ROUND,
                FailoverUri.parse("(tcp://a)?timeout=5&randomize=true").policy().pacing());
    }

    @Test
    void commaFormWorksForUpperLayersToo() {
        FailoverUri uri = withJms("(tcp://a,tcp://b)?jms.x=1,2,randomize=false,jms.y=3");
        assertEquals(Map.of("jms.x", "1,2", "jms.y", "3"), uri.options());
        assertFalse(uri.policy().randomize());
    }

    @Test
    void commaIsNoSeparatorBesideAmpersands() {
        assertEquals(
                Map.of("jms.x", "1,y=2", "jms.z", "3"),
                withJms("tcp://a?jms.x=1,y=2&jms.z=3").options());
    }

    @Test
    void priorityUrisAreAList() {
        List<BrokerUri> expected = A_AND_B;
        for (String text : List.of(
                "(tcp://c)?priorityURIs=tcp://a:1,ssl://b:2",
                "tcp://c?priorityURIs=tcp://a:1,ssl://b:2&randomize=false",
                "(tcp://c)?priorityURIs=tcp%3A%2F%2Fa%3A1%2Cssl://b:2,randomize=false")) {
            assertEquals(expected, FailoverUri.parse(text).policy().priorityURIs(), text);
        }
    }

    @Test
    void differentUrisAreNotEqual() {
        FailoverUri uri = withJms("(tcp://a)?jms.x=1");
        assertEquals(uri, withJms("failover:(stomp://a:61613)?jms.x=1"));
        for (String other :
                List.of("tcp://a?jms.x=1", "(tcp://b)?jms.x=1", "(tcp://a)", "(tcp://a)?jms.x=1&timeout=5")) {
            assertNotEquals(uri, withJms(other), other);
        }
    }

    @Test
    void longestTextIsReadAndALongerOneIsNot() {
        String start = "tcp://a?jms.x=";
        String longest = start + "v".repeat(FailoverUri.MAX_LENGTH - start.length());
        assertEquals(
                FailoverUri.MAX_LENGTH - start.length(),
                withJms(longest).options().get("jms.x").length());
        FailoverUriException e = assertThrows(FailoverUriException.class, () -> withJms(longest + "v"));
        assertEquals("expected at most 65536 characters, got 65537", e.reason());
        assertTrue(e.getMessage().length() < 200);
    }

    @Test
    void numbersOfBrokersAndOptionsHaveABound() {
        String brokers = "tcp://a,".repeat(255) + "tcp://a";
        assertEquals(256, FailoverUri.parse(brokers).brokers().size());
        assertTrue(assertThrows(FailoverUriException.class, () -> FailoverUri.parse(brokers + ",tcp://a"))
                .reason()
                .contains("at most 256 brokers, got 257"));
        assertTrue(assertThrows(
                        FailoverUriException.class, () -> FailoverUri.parse("tcp://a?" + "x=1&".repeat(256) + "x=1"))
                .reason()
                .contains("at most 256 options, got 257"));
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> FailoverUri.parse(null));
        assertThrows(NullPointerException.class, () -> FailoverUri.parse("tcp://a", null));
    }
}

package org.stompest.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AttemptsTest {
    private static final Predicate<BrokerUri> NONE_LOCAL = broker -> false;
    private static final String PLAIN = "randomize=false&reconnectDelayJitter=0";

    private static Attempts startup(String text) {
        FailoverUri uri = FailoverUri.parse(text);
        return Attempts.startup(uri.brokers(), uri.policy(), LocalHosts.of(Set.of()), new SplittableRandom(7));
    }

    private static Attempts reconnect(String text, String lost) {
        FailoverUri uri = FailoverUri.parse(text);
        Optional<BrokerUri> broker =
                Optional.of(lost).filter(name -> !name.isEmpty()).map(BrokerUri::parse);
        return Attempts.reconnect(
                uri.brokers(), uri.policy(), LocalHosts.of(Set.of()), new SplittableRandom(7), broker);
    }

    private static String take(Attempts attempts, int count) {
        List<String> found = new ArrayList<>();
        while (attempts.hasNext() && found.size() < count) {
            Attempt attempt = attempts.next();
            assertEquals(found.size() + 1, attempt.number());
            found.add(
                    attempt.round() + attempt.broker().host() + attempt.delay().toMillis());
        }
        return String.join(" ", found) + (attempts.hasNext() ? " ..." : "");
    }

    @Test
    void delayLiesBetweenRoundsAndStartsWithTheSecondOneAtStartup() {
        assertEquals("0a0 0b0 1a10 1b0 2a20 2b0 3a40 3b0 4a80 ...", take(startup("(tcp://a,tcp://b)?" + PLAIN), 9));
    }

    @Test
    void firstRoundWaitsAfterALiveConnection() {
        String uri = "(tcp://a,tcp://b)?" + PLAIN + "&initialReconnectDelay=50&reconnectDelay=20&maxReconnectDelay=70";
        assertEquals("0a50 0b0 1a20 1b0 2a40 2b0 3a70 3b0 4a70 ...", take(reconnect(uri, ""), 9));
        assertEquals("0a0 0b0 1a20 1b0 2a40 2b0 3a70 3b0 4a70 ...", take(startup(uri), 9));
    }

    @Test
    void withoutABaseTheInitialDelayIsTheBase() {
        String uri = "(tcp://a)?" + PLAIN + "&initialReconnectDelay=50";
        assertEquals("0a50 1a50 2a100 3a200 ...", take(reconnect(uri, ""), 4));
    }

    @Test
    void withoutBackOffTheDelayStays() {
        String uri = "(tcp://a)?" + PLAIN + "&initialReconnectDelay=50&reconnectDelay=30&useExponentialBackOff=false";
        assertEquals("0a50 1a30 2a30 3a30 ...", take(reconnect(uri, ""), 4));
    }

    @Test
    void maximumBoundsTheInitialDelayToo() {
        String uri = "(tcp://a)?" + PLAIN + "&initialReconnectDelay=50&maxReconnectDelay=30";
        assertEquals("0a30 1a30 2a30 ...", take(reconnect(uri, ""), 3));
        assertEquals("0a0 1a0 2a0 ...", take(reconnect("(tcp://a)?" + PLAIN + "&maxReconnectDelay=0", ""), 3));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "5, 5"})
    void limitCountsRounds(int limit, int rounds) {
        Attempts startup = startup("(tcp://a,tcp://b)?maxReconnectAttempts=9&startupMaxReconnectAttempts=" + limit);
        Attempts reconnect =
                reconnect("(tcp://a,tcp://b)?startupMaxReconnectAttempts=9&maxReconnectAttempts=" + limit, "");
        for (Attempts attempts : List.of(startup, reconnect)) {
            int count = 0;
            while (attempts.hasNext()) {
                assertEquals(count / 2, attempts.next().round());
                count++;
            }
            assertEquals(rounds * 2, count);
        }
    }

    @Test
    void endIsFinalAndSaysHowMuchWasTried() {
        Attempts attempts = startup("(tcp://a,tcp://b)?startupMaxReconnectAttempts=3");
        assertEquals("at most 3 rounds over 2 brokers (startupMaxReconnectAttempts=3)", attempts.limit());
        assertEquals("0 attempts over 2 brokers", attempts.describe());
        attempts.next();
        assertEquals("1 attempt over 2 brokers", attempts.describe());
        attempts.next();
        assertEquals("1 round over 2 brokers", attempts.describe());
        attempts.forEachRemaining(attempt -> assertTrue(attempt.number() > 2));
        assertEquals("3 rounds over 2 brokers", attempts.describe());
        assertFalse(attempts.hasNext());
        String message =
                assertThrows(NoSuchElementException.class, attempts::next).getMessage();
        assertTrue(message.contains("3 rounds over 2 brokers"), message);
        assertEquals("3 rounds over 2 brokers", attempts.describe());
    }

    @Test
    void limitIsInTheUnitOfThePacing() {
        assertEquals(
                "at most 1 round over 1 broker (maxReconnectAttempts=0)",
                reconnect("(tcp://a)?maxReconnectAttempts=0", "").limit());
        assertEquals(
                "no limit over 1 broker (maxReconnectAttempts=-1)",
                reconnect("(tcp://a)", "").limit());
        Attempts attempts = startup("(tcp://a)?startupMaxReconnectAttempts=3,randomize=false");
        assertEquals("at most 4 attempts over 1 broker (startupMaxReconnectAttempts=3)", attempts.limit());
        attempts.forEachRemaining(attempt -> assertEquals("a", attempt.broker().host()));
        assertEquals("4 attempts over 1 broker", attempts.describe());
    }

    @Test
    void jitterIsAddedToEveryAttemptButTheFirstOfAStartup() {
        FailoverUri uri = FailoverUri.parse("(tcp://a,tcp://b)?randomize=false&reconnectDelayJitter=8");
        // Half of the generator's range gives half of the jitter, whatever the bound.
        RandomGenerator half = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return bound / 2;
            }
        };
        assertEquals(
                "0a0 0b4 1a14 1b4 2a24 ...", take(Attempts.startup(uri.brokers(), uri.policy(), NONE_LOCAL, half), 5));
        assertEquals(
                "0a14 0b4 1a14 1b4 2a24 ...",
                take(Attempts.reconnect(uri.brokers(), uri.policy(), NONE_LOCAL, half, Optional.empty()), 5));
        ReconnectPolicy bounded = uri.policy().toBuilder()
                .maxReconnectDelay(Duration.ofMillis(12))
                .build();
        assertEquals("0a0 0b4 1a12 1b4 2a12 ...", take(Attempts.startup(uri.brokers(), bounded, NONE_LOCAL, half), 5));
    }

    @Test
    void jitterIsBelowItsBound() {
        Attempts attempts = startup("(tcp://a,tcp://b)?randomize=false&reconnectDelayJitter=8&maxReconnectDelay=10");
        Set<Long> seen = new HashSet<>();
        for (int count = 0; count < 2000; count++) {
            Attempt attempt = attempts.next();
            long millis = attempt.delay().toMillis();
            if (attempt.number() % 2 == 0) {
                seen.add(millis);
            } else {
                assertTrue(millis == (attempt.number() == 1 ? 0 : 10), attempt::toString);
            }
        }
        assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), seen);
    }

    @Test
    void repeatedBrokersAreTriedOnceInARound() {
        String uri = "(tcp://a,stomp://A:61613,tcp://b,tcp://a?x=1)?" + PLAIN + "&startupMaxReconnectAttempts=2";
        Attempts attempts = startup(uri);
        assertEquals("0a0 0b0 0a0 1a10 1b0 1a0", take(attempts, 9));
        assertEquals("2 rounds over 3 brokers", attempts.describe());
    }

    @Test
    void lostBrokerGoesLastInTheFirstRoundOnly() {
        String uri = "(tcp://a,tcp://b,tcp://c)?" + PLAIN;
        assertEquals("0b10 0c0 0a0 1a10 1b0 1c0 2a20 ...", take(reconnect(uri, "tcp://a"), 7));
        assertEquals("0a10 0b0 0c0 1a10 ...", take(reconnect(uri, "tcp://other"), 4));
    }

    @Test
    void lostBrokerGoesLastEvenIfItIsPreferred() {
        String uri = "(tcp://a,tcp://localhost)?priorityBackup=true&" + PLAIN;
        assertEquals("0a10 0localhost0 1localhost10 1a0 ...", take(reconnect(uri, "tcp://localhost"), 4));
    }

    @Test
    void lostBrokerKeepsItsPlaceWithoutRounds() {
        String uri = "(tcp://a,tcp://b)?randomize=false,maxReconnectAttempts=1";
        assertEquals("0a0 0b10", take(reconnect(uri, "tcp://a"), 9));
    }

    @Test
    void preferredBrokersComeFirstInWrittenOrder() {
        String uri = "(tcp://a,tcp://b,tcp://c,tcp://d:1)?priorityBackup=true&" + PLAIN;
        assertEquals("0a0 0b0 0c0 0d0 ...", take(startup(uri), 4));
        assertEquals("0c0 0d0 0a0 0b0 ...", take(startup(uri + "&priorityURIs=tcp://d:1,stomp://C:61613"), 4));
        assertEquals("0a0 0b0 0c0 0d0 ...", take(startup(uri + "&priorityURIs=tcp://d:2"), 4));
        assertEquals(
                "0b0 0a0 0localhost0 ...",
                take(
                        startup("(tcp://a,tcp://b,tcp://localhost)?priorityBackup=true&priorityURIs=tcp://b&" + PLAIN),
                        3));
    }

    @Test
    void preferenceNeedsPriorityBackup() {
        assertEquals(
                "0a0 0localhost0 ...",
                take(startup("(tcp://a,tcp://localhost)?priorityURIs=tcp://localhost&" + PLAIN), 2));
    }

    @Test
    void eachRoundIsShuffledAnewAndHasAllBrokers() {
        Attempts attempts = startup("(tcp://a,tcp://b,tcp://c)");
        Set<String> orders = new HashSet<>();
        Set<String> last = new HashSet<>();
        for (int round = 0; round < 300; round++) {
            String order = attempts.next().broker().host()
                    + attempts.next().broker().host()
                    + attempts.next().broker().host();
            orders.add(order);
            last.add(order.substring(2));
        }
        assertEquals(Set.of("abc", "acb", "bac", "bca", "cab", "cba"), orders);
        assertEquals(Set.of("a", "b", "c"), last);
    }

    @Test
    void sameSeedGivesTheSameSequence() {
        String uri = "(tcp://a,tcp://b,tcp://c)";
        assertEquals(take(startup(uri), 50), take(startup(uri), 50));
    }

    @ParameterizedTest
    @EnumSource(Pacing.class)
    void aMillionAttemptsStayWithinTheMaximum(Pacing pacing) {
        Duration most = Duration.ofDays(36_500);
        ReconnectPolicy policy = ReconnectPolicy.defaults().toBuilder()
                .initialReconnectDelay(most)
                .maxReconnectDelay(most)
                .reconnectDelayJitter(most)
                .backOffMultiplier(Double.MAX_VALUE)
                .pacing(pacing)
                .build();
        List<BrokerUri> brokers = FailoverUri.parse("tcp://a,tcp://b").brokers();
        Attempts attempts = Attempts.startup(brokers, policy, NONE_LOCAL, new SplittableRandom(7));
        Attempt attempt = attempts.next();
        for (int count = 1; count < 1_000_000; count++) {
            attempt = attempts.next();
            if (attempt.delay().isNegative() || attempt.delay().compareTo(most) > 0) {
                throw new AssertionError("out of range: " + attempt);
            }
        }
        assertEquals(1_000_000, attempt.number());
        assertEquals(499_999, attempt.round());
        assertTrue(attempts.hasNext());
    }

    @Test
    void sequencesDoNotInfluenceEachOther() {
        FailoverUri uri = FailoverUri.parse("(tcp://a,tcp://b)?" + PLAIN);
        Attempts first = Attempts.startup(uri.brokers(), uri.policy(), NONE_LOCAL, new SplittableRandom(7));
        Attempts second = Attempts.startup(uri.brokers(), uri.policy(), NONE_LOCAL, new SplittableRandom(7));
        assertEquals("0a0 0b0 1a10 ...", take(first, 3));
        assertEquals("0a0 0b0 1a10 ...", take(second, 3));
    }

    @Test
    void noBrokerIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Attempts.startup(List.of(), ReconnectPolicy.defaults(), NONE_LOCAL, new SplittableRandom(7)));
    }

    @Test
    void attemptChecksItsComponents() {
        BrokerUri broker = BrokerUri.parse("tcp://a");
        assertEquals(1, new Attempt(broker, Duration.ZERO, 1, 0).number());
        assertThrows(IllegalArgumentException.class, () -> new Attempt(broker, Duration.ofNanos(-1), 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Attempt(broker, Duration.ZERO, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Attempt(broker, Duration.ZERO, 1, -1));
        assertThrows(NullPointerException.class, () -> new Attempt(null, Duration.ZERO, 1, 0));
    }
}

package org.stompest.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The sequences F1 to F12 of the Python client stompest, with {@link Pacing#EACH_BROKER}. */
class StompestSequencesTest {
    private static final String TWO = "failover:(tcp://remote1:61615,tcp://localhost:61616)?randomize=false,";
    private static final String F4 = "failover:tcp://remote1:61616,tcp://localhost:61616,tcp://127.0.0.1:61615,"
            + "tcp://remote2:61616?startupMaxReconnectAttempts=3,priorityBackup=true,randomize=false";

    private static ReconnectPolicy policy(FailoverUri uri) {
        return uri.policy().withPacing(Pacing.EACH_BROKER);
    }

    private static Attempts startup(String text, String... own) {
        FailoverUri uri = FailoverUri.parse(text);
        return Attempts.startup(uri.brokers(), policy(uri), LocalHosts.of(Set.of(own)), new SplittableRandom(1));
    }

    private static Attempts reconnect(String text) {
        FailoverUri uri = FailoverUri.parse(text);
        Optional<BrokerUri> lost = Optional.of(uri.brokers().get(0));
        return Attempts.reconnect(uri.brokers(), policy(uri), LocalHosts.of(Set.of()), new SplittableRandom(1), lost);
    }

    private static String sequence(Attempts attempts) {
        List<String> found = new ArrayList<>();
        while (attempts.hasNext() && found.size() < 20) {
            Attempt attempt = attempts.next();
            found.add(attempt.broker().host() + " " + attempt.delay().toNanos() / 1e6);
        }
        return String.join(", ", found) + (attempts.hasNext() ? " ..." : "");
    }

    @Test
    void f1DelaysGrowFromBrokerToBroker() {
        String uri = "failover:tcp://remote1:61615,tcp://localhost:61616,tcp://remote2:61617?randomize=false,"
                + "startupMaxReconnectAttempts=3,initialReconnectDelay=7,backOffMultiplier=3.0,maxReconnectAttempts=1";
        assertEquals("remote1 0.0, localhost 7.0, remote2 21.0, remote1 63.0", sequence(startup(uri)));
        assertEquals("remote1 0.0, localhost 7.0", sequence(reconnect(uri)));
    }

    @Test
    void f2DelaysHaveAMaximum() {
        String uri = TWO + "startupMaxReconnectAttempts=3,initialReconnectDelay=7,maxReconnectDelay=8,"
                + "maxReconnectAttempts=0";
        assertEquals("remote1 0.0, localhost 7.0, remote1 8.0, localhost 8.0", sequence(startup(uri)));
        assertEquals("remote1 0.0", sequence(reconnect(uri)));
    }

    @Test
    void f3DelaysStayWithoutBackOff() {
        String uri = TWO + "startupMaxReconnectAttempts=2,initialReconnectDelay=3,useExponentialBackOff=false";
        assertEquals("remote1 0.0, localhost 3.0, remote1 3.0", sequence(startup(uri)));
    }

    @Test
    void f4LocalBrokersComeFirst() {
        assertEquals("localhost 0.0, 127.0.0.1 10.0, remote1 20.0, remote2 40.0", sequence(startup(F4)));
    }

    @Test
    void f5TheOwnAddressIsLocal() {
        String uri = F4.replace("remote2", "1.2.3.4");
        assertEquals("localhost 0.0, 127.0.0.1 10.0, 1.2.3.4 20.0, remote1 40.0", sequence(startup(uri, "1.2.3.4")));
    }

    @Test
    void f6WithoutALookupTheOwnAddressIsNotLocal() {
        String uri = F4.replace("remote2", "1.2.3.4");
        assertEquals("localhost 0.0, 127.0.0.1 10.0, remote1 20.0, 1.2.3.4 40.0", sequence(startup(uri)));
    }

    @Test
    void f7LocalBrokersComeFirstInAnyOrder() {
        FailoverUri uri = FailoverUri.parse(F4.replace("randomize=false", "randomize=true"));
        Set<String> orders = new TreeSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Attempts attempts =
                    Attempts.startup(uri.brokers(), uri.policy(), LocalHosts.of(Set.of()), new SplittableRandom(seed));
            StringBuilder order = new StringBuilder();
            while (attempts.hasNext()) {
                order.append(attempts.next().broker().host()).append(' ');
            }
            orders.add(order.toString());
        }
        assertEquals(
                Set.of(
                        "localhost 127.0.0.1 remote1 remote2 ",
                        "localhost 127.0.0.1 remote2 remote1 ",
                        "127.0.0.1 localhost remote1 remote2 ",
                        "127.0.0.1 localhost remote2 remote1 "),
                orders);
    }

    @Test
    void f8JitterIsAddedWithinItsBounds() {
        FailoverUri uri = FailoverUri.parse("tcp://remote1:61616?useExponentialBackOff=false,"
                + "startupMaxReconnectAttempts=1,reconnectDelayJitter=4");
        double least = 14;
        double most = 10;
        for (int seed = 0; seed < 1000; seed++) {
            Attempts attempts =
                    Attempts.startup(uri.brokers(), uri.policy(), LocalHosts.of(Set.of()), new SplittableRandom(seed));
            assertEquals(0, attempts.next().delay().toNanos());
            double delay = attempts.next().delay().toNanos() / 1e6;
            assertTrue(delay >= 10 && delay < 14, () -> "delay " + delay);
            least = Math.min(least, delay);
            most = Math.max(most, delay);
        }
        assertTrue(least < 10.5 && most > 13.5, least + " to " + most);
    }

    @Test
    void f9DefaultsOfStompest() {
        List<BrokerUri> brokers = FailoverUri.parse("tcp://a:1").brokers();
        Attempts startup =
                Attempts.startup(brokers, ReconnectPolicy.stompest(), LocalHosts.of(Set.of()), new SplittableRandom(1));
        assertEquals("a 0.0", sequence(startup));
        Attempts reconnect = Attempts.reconnect(
                brokers,
                ReconnectPolicy.stompest(),
                LocalHosts.of(Set.of()),
                new SplittableRandom(1),
                Optional.empty());
        assertEquals(
                "a 0.0, a 10.0, a 20.0, a 40.0, a 80.0, a 160.0, a 320.0, a 640.0, a 1280.0, a 2560.0, a 5120.0,"
                        + " a 10240.0, a 20480.0, a 30000.0, a 30000.0, a 30000.0, a 30000.0, a 30000.0, a 30000.0,"
                        + " a 30000.0 ...",
                sequence(reconnect));
    }

    @Test
    void f10FractionsOfTheMultiplierCount() {
        String uri = "failover:(tcp://a:1,tcp://b:1,tcp://c:1)?randomize=false,startupMaxReconnectAttempts=5,"
                + "initialReconnectDelay=100,backOffMultiplier=2.5,maxReconnectDelay=1000,maxReconnectAttempts=2";
        assertEquals("a 0.0, b 100.0, c 250.0, a 625.0, b 1000.0, c 1000.0", sequence(startup(uri)));
        assertEquals("a 0.0, b 100.0, c 250.0", sequence(reconnect(uri)));
    }

    @Test
    void f11NoDelayStaysNoDelay() {
        String uri = "tcp://a:1?initialReconnectDelay=0,startupMaxReconnectAttempts=3";
        assertEquals("a 0.0, a 0.0, a 0.0, a 0.0", sequence(startup(uri)));
    }

    @Test
    void f12MaximumBelowTheInitialDelayWins() {
        String uri = "tcp://a:1?maxReconnectDelay=5,startupMaxReconnectAttempts=3";
        assertEquals("a 0.0, a 5.0, a 5.0, a 5.0", sequence(startup(uri)));
    }

    @Test
    void aSecondStartupHasTheLimitOfAStartupAgain() {
        String uri = "tcp://a:1?startupMaxReconnectAttempts=0,maxReconnectAttempts=2";
        assertEquals("a 0.0", sequence(startup(uri)));
        assertEquals("a 0.0", sequence(startup(uri)));
        assertEquals("a 0.0, a 10.0, a 20.0", sequence(reconnect(uri)));
    }

    @Test
    void jitterDoesNotFeedBackAndIsBelowTheMaximum() {
        FailoverUri uri = FailoverUri.parse("tcp://a:1?initialReconnectDelay=10,startupMaxReconnectAttempts=4,"
                + "reconnectDelayJitter=30,maxReconnectDelay=45");
        for (int seed = 0; seed < 500; seed++) {
            Attempts attempts =
                    Attempts.startup(uri.brokers(), uri.policy(), LocalHosts.of(Set.of()), new SplittableRandom(seed));
            assertEquals(0, attempts.next().delay().toNanos());
            for (int base : new int[] {10, 20, 40, 45}) {
                double delay = attempts.next().delay().toNanos() / 1e6;
                assertTrue(delay >= base && delay <= Math.min(base + 30, 45), () -> base + ": " + delay);
            }
        }
    }

    @Test
    void repeatedBrokersAreTriedAsOftenAsTheyAreWritten() {
        assertEquals(
                "a 0.0, a 10.0, b 20.0, a 40.0",
                sequence(startup("(tcp://a,tcp://a,tcp://b)?startupMaxReconnectAttempts=3,randomize=false")));
    }
}

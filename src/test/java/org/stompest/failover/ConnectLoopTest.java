package org.stompest.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The loop of the package's guide, with brokers and a clock that are made up. */
class ConnectLoopTest {
    private final FailoverUri uri = FailoverUri.parse("failover:(stomp://red,stomp://blue)?randomize=false"
            + "&reconnectDelayJitter=0&startupMaxReconnectAttempts=3&maxReconnectAttempts=2&initialReconnectDelay=1s");
    private final LocalHosts local = LocalHosts.of(Set.of());
    private final List<String> log = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private Duration slept = Duration.ZERO;

    private BrokerUri connect(Attempts attempts) throws IOException {
        while (attempts.hasNext()) {
            Attempt attempt = attempts.next();
            slept = slept.plus(attempt.delay());
            String host = attempt.broker().host();
            log.add(attempt.number() + " " + host);
            if (!down.contains(host)) {
                return attempt.broker();
            }
        }
        throw new IOException("no broker answered in " + attempts.describe());
    }

    private BrokerUri startup() throws IOException {
        return connect(Attempts.startup(uri.brokers(), uri.policy(), local, new SplittableRandom(1)));
    }

    private BrokerUri reconnect(BrokerUri lost) throws IOException {
        return connect(
                Attempts.reconnect(uri.brokers(), uri.policy(), local, new SplittableRandom(1), Optional.of(lost)));
    }

    @Test
    void goesOnToTheBrokerThatAnswersAndToTheOtherOneAfterALoss() throws IOException {
        down.add("red");
        BrokerUri first = startup();
        assertEquals("blue", first.host());
        assertEquals(Duration.ZERO, slept);

        down.clear();
        assertEquals("red", reconnect(first).host());
        assertEquals(Duration.ofSeconds(1), slept);
        assertEquals(List.of("1 red", "2 blue", "1 red"), log);
    }

    @Test
    void givesUpAtTheLimitOfItsKind() {
        down.addAll(List.of("red", "blue"));
        assertEquals(
                "no broker answered in 3 rounds over 2 brokers",
                assertThrows(IOException.class, this::startup).getMessage());
        assertEquals(Duration.ofSeconds(3), slept);
        IOException failure =
                assertThrows(IOException.class, () -> reconnect(uri.brokers().get(0)));
        assertEquals("no broker answered in 2 rounds over 2 brokers", failure.getMessage());
        assertEquals(List.of("1 blue", "2 red", "3 red", "4 blue"), log.subList(6, 10));
    }
}

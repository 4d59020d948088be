package org.stompest.it;

import org.stompest.client.StompClient;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The embedded brokers are those that the build says: there are runs of the same tests against others. */
@Timeout(60)
class BrokerVersionIT {
    /** What the build says, a version for each of the two kinds in turn. */
    private static final String[] EXPECTED =
            System.getProperty("broker.versions", "").split(" ");

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ARTEMIS"})
    void theBrokerHasTheVersionThatTheBuildSays(BrokerKind kind) {
        try (StompClient client = Clients.connect(BROKERS.get(kind), Version.V1_1)) {
            String server = client.server().orElseThrow().server().orElseThrow();
            String expected = "/" + EXPECTED[kind.ordinal()];
            assertTrue((server + " ").contains(expected + " "), "expected " + expected + ", got " + server);
        }
    }
}

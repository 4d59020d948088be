package org.stompest.failover;

import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LocalHostsTest {
    private static final LocalHosts HOSTS =
            LocalHosts.of(Set.of("MyHost", "10.1.2.3", "fe80:0:0:0:0:0:0:a%eth0", "my.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "127.255.0.9",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0::0.0.0.1]",
                "myhost",
                "MYHOST",
                "My.Example.Org",
                "10.1.2.3",
                "[fe80::A]",
                "[FE80::000a%25eth1]"
            })
    void loopbackAndOwnNamesAreLocal(String host) {
        assertTrue(HOSTS.test(BrokerUri.parse("tcp://" + host + ":1")));
        assertEquals(
                host.toLowerCase(Locale.ROOT).startsWith("localhost")
                        || host.startsWith("127.")
                        || host.endsWith(":1]")
                        || host.endsWith(".1]"),
                LocalHosts.of(Set.of()).test(BrokerUri.parse("tcp://" + host + ":1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.example.org",
                "127.example.org",
                "127.0.0",
                "127.0.0.256",
                "128.0.0.1",
                "[::2]",
                "[fe80::b]",
                "host",
                "10.1.2.4"
            })
    void othersAreNot(String host) {
        assertFalse(HOSTS.test(BrokerUri.parse("tcp://" + host + ":1")));
    }
}

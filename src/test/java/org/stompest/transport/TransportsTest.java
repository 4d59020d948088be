package org.stompest.transport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransportsTest {
    @Test
    void tcpIsBuiltIn() {
        assertTrue(Transports.all().supports("stomp"));
        Channel channel = Transports.all().channel(new Endpoint("stomp", "host", 1, ""), TransportOptions.DEFAULT);
        assertInstanceOf(TcpChannel.class, channel);
        assertEquals("stomp://host:1", channel.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopher", "STOMP", ""})
    void unknownSchemeIsRefused(String scheme) {
        Transport transports = Transports.all();
        assertFalse(transports.supports(scheme));
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class,
                () -> transports.channel(new Endpoint(scheme, "host", 1, ""), TransportOptions.DEFAULT));
        assertTrue(failure.getMessage().contains("'" + scheme + "'"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void endpointHasAPortThatThereIs(int port) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> new Endpoint("stomp", "host", port, ""));
        assertTrue(failure.getMessage().contains("got " + port), failure.getMessage());
    }

    @Test
    void endpointShowsBracketsAroundIpv6() {
        assertEquals("ws://[::1]:80/stomp", new Endpoint("ws", "::1", 80, "/stomp").toString());
    }
}

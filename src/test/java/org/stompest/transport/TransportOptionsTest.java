package org.stompest.transport;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransportOptionsTest {
    @Test
    void defaultTextsGiveTheDefaults() {
        for (TransportOptions.Option option : TransportOptions.options()) {
            TransportOptions options = TransportOptions.DEFAULT.with(Map.of(option.name(), option.defaultText()));
            assertEquals(TransportOptions.DEFAULT, options, option.name());
        }
    }

    @Test
    void eachOptionSetsItsField() {
        TransportOptions options = TransportOptions.DEFAULT.with(Map.of(
                "connectTimeout", "1",
                "soWriteTimeout", "0",
                "tcpNoDelay", "false",
                "tcpKeepAlive", "true",
                "soLinger", "65535",
                "sendBufferSize", "2147483647",
                "receiveBufferSize", "3",
                "trafficClass", "255",
                "localAddress", "127.0.0.1",
                "localPort", "65535"));
        assertEquals(
                new TransportOptions(
                        Duration.ofMillis(1),
                        Duration.ZERO,
                        false,
                        true,
                        65535,
                        Integer.MAX_VALUE,
                        3,
                        255,
                        "127.0.0.1",
                        65535),
                options);
        assertEquals(10, TransportOptions.options().size());
    }

    @Test
    void optionsNotNamedStay() {
        TransportOptions changed = TransportOptions.DEFAULT.with(Map.of("soLinger", "5"));
        assertEquals(TransportOptions.DEFAULT, changed.with(Map.of("soLinger", "-1")));
        assertEquals(changed, changed.with(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "connectTimeout, 0, 'from 1 to 2147483647'",
        "connectTimeout, 1s, a number",
        "connectTimeout, 2147483648, a number",
        "soWriteTimeout, -1, 'from 0 to 2147483647'",
        "tcpNoDelay, yes, true or false",
        "tcpKeepAlive, TRUE, true or false",
        "soLinger, -2, 'from -1 to 65535'",
        "sendBufferSize, -1, 'from 0 to 2147483647'",
        "receiveBufferSize, '', a number",
        "trafficClass, 256, 'from 0 to 255'",
        "localPort, 65536, 'from 0 to 65535'"
    })
    void malformedValueIsNamedWithItsOption(String name, String value, String expected) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TransportOptions.DEFAULT.with(Map.of(name, value)));
        String text = failure.getMessage();
        assertTrue(text.contains("transport." + name) && text.contains(expected) && text.contains(value), text);
    }

    @ParameterizedTest
    @CsvSource({"TcpNoDelay", "tcpnodelay", "TCPNODELAY"})
    void caseOfANameDoesNotMatter(String name) {
        assertEquals(
                TransportOptions.DEFAULT.with(Map.of("tcpNoDelay", "false")),
                TransportOptions.DEFAULT.with(Map.of(name, "false")));
    }

    @ParameterizedTest
    @CsvSource({"nodelay", "''", "transport.tcpNoDelay"})
    void unknownOptionIsNamedWithThoseThatThereAre(String name) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TransportOptions.DEFAULT.with(Map.of(name, "1")));
        String text = failure.getMessage();
        assertTrue(text.contains("'" + name + "'") && text.contains("tcpNoDelay"), text);
    }
}

package org.stompest.failover;

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

class BrokerUriTest {
    private static BrokerUri plain(String scheme, String host, int port, String path) {
        return new BrokerUri(scheme, host, port, path, Optional.empty(), Optional.empty(), Map.of());
    }

    private static String reason(String text) {
        return assertThrows(FailoverUriException.class, () -> BrokerUri.parse(text), text)
                .reason();
    }

    @ParameterizedTest
    @CsvSource({
        "stomp, stomp, 61613",
        "tcp, stomp, 61613",
        "nio, stomp, 61613",
        "stomp+nio, stomp, 61613",
        "TCP, stomp, 61613",
        "stomp+ssl, stomp+ssl, 61614",
        "stomps, stomp+ssl, 61614",
        "ssl, stomp+ssl, 61614",
        "nio+ssl, stomp+ssl, 61614",
        "stomp+nio+ssl, stomp+ssl, 61614",
        "Stomp+SSL, stomp+ssl, 61614",
        "ws, ws, 80",
        "stomp+ws, ws, 80",
        "wss, wss, 443",
        "stomp+wss, wss, 443"
    })
    void schemeAliasesHaveOneCanonicalNameAndADefaultPort(String written, String canonical, int port) {
        assertEquals(plain(canonical, "host", port, ""), BrokerUri.parse(written + "://host"));
    }

    @ParameterizedTest
    @CsvSource({
        "amqp, stomp://",
        "amqps, stomp+ssl://",
        "amqpwss, wss://",
        "amqp+foo, stomp://",
        "vm, stomp://",
        "http, ws://",
        "https, wss://",
        "http+unix, ws://",
        "udp, stomp://",
        "peer, stomp://",
        "MQTT, stomp://",
        "multicast, failover:(",
        "discovery, failover:(",
        "static, failover:(",
        "masterslave, failover:(",
        "fanout, failover:("
    })
    void schemesOfOtherProtocolsAreRefusedWithTheOneToWrite(String foreign, String advice) {
        String reason = reason(foreign + "://host:1");
        assertTrue(reason.contains("'" + foreign + "'") && reason.contains("write " + advice), reason);
    }

    @Test
    void compositesOfOtherTransportsAreRefusedWithTheOneToWrite() {
        for (String text : List.of("discovery:(multicast://default)?x=y", "static:(tcp://a,tcp://b)")) {
            String reason = assertThrows(FailoverUriException.class, () -> FailoverUri.parse(text))
                    .reason();
            assertTrue(reason.contains("write failover:("), reason);
        }
    }

    @Test
    void unknownSchemeNamesTheNearestOne() {
        String reason = reason("tpc://host:1");
        assertTrue(reason.contains("'tpc'") && reason.contains("did you mean 'tcp'?"), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "stomp://[::1], ::1, 61613",
        "stomp://[::1]:7, ::1, 7",
        "stomp://[::], ::, 61613",
        "stomp://[2001:DB8::a:1]:61613, 2001:db8::a:1, 61613",
        "stomp://[1:2:3:4:5:6:7:8]:1, 1:2:3:4:5:6:7:8, 1",
        "stomp://[::ffff:127.0.0.1]:1, ::ffff:127.0.0.1, 1",
        "stomp://[fe80::1%25eth0]:1, fe80::1%eth0, 1",
        "stomp://[fe80::1%eth0]:1, fe80::1%eth0, 1"
    })
    void ipv6AddressesStandInBrackets(String text, String host, int port) {
        BrokerUri broker = BrokerUri.parse(text);
        assertEquals(host, broker.host());
        assertEquals(port, broker.port());
        assertEquals(broker, BrokerUri.parse(broker.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stomp://[1:2:3:4:5:6:7]",
                "stomp://[1:2:3:4:5:6:7:8:9]",
                "stomp://[1::2::3]",
                "stomp://[1:2:3:4:5:6:7::8]",
                "stomp://[12345::]",
                "stomp://[g::]",
                "stomp://[:1]",
                "stomp://[::1%]",
                "stomp://[::1.2.3]",
                "stomp://[::1.2.3.256]",
                "stomp://[::1.2.3.4:1]",
                "stomp://[host]"
            })
    void otherTextInBracketsIsNoIpv6Address(String text) {
        assertTrue(reason(text).contains("expected an IPv6 address"), reason(text));
    }

    @Test
    void ipv6AddressWithoutBracketsIsRefused() {
        assertTrue(reason("stomp://::1:61613").contains("square brackets"));
        assertTrue(reason("stomp://[::1:61613").contains("expected ']'"));
        assertTrue(reason("stomp://[::1]61613").contains("expected ':' and a port"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":0",
                ":65536",
                ":999999999999",
                ":a",
                ":-1",
                ":+1",
                ":1.0",
                ":0x1",
                ":%31",
                ":\u0661",
                ":1)"
            })
    void portIsANumberFrom1To65535(String port) {
        String reason = reason("tcp://localhost" + port);
        assertTrue(reason.contains("port from 1 to 65535") && reason.contains("'" + port + "'"), reason);
    }

    @Test
    void portsAtTheBoundsAreAccepted() {
        assertEquals(1, BrokerUri.parse("tcp://localhost:1").port());
        assertEquals(65535, BrokerUri.parse("tcp://localhost:65535").port());
        assertEquals(8080, BrokerUri.parse("tcp://localhost:08080").port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://", "tcp://:61613", "tcp://?x=y", "ws:///path", "tcp://u@", "tcp://61613"})
    void missingHostIsRefused(String text) {
        assertTrue(reason(text).contains("expected a host, got"), reason(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "a(b", "h\u00f6st", "a%20b", "a\\b", "a\"b", "a;b", "a~b"})
    void hostHasOnlyCharactersOfHostNames(String host) {
        assertTrue(reason("tcp://" + host + ":1").contains("expected a host of letters"), host);
    }

    @Test
    void hostIsReadInLowerCase() {
        assertEquals(
                "broker_1.example.org",
                BrokerUri.parse("tcp://Broker_1.EXAMPLE.org").host());
    }

    @Test
    void tooLongHostIsRefused() {
        assertEquals(255, BrokerUri.parse("tcp://" + "a".repeat(255)).host().length());
        assertTrue(reason("tcp://" + "a".repeat(256)).contains("at most 255 characters, got 256"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://a b:1",
                "tcp:// a:1",
                " tcp://a:1",
                "tcp://a:1 ",
                "tcp://a:1\n",
                "tcp://a\t",
                "tcp://a\u00a0b"
            })
    void blanksAndControlCharactersAreRefusedWithTheirPlace(String text) {
        String reason = reason(text);
        assertTrue(reason.startsWith("expected no blank or control character, got one at character "), reason);
    }

    @Test
    void pathIsForWebSocketsOnly() {
        assertEquals(plain("ws", "h", 80, "/stomp/a%20b"), BrokerUri.parse("ws://h/stomp/a%20b"));
        assertEquals(plain("wss", "h", 1, "/"), BrokerUri.parse("wss://h:1/"));
        assertTrue(reason("tcp://h:1/x").contains("expected no path with the scheme stomp, got '/x'"));
        assertTrue(reason("ssl://h/").contains("expected no path with the scheme stomp+ssl, got '/'"));
        assertTrue(reason("ws://h/%zz").contains("the path: expected two hexadecimal digits"));
        assertTrue(reason("ws://h/\u00e9").contains("printable ASCII"));
    }

    @Test
    void fragmentIsRefused() {
        assertTrue(reason("ws://h/p#f").contains("expected no fragment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp:localhost:61613", "tcp:/localhost", "tcp:"})
    void twoSlashesFollowTheScheme(String text) {
        assertEquals("expected '//' after 'tcp:'", reason(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "//localhost", "://localhost", "ho_st://a"})
    void schemeIsRequired(String text) {
        assertTrue(reason(text).contains("got no scheme"), reason(text));
    }

    @Test
    void userInfoIsPercentDecoded() {
        BrokerUri broker = BrokerUri.parse("stomp://us%40er:p%3Aa%2Fs%25s+%C3%A9:@host:1");
        assertEquals(Optional.of("us@er"), broker.user());
        assertEquals(Optional.of("p:a/s%s+\u00e9:"), broker.password());
        assertEquals("host", broker.host());
    }

    @Test
    void passwordMayBeEmptyOrMissingButNotTheUser() {
        assertEquals(Optional.of(""), BrokerUri.parse("stomp://u:@h").password());
        assertEquals(Optional.empty(), BrokerUri.parse("stomp://u@h").password());
        assertTrue(reason("stomp://:p@h").contains("expected a user"));
        assertTrue(reason("stomp://@h").contains("expected a user"));
    }

    @Test
    void badPercentCodesAreRefused() {
        assertTrue(reason("stomp://u:%4@h").contains("the password: expected two hexadecimal digits"));
        assertTrue(reason("stomp://u%@h").contains("the user: expected two hexadecimal digits"));
        assertTrue(reason("stomp://u:%FF@h").contains("the password: expected percent-encoded UTF-8"));
        assertTrue(reason("stomp://h?x=%-1").contains("option 1 ('x'): expected two hexadecimal digits"));
    }

    @Test
    void optionsAreDecodedOnceAndKeepTheirOrder() {
        BrokerUri broker = BrokerUri.parse("stomp://h?z=%2541&transport.a=1,b=2&y=&x=a=b");
        assertEquals(
                List.of("z", "transport.a", "y", "x"),
                List.copyOf(broker.options().keySet()));
        assertEquals(
                List.of("%41", "1,b=2", "", "a=b"), List.copyOf(broker.options().values()));
        assertThrows(UnsupportedOperationException.class, () -> broker.options().clear());
    }

    @Test
    void repeatedOptionIsRefusedInAnyCase() {
        assertEquals("option 2: 'X' is set twice", reason("stomp://h?x=1&X=2"));
    }

    @Test
    void textHasNeitherUserInfoNorSecrets() {
        BrokerUri broker = BrokerUri.parse("ssl://user:geheim@h?a.keyStorePassword=geheim&b=x%26y&c.authToken=geheim");
        assertEquals("stomp+ssl://h:61614?a.keyStorePassword=***&b=x%26y&c.authToken=***", broker.toString());
        assertEquals("geheim", broker.options().get("a.keyStorePassword"));
    }

    @Test
    void textCanBeReadAgain() {
        BrokerUri broker = BrokerUri.parse("ws://h/p?a=%0A%C3%A9%26&b=%25");
        assertEquals(broker, BrokerUri.parse(broker.toString()));
    }

    @Test
    void sameAddressDoesNotLookAtUserInfoAndOptions() {
        BrokerUri broker = BrokerUri.parse("tcp://A");
        assertTrue(broker.sameAddress(BrokerUri.parse("stomp://u:p@a:61613?x=y")));
        assertFalse(broker.sameAddress(BrokerUri.parse("stomp://a:1")));
        assertFalse(broker.sameAddress(BrokerUri.parse("stomp://b")));
        assertFalse(broker.sameAddress(BrokerUri.parse("ssl://a:61613")));
        assertFalse(BrokerUri.parse("ws://a/x").sameAddress(BrokerUri.parse("ws://a/y")));
        assertNotEquals(broker, BrokerUri.parse("stomp://u:p@a"));
    }

    @Test
    void schemeSaysWhatIsUnderStomp() {
        assertFalse(BrokerUri.parse("tcp://h").secure());
        assertTrue(BrokerUri.parse("ssl://h").secure());
        assertTrue(BrokerUri.parse("wss://h").secure());
        assertFalse(BrokerUri.parse("ssl://h").webSocket());
        assertTrue(BrokerUri.parse("ws://h").webSocket());
        assertTrue(BrokerUri.parse("wss://h").webSocket());
    }

    @Test
    void constructorChecksItsComponents() {
        assertThrows(IllegalArgumentException.class, () -> plain("tcp", "h", 1, ""));
        assertThrows(IllegalArgumentException.class, () -> plain("stomp", "", 1, ""));
        assertThrows(IllegalArgumentException.class, () -> plain("stomp", "h", 0, ""));
        assertThrows(IllegalArgumentException.class, () -> plain("stomp", "h", 65536, ""));
        assertThrows(IllegalArgumentException.class, () -> plain("stomp", "h", 1, "/p"));
        assertThrows(IllegalArgumentException.class, () -> plain("ws", "h", 1, "p"));
        assertThrows(IllegalArgumentException.class, () -> plain("ws", "h", 1, "/p\r\nx"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BrokerUri("stomp", "h", 1, "", Optional.empty(), Optional.of("p"), Map.of()));
        assertThrows(NullPointerException.class, () -> BrokerUri.parse(null));
    }
}

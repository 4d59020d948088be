package org.stompest.jms;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.stompest.client.Credentials;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Prefixes;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectionConfigTest {
    private static ConnectionConfig config(String uri) {
        return new ConnectionConfig(uri, Map.of());
    }

    private static ConnectionConfig withOptions(String options) {
        return config("stomp://localhost:61613?" + options);
    }

    private static String refusal(String uri) {
        return assertThrows(IllegalArgumentException.class, () -> config(uri)).getMessage();
    }

    // ---- where options stand ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stomp://a:1?jms.sendTimeout=7s",
                "failover:(stomp://a:1,stomp://b:2)?jms.sendTimeout=7s",
                "failover:(stomp://a:1)?maxReconnectDelay=5s&jms.sendTimeout=7s&transport.tcpNoDelay=false",
                "stomp://a:1,stomp://b:2?jms.sendTimeout=7000",
                "stomp://a:1?jms.SENDTIMEOUT=7s",
                "stomp://a:1?JMS.SendTimeout=7s",
            })
    void optionsStandBehindAllBrokersInAnyCase(String uri) {
        assertEquals(Duration.ofSeconds(7), config(uri).duration(Option.SEND_TIMEOUT));
    }

    @Test
    void withoutOptionsThereAreTheDefaults() {
        ConnectionConfig config = config("stomp://localhost");

        assertEquals(Duration.ofSeconds(15), config.duration(Option.CONNECT_TIMEOUT));
        assertEquals(Duration.ofSeconds(60), config.duration(Option.SEND_TIMEOUT));
        assertEquals("", config.text(Option.CLIENT_ID));
        assertEquals(6, config.number(Option.MAXIMUM_REDELIVERIES));
        assertTrue(config.is(Option.LOCAL_MESSAGE_EXPIRY));
        assertEquals(Optional.empty(), config.versions());
        assertEquals(Optional.empty(), config.dialect());
        assertEquals(Optional.empty(), config.credentials());
    }

    @Test
    void optionsOfTheConnectionDoNotStandInsideOfTheBrackets() {
        String refusal = refusal("failover:(stomp://a:1?jms.sendTimeout=7s)");

        assertTrue(refusal.contains("outside of the brackets"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover:(stomp://a:1?transport.tcpNoDelay=false,stomp://b:2)",
                "failover:(stomp://a:1,stomp://b:2)?transport.tcpNoDelay=false",
                "failover:(stomp://a:1,stomp://b:2)?nested.transport.tcpNoDelay=false",
                "failover:(stomp://a:1?transport.soWriteTimeout=5)?transport.soWriteTimeout=6",
                "stomp://a:1?transport.connectTimeout=5",
            })
    void optionsOfTheTransportStandInsideAndOutside(String uri) {
        assertDoesNotThrow(() -> config(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover:(stomp://a:1?transport.tcpNoDelai=false)",
                "failover:(stomp://a:1)?transport.tcpNoDelai=false",
                "failover:(stomp://a:1)?nested.transport.tcpNoDelai=false",
                "stomp://a:1?transport.tcpNoDelai=false",
            })
    void anUnknownOptionOfTheTransportIsFoundAtOnceWhereverItStands(String uri) {
        String refusal = refusal(uri);

        assertTrue(refusal.contains("'tcpNoDelai'") && refusal.contains("tcpNoDelay"), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "jms.sendTimout,  did you mean 'jms.sendTimeout'?",
        "stomp.brokers,   did you mean 'stomp.broker'?",
        "maxReconectDelay, did you mean 'maxReconnectDelay'?",
    })
    void anUnknownOptionIsAnsweredWithTheNearest(String name, String hint) {
        String refusal = refusal("stomp://a:1?" + name + "=5");

        assertTrue(refusal.contains("'" + name + "'") && refusal.contains(hint), refusal);
    }

    @Test
    void anOptionIsSetOnceUnderWhateverName() {
        String refusal = refusal("stomp://a:1?jms.username=a&jms.user=b");

        assertTrue(refusal.contains("jms.username") && refusal.contains("jms.user"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jms.sendTimeout=soon", "stomp.broker=hornetq", "stomp.versions=2.0", "stomp.heartbeat=5",
                "stomp.connectedTimeout=0", "stomp.maxFrameSize=0", "transport.tcpNoDelay=maybe", "jms.username"
            })
    void aMalformedOptionIsRefusedAtOnce(String option) {
        assertThrows(IllegalArgumentException.class, () -> withOptions(option));
    }

    // ---- who wins ----

    @Test
    void whatIsSetBesidesTheUriWins() {
        ConnectionConfig config =
                new ConnectionConfig("stomp://a:1?jms.clientID=uri&jms.username=u", Map.of(Option.CLIENT_ID, "setter"));

        assertEquals("setter", config.text(Option.CLIENT_ID));
        assertEquals("u", config.text(Option.USERNAME));
    }

    @Test
    void credentialsNeedAUser() {
        assertEquals(
                Optional.of(new Credentials("u", "p")),
                withOptions("jms.username=u&jms.password=p").credentials());
        assertEquals(
                Optional.of(new Credentials("u", "")),
                withOptions("jms.username=u").credentials());
        assertEquals(Optional.empty(), withOptions("jms.password=p").credentials());
    }

    // ---- prefetch ----

    @ParameterizedTest
    @CsvSource({
        "jms.clientID=x,                                                          100, 1000, 100, 500",
        "jms.prefetchPolicy.all=7,                                                7,   7,    7,   7",
        "jms.prefetchPolicy.all=7&jms.prefetchPolicy.queuePrefetch=9,             9,   7,    7,   7",
        "jms.prefetchPolicy.topicPrefetch=9&jms.prefetchPolicy.all=7,             7,   9,    7,   7",
        "jms.prefetchPolicy.all=0,                                                1,   1,    1,   1",
        "jms.prefetchPolicy.all=7&jms.prefetchPolicy.durableTopicPrefetch=0,      7,   7,    1,   7",
        "jms.prefetchPolicy.queueBrowserPrefetch=3,                               100, 1000, 100, 3",
    })
    void oneOptionSetsAllPrefetchesThatAreNotSetThemselves(
            String options, int queue, int topic, int durable, int browser) {
        ConnectionConfig config = withOptions(options);

        assertEquals(queue, config.prefetch(Option.QUEUE_PREFETCH));
        assertEquals(topic, config.prefetch(Option.TOPIC_PREFETCH));
        assertEquals(durable, config.prefetch(Option.DURABLE_TOPIC_PREFETCH));
        assertEquals(browser, config.prefetch(Option.QUEUE_BROWSER_PREFETCH));
    }

    /** A setter wins over the URI, whatever of it speaks of the same thing. */
    @Test
    void allPrefetchesSetBesidesTheUriWinOverOneInIt() {
        ConnectionConfig config =
                new ConnectionConfig("stomp://a:1?jms.prefetchPolicy.queuePrefetch=9", Map.of(Option.ALL_PREFETCH, 7));

        assertEquals(7, config.prefetch(Option.QUEUE_PREFETCH));
    }

    // ---- the broker ----

    @ParameterizedTest
    @CsvSource({"activemq, ActiveMQ Classic", "Artemis, ActiveMQ Artemis", "generic, a generic STOMP broker"})
    void theDialectIsTheOneAskedFor(String broker, String name) {
        assertEquals(
                Optional.of(name),
                withOptions("stomp.broker=" + broker).dialect().map(Dialect::name));
    }

    @Test
    void prefixesReplaceThoseOfTheBroker() {
        ConnectionConfig config = withOptions("stomp.queuePrefix=q/");

        assertEquals(
                new Prefixes("q/", "/topic/", "/temp-queue/", "/temp-topic/"),
                config.prefixes().apply(Prefixes.SLASHES));
        assertEquals(
                new Prefixes("", "t/", "", ""),
                withOptions("stomp.topicPrefix=t/").prefixes().apply(Prefixes.NONE));
    }

    @Test
    void versionsAreThoseAskedFor() {
        assertEquals(
                Optional.of(List.of(Version.V1_1, Version.V1_2)),
                withOptions("stomp.versions=1.1,1.2").versions());
    }

    // ---- objects ----

    @Test
    void listsAreSeparatedByCommas() {
        ConnectionConfig config = withOptions("jms.trustedPackages=a.b,%20c.D%20,,e");

        assertTrue(config.objectPolicy().toString().contains("a.b"), config.objectPolicy()::toString);
        assertTrue(config.objectPolicy().toString().contains("c.D"), config.objectPolicy()::toString);
    }

    // ---- secrets ----

    @Test
    void noErrorShowsASecret() {
        for (String uri : List.of(
                "stomp://u:s3cret@a:1?jms.sendTimout=5",
                "stomp://a:1?jms.password=s3cret&jms.sendTimout=5",
                "stomp://a:1?jms.password=s3cret&bogus=5",
                "stomp://a:1?jms.passcode=s3cret&maxReconnectDelay=x",
                "stomp://a:1?jms.password=s3cret&jms.passcode=s3cret",
                "stomp://a:1?stomp.header.passcode=s3cret&bogus=1",
                "failover:(stomp://u:s3cret@a:1?transport.bogus=1)",
                "failover:(stomp://u:s3cret@a:1)?jms.sendTimeout=soon",
                "http://u:s3cret@a:1",
                "stomp://u:s3cret@a:x")) {
            Throwable refusal = assertThrows(IllegalArgumentException.class, () -> config(uri));
            for (Throwable each = refusal; each != null; each = each.getCause()) {
                assertFalse(each.toString().contains("s3cret"), each.toString());
            }
        }
    }
}

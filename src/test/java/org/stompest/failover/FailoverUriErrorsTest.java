package org.stompest.failover;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailoverUriErrorsTest {
    private static FailoverUriException error(String text) {
        return assertThrows(
                FailoverUriException.class, () -> FailoverUri.parse(text, name -> name.startsWith("jms.")), text);
    }

    private static void assertSays(String text, String... parts) {
        FailoverUriException error = error(text);
        for (String part : parts) {
            assertTrue(error.reason().contains(part), error.reason());
        }
        assertEquals("broker URI " + error.uri() + ": " + error.reason(), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failover:(tcp://a:1,tcp://b:x)           | broker 2: expected ':' and a port",
                "failover:tcp://a:x                       | broker 1: expected ':' and a port",
                "failover:(tcp://a:1,,tcp://b)            | broker 2: expected a broker",
                "failover:(tcp://a:1,)                    | broker 2: expected a broker",
                "failover:()                              | at least one broker",
                "failover:                                | at least one broker",
                "failover://                              | at least one broker",
                "?randomize=true                          | at least one broker",
                "failover:(failover:(tcp://a))            | one pair of brackets",
                "failover:((tcp://a))                     | one pair of brackets",
                "failover:failover:tcp://a                | 'failover:' stands once",
                "failover:(tcp://a)x                      | expected '?' or nothing behind ')'",
                "failover:(tcp://a)/p?timeout=1           | expected '?' or nothing behind ')'",
                "failover:(tcp://a,tcp://b                | expected ')'",
                "failover:tcp://a,tcp://b)                | brackets around the whole list",
                "tcp://a,(tcp://b)                        | brackets around the whole list",
                "failover:(tcp://a?x)                     | broker 1: option 1: expected name=value, got 'x'",
                "failover:(tcp://a?x=1&)                  | broker 1: option 2: expected name=value, got nothing",
                "failover:(tcp://a?x=1&x=2)               | broker 1: option 2: 'x' is set twice",
                "failover:(tcp://a?=1)                    | broker 1: option 1: expected a name",
                "tcp://a?                                 | option 1: expected name=value, got nothing",
                "tcp://a?randomize                        | option 1: expected name=value, got 'randomize'",
                "tcp://a?timeout=1&&randomize=true        | option 2: expected name=value, got nothing",
                "tcp://a?timeout=1&1x=true                | option 2: expected a name",
                "tcp://a??=False                          | got '?'"
            })
    void grammarErrorsSayWhatAndWhere(String text, String expected) {
        assertSays(text, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "randomize=1                     | randomize: expected true or false, got '1'",
                "failover.Randomize=True         | randomize: expected true or false, got 'True'",
                "trackMessages=                  | trackMessages: expected true or false, got ''",
                "maxReconnectDelay=False         | maxReconnectDelay: expected a time in milliseconds",
                "initialReconnectDelay=-1        | initialReconnectDelay: expected a time in milliseconds from 0",
                "reconnectDelay=-5ms             | got '-5ms'",
                "maxReconnectDelay=1d            | got '1d'",
                "maxReconnectDelay=1_000         | got '1_000'",
                "maxReconnectDelay=1.5s          | got '1.5s'",
                "maxReconnectDelay=+1            | got '+1'",
                "maxReconnectDelay=s             | got 's'",
                "maxReconnectDelay=1S            | got '1S'",
                "maxReconnectDelay=\u0661        | got '\u0661'",
                "maxReconnectDelay=876001h       | maxReconnectDelay: expected a time in milliseconds from 0 to",
                "maxReconnectDelay=99999999999999999999 | maxReconnectDelay: expected a time",
                "reconnectDelayJitter=-1         | reconnectDelayJitter: expected a time",
                "timeout=-2                      | timeout: expected a time",
                "maxReconnectAttempts=-2         | maxReconnectAttempts: expected -1 or more, got -2",
                "startupMaxReconnectAttempts=-2  | startupMaxReconnectAttempts: expected -1 or more, got -2",
                "maxReconnectAttempts=2147483648 | maxReconnectAttempts: expected a whole number from -1 to 2147483647",
                "reconnectAttempts=x             | maxReconnectAttempts: expected a whole number",
                "warnAfterReconnectAttempts=-2   | warnAfterReconnectAttempts: expected -1 or more, got -2",
                "maxCacheSize=-1                 | maxCacheSize: expected a number of bytes",
                "maxCacheSize=2048m              | got '2048m'",
                "backOffMultiplier=0.9           | backOffMultiplier: expected a finite number of 1 or more, got 0.9",
                "backOffMultiplier=-2            | backOffMultiplier: expected a decimal number",
                "backOffMultiplier=1e3           | got '1e3'",
                "backOffMultiplier=NaN           | got 'NaN'",
                "backOffMultiplier=2.            | got '2.'",
                "backOffMultiplier=.5            | got '.5'",
                "disconnectedBehavior=Block      | disconnectedBehavior: expected block or reject, got 'Block'",
                "priorityURIs=tcp:a              | priorityURIs: expected '//' after 'tcp:'",
                "priorityURIs=                   | priorityURIs: expected a scheme"
            })
    void valueErrorsNameTheOptionAndTheExpectedValue(String option, String expected) {
        assertSays("failover:(tcp://a)?" + option, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "randomise, randomize",
        "maxReconnectAttemps, maxReconnectAttempts",
        "MaxReconectDelay, maxReconnectDelay",
        "failover.randomise, failover.randomize",
        "reconnectDelayExp0nent, reconnectDelayExponent",
        "priorityUris2, priorityURIs"
    })
    void unknownOptionNamesTheNearestOne(String written, String meant) {
        assertSays("(tcp://a)?" + written + "=1", "unknown option '" + written + "': did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "backup",
                "backupPoolSize",
                "rebalanceUpdateURIs",
                "updateURIsSupported",
                "reconnectSupported",
                "trackTransactionProducers",
                "amqpOpenServerListAction",
                "updateURIsURL",
                "transport.x",
                "failover.jms.x"
            })
    void otherOptionsAreUnknown(String name) {
        assertSays("(tcp://a)?" + name + "=1", "unknown option '" + name + "'");
    }

    @Test
    void withoutUpperLayersTheirOptionsAreUnknown() {
        FailoverUriException error =
                assertThrows(FailoverUriException.class, () -> FailoverUri.parse("tcp://a?jms.x=1"));
        assertEquals("unknown option 'jms.x'", error.reason());
    }

    @Test
    void unknownOptionThatMayBelongToABrokerSaysWhereItGoes() {
        assertSays("(tcp://a)?transport.soTimeout=1", "inside of the brackets", "nested.transport.soTimeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jms.clientID", "JMS.x", "randomize", "failover.randomize", "failover.x", "nested.x", "Timeout"})
    void outerOptionsInsideOfBracketsAreSentOutside(String name) {
        assertSays(
                "failover:(tcp://a,tcp://b?" + name + "=1)",
                "broker 2: the option '" + name + "' is not one of a single broker",
                "outside of the brackets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested.jms.clientID", "nested.randomize", "failover.nested.nested.x", "nested.failover.x"})
    void outerOptionsCannotBeNested(String name) {
        assertSays("failover:(tcp://a)?" + name + "=1", "the option '" + name + "'", "outside of the brackets");
    }

    @Test
    void nestedNeedsAName() {
        assertSays("(tcp://a)?nested.=1", "behind 'nested.'");
    }

    @ParameterizedTest
    @CsvSource({
        "randomize, failover.randomize, true",
        "maxReconnectDelay, maxRetryInterval, 7",
        "failover.reconnectDelayExponent, backOffMultiplier, 2.0",
        "nested.x, failover.nested.X, 1"
    })
    void oneOptionInTwoSpellingsIsRefused(String first, String second, String value) {
        assertSays(
                "(tcp://a)?" + first + "=" + value + "&" + second + "=" + value,
                "the same option is set twice, as '" + first + "' and as '" + second + "'");
    }

    @Test
    void sameOptionTwiceIsRefused() {
        assertSays("(tcp://a)?timeout=1&Timeout=2", "option 2: 'Timeout' is set twice");
        assertSays("(tcp://a)?timeout=1,timeout=2", "option 2: 'timeout' is set twice");
        assertSays("(tcp://a)?jms.x=1&jms.X=2", "option 2: 'jms.X' is set twice");
    }

    @Test
    void mixedSeparatorsAreRefused() {
        assertSays(
                "(tcp://a)?randomize=false,timeout=2&maxReconnectDelay=1",
                "the option 'randomize': expected '&' or ',' between all options, got both");
        assertSays("(tcp://a)?jms.x=1,failover.timeout=2&jms.y=1", "got both");
    }

    @Test
    void semicolonIsNoSeparator() {
        assertSays("(tcp://a)?randomize=false;timeout=2", "got 'false;timeout=2'");
    }

    @Test
    void optionsOfOneBrokerNeedBrackets() {
        assertSays(
                "failover:tcp://a?jms.x=1,tcp://b",
                "the option 'jms.x' stands ahead of another broker",
                "failover:(broker?name=value,broker)");
    }

    @Test
    void aCauseIsKept() {
        for (String text : List.of(
                "(tcp://a)?randomize=1",
                "(tcp://a)?timeout=%zz",
                "(tcp://a)?backOffMultiplier=0.5",
                "(tcp://a)?priorityURIs=x",
                "ws://a/%zz")) {
            assertInstanceOf(IllegalArgumentException.class, error(text).getCause(), text);
        }
    }
}

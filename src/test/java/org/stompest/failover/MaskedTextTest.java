package org.stompest.failover;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MaskedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp://h:1                                   | tcp://h:1",
                "tcp://u:p@h:1                               | tcp://***@h:1",
                "tcp://u@h                                   | tcp://***@h",
                "tcp://u:p@x@h                               | tcp://***@h",
                "tcp://u:p/x@h                               | tcp://***@h",
                "tcp://u:p?x@h                               | tcp://***@h",
                "tcp://u:p?x=y@h                             | tcp://***@h",
                "tcp://u:p#x@h                               | tcp://***@h",
                "tcp://u:p,x@h                               | tcp://***@h",
                "tcp://u:x://y@h                             | tcp://***@h",
                "tpc://u:p@h                                 | ***@h",
                "tcp:u:p@h                                   | ***@h",
                "failover:(tcp://u:p@a,ssl://v:q@b?x=1)?y=2  | failover:(tcp://***@a,ssl://***@b?x=1)?y=2",
                "failover:tcp://u:p@a,ssl://v:q@b            | failover:tcp://***@a,ssl://***@b",
                "failover://tcp://u:p@a                      | failover://tcp://***@a",
                "(tcp://u:p@[::1]:7)                         | (tcp://***@[::1]:7)",
                "tcp://h?jms.clientID=x@y                    | tcp://h?jms.clientID=x@y",
                "(tcp://h:1)?jms.clientID=x@y                | (tcp://h:1)?jms.clientID=x@y",
                "tcp://[::1]:7?jms.clientID=x@y              | tcp://[::1]:7?jms.clientID=x@y",
                "tcp://u:p@h?jms.clientID=x@y                | tcp://***@h?jms.clientID=x@y",
                "tcp://h?jms.password=p&x=1                  | tcp://h?jms.password=***&x=1",
                "tcp://h?jms.Password=                       | tcp://h?jms.Password=***",
                "tcp://h?a.PASSCODE=p&b.secretKey=q&token=r  | tcp://h?a.PASSCODE=***&b.secretKey=***&token=***",
                "tcp://h?p%61ssword=p                        | tcp://h?p%61ssword=***",
                "tcp://h?password=a,b@c                      | tcp://***",
                "tcp://h?password=a,b                        | tcp://h?password=***",
                "tcp://h?password=a=b                        | tcp://h?password=***",
                "(tcp://h?ksPassword=p,tcp://g)?x=1          | (tcp://h?ksPassword=***,tcp://g)?x=1",
                "(tcp://h?ksPassword=p)?x=1                  | (tcp://h?ksPassword=***)?x=1",
                "(tcp://h?ksPassword=p)q)?x=1                | (tcp://h?ksPassword=***)?x=1",
                "tcp://u:p?token=q@h                         | tcp://***",
                "(tcp://a)?priorityURIs=tcp://u:p@b&x=1      | (tcp://a)?priorityURIs=tcp://***@b&x=1",
                "(tcp://a)?nested.trustStorePassword=p       | (tcp://a)?nested.trustStorePassword=***"
            })
    void userInfoAndSecretValuesAreHidden(String text, String masked) {
        assertEquals(masked, new MaskedText(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://user:geheim@h:x",
                "tcp://user:geheim@h/path",
                "tcp://user:ge/geheim@h",
                "tcp://user:ge?geheim@h",
                "tcp://user:ge#geheim@h",
                "tcp://user:ge@geheim@h",
                "tcp://user:ge,geheim@h",
                "tcp://user:ge,geheim,x=y@h",
                "tcp://user:ge,amqp://geheim:1@h",
                "tcp://user:ge geheim@h",
                "tcp://user:geheim%@h",
                "tcp://geheim:1:2@h:x",
                "tcp://geheim@h?x=1",
                "tcp:/user:geheim@h",
                "user:geheim@h",
                "geheim:geheim@h",
                "failover:(tcp://a:1,user:geheim@h)",
                "failover:(tcp://user:geheim@a:1,tcp://b:x)",
                "failover:(tcp://user:gehe)geheim@a:1,tcp://b:x)",
                "failover:(tcp://user:gehe(geheim@a:1,tcp://b:1)",
                "tcp://h:1?jms.password=geheim",
                "tcp://h:1?jms.password=x%geheim",
                "tcp://h:1?password=geheim&password=geheim",
                "tcp://h:1?randomize=true,password=geheim&x=y",
                "tcp://h:1?pass%77ord=geheim",
                "tcp://h:1?jms.pass=geheim&x=y",
                "failover:(tcp://h:1)?jms.pwd=geheim",
                "tcp://h:1?nested.secret=geheim&x=y",
                "(tcp://h:1?nested.secret=geheim)",
                "(tcp://h:1?a.keyStorePassword=geheim,tcp://b:1)?randomize=1",
                "(tcp://h:1?a.keyStorePassword=x,geheim)?randomize=1",
                "(tcp://h:1?a.keyStorePassword=x)geheim)?randomize=1",
                "(tcp://h:1)?priorityURIs=tcp://user:geheim@h:x",
                "(tcp://h:1)?priorityURIs=tcp://user:geheim@h:1&x=1",
                "(tcp://h:1)?priorityURIs=tcp%3A%2F%2Fuser%3Ageheim%40h%3Ax"
            })
    void noErrorShowsASecret(String text) {
        FailoverUriException error = assertThrows(FailoverUriException.class, () -> FailoverUri.parse(text));
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("geheim"), trace.toString());
    }

    @Test
    void theTextOfAFailoverUriIsMasked() {
        FailoverUri uri = FailoverUri.parse(
                "failover:(tcp://user:geheim@a?x.secret=geheim,tcp://b)?jms.password=geheim&timeout=5&priorityBackup=true"
                        + "&priorityURIs=tcp://user:geheim@b",
                name -> name.startsWith("jms."));
        assertEquals(
                "failover:(tcp://***@a?x.secret=***,tcp://b)?jms.password=***&timeout=5&priorityBackup=true"
                        + "&priorityURIs=tcp://***@b",
                uri.toString());
        assertFalse((uri.brokers() + " " + uri.policy()).contains("geheim"));
        assertEquals("geheim", uri.brokers().get(0).password().orElseThrow());
    }

    @Test
    void longTextIsCutOffAndControlCharactersAreWritten() {
        String shown = new MaskedText("tcp://a\n\u001b[2J?x=" + "y".repeat(5000)).toString();
        assertTrue(shown.startsWith("tcp://a\\u000a\\u001b[2J?x=y"), shown);
        assertEquals(1003, shown.length());
    }

    @Test
    void anyTextIsEitherReadOrRefusedWithTheOneException() {
        String[] parts = {
            "tcp",
            "ssl",
            ":",
            "//",
            "/",
            "@",
            "?",
            "&",
            ",",
            "=",
            "(",
            ")",
            "[",
            "]",
            "::1",
            "a",
            "7",
            "%",
            "%41",
            "failover:",
            "nested.",
            "jms.",
            "randomize",
            "true",
            "password",
            "timeout",
            " ",
            "#",
            "tcp://a",
            "\u00e9"
        };
        Random random = new Random(4711);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "tcp://a" : "");
            for (int count = random.nextInt(8); count > 0; count--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                FailoverUri uri = FailoverUri.parse(text.toString(), name -> name.startsWith("jms."));
                assertFalse(uri.brokers().isEmpty());
                read++;
            } catch (FailoverUriException e) {
                assertFalse(e.reason().isEmpty());
            }
        }
        assertTrue(read > 1000, () -> "the texts are too bad to test anything");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "://",
                "tcp://",
                ",",
                "password=,",
                "&",
                "=",
                "?a=@",
                "(",
                ")",
                "tcp://a,",
                ",a=",
                "%41",
                "[",
                "a.b"
            })
    void repeatedPiecesOfTheGreatestLengthAreHandled(String piece) {
        String text = "tcp://a?x=" + piece.repeat((FailoverUri.MAX_LENGTH - 10) / piece.length());
        // Linear work: with quadratic work, the cases together would take minutes.
        try {
            assertTrue(FailoverUri.parse(text, name -> true).toString().length() <= 1003);
        } catch (FailoverUriException e) {
            assertTrue(e.getMessage().length() < 3000, () -> "" + e.getMessage().length());
        }
    }
}

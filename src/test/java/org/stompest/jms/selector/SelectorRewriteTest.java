package org.stompest.jms.selector;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the text that is written for brokers. */
class SelectorRewriteTest {
    private static final SelectorTranslation SAMPLE = new SelectorTranslation() {
        @Override
        public String identifier(String name) {
            return switch (name) {
                case "JMSPriority" -> "AMQPriority";
                case "JMSDeliveryMode" -> "AMQDurable";
                case "x$y" -> "\"x-y\"";
                default -> name;
            };
        }

        @Override
        public String literal(String identifier, String value) {
            return identifier.equals("JMSDeliveryMode") ? value.replace("PERSISTENT", "DUR'ABLE") : value;
        }
    };

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "a=1; a = 1",
                "((a)) and(b); a AND b",
                "(a or b) and c; (a OR b) AND c",
                "a or (b and c); a OR b AND c",
                "(a AND b) AND c; (a AND b) AND c",
                "not(a and b); NOT (a AND b)",
                "not not a; NOT NOT a",
                "not a = 1; NOT (a = 1)",
                "not a is null; NOT (a IS NULL)",
                "not a in ('x') and b; NOT (a IN ('x')) AND b",
                "(not a) = true; (NOT a) = TRUE",
                "a in('x','y''z'); a IN ('x', 'y''z')",
                "a not in ('x'); a NOT IN ('x')",
                "a like '_!%' escape '!'; a LIKE '_!%' ESCAPE '!'",
                "a not like ''''; a NOT LIKE ''''",
                "a is null or b is not null; a IS NULL OR b IS NOT NULL",
                "a between 1 and(b+2) or c; a BETWEEN 1 AND b + 2 OR c",
                "(a + b) + c = a + (b + c); (a + b) + c = a + (b + c)",
                "a - (b - c) <> a - b - c; a - (b - c) <> a - b - c",
                "(a*b)/c >= -(a+b)*c; (a * b) / c >= -(a + b) * c",
                "a--5 = 0; a - -5 = 0",
                "- -a = --5; - -a = - -5",
                "-(5) = +(-5); -(5) = + -5",
                "+a = +5; +a = 5",
                "a = 0x1F; a = 31",
                "a = 7.; a = 7.0",
                "a = .5f; a = 0.5",
                "a = -9223372036854775808; a = -9223372036854775808",
                "a = 1e300; a = 1.0E300",
            })
    void textIsRegular(String text, String rewritten) {
        assertEquals(rewritten, Selector.parse(text).rewrite(name -> name));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "JMSPriority > 4; AMQPriority > 4",
                "-JMSPriority + 1 BETWEEN JMSPriority AND 2; -AMQPriority + 1 BETWEEN AMQPriority AND 2",
                "JMSDeliveryMode = 'PERSISTENT'; AMQDurable = 'DUR''ABLE'",
                "'NON_PERSISTENT' <> JMSDeliveryMode; 'NON_DUR''ABLE' <> AMQDurable",
                "JMSDeliveryMode NOT IN ('PERSISTENT', 'x'); AMQDurable NOT IN ('DUR''ABLE', 'x')",
                "JMSDeliveryMode LIKE 'PERSISTENT'; AMQDurable LIKE 'PERSISTENT'",
                "JMSDeliveryMode IS NULL; AMQDurable IS NULL",
                "other = 'PERSISTENT' AND other = 'JMSPriority'; other = 'PERSISTENT' AND other = 'JMSPriority'",
                "'PERSISTENT' = 'PERSISTENT'; 'PERSISTENT' = 'PERSISTENT'",
                "x$y = 'a' OR x$y IN ('b'); \"\"\"x-y\"\" = 'a' OR \"\"x-y\"\" IN ('b')\"",
                "JMSPRIORITY; JMSPRIORITY",
            })
    void namesAndValuesAreTranslated(String text, String rewritten) {
        assertEquals(rewritten, Selector.parse(text).rewrite(SAMPLE));
    }

    @Test
    void rewritingLeavesTheSelectorAsItWas() {
        Selector selector = Selector.parse("JMSPriority = 4");

        selector.rewrite(SAMPLE);

        assertEquals("JMSPriority = 4", selector.toString());
        assertTrue(selector.matches(Map.of("JMSPriority", 4)::get));
    }

    @Test
    void anyTreeIsReadAsItIsPrinted() {
        RandomExpressions source = new RandomExpressions(3);
        for (int round = 0; round < 5_000; round++) {
            Expression tree = source.bool(round % 6);
            SelectorPrinter printer = new SelectorPrinter(name -> name);
            tree.print(printer);
            String text = printer.toString();

            Selector parsed = Selector.parse(text);

            assertEquals(tree, parsed.expression(), text);
            assertEquals(text, parsed.rewrite(name -> name));
        }
    }

    @Test
    void noValuesMakeEvaluationFail() {
        RandomExpressions source = new RandomExpressions(4);
        int[] outcomes = new int[2];
        for (int round = 0; round < 5_000; round++) {
            Map<String, Object> values = new HashMap<>();
            Expression tree = source.bool(round % 6);
            SelectorPrinter printer = new SelectorPrinter(name -> name);
            tree.print(printer);
            boolean result = Selector.parse(printer.toString())
                    .matches(name -> values.computeIfAbsent(name, unused -> source.value()));
            outcomes[result ? 1 : 0]++;
        }
        assertTrue(outcomes[0] > 500 && outcomes[1] > 500, "both outcomes are exercised");
    }

    @Test
    void anyTextIsReadOrRefusedAsSelector() {
        RandomExpressions source = new RandomExpressions(5);
        int read = 0;
        for (int round = 0; round < 50_000; round++) {
            String text = source.text();
            try {
                Selector selector = Selector.parse(text);
                String rewritten = selector.rewrite(name -> name);
                assertEquals(selector.expression(), Selector.parse(rewritten).expression(), text);
                read++;
            } catch (SelectorException exception) {
                assertTrue(exception.position() >= 0 && exception.position() <= text.length(), text);
            }
        }
        assertTrue(read > 500, "some texts are selectors, but only " + read);
    }
}

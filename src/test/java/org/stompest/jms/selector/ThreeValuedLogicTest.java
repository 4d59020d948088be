package org.stompest.jms.selector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Tests TRUE, FALSE and unknown; {@code t}, {@code f} and {@code u} are identifiers with these values. */
class ThreeValuedLogicTest {
    private static final Map<String, Object> VALUES = new HashMap<>();

    static {
        VALUES.put("t", true);
        VALUES.put("f", false);
        VALUES.put("s", "true");
        VALUES.put("n", 5);
    }

    @ParameterizedTest
    @CsvSource({
        "t,t,TRUE", "t,f,FALSE", "t,u,UNKNOWN",
        "f,t,FALSE", "f,f,FALSE", "f,u,FALSE",
        "u,t,UNKNOWN", "u,f,FALSE", "u,u,UNKNOWN"
    })
    void conjunction(String left, String right, String result) {
        assertEquals(result, evaluate(left + " AND " + right));
    }

    @ParameterizedTest
    @CsvSource({
        "t,t,TRUE", "t,f,TRUE", "t,u,TRUE",
        "f,t,TRUE", "f,f,FALSE", "f,u,UNKNOWN",
        "u,t,TRUE", "u,f,UNKNOWN", "u,u,UNKNOWN"
    })
    void disjunction(String left, String right, String result) {
        assertEquals(result, evaluate(left + " OR " + right));
    }

    @ParameterizedTest
    @CsvSource({"t,FALSE", "f,TRUE", "u,UNKNOWN"})
    void negation(String operand, String result) {
        assertEquals(result, evaluate("NOT " + operand));
    }

    @ParameterizedTest
    @CsvSource({
        "u AND t AND f,FALSE", "t AND u AND t,UNKNOWN", "t AND t AND t,TRUE", "t AND t AND u,UNKNOWN",
        "u OR f OR t,TRUE", "f OR u OR f,UNKNOWN", "f OR f OR f,FALSE", "f OR f OR u,UNKNOWN"
    })
    void threeTerms(String text, String result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u = 1",
                "u <> 1",
                "u > 1",
                "u >= 1",
                "u < 1",
                "u <= 1",
                "1 = u",
                "1 <> u",
                "1 > u",
                "1 >= u",
                "1 < u",
                "1 <= u",
                "u = 'x'",
                "u <> 'x'",
                "u = TRUE",
                "u <> FALSE",
                "u = u",
                "u <> u",
                "(u AND t) = TRUE",
                "u = f",
                "u + 1 = 2",
                "1 - u = 2",
                "u * 0 = 0",
                "0 / u = 0",
                "-u = 0",
                "+u = 0",
                "u BETWEEN 1 AND 2",
                "u NOT BETWEEN 1 AND 2",
                "n BETWEEN u AND 6",
                "n NOT BETWEEN u AND 6",
                "n BETWEEN 4 AND u",
                "n NOT BETWEEN 4 AND u",
                "u IN ('x')",
                "u NOT IN ('x')",
                "u LIKE '%'",
                "u NOT LIKE '%'",
                "u"
            })
    void nullMakesItUnknown(String text) {
        assertEquals("UNKNOWN", evaluate(text));
        assertEquals("UNKNOWN", evaluate("NOT (" + text + ")"));
    }

    @ParameterizedTest
    @CsvSource({"u IS NULL,TRUE", "u IS NOT NULL,FALSE", "n IS NULL,FALSE", "n IS NOT NULL,TRUE", "s IS NULL,FALSE"})
    void testForNullIsNeverUnknown(String text, String result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({
        "n BETWEEN u AND 4,FALSE", "n NOT BETWEEN u AND 4,TRUE",
        "n BETWEEN 6 AND u,FALSE", "n NOT BETWEEN 6 AND u,TRUE"
    })
    void oneBoundMayDecideARange(String text, String result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({
        "s AND t,UNKNOWN",
        "s AND f,FALSE",
        "s OR t,TRUE",
        "s OR f,UNKNOWN",
        "NOT s,UNKNOWN",
        "n AND t,UNKNOWN",
        "n OR f,UNKNOWN",
        "NOT n,UNKNOWN"
    })
    void valueThatIsNoBooleanCountsAsUnknown(String text, String result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s + 1 = 1", "t * 1 = 1", "-s = 1", "+t = 1", "1 - s <> 1", "n / t > 0"})
    void arithmeticOnWhatIsNoNumberIsUnknown(String text) {
        assertEquals("UNKNOWN", evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({"u AND f AND t,[u; f]", "u OR t OR f,[u; t]", "t AND u AND t,[t; u; t]", "f OR u OR f,[f; u; f]"})
    void evaluationEndsWithTheTermThatDecides(String text, String asked) {
        List<String> names = new ArrayList<>();

        Selector.parse(text).matches(name -> {
            names.add(name);
            return VALUES.get(name);
        });

        assertEquals(asked.replace(';', ','), names.toString());
    }

    private static String evaluate(String text) {
        Object value = Selector.parse(text).expression().evaluate(VALUES::get);
        return value == null ? "UNKNOWN" : value.toString().toUpperCase(Locale.ROOT);
    }
}

package org.stompest.jms.selector;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Tests the comparisons, the ranges and the sets on values of every type. */
class SelectorComparisonTest {
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("b", (byte) 5),
            Map.entry("h", (short) 5),
            Map.entry("i", 5),
            Map.entry("l", 5L),
            Map.entry("f", 5.5f),
            Map.entry("d", 5.5),
            Map.entry("s", "5"),
            Map.entry("z", "abc"),
            Map.entry("yes", true),
            Map.entry("no", false),
            Map.entry("nan", Double.NaN),
            Map.entry("c", 'x'),
            Map.entry("bytes", new byte[] {5}));

    @ParameterizedTest
    @CsvSource({
        "=,false,true,false",
        "<>,true,false,true",
        ">,false,false,true",
        ">=,false,true,true",
        "<,true,false,false",
        "<=,true,true,false"
    })
    void operatorsOrderNumbers(String operator, boolean ifLess, boolean ifEqual, boolean ifGreater) {
        for (String name : new String[] {"b", "h", "i", "l"}) {
            assertEquals(ifLess, evaluate(name + operator + "6"), name);
            assertEquals(ifEqual, evaluate(name + operator + "5"), name);
            assertEquals(ifEqual, evaluate(name + operator + "5.0"), name);
            assertEquals(ifGreater, evaluate(name + operator + "4"), name);
            assertEquals(ifGreater, evaluate(name + operator + "4.9"), name);
        }
        for (String name : new String[] {"f", "d"}) {
            assertEquals(ifLess, evaluate(name + operator + "6"), name);
            assertEquals(ifEqual, evaluate(name + operator + "5.5"), name);
            assertEquals(ifGreater, evaluate(name + operator + "5"), name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "z = 'abc',true", "z <> 'abc',false", "z = 'ABC',false", "z <> 'ABC',true", "'abc' = z,true",
                "yes = TRUE,true", "yes <> TRUE,false", "no = FALSE,true", "yes <> no,true", "(i = 5) = TRUE,true",
                "(i = 5) = (l = 6),false", "'a' = 'a',true", "'a' <> 'a',false", "TRUE <> FALSE,true"
            })
    void stringsAndBooleansHaveEqualityOnly(String text, boolean result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s = 5",
                "s <> 5",
                "s > 4",
                "s >= 5",
                "s < 6",
                "s <= 5",
                "i = '5'",
                "i <> '5'",
                "i <> 'x'",
                "yes = 'true'",
                "yes <> 'true'",
                "yes = 1",
                "yes <> 1",
                "z <> TRUE",
                "5 = '5'",
                "5 <> '5'",
                "'TRUE' = TRUE",
                "'TRUE' <> TRUE",
                "s = i",
                "s <> i",
                "(i = 5) <> 1",
                "(i = 5) = 'true'",
                "c = 'x'",
                "c <> 'x'",
                "c = 120",
                "bytes = 5",
                "bytes <> 5",
                "bytes = bytes",
                "bytes <> c"
            })
    void unlikeTypesAreFalse(String text) {
        assertEquals(false, evaluate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"z > s", "z >= z", "z < s", "z <= z", "yes > no", "yes >= yes", "no < yes", "no <= no"})
    void orderOfValuesThatAreNoNumbersIsFalse(String text) {
        assertEquals(false, evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({
        "nan = nan,false",
        "nan <> nan,true",
        "nan > 0,false",
        "nan >= nan,false",
        "nan < 0,false",
        "nan <= 0,false",
        "nan BETWEEN 0 AND 1,false",
        "nan NOT BETWEEN 0 AND 1,false"
    })
    void notANumberComparesAsInJava(String text, boolean result) {
        assertEquals(result, evaluate(text));
    }

    @ParameterizedTest
    @CsvSource({"4,6,true", "5,5,true", "5,6,true", "4,5,true", "6,7,false", "3,4,false", "6,4,false", "4.5,5.5,true"})
    void rangeIncludesItsBounds(String low, String high, boolean inside) {
        assertEquals(inside, evaluate("i BETWEEN " + low + " AND " + high));
        assertEquals(!inside, evaluate("i NOT BETWEEN " + low + " AND " + high));
    }

    @Test
    void rangeTakesArithmeticAndItsAndIsNotALogicalOne() {
        assertEquals(true, evaluate("i * 2 BETWEEN l + 4 AND l * 3 AND yes"));
        assertEquals(false, evaluate("i BETWEEN 4 AND 6 AND no"));
        assertEquals(true, evaluate("5 BETWEEN b AND h"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s BETWEEN 4 AND 6",
                "s NOT BETWEEN 6 AND 7",
                "yes NOT BETWEEN 0 AND 1",
                "i BETWEEN s AND 6",
                "i NOT BETWEEN s AND 6"
            })
    void rangeOfUnlikeTypesIsFalseEvenNegated(String text) {
        assertEquals(false, evaluate(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"z IN ('x', 'abc')\",true",
                "\"z IN ('x', 'y')\",false",
                "z IN ('abc'),true",
                "z IN ('ABC'),false",
                "i IN ('5'),false",
                "yes IN ('true'),false"
            })
    void setHoldsStrings(String text, boolean result) {
        assertEquals(result, evaluate(text));
        assertEquals(!result, evaluate(text.replace(" IN ", " NOT IN ")));
    }

    @Test
    void likeOfWhatIsNoStringIsFalse() {
        assertEquals(false, evaluate("i LIKE '%'"));
        assertEquals(true, evaluate("i NOT LIKE '%'"));
    }

    private static Object evaluate(String text) {
        return Selector.parse(text).expression().evaluate(VALUES::get);
    }
}

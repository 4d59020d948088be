package org.stompest.jms.selector;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Tests the literals of numbers and arithmetic. */
class SelectorNumberTest {
    private static final Map<String, Object> VALUES = new HashMap<>();

    static {
        VALUES.put("b", (byte) 7);
        VALUES.put("h", (short) 7);
        VALUES.put("i", 7);
        VALUES.put("l", 7L);
        VALUES.put("f", 7f);
        VALUES.put("d", 7d);
        VALUES.put("tenth", 0.1f);
        VALUES.put("zero", 0);
        VALUES.put("maximum", Integer.MAX_VALUE);
        VALUES.put("lowest", Long.MIN_VALUE);
        VALUES.put("big", 16777217);
        VALUES.put("rounded", 16777216f);
    }

    @ParameterizedTest
    @CsvSource({
        "57,57",
        "-957,-957",
        "+62,62",
        "0,0",
        "-0,0",
        "00,0",
        "017,15",
        "-017,-15",
        "0x1F,31",
        "0Xab,171",
        "-0x10,-16",
        "0x1e+5,35",
        "0b101,5",
        "5L,5",
        "5l,5",
        "0L,0",
        "0x5L,5",
        "07l,7",
        "1_000,1000",
        "0x1__F,31",
        "0_7,7",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "- 9223372036854775808,-9223372036854775808",
        "0x7FFFFFFFFFFFFFFF,9223372036854775807",
        "0xFFFFFFFF,4294967295",
        "0xFFFFFFFFFFFFFFFF,-1",
        "0777777777777777777777,9223372036854775807"
    })
    void exactLiterals(String text, long value) {
        Object result = value(text);

        assertEquals(value, result);
        assertInstanceOf(Long.class, result);
    }

    @ParameterizedTest
    @CsvSource({
        "7.,7",
        "-95.7,-95.7",
        "+6.2,6.2",
        "7E3,7000",
        "7e+3,7000",
        "7E-3,0.007",
        ".5,0.5",
        "-.5,-0.5",
        "7.5e1,75",
        "7d,7",
        "7D,7",
        "7f,7",
        "1.5F,1.5",
        "7.f,7",
        "09.5,9.5",
        "010.,10",
        "0f,0",
        "1_0.2_5,10.25",
        "0x1.8p1,3",
        "0x10p0,16",
        "0x1p-1d,0.5",
        "-0.0,-0.0",
        "1.7976931348623157E308,1.7976931348623157E308",
        "4.9E-324,4.9E-324"
    })
    void approximateLiterals(String text, double value) {
        assertEquals((Object) value, value(text));
    }

    @Test
    void floatSuffixRoundsToFloat() {
        assertEquals((double) 0.1f, value("0.1f"));
        assertEquals(true, evaluate("tenth = 0.1f"));
        assertEquals(false, evaluate("tenth = 0.1"));
    }

    static Stream<Arguments> promotions() {
        return Stream.of(
                Arguments.of("b + h", 14),
                Arguments.of("i - b", 0),
                Arguments.of("h * i", 49),
                Arguments.of("i / b", 1),
                Arguments.of("i + l", 14L),
                Arguments.of("l - b", 0L),
                Arguments.of("b * l", 49L),
                Arguments.of("l / i", 1L),
                Arguments.of("f + l", 14f),
                Arguments.of("i - f", 0f),
                Arguments.of("f * f", 49f),
                Arguments.of("f / b", 1f),
                Arguments.of("d + f", 14d),
                Arguments.of("l - d", 0d),
                Arguments.of("d * d", 49d),
                Arguments.of("i / d", 1d),
                Arguments.of("i + 1", 8L),
                Arguments.of("f + 1", 8f),
                Arguments.of("f + 1.0", 8d),
                Arguments.of("-b", -7),
                Arguments.of("+h", 7),
                Arguments.of("-i", -7),
                Arguments.of("-l", -7L),
                Arguments.of("-f", -7f),
                Arguments.of("-d", -7d),
                Arguments.of("7 / 2", 3L),
                Arguments.of("-7 / 2", -3L),
                Arguments.of("7 / 2.0", 3.5),
                Arguments.of("10 - 3 - 2", 5L),
                Arguments.of("100 / 10 / 5", 2L),
                Arguments.of("100 / 10 * 5", 50L),
                Arguments.of("2 + 3 * 4 - 5", 9L),
                Arguments.of("(2 + 3) * 4", 20L),
                Arguments.of("-2 * -3", 6L),
                Arguments.of("1 - -1", 2L),
                Arguments.of("1--1", 2L),
                Arguments.of("- - 5 + 0", 5L));
    }

    @ParameterizedTest
    @MethodSource("promotions")
    void arithmeticPromotesAsJava(String text, Number value) {
        assertEquals(value, value(text));
    }

    @Test
    void exactArithmeticWrapsAsInJava() {
        assertEquals(Integer.MIN_VALUE + 6, value("maximum + i"));
        assertEquals(Long.MIN_VALUE, value("-lowest"));
        assertEquals(Long.MIN_VALUE, value("lowest / -1"));
        assertEquals(Long.MIN_VALUE, value("9223372036854775807 + 1"));
    }

    @Test
    void comparisonPromotesAsJava() {
        assertEquals(true, evaluate("big = rounded"));
        assertEquals(false, evaluate("big = 16777216.0"));
        assertEquals(true, evaluate("9007199254740993 = 9007199254740992.0"));
        assertEquals(false, evaluate("9007199254740993 = 9007199254740992"));
        assertEquals(true, evaluate("0.0 = -0.0"));
    }

    @ParameterizedTest
    @CsvSource({"1 / 0", "l / zero", "zero / zero", "b / zero", "(1 / 0) * 2.0", "-(1 / 0)", "0 * (1 / 0)"})
    void exactDivisionByZeroIsUnknown(String text) {
        assertNull(value(text));
        assertNull(evaluate(text + " = 1"));
        assertNull(evaluate("NOT " + text + " = 1"));
    }

    @ParameterizedTest
    @CsvSource({"1 / 0.0,Infinity", "-1 / 0.0,-Infinity", "0.0 / 0,NaN", "d / zero,Infinity"})
    void approximateDivisionByZeroIsAsInJava(String text, double value) {
        assertEquals((Object) value, value(text));
    }

    private static Object value(String text) {
        Predicate.Comparison comparison = assertInstanceOf(
                Predicate.Comparison.class, Selector.parse(text + " = 0").expression());
        return comparison.left().evaluate(VALUES::get);
    }

    private static Object evaluate(String text) {
        return Selector.parse(text).expression().evaluate(VALUES::get);
    }
}

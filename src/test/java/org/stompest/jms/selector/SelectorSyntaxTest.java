package org.stompest.jms.selector;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests what is no selector, and what is said about it. */
class SelectorSyntaxTest {
    private static final String OPERAND = "an identifier, a literal or \"(\"";
    private static final String TOKEN = "an identifier, a literal or an operator";
    private static final String REST = "\"AND\", \"OR\" or the end of the selector";
    private static final String END = "the end of the selector";
    private static final String BOOLEAN = "a boolean expression";
    private static final String NUMBER = "an arithmetic expression";
    private static final String JAVA_NUMBER = "a number in the syntax and range of Java";
    private static final String UNDERSCORES = "a number with underscores only between digits";

    static Stream<Arguments> incomplete() {
        return Stream.of(
                fault("", 0, OPERAND, END),
                fault(" \t", 2, OPERAND, END),
                fault("a =", 3, OPERAND, END),
                fault("a AND", 5, OPERAND, END),
                fault("a OR ", 5, OPERAND, END),
                fault("NOT", 3, OPERAND, END),
                fault("a + ", 4, OPERAND, END),
                fault("a > -", 5, OPERAND, END),
                fault("(a", 2, "\")\"", END),
                fault("(a b)", 3, "\")\"", "\"b\""),
                fault("()", 1, OPERAND, "\")\""),
                fault("a)", 1, REST, "\")\""),
                fault("a b", 2, REST, "\"b\""),
                fault("a 'b'", 2, REST, "the string 'b'"),
                fault("a = b = c", 6, REST, "\"=\""),
                fault("a < b < c", 6, REST, "\"<\""),
                fault("a IS NULL = TRUE", 10, REST, "\"=\""),
                fault("= 1", 0, OPERAND, "\"=\""),
                fault("AND a", 0, OPERAND, "\"AND\""),
                fault("a AND OR b", 6, OPERAND, "\"OR\""),
                fault("a = NOT b", 4, OPERAND, "\"NOT\""),
                fault("a = * b", 4, OPERAND, "\"*\""),
                fault("a, b", 1, REST, "\",\""));
    }

    static Stream<Arguments> predicates() {
        return Stream.of(
                fault("a IS", 4, "\"NULL\"", END),
                fault("a IS NOT", 8, "\"NULL\"", END),
                fault("a IS TRUE", 5, "\"NULL\"", "\"TRUE\""),
                fault("a = NULL", 4, OPERAND, "\"NULL\""),
                fault("NULL IS NULL", 0, OPERAND, "\"NULL\""),
                fault("a NOT", 5, "\"BETWEEN\", \"IN\" or \"LIKE\"", END),
                fault("a NOT = 1", 6, "\"BETWEEN\", \"IN\" or \"LIKE\"", "\"=\""),
                fault("a NOT NOT IN ('b')", 6, "\"BETWEEN\", \"IN\" or \"LIKE\"", "\"NOT\""),
                fault("a BETWEEN 1", 11, "\"AND\"", END),
                fault("a BETWEEN 1 OR 2", 12, "\"AND\"", "\"OR\""),
                fault("a BETWEEN 'x' AND 2", 10, NUMBER, "a string"),
                fault("a BETWEEN 1 AND TRUE", 16, NUMBER, BOOLEAN),
                fault("'a' BETWEEN 1 AND 2", 0, NUMBER, "a string"),
                fault("a IN 'b'", 5, "\"(\"", "the string 'b'"),
                fault("a IN ()", 6, "a string", "\")\""),
                fault("a IN (1)", 6, "a string", "\"1\""),
                fault("a IN (b)", 6, "a string", "\"b\""),
                fault("a IN ('b',)", 10, "a string", "\")\""),
                fault("a IN ('b' 'c')", 10, "\")\"", "the string 'c'"),
                fault("a IN ('b'", 9, "\")\"", END),
                fault("'a' IN ('b')", 0, "an identifier", "an expression that starts with the string 'a'"),
                fault("(a) IN ('b')", 0, "an identifier", "an expression that starts with \"(\""),
                fault("a + 1 IN ('b')", 0, "an identifier", "an expression that starts with \"a\""),
                fault("a LIKE b", 7, "a string", "\"b\""),
                fault("a LIKE 1", 7, "a string", "\"1\""),
                fault("1 LIKE '1'", 0, "an identifier", "an expression that starts with \"1\""),
                fault("b AND 'a' LIKE '1'", 6, "an identifier", "an expression that starts with the string 'a'"),
                fault("a LIKE 'b' ESCAPE", 17, "a string", END),
                fault("a LIKE 'b' ESCAPE ''", 18, "a string of one character", "the string ''"),
                fault("a LIKE 'b' ESCAPE 'xy'", 18, "a string of one character", "the string 'xy'"),
                fault("a LIKE 'b!' ESCAPE '!'", 7, "a pattern with a character after each escape", "the string 'b!'"),
                fault("a LIKE '!!!' ESCAPE '!'", 7, "a pattern with a character after each escape", "the string '!!!'"),
                fault("1 IS NULL", 0, "an identifier", "an expression that starts with \"1\""),
                fault("-a IS NOT NULL", 0, "an identifier", "an expression that starts with \"-\""));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                fault("1 + 2", 0, BOOLEAN, NUMBER),
                fault("  'abc'", 2, BOOLEAN, "a string"),
                fault("5", 0, BOOLEAN, NUMBER),
                fault("-a", 0, BOOLEAN, NUMBER),
                fault("(a * b)", 0, BOOLEAN, NUMBER),
                fault("a AND 1", 6, BOOLEAN, NUMBER),
                fault("'x' AND a", 0, BOOLEAN, "a string"),
                fault("a OR b OR 'x'", 10, BOOLEAN, "a string"),
                fault("1 OR a", 0, BOOLEAN, NUMBER),
                fault("NOT 1", 4, BOOLEAN, NUMBER),
                fault("NOT (1 + a)", 4, BOOLEAN, NUMBER),
                fault("a + 'x' = 1", 4, NUMBER, "a string"),
                fault("'x' - 1 = 1", 0, NUMBER, "a string"),
                fault("2 * TRUE = 1", 4, NUMBER, BOOLEAN),
                fault("FALSE / 2 = 1", 0, NUMBER, BOOLEAN),
                fault("(a = b) + 1 = 2", 0, NUMBER, BOOLEAN),
                fault("-'x' = 1", 1, NUMBER, "a string"),
                fault("+TRUE = 1", 1, NUMBER, BOOLEAN),
                fault("a > 'x'", 4, NUMBER, "a string"),
                fault("'x' <= a", 0, NUMBER, "a string"),
                fault("a >= TRUE", 5, NUMBER, BOOLEAN),
                fault("(a OR b) < 1", 0, NUMBER, BOOLEAN));
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                fault("a = 'b", 4, "a string with a closing quote", "\"'b\""),
                fault("a = 'b''", 4, "a string with a closing quote", "\"'b''\""),
                fault("a = '", 4, "a string with a closing quote", "\"'\""),
                fault("a != 1", 2, TOKEN, "\"!\""),
                fault("a = \"b\"", 4, TOKEN, "\"\"\""),
                fault("a; b", 1, TOKEN, "\";\""),
                fault("a == 1", 3, OPERAND, "\"=\""),
                fault("a => 1", 3, OPERAND, "\">\""),
                fault("a >< 1", 3, OPERAND, "\"<\""),
                fault("a.b = 1", 1, TOKEN, "\".\""),
                fault("a-b", 0, BOOLEAN, NUMBER),
                fault("a = 1 % 2", 6, TOKEN, "\"%\""),
                fault("a -- b", 0, BOOLEAN, NUMBER),
                fault("a /* b */", 3, OPERAND, "\"*\""),
                fault("a\u00a0= 1", 1, TOKEN, "\"\u00a0\""),
                fault("a\u000b= 1", 1, TOKEN, "\"\u000b\""),
                fault("\uD83D\uDE00 = 1", 0, TOKEN, "\"\uD83D\uDE00\""));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                fault("a = 9223372036854775808", 4, JAVA_NUMBER, "\"9223372036854775808\""),
                fault("a = +9223372036854775808", 5, JAVA_NUMBER, "\"9223372036854775808\""),
                fault("a = -9223372036854775809", 5, JAVA_NUMBER, "\"9223372036854775809\""),
                fault("a = -(9223372036854775808)", 6, JAVA_NUMBER, "\"9223372036854775808\""),
                fault("a = 0x10000000000000000", 4, JAVA_NUMBER, "\"0x10000000000000000\""),
                fault("a = 02000000000000000000000", 4, JAVA_NUMBER, "\"02000000000000000000000\""),
                fault("a = 08", 4, JAVA_NUMBER, "\"08\""),
                fault("a = 0x", 4, JAVA_NUMBER, "\"0x\""),
                fault("a = 0xG", 4, JAVA_NUMBER, "\"0xG\""),
                fault("a = 0b2", 4, JAVA_NUMBER, "\"0b2\""),
                fault("a = 12abc", 4, JAVA_NUMBER, "\"12abc\""),
                fault("a = 1AND b", 4, JAVA_NUMBER, "\"1AND\""),
                fault("a = 1.2.3", 4, JAVA_NUMBER, "\"1.2.3\""),
                fault("a = 1E", 4, JAVA_NUMBER, "\"1E\""),
                fault("a = 1E+", 4, JAVA_NUMBER, "\"1E+\""),
                fault("a = 1.5L", 4, JAVA_NUMBER, "\"1.5L\""),
                fault("a = 0x1.8", 4, JAVA_NUMBER, "\"0x1.8\""),
                fault("a = .", 4, TOKEN, "\".\""),
                fault("a = 1_", 4, UNDERSCORES, "\"1_\""),
                fault("a = 0x_1", 4, UNDERSCORES, "\"0x_1\""),
                fault("a = 1_.5", 4, UNDERSCORES, "\"1_.5\""),
                fault("a = 1_L", 4, UNDERSCORES, "\"1_L\""),
                fault("a = 1e999", 4, "a number in the range of its type", "\"1e999\""),
                fault("a = 1e39f", 4, "a number in the range of its type", "\"1e39f\""));
    }

    @ParameterizedTest
    @MethodSource({"incomplete", "predicates", "types", "tokens", "numbers"})
    void faultIsDescribed(String text, int position, String expected, String got) {
        SelectorException exception = assertThrows(SelectorException.class, () -> Selector.parse(text));

        assertEquals(expected, exception.expected());
        assertEquals(got, exception.got());
        assertEquals(position, exception.position());
        assertEquals(
                "Invalid message selector: expected " + expected + ", got " + got + " at position " + position,
                exception.getMessage());
    }

    @Test
    void everyKeywordIsRefusedAsIdentifier() {
        for (String keyword : "NULL TRUE FALSE NOT AND OR BETWEEN LIKE IN IS ESCAPE".split(" ")) {
            for (String word : new String[] {keyword, keyword.toLowerCase(Locale.ROOT)}) {
                assertThrows(SelectorException.class, () -> Selector.parse(word + " LIKE 'x'"), word);
            }
        }
        assertEquals(1, Selector.parse("NUL LIKE 'x'").identifiers().size());
    }

    @Test
    void longPiecesAreShortenedWithoutCuttingACharacter() {
        String clefs = "\uD834\uDD1E".repeat(1_000);

        SelectorException exception = assertThrows(SelectorException.class, () -> Selector.parse("a '" + clefs + "'"));

        assertEquals("the string '" + "\uD834\uDD1E".repeat(40) + "...'", exception.got());
    }

    @Test
    void causeOfARefusedNumberIsKept() {
        SelectorException exception = assertThrows(SelectorException.class, () -> Selector.parse("a = 08"));

        assertTrue(exception.getCause() instanceof NumberFormatException);
    }

    private static Arguments fault(String text, int position, String expected, String got) {
        return Arguments.of(text, position, expected, got);
    }
}

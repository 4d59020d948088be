package org.stompest.jms.selector;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the bounds of length and depth, and that length alone never exhausts the stack. */
class SelectorBoundsTest {
    private static final int LENGTH = 65_536;
    private static final int DEPTH = 500;

    @Test
    void longestTextIsParsed() {
        String text = "a = '" + "x".repeat(LENGTH - 6) + "'";

        assertEquals(LENGTH, text.length());
        assertFalse(Selector.parse(text).matches(name -> "x"));
        assertTrue(Selector.parse(text).matches(name -> "x".repeat(LENGTH - 6)));
    }

    @Test
    void longerTextIsRefused() {
        String text = "a = '" + "x".repeat(LENGTH - 5) + "'";

        SelectorException exception = assertThrows(SelectorException.class, () -> Selector.parse(text));

        assertEquals(LENGTH, exception.position());
        assertEquals("a selector of at most 65536 characters", exception.expected());
        assertEquals("65537 characters", exception.got());
    }

    static Stream<Nesting> nestings() {
        return Stream.of(
                new Nesting("(", ")", "", 1),
                new Nesting("NOT ", "", "", 1),
                new Nesting("(b AND ", ")", "", 1),
                new Nesting("(", " OR b)", "", 1),
                new Nesting("(b OR ", ")", "", 1),
                new Nesting("(TRUE = ", ")", "", 1),
                new Nesting("(", " <> b)", "", 1),
                new Nesting("NOT(", ")", "", 2),
                new Nesting("- ", "", " = 1", 1),
                new Nesting("+", "", " = 1", 1),
                new Nesting("-+", "", " = 1", 2),
                new Nesting("-(", ")", " = 1", 2),
                new Nesting("(1 + ", ")", " = 1", 1),
                new Nesting("(", " * 2)", " = 1", 1),
                new Nesting("(2 * (1 + ", "))", " = 1", 2));
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void deepestNestingIsParsedEvaluatedAndPrinted(Nesting nesting) {
        Selector selector = Selector.parse(nesting.text(DEPTH / nesting.levels));

        String rewritten = selector.rewrite(name -> name);

        Selector again = Selector.parse(rewritten);
        assertEquals(rewritten, again.rewrite(name -> name));
        assertEquals(selector.matches(name -> true), again.matches(name -> true));
        assertEquals(selector.matches(name -> 1), again.matches(name -> 1));
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void deeperNestingIsRefused(Nesting nesting) {
        for (int times : new int[] {DEPTH / nesting.levels + 1, DEPTH * 5}) {
            SelectorException exception =
                    assertThrows(SelectorException.class, () -> Selector.parse(nesting.text(times)));

            assertEquals("at most 500 nested levels", exception.expected());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(b OR c AND ", "(b AND TRUE = ", "(b OR c AND 1 = 2 + 3 * "})
    void tooManyWaitingOperatorsAreRefused(String open) {
        SelectorException exception =
                assertThrows(SelectorException.class, () -> Selector.parse(open.repeat(450) + "a" + ")".repeat(450)));

        assertEquals("at most 500 operators waiting for their right operand", exception.expected());
    }

    @Test
    void asManyOperatorsMayWaitAsLevelsBeOpen() {
        String text = "(b OR c AND ".repeat(250) + "a" + ")".repeat(250);

        assertTrue(Selector.parse(text).matches(name -> !name.equals("b")));
        assertFalse(Selector.parse(text).matches(name -> name.equals("c")));
    }

    @Test
    void positionOfTheDeepestLevelIsNamed() {
        SelectorException exception =
                assertThrows(SelectorException.class, () -> Selector.parse("(".repeat(501) + "a" + ")".repeat(501)));

        assertEquals(500, exception.position());
        assertEquals("\"(\"", exception.got());
    }

    @Test
    void levelsThatAreLeftDoNotCount() {
        String text = Stream.of("NOT a", "(a)", "-a = 1", "-1 = a")
                .flatMap(term -> Collections.nCopies(600, term).stream())
                .collect(Collectors.joining(" OR "));

        assertTrue(Selector.parse(text).matches(name -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {" AND ", " OR "})
    void chainOfManyTermsIsFlat(String operator) {
        String text = IntStream.range(0, 5_000).mapToObj(term -> "a" + term).collect(Collectors.joining(operator));
        Selector selector = Selector.parse(text);

        assertEquals(5_000, selector.identifiers().size());
        assertTrue(selector.matches(name -> true));
        assertFalse(selector.matches(name -> false));
        assertEquals(operator.equals(" OR "), selector.matches(name -> name.equals("a4999")));
        assertEquals(operator.equals(" OR "), selector.matches(name -> !name.equals("a4999")));
        assertEquals(text, selector.rewrite(name -> name));
        assertEquals(selector.expression(), Selector.parse(text).expression());
    }

    @ParameterizedTest
    @ValueSource(strings = {" + ", " - ", " * ", " / "})
    void chainOfManyOperandsIsFlat(String operator) {
        String text = String.join(operator, Collections.nCopies(15_000, "a")) + " = b";
        Selector selector = Selector.parse(text);

        assertEquals(operator.equals(" + "), selector.matches(name -> name.equals("a") ? 1 : 15_000));
        assertEquals(operator.equals(" - "), selector.matches(name -> name.equals("a") ? 1 : -14_998));
        assertEquals(operator.equals(" * ") || operator.equals(" / "), selector.matches(name -> 1));
        assertEquals(text, selector.rewrite(name -> name));
    }

    @Test
    void setOfManyMembersIsParsed() {
        String text = "a IN ("
                + IntStream.range(0, 6_000)
                        .mapToObj(member -> "'" + member + "'")
                        .collect(Collectors.joining(","))
                + ")";

        assertTrue(Selector.parse(text).matches(name -> "5999"));
        assertFalse(Selector.parse(text).matches(name -> "6000"));
    }

    @Test
    void identifierHasNoLimitButThatOfTheText() {
        String name = "n".repeat(LENGTH);

        assertTrue(Selector.parse(name).matches(name::equals));
    }

    /** What stands before and after an operand, again and again, and what follows it all. */
    private record Nesting(String open, String close, String end, int levels) {
        private String text(int times) {
            return open.repeat(times) + "a" + close.repeat(times) + end;
        }
    }
}

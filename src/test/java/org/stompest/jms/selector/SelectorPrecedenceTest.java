package org.stompest.jms.selector;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Tests how operators bind: the text means the second, and not the third. */
class SelectorPrecedenceTest {
    @ParameterizedTest
    @CsvSource({
        "a OR b AND c, a OR (b AND c), (a OR b) AND c",
        "a AND b OR c, (a AND b) OR c, a AND (b OR c)",
        "NOT a AND b, (NOT a) AND b, NOT (a AND b)",
        "NOT a OR b, (NOT a) OR b, NOT (a OR b)",
        "NOT a = b, NOT (a = b), (NOT a) = b",
        "NOT a IS NULL, NOT (a IS NULL), a IS NOT NULL",
        "NOT a BETWEEN 1 AND 2, NOT (a BETWEEN 1 AND 2), a NOT BETWEEN 1 AND 2",
        "a + b = c, (a + b) = c, (a = b) = c",
        "a = b + c, a = (b + c), a = (b - c)",
        "a + b * c = 0, a + (b * c) = 0, (a + b) * c = 0",
        "a * b + c = 0, (a * b) + c = 0, a * (b + c) = 0",
        "a - b / c = 0, a - (b / c) = 0, (a - b) / c = 0",
        "-a * b = 0, (-a) * b = 0, -(a * b) = 0",
        "-a + b = 0, (-a) + b = 0, -(a + b) = 0",
        "a - -b = 0, a - (-b) = 0, -(a - b) = 0",
        "a BETWEEN b + 1 AND c AND d, (a BETWEEN (b + 1) AND c) AND d, a BETWEEN b AND c AND d",
        "a + b BETWEEN c AND d OR e, ((a + b) BETWEEN c AND d) OR e, a + (b) BETWEEN c AND d AND e",
    })
    void operatorsBind(String text, String same, String other) {
        assertEquals(tree(same), tree(text));
        assertNotEquals(tree(other), tree(text));
    }

    private static Expression tree(String text) {
        return Selector.parse(text).expression();
    }
}

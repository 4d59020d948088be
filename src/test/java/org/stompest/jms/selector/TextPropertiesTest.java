package org.stompest.jms.selector;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Selectors for brokers whose properties are texts. */
class TextPropertiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    a = 1                      | a = 1.0
                    1 < a                      | 1.0 < a
                    a = -1                     | a = -1.0
                    a > 1.5                    | a > 1.5
                    a = 9007199254740991       | a = 9.007199254740991E15
                    a = 9007199254740992       | a = 9007199254740992
                    b                          | b = TRUE
                    NOT b                      | NOT (b = TRUE)
                    NOT a = 1                  | NOT (a = 1.0)
                    b AND a > 2 OR NOT (b)     | b = TRUE AND a > 2.0 OR NOT (b = TRUE)
                    a BETWEEN 1 AND 5          | a BETWEEN 1.0 AND 5.0
                    a NOT BETWEEN 1 AND 5      | a NOT BETWEEN 1.0 AND 5.0
                    s IN ('x', 'y')            | s IN ('x', 'y')
                    s LIKE 'x%' AND s IS NULL  | s LIKE 'x%' AND s IS NULL
                    TRUE                       | TRUE
                    """)
    void comparisonsWithLiteralsAreTheSameOnTexts(String selector, String expected) {
        assertEquals(Optional.of(expected), Selector.parse(selector).rewriteForTextProperties(name -> name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + 1 = 2",
                "a = b",
                "a > b",
                "-a = 1",
                "a BETWEEN b AND 5",
                "a BETWEEN 1 AND 2 * 3",
                "c OR a = b",
                "1 = 1",
                "'a' = TRUE",
                "NOT a < b"
            })
    void arithmeticAndComparisonsOfPropertiesNeedTypes(String selector) {
        assertEquals(Optional.empty(), Selector.parse(selector).rewriteForTextProperties(name -> name));
    }

    /** A broker that converts may find a comparison of unlike types to be true, which is false. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    a = 1                      | true
                    a <> 1 OR s LIKE 'x%'      | true
                    NOT b                      | true
                    NOT (b AND s IS NULL)      | true
                    NOT (a = 1)                | false
                    NOT (b OR s IN ('x'))      | false
                    b AND NOT (c OR NOT a = 1) | false
                    NOT a BETWEEN 1 AND 2      | false
                    """)
    void aNegatedComparisonMayFindTooFewMessages(String selector, boolean isSafe) {
        assertEquals(isSafe, Selector.parse(selector).isSafeForTextProperties());
    }
}

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
                    a = 1                      | a = 1
                    1 < a                      | 1 < a
                    b                          | b = TRUE
                    NOT b                      | NOT b = TRUE
                    b AND a > 2 OR NOT (b)     | b = TRUE AND a > 2 OR NOT b = TRUE
                    a BETWEEN 1 AND 5          | a BETWEEN 1 AND 5
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
                "NOT a < b"
            })
    void arithmeticAndComparisonsOfPropertiesNeedTypes(String selector) {
        assertEquals(Optional.empty(), Selector.parse(selector).rewriteForTextProperties(name -> name));
    }
}

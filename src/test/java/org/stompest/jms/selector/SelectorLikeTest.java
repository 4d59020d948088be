package org.stompest.jms.selector;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the patterns of LIKE. */
class SelectorLikeTest {
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "'','',true",
                "'','a',false",
                "'%','',true",
                "'%','anything',true",
                "'%%','',true",
                "'_','',false",
                "'_','a',true",
                "'_','ab',false",
                "'__','ab',true",
                "'abc','abc',true",
                "'abc','ABC',false",
                "'abc','abcd',false",
                "'abc','ab',false",
                "'12%3','123',true",
                "'12%3','12993',true",
                "'12%3','1234',false",
                "'l_se','lose',true",
                "'l_se','loose',false",
                "'%a','banana',true",
                "'a%','banana',false",
                "'%an%','banana',true",
                "'%ana','banana',true",
                "'%nan%nan%','banana',false",
                "'%a%b%c%','xaxbxcx',true",
                "'%a%b%c%','xaxcxbx',false",
                "'_%_','a',false",
                "'_%_','ab',true",
                "'%_%','a',true",
                "'a%b_','axxbxbc',true",
                "'.*','xx',false",
                "'[a]','a',false",
                "'\\','\\',true",
                "'a b','a b',true"
            })
    void wholeStringIsMatched(String pattern, String string, boolean result) {
        assertEquals(result, like(pattern, "", string));
    }

    @Test
    void lineEndsAreOrdinaryCharacters() {
        assertTrue(like("a_b%", "", "a\nb\r\nc"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\\_%','\\','_foo',true",
        "'\\_%','\\','bar',false",
        "'100!%','!','100%',true",
        "'100!%','!','100x',false",
        "'a!!b','!','a!b',true",
        "'!!!%','!','!%',true",
        "'a!b','!','ab',true",
        "'%%%_','%','%_',true",
        "'%%','%','%',true",
        "'%_','%','_',true",
        "'%_','%','x',false",
        "'__','_','_',true",
        "'__','_','x',false",
        "'a!_b_','!','a_bc',true",
        "'a!_b_','!','axbc',false"
    })
    void escapeTakesTheMeaning(String pattern, String escape, String string, boolean result) {
        assertEquals(result, like(pattern, " ESCAPE '" + escape + "'", string));
    }

    @Test
    void quotesInPatternAndEscapeAreDoubled() {
        assertTrue(like("it''s''%", " ESCAPE ''''", "it's%".replace("'", "")));
        assertTrue(like("it''s%", "", "it's fine"));
    }

    @Test
    void characterBeyondTheBasicPlaneIsOne() {
        String clef = "\uD834\uDD1E";

        assertTrue(like("_", "", clef));
        assertFalse(like("__", "", clef));
        assertTrue(like("a_b", "", "a" + clef + "b"));
        assertTrue(like("%" + clef, "", "x" + clef));
        assertFalse(like("\uD834%", "", clef));
        assertTrue(like(clef + "%", " ESCAPE '" + clef + "'", "%"));
        assertTrue(like("_", "", "\uD834"));
    }

    @Test
    void manyWildcardsDoNotMultiplyTheWork() {
        String string = "a".repeat(2_000);

        assertFalse(like("%a".repeat(1_000) + "%b", "", string));
        assertTrue(like("%a".repeat(1_000) + "%", "", string));
        assertFalse(like("%_a".repeat(1_001), "", string));
    }

    @Test
    void agreesWithAPlainRecursiveDefinition() {
        Random random = new Random(20240229);
        int matched = 0;
        for (int round = 0; round < 20_000; round++) {
            String pattern = draw(random, "ab_%", 7);
            String string = draw(random, "ab", 8);
            boolean expected = matches(pattern, string);
            assertEquals(expected, like(pattern, "", string), () -> pattern + " on " + string);
            matched += expected ? 1 : 0;
        }
        assertTrue(matched > 2_000 && matched < 18_000, "both outcomes are exercised, matched " + matched);
    }

    private static boolean matches(String pattern, String string) {
        if (pattern.isEmpty()) {
            return string.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '%') {
            return matches(rest, string) || !string.isEmpty() && matches(pattern, string.substring(1));
        }
        return !string.isEmpty()
                && (pattern.charAt(0) == '_' || pattern.charAt(0) == string.charAt(0))
                && matches(rest, string.substring(1));
    }

    private static String draw(Random random, String alphabet, int longest) {
        StringBuilder drawn = new StringBuilder();
        int length = random.nextInt(longest + 1);
        while (drawn.length() < length) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }

    private static boolean like(String pattern, String escape, String string) {
        boolean result = Selector.parse("s LIKE '" + pattern + "'" + escape).matches(name -> string);
        boolean negated =
                Selector.parse("s NOT LIKE '" + pattern + "'" + escape).matches(name -> string);
        assertEquals(!result, negated);
        return result;
    }
}

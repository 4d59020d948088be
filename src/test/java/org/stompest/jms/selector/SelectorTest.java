package org.stompest.jms.selector;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests the selector as its users see it. */
class SelectorTest {
    private static final Map<String, Object> ORDER = Map.of(
            "JMSType", "car",
            "JMSPriority", 7,
            "JMSDeliveryMode", "PERSISTENT",
            "color", "blue",
            "weight", 2501L,
            "quotéd$_1", "it's",
            "urgent", true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMSType = 'car' AND color = 'blue' AND weight > 2500",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSPriority BETWEEN 5 AND 9",
                "urgent",
                "(urgent)",
                "TRUE",
                "quotéd$_1 = 'it''s'",
                "\tcolor\f=\r\n'blue' ",
                "color\u003d'blue'and(urgent)",
                "color iN ('red','blue') aNd NoT weight IS null",
                "missing is NULL and color Is Not Null",
                "color like 'bl%' Or false",
                "weight between 2501 and 2501",
                "color like 'b!lue' Escape '!'",
            })
    void selects(String text) {
        assertTrue(Selector.parse(text).matches(ORDER::get));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMSType = 'CAR'",
                "Color = 'blue'",
                "NOT urgent",
                "false",
                "missing",
                "weight < 2501",
                "color NOT IN ('red', 'blue')",
                "color NOT LIKE '%'",
                "weight NOT BETWEEN 2501 AND 2501",
            })
    void doesNotSelect(String text) {
        assertFalse(Selector.parse(text).matches(ORDER::get));
    }

    @ParameterizedTest
    @ValueSource(strings = {"android", "nota", "_in", "$like", "between1", "ısnull", "ıs", "lıke", "NULLS"})
    void wordsThatOnlyResembleKeywordsAreIdentifiers(String name) {
        Selector selector = Selector.parse(name);

        assertEquals(List.of(name), List.copyOf(selector.identifiers()));
        assertTrue(selector.matches(identifier -> identifier.equals(name)));
    }

    @Test
    void identifiersAreListedOnceInOrderAndUnmodifiable() {
        Selector selector =
                Selector.parse("b = 'x' AND a + c > 1 AND b IN ('y') AND d LIKE 'z' AND B IS NULL AND NOT e");

        assertEquals(List.of("b", "a", "c", "d", "B", "e"), List.copyOf(selector.identifiers()));
        assertThrows(UnsupportedOperationException.class, () -> selector.identifiers()
                .add("f"));
    }

    @Test
    void selectorWithoutIdentifiersHasNone() {
        assertTrue(Selector.parse("'AND' = 'b c'").identifiers().isEmpty());
    }

    @Test
    void originalTextIsKept() {
        String text = "  a  =  007 ";

        assertSame(text, Selector.parse(text).toString());
    }

    @Test
    void whatTheValuesThrowReachesTheCaller() {
        IllegalStateException failure = new IllegalStateException("no values");
        Selector selector = Selector.parse("a");

        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> selector.matches(name -> {
                            throw failure;
                        })));
    }

    @Test
    void nullIsRefused() {
        Selector selector = Selector.parse("a");

        assertThrows(NullPointerException.class, () -> Selector.parse(null));
        assertThrows(NullPointerException.class, () -> selector.matches(null));
        assertThrows(NullPointerException.class, () -> selector.rewrite(null));
        assertThrows(NullPointerException.class, () -> selector.rewrite(name -> null));
    }
}

package org.stompest.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Headers as a value. */
final class HeadersTest {
    private static final Headers REPEATED = Headers.of("a", "1", "b", "2", "a", "3");

    @Test
    void repeatedHeaderFirstWins() {
        assertEquals("1", REPEATED.get("a"));
        assertEquals("1", REPEATED.get("a", "other"));
    }

    @Test
    void absentHeaderIsNullOrTheOtherText() {
        assertNull(REPEATED.get("c"));
        assertEquals("other", REPEATED.get("c", "other"));
        assertFalse(REPEATED.contains("c"));
    }

    @Test
    void namesAreFoundInTheirExactSpellingOnly() {
        assertTrue(REPEATED.contains("a"));
        assertFalse(REPEATED.contains("A"));
        assertFalse(REPEATED.contains("a "));
        assertFalse(REPEATED.contains("1"), "a value is no name");
    }

    @Test
    void entriesKeepTheirOrderAndRepetitions() {
        assertEquals(3, REPEATED.size());
        assertEquals("b", REPEATED.name(1));
        assertEquals("2", REPEATED.value(1));
        assertEquals("a", REPEATED.name(2));
        assertEquals("3", REPEATED.value(2));
        List<String> entries = new ArrayList<>();
        REPEATED.forEach((name, value) -> entries.add(name + "=" + value));
        assertEquals(List.of("a=1", "b=2", "a=3"), entries);
    }

    @Test
    void entryOutOfRangeIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> REPEATED.name(3));
        assertThrows(IndexOutOfBoundsException.class, () -> REPEATED.value(-1));
    }

    @Test
    void withReplacesAllOfThatNameAtTheEnd() {
        assertEquals(Headers.of("b", "2", "a", "4"), REPEATED.with("a", "4"));
        assertEquals(Headers.of("a", "1", "b", "2", "a", "3", "c", ""), REPEATED.with("c", ""));
        assertEquals(Headers.of("a", "1", "b", "2", "a", "3"), REPEATED, "the old ones stay as they are");
    }

    @Test
    void withoutDropsAllOfThatName() {
        assertEquals(Headers.of("b", "2"), REPEATED.without("a"));
        assertSame(REPEATED, REPEATED.without("c"));
        assertEquals(Headers.EMPTY, Headers.of("a", "1").without("a"));
    }

    @Test
    void addKeepsWhatIsThereAndAddMissingLeavesItOut() {
        Headers further = Headers.of("a", "9", "c", "4", "c", "5");
        assertEquals(
                Headers.of("a", "1", "b", "2", "a", "3", "a", "9", "c", "4", "c", "5"),
                REPEATED.toBuilder().addAll(further).build());
        assertEquals(
                Headers.of("a", "1", "b", "2", "a", "3", "c", "4", "c", "5"),
                REPEATED.toBuilder().addMissing(further).build());
    }

    @Test
    void builderMayGoOnAndDoesNotChangeWhatItHasBuilt() {
        Headers.Builder builder = Headers.builder().add("a", "1");
        Headers first = builder.build();
        Headers second = builder.add("b", "2").build();
        assertEquals(Headers.of("a", "1"), first);
        assertEquals(Headers.of("a", "1", "b", "2"), second);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void builderTakesMoreEntriesThanItWasToldOf(int entries) {
        Headers.Builder builder = Headers.builder(entries).add("a", "1").add("b", "2");

        assertEquals(Headers.of("a", "1", "b", "2"), builder.build());
    }

    @Test
    void builderTakesManyEntries() {
        Headers.Builder builder = Headers.builder();
        for (int i = 0; i < 100; i++) {
            builder.add("name" + i, "value" + i);
        }
        Headers many = Headers.builder().add("x", "y").addAll(builder.build()).build();
        assertEquals(101, many.size());
        assertEquals("value99", many.get("name99"));
        assertEquals("y", many.get("x"));
    }

    @Test
    void headersOfAMapHaveItsOrder() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("z", "1");
        map.put("a", "2");
        assertEquals(Headers.of("z", "1", "a", "2"), Headers.of(map));
    }

    @Test
    void headersDoNotSeeLaterChangesOfTheirSource() {
        String[] array = {"a", "1"};
        Headers headers = Headers.of(array);
        array[1] = "2";
        assertEquals("1", headers.get("a"));
    }

    @Test
    void noHeadersAreEmpty() {
        assertSame(Headers.EMPTY, Headers.of());
        assertSame(Headers.EMPTY, Headers.builder().build());
        assertEquals(0, Headers.EMPTY.size());
        assertEquals("[]", Headers.EMPTY.toString());
    }

    @Test
    void nullsAndOddNumbersAreRefused() {
        Map<String, String> map = new HashMap<>();
        map.put("a", null);
        assertThrows(NullPointerException.class, () -> Headers.of("a", null));
        assertThrows(NullPointerException.class, () -> Headers.of(null, "a"));
        assertThrows(NullPointerException.class, () -> Headers.of(map));
        assertThrows(NullPointerException.class, () -> REPEATED.with(null, "a"));
        assertThrows(NullPointerException.class, () -> REPEATED.with("id", null));
        Headers.Builder builder = Headers.builder();
        NullPointerException error = assertThrows(NullPointerException.class, () -> builder.add("id", null));
        assertEquals("the value of header 'id' is null", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Headers.of("a", "1", "b"));
    }

    @Test
    void equalAreTheSameEntriesInTheSameOrder() {
        Headers same =
                Headers.builder().add("a", "1").add("b", "2").add("a", "3").build();
        assertEquals(REPEATED, same);
        assertEquals(REPEATED.hashCode(), same.hashCode());
        assertNotEquals(REPEATED, Headers.of("b", "2", "a", "1", "a", "3"));
        assertNotEquals(REPEATED, Headers.of("a", "1", "b", "2"));
        assertFalse(REPEATED.equals(REPEATED.toString()));
    }

    @Test
    void textHidesEveryPasscode() {
        Headers headers = Headers.of("login", "guest", "passcode", "secret", "passcode", "secret too");
        assertEquals("[login:guest, passcode:(hidden), passcode:(hidden)]", headers.toString());
    }
}

package org.stompest.jms.selector;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pattern of a {@code LIKE}: {@code _} stands for one character, {@code %} for any number of them, and the escape
 * character takes the meaning from the character behind it. A character is a Unicode code point. Immutable.
 *
 * @param text the pattern as written
 * @param escape the escape character, one code point, if there is one
 */
record LikePattern(String text, Optional<String> escape) {
    /** What stands among the code points for the wildcards and for the end; no code point is negative. */
    private static final int ONE = -1;

    private static final int MANY = -2;
    private static final int END = -3;

    /** Tells whether the pattern ends with an escape character that escapes nothing. */
    boolean isUnfinished() {
        int[] source = text.codePoints().toArray();
        int index = 0;
        while (index < source.length) {
            index += isEscape(source[index]) ? 2 : 1;
        }
        return index > source.length;
    }

    /**
     * Matches a whole string. There is no recursion, and only the last {@code %} is ever tried again, so the steps are
     * at most the product of both lengths, and their sum in ordinary cases.
     */
    boolean matches(String string) {
        int[] pattern = elements();
        int[] characters = string.codePoints().toArray();
        int element = 0;
        int character = 0;
        int afterMany = -1;
        int retry = 0;
        while (character < characters.length) {
            int expected = element < pattern.length ? pattern[element] : END;
            if (expected == MANY) {
                element++;
                afterMany = element;
                retry = character;
            } else if (expected == ONE || expected == characters[character]) {
                element++;
                character++;
            } else if (afterMany >= 0) {
                retry++;
                element = afterMany;
                character = retry;
            } else {
                return false;
            }
        }
        return IntStream.range(element, pattern.length).allMatch(rest -> pattern[rest] == MANY);
    }

    void print(SelectorPrinter out) {
        out.string(text);
        escape.ifPresent(character -> out.text(" ESCAPE ").string(character));
    }

    private int[] elements() {
        int[] source = text.codePoints().toArray();
        int[] elements = new int[source.length];
        int count = 0;
        int index = 0;
        while (index < source.length) {
            if (isEscape(source[index]) && index + 1 < source.length) {
                elements[count] = source[index + 1];
                index += 2;
            } else {
                elements[count] = wildcard(source[index]);
                index++;
            }
            count++;
        }
        return IntStream.of(elements).limit(count).toArray();
    }

    private boolean isEscape(int codePoint) {
        return escape.isPresent() && escape.get().codePointAt(0) == codePoint;
    }

    private static int wildcard(int codePoint) {
        return switch (codePoint) {
            case '_' -> ONE;
            case '%' -> MANY;
            default -> codePoint;
        };
    }
}

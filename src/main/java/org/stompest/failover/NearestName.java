package org.stompest.failover;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the known name that somebody may have meant. Stateless.
 */
public final class NearestName {
    private static final int LONGEST = 64;

    private NearestName() {}

    /**
     * What to add to a message about an unknown name.
     *
     * @param written the unknown name
     * @param known the names that there are
     * @return {@code ": did you mean 'name'?"}, or nothing if no name is near
     */
    public static String hint(String written, List<String> known) {
        if (written.length() > LONGEST) {
            return "";
        }
        String lower = written.toLowerCase(Locale.ROOT);
        int farthest = Math.max(2, lower.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= Math.min(farthest, name.length() - 1))
                .map(name -> ": did you mean '" + name + "'?")
                .orElse("");
    }

    /** The number of characters to insert, delete or replace between two texts. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}

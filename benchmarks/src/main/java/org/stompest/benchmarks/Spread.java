package org.stompest.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The middle and the ends of what the rounds of a run have measured. Immutable.
 *
 * @param low the lowest
 * @param median the one in the middle
 * @param high the highest
 */
public record Spread(double low, double median, double high) {
    /**
     * The spread of values.
     *
     * @param values in any order, at least one
     * @return their spread
     */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /**
     * The spread as a cell of a table.
     *
     * @param digits behind the decimal point
     * @return the median, and the lowest and the highest in brackets
     */
    public String cell(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, low, high);
    }
}

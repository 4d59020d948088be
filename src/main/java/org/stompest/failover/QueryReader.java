package org.stompest.failover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits the query of a URI into its options. Immutable.
 *
 * @param source the whole text, for errors
 * @param where the place of the query in the whole text, such as {@code "broker 2"}; empty for the outermost query
 */
record QueryReader(MaskedText source, String where) {
    private static final int MAX_OPTIONS = 256;
    private static final int LONGEST_NAME = 128;

    /** Reads options that are separated by ampersands. */
    List<QueryOption> byAmpersand(String query) {
        return options(List.of(query.split("&", -1)));
    }

    /** Reads options that are separated by those commas that have a name and an equals sign behind them. */
    List<QueryOption> byComma(String query) {
        return options(pieces(query));
    }

    /** Whether a query without ampersands has more than one option in stompest's comma form. */
    static boolean hasCommaForm(String query) {
        return query.indexOf('&') < 0 && pieces(query).size() > 1;
    }

    /** Cuts a text at the commas that start another option. */
    static List<String> pieces(String query) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int comma = query.indexOf(','); comma >= 0; comma = query.indexOf(',', comma + 1)) {
            int end = comma + 1;
            while (end < query.length() && isNamePart(query.charAt(end))) {
                end++;
            }
            if (end > comma + 1 && end < query.length() && query.charAt(end) == '=') {
                pieces.add(query.substring(start, comma));
                start = comma + 1;
            }
        }
        pieces.add(query.substring(start));
        return pieces;
    }

    private List<QueryOption> options(List<String> pieces) {
        if (pieces.size() > MAX_OPTIONS) {
            throw error("expected at most " + MAX_OPTIONS + " options, got " + pieces.size());
        }
        List<QueryOption> options = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < pieces.size(); index++) {
            QueryOption option = option("option " + (index + 1), pieces.get(index));
            if (!names.add(option.name().toLowerCase(Locale.ROOT))) {
                throw error("option " + (index + 1) + ": " + source.quote(option.name()) + " is set twice");
            }
            options.add(option);
        }
        return options;
    }

    private QueryOption option(String label, String piece) {
        int equals = piece.indexOf('=');
        if (equals < 0) {
            throw error(label + ": expected name=value, got " + (piece.isEmpty() ? "nothing" : source.quote(piece)));
        }
        String name = piece.substring(0, equals);
        if (!isName(name)) {
            throw error(label + ": expected a name of letters, digits, '.', '-' and '_' that starts with a letter"
                    + " and has at most " + LONGEST_NAME + " characters, got " + source.quote(name));
        }
        String raw = piece.substring(equals + 1);
        try {
            return new QueryOption(name, raw, PercentCoding.decode(raw));
        } catch (IllegalArgumentException e) {
            throw source.error(located(label + " (" + source.quote(name) + "): " + e.getMessage()), e);
        }
    }

    private FailoverUriException error(String reason) {
        return source.error(located(reason));
    }

    private String located(String reason) {
        return where.isEmpty() ? reason : where + ": " + reason;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && Character.isLetter(name.charAt(0))
                && name.chars().allMatch(character -> isNamePart((char) character));
    }

    private static boolean isNamePart(char character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || "-._".indexOf(character) >= 0);
    }
}

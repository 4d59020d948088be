package org.stompest.failover;

import java.util.List;
import java.util.Locale;

/**
 * The text of a URI as people may see it, and the maker of the errors about that URI. Immutable.
 *
 * <p>Works on the raw text, because a text that cannot be parsed must not show its secrets either.
 */
final class MaskedText {
    static final String MASK = "***";

    private static final int SHOWN_CHARACTERS = 1000;
    private static final List<String> SECRETS = List.of("pass", "pwd", "secret", "token", "credential");

    private final String masked;
    private final boolean clear;

    MaskedText(String text) {
        this.masked = printable(new SecretScan(text).masked());
        this.clear = masked.equals(text);
    }

    /** Whether the value of an option with this name must not be shown. */
    static boolean isSecret(String optionName) {
        String lower = optionName.toLowerCase(Locale.ROOT);
        // A name that hides letters behind percent signs is no valid name, and could be any of the secrets.
        return lower.indexOf('%') >= 0 || SECRETS.stream().anyMatch(lower::contains);
    }

    FailoverUriException error(String reason) {
        return new FailoverUriException(reason, toString());
    }

    FailoverUriException error(String reason, Throwable cause) {
        return new FailoverUriException(reason, toString(), cause);
    }

    /** Quotes a piece of the query, unless it is part of what is masked. */
    String quote(String piece) {
        return quoted(clear || masked.contains(piece) ? piece : MASK);
    }

    /** Quotes a piece of an authority, unless the text has anything to hide: the piece may be half a password. */
    String quoteIfClear(String piece) {
        return quoted(clear ? piece : MASK);
    }

    /** The masked text, cut off if very long. */
    @Override
    public String toString() {
        return masked.length() <= SHOWN_CHARACTERS ? masked : masked.substring(0, SHOWN_CHARACTERS) + "...";
    }

    private static String quoted(String piece) {
        String text = printable(piece);
        return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "...") + "'";
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (char character : text.toCharArray()) {
            boolean plain =
                    character == ' ' || !Character.isISOControl(character) && !Character.isWhitespace(character);
            shown.append(plain ? String.valueOf(character) : String.format("\\u%04x", (int) character));
        }
        return shown.toString();
    }
}

package org.stompest.jms.selector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a selector text. Immutable.
 *
 * @param kind what it is
 * @param text as written, but for a string: its value without quotes
 * @param position the index of its first {@code char} in the selector
 */
record Token(Kind kind, String text, int position) {
    private static final Map<String, Kind> KEYWORDS = new HashMap<>();
    private static final int LONGEST_KEYWORD = "BETWEEN".length();

    static {
        for (Kind kind : Kind.values()) {
            if (Character.isLetter(kind.symbol.charAt(0)) && kind.symbol.equals(kind.name())) {
                KEYWORDS.put(kind.symbol, kind);
            }
        }
    }

    /**
     * Tells a keyword, in whatever case, from an identifier.
     *
     * @param word a word of the selector
     * @return the keyword that it is, if it is one
     */
    static Optional<Kind> keyword(String word) {
        if (word.length() > LONGEST_KEYWORD) {
            return Optional.empty();
        }
        StringBuilder upper = new StringBuilder(word.length());
        for (int index = 0; index < word.length(); index++) {
            char character = word.charAt(index);
            // Only ASCII: Unicode would also make an I of a dotless i, which is a letter of an identifier.
            upper.append(character >= 'a' && character <= 'z' ? (char) (character - 'a' + 'A') : character);
        }
        return Optional.ofNullable(KEYWORDS.get(upper.toString()));
    }

    /** Describes the token in an error message. */
    String description() {
        return switch (kind) {
            case END -> kind.symbol;
            case STRING -> "the string '" + SelectorException.excerpt(text) + "'";
            default -> "\"" + SelectorException.excerpt(text) + "\"";
        };
    }

    /**
     * The kinds of tokens; the names of keywords are the keywords. Immutable.
     */
    enum Kind {
        IDENTIFIER("an identifier"),
        STRING("a string"),
        NUMBER("a number"),
        END("the end of the selector"),
        AND("AND"),
        OR("OR"),
        NOT("NOT"),
        BETWEEN("BETWEEN"),
        IN("IN"),
        LIKE("LIKE"),
        ESCAPE("ESCAPE"),
        IS("IS"),
        NULL("NULL"),
        TRUE("TRUE"),
        FALSE("FALSE"),
        OPEN("("),
        CLOSE(")"),
        COMMA(","),
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDED("/"),
        EQUAL("="),
        UNEQUAL("<>"),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<=");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        /** Describes the kind in an error message. */
        String description() {
            return ordinal() <= END.ordinal() ? symbol : "\"" + symbol + "\"";
        }
    }
}

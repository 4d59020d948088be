package org.stompest.jms.selector;

/**
 * Cuts a selector text into tokens, one at a time. Not thread-safe.
 */
final class SelectorLexer {
    private final String text;
    private int position;

    SelectorLexer(String text) {
        this.text = text;
    }

    /**
     * Reads the next token.
     *
     * @return the token; at the end of the text, again and again the one of kind END
     * @throws SelectorException if there is no token
     */
    Token next() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return new Token(Token.Kind.END, "", position);
        }
        char first = text.charAt(position);
        if (first == '\'') {
            return string();
        }
        if (isDigit(first) || first == '.' && position + 1 < text.length() && isDigit(text.charAt(position + 1))) {
            return token(Token.Kind.NUMBER, NumericLiteral.end(text, position));
        }
        if (Character.isJavaIdentifierStart(text.codePointAt(position))) {
            return word();
        }
        return symbol();
    }

    private Token string() {
        int start = position;
        StringBuilder value = new StringBuilder();
        int index = start + 1;
        while (true) {
            int quote = text.indexOf('\'', index);
            if (quote < 0) {
                throw new SelectorException(
                        start,
                        "a string with a closing quote",
                        "\"" + SelectorException.excerpt(text.substring(start)) + "\"");
            }
            value.append(text, index, quote);
            index = quote + 1;
            if (index == text.length() || text.charAt(index) != '\'') {
                position = index;
                return new Token(Token.Kind.STRING, value.toString(), start);
            }
            value.append('\'');
            index++;
        }
    }

    private Token word() {
        int end = position;
        while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return token(Token.keyword(text.substring(position, end)).orElse(Token.Kind.IDENTIFIER), end);
    }

    private Token symbol() {
        char second = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
        return switch (text.charAt(position)) {
            case '(' -> token(Token.Kind.OPEN);
            case ')' -> token(Token.Kind.CLOSE);
            case ',' -> token(Token.Kind.COMMA);
            case '+' -> token(Token.Kind.PLUS);
            case '-' -> token(Token.Kind.MINUS);
            case '*' -> token(Token.Kind.TIMES);
            case '/' -> token(Token.Kind.DIVIDED);
            case '=' -> token(Token.Kind.EQUAL);
            case '>' -> token(second == '=' ? Token.Kind.GREATER_OR_EQUAL : Token.Kind.GREATER);
            case '<' ->
                switch (second) {
                    case '=' -> token(Token.Kind.LESS_OR_EQUAL);
                    case '>' -> token(Token.Kind.UNEQUAL);
                    default -> token(Token.Kind.LESS);
                };
            default ->
                throw new SelectorException(
                        position,
                        "an identifier, a literal or an operator",
                        "\"" + Character.toString(text.codePointAt(position)) + "\"");
        };
    }

    private Token token(Token.Kind symbol) {
        return token(symbol, position + symbol.symbol().length());
    }

    private Token token(Token.Kind kind, int end) {
        Token token = new Token(kind, text.substring(position, end), position);
        position = end;
        return token;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\f' || character == '\n' || character == '\r';
    }
}

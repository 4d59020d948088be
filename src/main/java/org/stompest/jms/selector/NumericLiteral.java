package org.stompest.jms.selector;

import java.util.Locale;

/**
 * Reads numbers in the syntax of Java, as Jakarta Messaging 3.1, section 3.8.1, asks: exact ones become a Long,
 * approximate ones a Double. Static functions, thread-safe.
 */
final class NumericLiteral {
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private NumericLiteral() {}

    /**
     * Finds the end of what looks like a number, valid or not.
     *
     * @param text the selector
     * @param start where the number starts
     * @return the index behind its last {@code char}
     */
    static int end(String text, int start) {
        boolean hexadecimal = radix(text.substring(start, Math.min(start + 2, text.length()))) == HEXADECIMAL;
        char exponent = hexadecimal ? 'p' : 'e';
        int end = start;
        while (end < text.length()) {
            char character = text.charAt(end);
            boolean exponentSign =
                    (character == '+' || character == '-') && lower(text.charAt(Math.max(start, end - 1))) == exponent;
            if (!exponentSign && character != '.' && character != '_' && !isLetterOrDigit(character)) {
                break;
            }
            end++;
        }
        return end;
    }

    /**
     * Reads a number.
     *
     * @param token the number
     * @param negative whether a minus stands before it; the smallest long cannot be written otherwise
     * @return a Long or a Double. A float is widened to a Double of its value, which brokers can read without a suffix.
     * @throws SelectorException if it is no number or out of range
     */
    static Number parse(Token token, boolean negative) {
        String digits = withoutUnderscores(token);
        try {
            return isApproximate(digits) ? approximate(token, digits, negative) : exact(digits, negative);
        } catch (NumberFormatException exception) {
            throw new SelectorException(
                    token.position(), "a number in the syntax and range of Java", token.description(), exception);
        }
    }

    private static Number approximate(Token token, String digits, boolean negative) {
        double value = lower(digits).endsWith("f") ? Float.parseFloat(digits) : Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new SelectorException(token.position(), "a number in the range of its type", token.description());
        }
        return negative ? -value : value;
    }

    private static Number exact(String number, boolean negative) {
        String digits = lower(number).endsWith("l") ? number.substring(0, number.length() - 1) : number;
        int radix = radix(digits);
        if (radix == DECIMAL) {
            return Long.parseLong(negative ? "-" + digits : digits);
        }
        // As in Java, the digits are a pattern of 64 bits: 0xFFFFFFFFFFFFFFFF is -1.
        long value = Long.parseUnsignedLong(digits.substring(radix == 8 ? 1 : 2), radix);
        return negative ? -value : value;
    }

    private static boolean isApproximate(String number) {
        String lower = lower(number);
        return switch (radix(number)) {
            case HEXADECIMAL -> lower.indexOf('.') >= 0 || lower.indexOf('p') >= 0;
            case 2 -> false;
            default -> lower.chars().anyMatch(character -> ".efd".indexOf(character) >= 0);
        };
    }

    private static int radix(String number) {
        String lower = lower(number);
        if (lower.startsWith("0x")) {
            return HEXADECIMAL;
        }
        if (lower.startsWith("0b")) {
            return 2;
        }
        return lower.length() > 1 && lower.startsWith("0") ? 8 : DECIMAL;
    }

    private static String withoutUnderscores(Token token) {
        String number = token.text();
        int radix = Math.max(DECIMAL, radix(number));
        for (int index = 0; index < number.length(); index++) {
            boolean misplaced = number.charAt(index) == '_'
                    && (!isDigitOrUnderscore(number, index - 1, radix)
                            || !isDigitOrUnderscore(number, index + 1, radix));
            if (misplaced) {
                throw new SelectorException(
                        token.position(), "a number with underscores only between digits", token.description());
            }
        }
        return number.replace("_", "");
    }

    private static boolean isDigitOrUnderscore(String number, int index, int radix) {
        return index >= 0
                && index < number.length()
                && (number.charAt(index) == '_' || Character.digit(number.charAt(index), radix) >= 0);
    }

    private static boolean isLetterOrDigit(char character) {
        return character >= '0' && character <= '9' || lower(character) >= 'a' && lower(character) <= 'z';
    }

    private static char lower(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character - 'A' + 'a') : character;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

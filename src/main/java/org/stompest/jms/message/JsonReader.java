package org.stompest.jms.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.jms.MessageFormatException;

/**
 * Reads as much of JSON (RFC 8259) as {@link FieldsCodec} needs, one token at a time and strictly. It calls itself never, whatever the
 * text. Not thread-safe.
 */
final class JsonReader {
    /** What {@link #peek} returns at the end; as a character of the text it would be malformed. */
    static final char END = '\0';

    private static final int LONGEST_EXCERPT = 40;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(\\.[0-9]++)?+([eE][+-]?[0-9]++)?+");

    private final String text;
    private int position;

    JsonReader(byte[] utf8) throws MessageFormatException {
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BodyErrors.caused(BodyErrors.malformed("expected a body in UTF-8, got other bytes"), e);
        }
    }

    /** The next character that is no space; it is not taken. */
    char peek() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : END;
    }

    /** Takes a character if it is the next. */
    boolean skip(char symbol) {
        boolean isNext = peek() == symbol && position < text.length();
        if (isNext) {
            position++;
        }
        return isNext;
    }

    void take(char symbol) throws MessageFormatException {
        if (!skip(symbol)) {
            throw error("'" + symbol + "'");
        }
    }

    void end() throws MessageFormatException {
        peek();
        if (position < text.length()) {
            throw error("the end");
        }
    }

    String string() throws MessageFormatException {
        take('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char character = character();
            if (character == '"') {
                return value.toString();
            }
            value.append(character == '\\' ? escaped() : character);
        }
    }

    private char character() throws MessageFormatException {
        if (position == text.length() || text.charAt(position) < ' ') {
            throw error("a character of a string or its closing quote");
        }
        return text.charAt(position++);
    }

    private char escaped() throws MessageFormatException {
        char letter = character();
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> {
                position--;
                throw error("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u after a backslash");
            }
        };
    }

    private int hex() throws MessageFormatException {
        char digit = character();
        int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
        if (value < 0) {
            position--;
            throw error("four hexadecimal digits");
        }
        return value;
    }

    Object nothing() throws MessageFormatException {
        word("null");
        return null;
    }

    boolean bool() throws MessageFormatException {
        if (peek() == 't') {
            word("true");
            return true;
        }
        if (peek() != 'f') {
            throw error("true or false");
        }
        word("false");
        return false;
    }

    private void word(String word) throws MessageFormatException {
        peek();
        if (!text.startsWith(word, position)) {
            throw error(word);
        }
        position += word.length();
    }

    /** A number as it is written. */
    String number() throws MessageFormatException {
        peek();
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw error("a number");
        }
        position = matcher.end();
        return matcher.group();
    }

    static boolean isInteger(String number) {
        return number.chars().allMatch(each -> each == '-' || each >= '0' && each <= '9');
    }

    long integer(String type, long minimum, long maximum) throws MessageFormatException {
        return integer(number(), type, minimum, maximum);
    }

    long integer(String number, String type, long minimum, long maximum) throws MessageFormatException {
        String expected = "an integer from " + minimum + " to " + maximum + " as a " + type;
        try {
            long value = Long.parseLong(number);
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw BodyErrors.caused(error(expected, excerpt(number)), e);
        }
        throw error(expected, excerpt(number));
    }

    private MessageFormatException error(String expected) {
        return error(expected, position < text.length() ? "'" + text.charAt(position) + "'" : "the end");
    }

    /** The exception that says what is wrong, and where. */
    MessageFormatException error(String expected, String got) {
        return BodyErrors.malformed(
                "expected " + expected + ", got " + got + ", at character " + position + " of the body");
    }

    static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }
}

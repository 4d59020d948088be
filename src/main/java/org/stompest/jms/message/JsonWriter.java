package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;

/**
 * Writes as much of JSON (RFC 8259) as {@link FieldsCodec} needs. Control characters and lone surrogates are escaped: the text has no
 * NUL, and is UTF-8 without loss. Not thread-safe.
 */
final class JsonWriter {
    private static final String DIGITS = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    /** Writes what needs no quotes. */
    void plain(String literal) {
        text.append(literal);
    }

    void plain(char symbol) {
        text.append(symbol);
    }

    void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (Character.isSurrogate(character) && !isPair(value, i)) {
                escape(character);
            } else if (Character.isISOControl(character)) {
                escape(character);
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }

    private static boolean isPair(String value, int index) {
        return Character.isHighSurrogate(value.charAt(index))
                ? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    }

    private void escape(char character) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(DIGITS.charAt(character >> shift & 0xf));
        }
    }

    byte[] utf8() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

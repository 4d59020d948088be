package org.stompest.failover;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes percent-encoded text in UTF-8 (RFC 3986, 2.1). Stateless. A plus sign is a plus sign.
 */
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /**
     * Decodes a text once.
     *
     * @throws IllegalArgumentException if a percent sign has no two hexadecimal digits behind it, or the bytes are not
     *     UTF-8; the message does not repeat the text, which may be a password
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int index = 0;
        while (index < text.length()) {
            if (text.charAt(index) != '%') {
                decoded.append(text.charAt(index++));
                continue;
            }
            bytes.reset();
            while (index < text.length() && text.charAt(index) == '%') {
                bytes.write(octet(text, index));
                index += 3;
            }
            decoded.append(utf8(bytes.toByteArray()));
        }
        return decoded.toString();
    }

    /** Encodes every character that is not a letter, a digit or one of {@code - . _ ~ / :} in ASCII. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "-._~/:".indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
            }
        }
        return encoded.toString();
    }

    private static int octet(String text, int percent) {
        int high = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(
                    "expected two hexadecimal digits after '%' (write %25 for a percent sign)");
        }
        return high << 4 | low;
    }

    static int hexDigit(char character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'a' && character <= 'f') {
            return character - 'a' + 10;
        }
        return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected percent-encoded UTF-8, got bytes that are not UTF-8", e);
        }
    }
}

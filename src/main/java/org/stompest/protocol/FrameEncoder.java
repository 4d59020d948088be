package org.stompest.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes frames as bytes, in the escaping of each version (STOMP 1.1 and 1.2, "Value Encoding"). What a version cannot express is
 * refused and leaves the buffer as it was, so no header can smuggle in another one. Stateless.
 */
public final class FrameEncoder {
    private FrameEncoder() {}

    /** What may stand in a header text, and how. */
    private enum Escaping {
        /** CONNECT, STOMP and CONNECTED: UTF-8 as it is. */
        NONE,
        /** STOMP 1.0: ASCII as it is. */
        NONE_ASCII,
        /** STOMP 1.1: backslash, line feed and colon escaped; a carriage return goes as it is. */
        ALL_BUT_CR,
        /** STOMP 1.2: backslash, line feed, colon and carriage return escaped. */
        ALL;

        static Escaping of(Command command, Version version) {
            if (command.precedesNegotiation()) {
                return NONE;
            }
            return switch (version) {
                case V1_0 -> NONE_ASCII;
                case V1_1 -> ALL_BUT_CR;
                case V1_2 -> ALL;
            };
        }
    }

    /**
     * Writes a frame to the end of a buffer. A body with NUL bytes gets a {@code content-length} if the frame has none; otherwise the
     * headers go out as they are, in their order.
     *
     * @param frame the frame
     * @param version the version of the session; for CONNECT, STOMP and CONNECTED, which have no body, it does not matter
     * @param out where to write; unchanged if this method throws
     * @throws FrameException if the version has no such command, cannot carry such a header or such a body, or if the {@code
     *     content-length} is not that of the body
     */
    public static void encode(Frame frame, Version version, FrameBuffer out) {
        int start = out.length();
        try {
            check(frame, version);
            head(frame, Escaping.of(frame.command(), version), out);
            out.put(frame.body());
            out.put(0);
        } catch (RuntimeException e) {
            out.truncate(start);
            throw e;
        }
    }

    /**
     * The bytes of a frame.
     *
     * @param frame the frame
     * @param version the version of the session
     * @return a new array
     * @throws FrameException as {@link #encode(Frame, Version, FrameBuffer)} does
     */
    public static byte[] encode(Frame frame, Version version) {
        FrameBuffer out = new FrameBuffer();
        encode(frame, version, out);
        return out.toByteArray();
    }

    private static void check(Frame frame, Version version) {
        Command command = frame.command();
        if (!command.precedesNegotiation() && !version.isAtLeast(command.since())) {
            throw new FrameException(
                    "expected a command of STOMP " + version + ", got " + command + " of " + command.since());
        }
        if (frame.body().length > 0 && !command.allowsBody(version)) {
            throw new FrameException("expected " + command + " without a body in STOMP " + version + ", got " + frame);
        }
    }

    private static void head(Frame frame, Escaping escaping, FrameBuffer out) {
        Headers headers = frame.headers();
        ascii(frame.command().name(), out);
        out.put('\n');
        String contentLength = headers.get(Headers.CONTENT_LENGTH);
        if (contentLength != null) {
            checkLength(contentLength, frame);
        } else if (hasNul(frame.body())) {
            ascii(Headers.CONTENT_LENGTH, out);
            out.put(':');
            ascii(Integer.toString(frame.body().length), out);
            out.put('\n');
        }
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).isEmpty()) {
                throw new FrameException("expected headers with names, got one without in " + frame.command()
                        + " frame, header names " + names(frame));
            }
            text(headers.name(i), true, frame, escaping, out);
            out.put(':');
            text(headers.value(i), false, frame, escaping, out);
            out.put('\n');
        }
        out.put('\n');
    }

    private static void checkLength(String contentLength, Frame frame) {
        if (!contentLength.equals(Integer.toString(frame.body().length))) {
            throw new FrameException("expected content-length:" + frame.body().length + ", got " + frame);
        }
    }

    private static boolean hasNul(byte[] body) {
        for (byte value : body) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }

    private static void ascii(String text, FrameBuffer out) {
        for (int i = 0; i < text.length(); i++) {
            out.put(text.charAt(i));
        }
    }

    private static void text(String text, boolean isName, Frame frame, Escaping escaping, FrameBuffer out) {
        int length = text.length();
        out.reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                beyondAscii(text, i, isName, frame, escaping, out);
                return;
            }
            character(c, isName, frame, escaping, out);
        }
    }

    /** The rest of a text from its first character that is not ASCII; its bytes below 0x80 are ASCII all the same. */
    private static void beyondAscii(
            String text, int from, boolean isName, Frame frame, Escaping escaping, FrameBuffer out) {
        if (escaping == Escaping.NONE_ASCII) {
            throw new FrameException("expected ASCII headers in STOMP 1.0, got " + frame);
        }
        for (byte value : utf8(text.substring(from), frame)) {
            if (value < 0) {
                out.put(value);
            } else {
                character((char) value, isName, frame, escaping, out);
            }
        }
    }

    /** Half a character is no character; to write something else in its place would change the text in silence. */
    private static byte[] utf8(String text, Frame frame) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new FrameException(
                    "expected headers of whole characters, got half of one in " + frame.command()
                            + " frame, header names " + names(frame),
                    e);
        }
    }

    private static void character(char c, boolean isName, Frame frame, Escaping escaping, FrameBuffer out) {
        switch (c) {
            case '\\' -> special(c, '\\', escaping.compareTo(Escaping.ALL_BUT_CR) >= 0, true, frame, out);
            case '\n' -> special(c, 'n', escaping.compareTo(Escaping.ALL_BUT_CR) >= 0, false, frame, out);
            case ':' -> special(c, 'c', escaping.compareTo(Escaping.ALL_BUT_CR) >= 0, !isName, frame, out);
            case '\r' -> special(c, 'r', escaping == Escaping.ALL, escaping == Escaping.ALL_BUT_CR, frame, out);
            case 0 -> special(c, '0', false, false, frame, out);
            default -> out.put(c);
        }
    }

    private static void special(
            char c, char escape, boolean isEscaped, boolean isAllowed, Frame frame, FrameBuffer out) {
        if (isEscaped) {
            out.put('\\');
            out.put(escape);
        } else if (isAllowed) {
            out.put(c);
        } else {
            throw new FrameException("expected headers without the character U+"
                    + String.format("%04X", (int) c)
                    + ", which this version cannot escape, got it in "
                    + frame.command() + " frame, header names " + names(frame));
        }
    }

    /** Names only, because the text at fault may well be a secret. */
    private static String names(Frame frame) {
        StringBuilder names = new StringBuilder("[");
        frame.headers().forEach((name, value) -> names.append(names.length() == 1 ? "" : ", ")
                .append(Excerpt.of(name)));
        return names.append(']').toString();
    }
}

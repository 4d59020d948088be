package org.stompest.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the command and the header lines of one frame after the other. Belongs to one decoder; not thread-safe. */
final class HeaderReader {
    private static final byte[] NO_BYTES = new byte[0];

    private final FrameLimits limits;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    /** Null until the version of the connection is agreed on. */
    private Version version;

    private Command command;
    private String[] entries = new String[32];
    private int length;
    private int headBytes;
    private byte[] unescaped = NO_BYTES;

    HeaderReader(FrameLimits limits) {
        this.limits = limits;
    }

    void start(Version frameVersion) {
        version = frameVersion;
        command = null;
        length = 0;
        headBytes = 0;
    }

    /** In STOMP 1.0 and 1.1 a carriage return at the end of a line is data. */
    boolean isCarriageReturnPartOfLineEnd() {
        return version == null || version == Version.V1_2;
    }

    void command(byte[] bytes, int from, int to) {
        Command read = Command.of(bytes, from, to);
        if (read == null || version != null && !version.isAtLeast(read.since())) {
            throw new FrameException("expected a command of STOMP " + (version == null ? "1.0 to 1.2" : version)
                    + ", got '" + excerpt(bytes, from, to) + "'");
        }
        command = read;
    }

    void header(byte[] bytes, int from, int to) {
        headBytes += to - from;
        if (length == 2 * limits.maxHeaders()) {
            throw new FrameException("expected at most " + limits.maxHeaders() + " headers, got more" + where());
        }
        if (headBytes > limits.maxHead()) {
            throw new FrameException(
                    "expected headers of at most " + limits.maxHead() + " bytes together, got more" + where());
        }
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (colon == to) {
            throw new FrameException(
                    "expected a header line with a colon, got '" + excerpt(bytes, from, to) + "'" + where());
        }
        if (length == entries.length) {
            entries = Arrays.copyOf(entries, 2 * length);
        }
        entries[length++] = text(bytes, from, colon);
        // A further colon is taken as it is: ActiveMQ does not escape the names of properties, and JMS allows a colon
        // there.
        entries[length++] = text(bytes, colon + 1, to);
    }

    /** The length that content-length announces, or -1 without one. */
    int contentLength() {
        for (int i = 0; i < length; i += 2) {
            if (entries[i].equals(Headers.CONTENT_LENGTH)) {
                return contentLength(entries[i + 1].trim());
            }
        }
        return -1;
    }

    private int contentLength(String text) {
        long value = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length() && value >= 0; i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' ? -1 : Math.min(10 * value + c - '0', Integer.MAX_VALUE);
        }
        if (value < 0) {
            throw new FrameException(
                    "expected a content-length of 0 or more, got '" + Excerpt.of(text) + "'" + where());
        }
        return (int) value;
    }

    void checkBodyAllowed() {
        if (version != null && !command.allowsBody(version)) {
            throw new FrameException("expected no body in STOMP " + version + ", got one" + where());
        }
    }

    Frame frame(byte[] body) {
        Headers headers = Headers.wrap(Arrays.copyOf(entries, length), length);
        return Frame.of(command, headers, body);
    }

    /** Where the reader is, for messages. */
    String where() {
        return command == null ? "" : " in a " + command + " frame";
    }

    private boolean isEscaped() {
        return version != null && version != Version.V1_0 && !command.precedesNegotiation();
    }

    private String text(byte[] bytes, int from, int to) {
        boolean isAscii = true;
        boolean hasEscape = false;
        for (int i = from; i < to; i++) {
            byte value = bytes[i];
            isAscii &= value >= 0;
            hasEscape |= value == '\\';
            if (value == 0 || value == '\r' && isCarriageReturnPartOfLineEnd()) {
                throw new FrameException("expected a header without " + (value == 0 ? "NUL" : "CR") + ", got '"
                        + excerpt(bytes, from, to) + "'" + where());
            }
        }
        if (hasEscape && isEscaped()) {
            int end = unescape(bytes, from, to);
            return isAscii ? ascii(unescaped, 0, end) : beyondAscii(unescaped, 0, end);
        }
        return isAscii ? ascii(bytes, from, to) : beyondAscii(bytes, from, to);
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String beyondAscii(byte[] bytes, int from, int to) {
        if (version == Version.V1_0) {
            throw new FrameException(
                    "expected ASCII headers in STOMP 1.0, got '" + excerpt(bytes, from, to) + "'" + where());
        }
        try {
            CharBuffer characters = utf8.decode(ByteBuffer.wrap(bytes, from, to - from));
            return characters.toString();
        } catch (CharacterCodingException e) {
            throw new FrameException("expected headers in UTF-8, got '" + excerpt(bytes, from, to) + "'" + where(), e);
        }
    }

    private int unescape(byte[] bytes, int from, int to) {
        if (unescaped.length < to - from) {
            unescaped = new byte[Math.max(to - from, 256)];
        }
        int end = 0;
        for (int i = from; i < to; i++) {
            byte value = bytes[i];
            if (value == '\\') {
                i++;
                value = i < to ? original(bytes[i]) : -1;
                if (value < 0) {
                    throw new FrameException("expected one of the escapes \\\\, \\c, \\n and \\r, got '"
                            + excerpt(bytes, from, to) + "'" + where());
                }
            }
            unescaped[end++] = value;
        }
        return end;
    }

    /** Artemis escapes CR in STOMP 1.1 too, though the version has no such escape. */
    private static byte original(byte escape) {
        return switch (escape) {
            case '\\' -> '\\';
            case 'c' -> ':';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> -1;
        };
    }

    /** The start of a text, made fit to print; nothing of a frame that carries credentials. */
    String excerpt(byte[] bytes, int from, int to) {
        if (command == Command.CONNECT || command == Command.STOMP) {
            return "(hidden)";
        }
        return Excerpt.of(ascii(bytes, from, to));
    }
}

package org.stompest.it.strict;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.stompest.protocol.Version;

/** Reads the frames of a client, by the grammar of the version and not a byte more. Used by the thread that reads one connection. */
final class StrictReader {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_HEADERS = 1000;
    private static final int LONGEST_BODY = 64 << 20;
    private static final Set<String> OPENING = Set.of("CONNECT", "STOMP");

    private final InputStream in;

    /** Null until it is agreed on. */
    private Version version;

    StrictReader(InputStream in) {
        this.in = in;
    }

    void version(Version negotiated) {
        version = negotiated;
    }

    /**
     * Waits for the next frame.
     *
     * @return the frame, null if the client has ended the connection between two frames
     * @throws StrictViolation if it is none
     * @throws IOException if the connection ends within it, or breaks
     */
    StrictFrame read() throws StrictViolation, IOException {
        int first = in.read();
        while (first == '\n' || first == '\r') {
            checkLineEndBetweenFrames(first);
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        String command = text(line(first));
        Map<String, String> headers = new LinkedHashMap<>();
        int count = 0;
        for (byte[] line = line(next()); line.length > 0; line = line(next())) {
            if (++count > MOST_HEADERS) {
                throw new StrictViolation("more than " + MOST_HEADERS + " headers");
            }
            header(command, line, headers);
        }
        byte[] body = body(headers.get("content-length"));
        if (body.length > 0 && !command.equals("SEND")) {
            throw new StrictViolation(command + " with a body");
        }
        return new StrictFrame(command, headers, body);
    }

    private void checkLineEndBetweenFrames(int first) throws StrictViolation, IOException {
        if (version == null || version == Version.V1_0) {
            throw new StrictViolation("a line end where STOMP 1.0 has a frame");
        }
        if (first == '\r' && (version != Version.V1_2 || next() != '\n')) {
            throw new StrictViolation("a carriage return between two frames");
        }
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the connection ends within a frame");
        }
        return value;
    }

    /** The line that starts with a byte, without its end. */
    private byte[] line(int first) throws StrictViolation, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int value = first; value != '\n'; value = next()) {
            if (value == 0) {
                throw new StrictViolation("a NUL in a line of the head");
            }
            if (line.size() == LONGEST_LINE) {
                throw new StrictViolation("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(value);
        }
        byte[] bytes = line.toByteArray();
        boolean endsWithReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return endsWithReturn && version == Version.V1_2 ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private void header(String command, byte[] line, Map<String, String> headers) throws StrictViolation {
        String text = text(line);
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new StrictViolation("a header line without a name and a colon in " + command);
        }
        String name = text.substring(0, colon);
        String value = text.substring(colon + 1);
        if (version != null && version != Version.V1_0 && !OPENING.contains(command)) {
            if (value.indexOf(':') >= 0) {
                throw new StrictViolation("a colon that is not escaped in the header " + name + " of " + command);
            }
            if (version == Version.V1_2 && text.indexOf('\r') >= 0) {
                throw new StrictViolation("a carriage return in the header " + name + " of " + command);
            }
            name = unescaped(name);
            value = unescaped(value);
        }
        headers.putIfAbsent(name, value);
    }

    private String text(byte[] bytes) throws StrictViolation {
        try {
            if (version == Version.V1_0) {
                return StandardCharsets.US_ASCII
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StrictViolation("a head that is not in " + (version == Version.V1_0 ? "ASCII" : "UTF-8"));
        }
    }

    private String unescaped(String text) throws StrictViolation {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                i++;
                character = i < text.length() ? original(text.charAt(i)) : 0;
                if (character == 0) {
                    throw new StrictViolation("an escape that STOMP " + version + " has not");
                }
            }
            result.append(character);
        }
        return result.toString();
    }

    private char original(char escape) {
        return switch (escape) {
            case '\\' -> '\\';
            case 'c' -> ':';
            case 'n' -> '\n';
            case 'r' -> version == Version.V1_2 ? '\r' : 0;
            default -> 0;
        };
    }

    private byte[] body(String contentLength) throws StrictViolation, IOException {
        if (contentLength == null) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int value = next(); value != 0; value = next()) {
                checkLength(body.size() + 1);
                body.write(value);
            }
            return body.toByteArray();
        }
        if (!contentLength.matches("[0-9]{1,9}")) {
            throw new StrictViolation("a content-length of '" + contentLength + "'");
        }
        int length = Integer.parseInt(contentLength);
        checkLength(length);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ends within a body");
        }
        if (next() != 0) {
            throw new StrictViolation("a body that is longer than its content-length");
        }
        return body;
    }

    private static void checkLength(int length) throws StrictViolation {
        if (length > LONGEST_BODY) {
            throw new StrictViolation("a body of more than " + LONGEST_BODY + " bytes");
        }
    }
}

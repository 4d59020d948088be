package org.stompest.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * One frame of STOMP: a command, headers and a body. A value: the body array passes to the frame and nobody writes to it any more.
 * Immutable under that condition.
 */
public final class Frame {
    private static final byte[] NO_BODY = new byte[0];

    private final Command command;
    private final Headers headers;
    private final byte[] body;

    private Frame(Command command, Headers headers, byte[] body) {
        this.command = Objects.requireNonNull(command, "command");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = Objects.requireNonNull(body, "body");
    }

    /**
     * A frame without a body.
     *
     * @param command the command
     * @param headers the headers
     * @return the frame
     */
    public static Frame of(Command command, Headers headers) {
        return new Frame(command, headers, NO_BODY);
    }

    /**
     * A frame.
     *
     * @param command the command
     * @param headers the headers
     * @param body the body; the array belongs to the frame from now on and must not be changed
     * @return the frame
     */
    public static Frame of(Command command, Headers headers, byte[] body) {
        return new Frame(command, headers, body);
    }

    /**
     * The command.
     *
     * @return the command
     */
    public Command command() {
        return command;
    }

    /**
     * The headers.
     *
     * @return the headers
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the array itself, which must not be changed
     */
    public byte[] body() {
        return body;
    }

    /**
     * The body as UTF-8 text; what is not UTF-8 shows as U+FFFD.
     *
     * @return the text
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The first value of a header.
     *
     * @param name the name of the header
     * @return the value, or null if the header is absent
     */
    public String header(String name) {
        return headers.get(name);
    }

    /**
     * The first value of a header that has to be there.
     *
     * @param name the name of the header
     * @return the value
     * @throws ProtocolException if the header is absent
     */
    public String require(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new ProtocolException("expected the header '" + name + "', got " + this);
        }
        return value;
    }

    /**
     * This frame with one more header, in place of those of the same name.
     *
     * @param name the name of the header
     * @param value its value
     * @return a new frame with the same body
     */
    public Frame with(String name, String value) {
        return new Frame(command, headers.with(name, value), body);
    }

    /**
     * This frame without the headers of a name.
     *
     * @param name the name of the headers
     * @return a new frame with the same body
     */
    public Frame without(String name) {
        return new Frame(command, headers.without(name), body);
    }

    /** Equal are frames of the same command, the same headers in the same order, and the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame
                && command == frame.command
                && headers.equals(frame.headers)
                && Arrays.equals(body, frame.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, headers, Arrays.hashCode(body));
    }

    /** Shows command, headers and the length of the body; neither the passcode nor the body itself. */
    @Override
    public String toString() {
        return command + " " + headers + (body.length == 0 ? "" : " and " + body.length + " bytes");
    }
}

package org.stompest.protocol;

import java.util.Arrays;

/**
 * Reads frames from bytes that arrive in pieces of any size. Each byte is looked at once, wherever the pieces end. Accepts the
 * commands of clients and of servers. After an error the decoder is done for, because STOMP cannot be entered in the middle; frames
 * completed before the error have been handed over. Not thread-safe.
 */
public final class FrameDecoder {
    /** A body of up to this size is allocated at once when its length is announced; a larger one grows as it arrives. */
    private static final int TRUSTED_LENGTH = 1 << 16;

    /** Longer than any command, so that the greeting of another protocol is noticed at once, though it has no line end. */
    private static final int MAX_COMMAND_LINE = 32;

    private enum Stage {
        BETWEEN_FRAMES,
        CR_BETWEEN_FRAMES,
        COMMAND,
        HEADERS,
        COUNTED_BODY,
        BODY_TO_NUL,
        NUL,
        FAILED
    }

    private final FrameLimits limits;
    private Version version;
    private Stage stage = Stage.BETWEEN_FRAMES;
    private RuntimeException failure;

    private final HeaderReader head;
    private final LineBuffer line = new LineBuffer();
    private byte[] body = new byte[0];
    private int bodyLength;
    private int announcedLength;

    /**
     * Creates a decoder for the first frame of a connection, whose version is still open: it is read as UTF-8 without escapes, with
     * either kind of line end. The sink sets the version when it sees CONNECT or CONNECTED.
     *
     * @param limits what to accept at most
     */
    public FrameDecoder(FrameLimits limits) {
        this.limits = limits;
        this.head = new HeaderReader(limits);
    }

    /**
     * Sets the version from the next frame on; a frame whose first byte has been read keeps its own.
     *
     * @param version the negotiated version
     */
    public void version(Version version) {
        this.version = version;
    }

    /**
     * Whether the bytes so far end within a frame.
     *
     * @return false between two frames
     */
    public boolean isWithinFrame() {
        return stage != Stage.BETWEEN_FRAMES;
    }

    /**
     * Reads the next bytes. They are not kept; the array may be used again.
     *
     * @param bytes the array
     * @param offset where to start
     * @param length how many bytes to read
     * @param sink takes each frame and heart-beat that is complete
     * @throws FrameException if the bytes are no STOMP or exceed a limit; and again at each later call, also after the sink has thrown
     */
    public void decode(byte[] bytes, int offset, int length, FrameSink sink) {
        if (stage == Stage.FAILED) {
            throw new FrameException(failure.getMessage(), failure);
        }
        try {
            int position = offset;
            int end = offset + length;
            while (position < end) {
                position = switch (stage) {
                    case BETWEEN_FRAMES -> between(bytes, position, sink);
                    case CR_BETWEEN_FRAMES -> lineFeed(bytes, position, sink);
                    case COMMAND, HEADERS -> headLine(bytes, position, end);
                    case COUNTED_BODY -> countedBody(bytes, position, end);
                    case BODY_TO_NUL -> bodyToNul(bytes, position, end, sink);
                    case NUL -> nul(bytes, position, sink);
                    case FAILED -> throw new IllegalStateException("a failed decoder goes on");
                };
            }
        } catch (RuntimeException e) {
            failure = e;
            stage = Stage.FAILED;
            body = new byte[0];
            throw e;
        }
    }

    private int between(byte[] bytes, int position, FrameSink sink) {
        switch (bytes[position]) {
            case '\n' -> sink.heartBeat();
            case '\r' -> stage = Stage.CR_BETWEEN_FRAMES;
            default -> {
                head.start(version);
                stage = Stage.COMMAND;
                return position;
            }
        }
        return position + 1;
    }

    private int lineFeed(byte[] bytes, int position, FrameSink sink) {
        if (bytes[position] != '\n') {
            throw new FrameException("expected LF after CR between two frames, got byte " + bytes[position]);
        }
        stage = Stage.BETWEEN_FRAMES;
        sink.heartBeat();
        return position + 1;
    }

    private int headLine(byte[] bytes, int position, int end) {
        int lineFeed = indexOf((byte) '\n', bytes, position, end);
        int lineEnd = lineFeed < 0 ? end : lineFeed;
        if (line.length() + lineEnd - position > limits.maxHeaderLine()) {
            throw new FrameException(
                    "expected a header line of at most " + limits.maxHeaderLine() + " bytes, got more" + head.where());
        }
        if (lineFeed < 0) {
            line.append(bytes, position, end);
            return end;
        }
        if (line.length() == 0) {
            lineComplete(bytes, position, lineFeed);
        } else {
            line.append(bytes, position, lineFeed);
            lineComplete(line.array(), 0, line.length());
            line.clear();
        }
        return lineFeed + 1;
    }

    /** What is no command is shown: it may be the greeting of another protocol. */
    private FrameException lineTooLong(int most, byte[] bytes, int from, int to) {
        if (stage != Stage.COMMAND) {
            return new FrameException("expected a header line of at most " + most + " bytes, got more" + head.where());
        }
        line.append(bytes, from, Math.min(to, from + most));
        return new FrameException(
                "expected a command of STOMP, got '" + head.excerpt(line.array(), 0, line.length()) + "'");
    }

    private void lineComplete(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' && head.isCarriageReturnPartOfLineEnd() ? to - 1 : to;
        if (stage == Stage.COMMAND) {
            head.command(bytes, from, end);
            stage = Stage.HEADERS;
        } else if (end > from) {
            head.header(bytes, from, end);
        } else {
            startBody();
        }
    }

    private void startBody() {
        announcedLength = head.contentLength();
        bodyLength = 0;
        if (announcedLength > limits.maxBody()) {
            throw bodyTooLong();
        }
        if (announcedLength > 0) {
            head.checkBodyAllowed();
            body = new byte[Math.min(announcedLength, TRUSTED_LENGTH)];
            stage = Stage.COUNTED_BODY;
        } else {
            stage = announcedLength == 0 ? Stage.NUL : Stage.BODY_TO_NUL;
        }
    }

    private int countedBody(byte[] bytes, int position, int end) {
        int count = Math.min(end - position, announcedLength - bodyLength);
        append(bytes, position, count, announcedLength);
        if (bodyLength == announcedLength) {
            stage = Stage.NUL;
        }
        return position + count;
    }

    private int bodyToNul(byte[] bytes, int position, int end, FrameSink sink) {
        int nul = indexOf((byte) 0, bytes, position, end);
        int count = (nul < 0 ? end : nul) - position;
        if (count > 0) {
            head.checkBodyAllowed();
        }
        if (count > limits.maxBody() - bodyLength) {
            throw bodyTooLong();
        }
        append(bytes, position, count, limits.maxBody());
        if (nul < 0) {
            return end;
        }
        complete(sink);
        return nul + 1;
    }

    private int nul(byte[] bytes, int position, FrameSink sink) {
        if (bytes[position] != 0) {
            throw new FrameException("expected NUL after a body of content-length " + announcedLength + ", got byte "
                    + bytes[position] + head.where());
        }
        complete(sink);
        return position + 1;
    }

    private void append(byte[] bytes, int from, int count, int most) {
        if (count > body.length - bodyLength) {
            long grown = Math.max((long) bodyLength + count, Math.min(2L * body.length, most));
            body = Arrays.copyOf(body, (int) grown);
        }
        System.arraycopy(bytes, from, body, bodyLength, count);
        bodyLength += count;
    }

    private void complete(FrameSink sink) {
        byte[] complete = bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength);
        body = new byte[0];
        bodyLength = 0;
        stage = Stage.BETWEEN_FRAMES;
        sink.frame(head.frame(complete));
    }

    private FrameException bodyTooLong() {
        return new FrameException("expected a body of at most " + limits.maxBody() + " bytes, got more" + head.where());
    }

    private static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The part of a line that came in earlier pieces. */
    private static final class LineBuffer {
        private byte[] bytes = new byte[256];
        private int length;

        int length() {
            return length;
        }

        byte[] array() {
            return bytes;
        }

        void append(byte[] source, int from, int to) {
            int count = to - from;
            if (count > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
            System.arraycopy(source, from, bytes, length, count);
            length += count;
        }

        void clear() {
            length = 0;
        }
    }
}

package org.stompest.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameDecoder;
import org.stompest.protocol.FrameLimits;
import org.stompest.protocol.FrameSink;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;
import org.stompest.transport.Channel;

/** Reads the frames of one link in batches, and keeps the time of the last byte. Owned by the link thread. */
final class Inbound implements FrameSink {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Channel channel;
    private final List<Version> offered;
    private final FrameDecoder decoder;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private List<Frame> batch = new ArrayList<>();
    private StompException failure;
    private boolean hasHeard;
    private long lastReceived = System.nanoTime();

    Inbound(Channel channel, List<Version> offered, FrameLimits limits) {
        this.channel = channel;
        this.offered = offered;
        this.decoder = new FrameDecoder(limits);
    }

    /** Whether a frame has come that is more than an answer to CONNECT or an ERROR. */
    boolean hasHeard() {
        return hasHeard;
    }

    /** When the last byte came, on the scale of {@link System#nanoTime()}. */
    long lastReceived() {
        return lastReceived;
    }

    /**
     * Waits for bytes and returns the frames that are complete now: perhaps none, after a part of a frame, a heart-beat or the
     * time-out. Frames before a malformed one are returned first; then the next call throws.
     */
    List<Frame> read(int timeoutMillis) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int count = channel.read(buffer, 0, buffer.length, timeoutMillis);
        if (count < 0) {
            throw new EOFException(
                    decoder.isWithinFrame()
                            ? "the peer closed the connection within a frame"
                            : "the peer closed the connection");
        }
        if (count == 0) {
            return List.of();
        }
        lastReceived = System.nanoTime();
        try {
            decoder.decode(buffer, 0, count, this);
        } catch (StompException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            failure = e;
        }
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Frame> complete = batch;
        batch = new ArrayList<>();
        return complete;
    }

    @Override
    public void frame(Frame frame) {
        hasHeard |= frame.command() == Command.MESSAGE || frame.command() == Command.RECEIPT;
        if (frame.command() == Command.CONNECTED) {
            decoder.version(Commands.connected(frame, offered).version());
        }
        batch.add(frame);
    }
}

package org.stompest.it.strict;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import org.stompest.protocol.Version;

/** One connection to the broker: a thread that reads and one that writes. Thread-safe. */
final class StrictConnection implements Runnable {
    private static final int LINGER_MILLIS = 2_000;
    private static final int JOIN_MILLIS = 10_000;

    private final String name;
    private final Socket socket;
    private final StrictStore store;
    private final List<Version> versions;
    private final Consumer<String> onViolation;
    private final Runnable onEnd;
    private final StrictOutput output;
    private final Thread reader;
    private final Thread writer;
    private volatile StrictSession session;

    StrictConnection(
            String name,
            Socket socket,
            StrictStore store,
            List<Version> versions,
            Consumer<String> onViolation,
            Consumer<StrictConnection> onEnd)
            throws IOException {
        this.name = name;
        this.socket = socket;
        this.store = store;
        this.versions = versions;
        this.onViolation = onViolation;
        this.onEnd = () -> onEnd.accept(this);
        socket.setTcpNoDelay(true);
        this.output = new StrictOutput(socket.getOutputStream(), this::room, this::shutdown);
        this.reader = thread(this, name + "-reader");
        this.writer = thread(output, name + "-writer");
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        writer.start();
        reader.start();
    }

    private void room() {
        StrictSession current = session;
        if (current != null) {
            current.dispatch();
        }
    }

    /** Nothing more is written; what the client still sends is read, so that it gets to see the last frame. */
    private void shutdown() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void run() {
        try (socket) {
            try {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                serve(new StrictReader(in));
                linger(in);
            } catch (IOException e) {
                // The client has gone, or is silent for too long.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                leave();
            }
        } catch (IOException e) {
            // Closing fails if it is closed already.
        } finally {
            onEnd.run();
        }
    }

    private void serve(StrictReader frames) throws IOException, InterruptedException {
        StrictFrame frame = null;
        try {
            frame = frames.read();
            if (frame == null) {
                return;
            }
            open(frame, frames);
            do {
                output.awaitRoomForAnswers();
                frame = null;
                frame = frames.read();
            } while (frame != null && session.handle(frame));
        } catch (StrictViolation e) {
            leaveSession();
            onViolation.accept(e.getMessage());
            output.put(error(e.getMessage(), frame), false);
        }
    }

    private void open(StrictFrame connect, StrictReader frames) throws StrictViolation, IOException {
        StrictHandshake handshake = StrictHandshake.of(connect, versions, name);
        frames.version(handshake.version());
        socket.setSoTimeout(handshake.silenceMillis());
        session = new StrictSession(store, output, handshake.version());
        output.version(handshake.version(), handshake.beatMillis());
        output.put(handshake.connected(), false);
    }

    private static StrictFrame error(String message, StrictFrame cause) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        StrictFrame error = StrictFrame.of(
                "ERROR",
                "message",
                message.replace('\n', ' '),
                "content-type",
                "text/plain",
                "content-length",
                Integer.toString(body.length));
        if (cause != null && cause.header("receipt") != null) {
            error.headers().put("receipt-id", cause.header("receipt"));
        }
        return new StrictFrame("ERROR", error.headers(), body);
    }

    private void linger(InputStream in) throws IOException {
        leave();
        socket.setSoTimeout(LINGER_MILLIS);
        byte[] ignored = new byte[1 << 12];
        long start = System.nanoTime();
        int count = in.read(ignored);
        while (count >= 0 && System.nanoTime() - start < LINGER_MILLIS * 1_000_000L) {
            count = in.read(ignored);
        }
    }

    private void leave() {
        leaveSession();
        output.end();
    }

    private void leaveSession() {
        StrictSession current = session;
        if (current != null) {
            current.end();
        }
    }

    /** Closes the connection and waits until all of it is given back; abruptly means that the client sees a reset. */
    void close(boolean isAbrupt) throws IOException, InterruptedException {
        leaveSession();
        if (isAbrupt) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
        output.end();
        reader.join(JOIN_MILLIS);
        writer.join(JOIN_MILLIS);
        if (reader.isAlive() || writer.isAlive()) {
            throw new IllegalStateException("expected the threads of " + name + " to end in " + JOIN_MILLIS + " ms");
        }
    }
}

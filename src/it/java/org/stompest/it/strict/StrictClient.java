package org.stompest.it.strict;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.stompest.it.EmbeddedBroker;
import org.stompest.protocol.Version;

/** A client that sends what it is told, right or wrong, written with {@code ^} for NUL. Not thread-safe. */
final class StrictClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private StrictClient(EmbeddedBroker broker) throws IOException {
        socket = new Socket("127.0.0.1", broker.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    static StrictClient raw(EmbeddedBroker broker) throws IOException {
        return new StrictClient(broker);
    }

    static StrictClient connected(EmbeddedBroker broker, Version version) throws IOException {
        StrictClient client = raw(broker);
        client.send("CONNECT\naccept-version:" + version.text() + "\nhost:h\n\n^");
        client.next();
        return client;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.replace('^', '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame up to its NUL. */
    String next() throws IOException {
        return read(0);
    }

    /** All up to the end of the connection. */
    String rest() throws IOException {
        return read(-1);
    }

    private String read(int end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int value = in.read(); value != end; value = in.read()) {
            if (value < 0) {
                throw new IOException("expected a frame, got the end of the connection after '" + text + "'");
            }
            text.append((char) value);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.stompest.testkit;

import java.io.IOException;

/** A connection in memory, seen from the broker. Thread-safe. */
final class MemoryWire implements Wire {
    private final Pipe fromClient;
    private final Pipe toClient;

    MemoryWire(Pipe fromClient, Pipe toClient) {
        this.fromClient = fromClient;
        this.toClient = toClient;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        int count;
        do {
            count = fromClient.read(bytes, 0, bytes.length, Integer.MAX_VALUE);
        } while (count == 0);
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        toClient.write(bytes, 0, bytes.length);
    }

    @Override
    public void end() {
        toClient.end();
    }

    @Override
    public void drop() {
        toClient.reset();
        fromClient.reset();
    }
}

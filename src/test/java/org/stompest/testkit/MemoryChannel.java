package org.stompest.testkit;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;

import org.stompest.transport.Channel;

/** A connection in memory, seen from the client. Thread-safe. */
final class MemoryChannel implements Channel {
    /** How often to look whether a broker that hangs accepts again. */
    private static final long GLANCE_MILLIS = 10;

    private final Listener listener;
    private final Pipe toBroker = new Pipe();
    private final Pipe fromBroker = new Pipe();
    private boolean isAborted;

    MemoryChannel(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void open(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (this) {
            while (listener.isHanging() && !isAborted) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new SocketException("expected the fake broker to accept within " + timeout + ", it does not");
                }
                await(Math.min(millis, GLANCE_MILLIS));
            }
            if (isAborted) {
                throw new SocketException("aborted");
            }
        }
        listener.accept(new MemoryWire(toBroker, fromBroker));
    }

    private void await(long millis) throws IOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException {
        int count = fromBroker.read(bytes, offset, length, timeoutMillis);
        synchronized (this) {
            if (isAborted) {
                throw new SocketException("aborted");
            }
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        toBroker.write(bytes, offset, length);
    }

    /** The broker can still read what was written before, and write in vain, as on a socket that is closed. */
    @Override
    public void abort() {
        synchronized (this) {
            isAborted = true;
            notifyAll();
        }
        fromBroker.discard();
        toBroker.end();
    }
}

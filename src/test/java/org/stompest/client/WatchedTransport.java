package org.stompest.client;

import java.io.IOException;
import java.time.Duration;

import org.stompest.transport.Channel;
import org.stompest.transport.Endpoint;
import org.stompest.transport.Transport;
import org.stompest.transport.TransportOptions;

/**
 * Another transport, with a pause before each write, and with reads that return early, so that a client looks often whether a write has
 * stalled. Thread-safe.
 *
 * @param transport the other one
 * @param pauseMillis how long a write takes at least
 */
record WatchedTransport(Transport transport, long pauseMillis) implements Transport {
    private static final int LONGEST_READ_MILLIS = 10;

    @Override
    public boolean supports(String scheme) {
        return transport.supports(scheme);
    }

    @Override
    public Channel channel(Endpoint endpoint, TransportOptions options) {
        return new WatchedChannel(transport.channel(endpoint, options), pauseMillis);
    }

    private record WatchedChannel(Channel channel, long pauseMillis) implements Channel {
        @Override
        public void open(Duration timeout) throws IOException {
            channel.open(timeout);
        }

        @Override
        public int read(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException {
            return channel.read(bytes, offset, length, Math.min(timeoutMillis, LONGEST_READ_MILLIS));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            channel.write(bytes, offset, length);
        }

        @Override
        public void abort() {
            channel.abort();
        }
    }
}

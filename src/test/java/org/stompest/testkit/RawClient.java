package org.stompest.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.stompest.transport.Channel;
import org.stompest.transport.Endpoint;
import org.stompest.transport.TransportOptions;

/** Clients of a fake broker that are nothing but a channel. Stateless. */
final class RawClient {
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private RawClient() {}

    static FakeBroker broker(boolean isOnSocket) {
        return isOnSocket ? FakeBroker.onSocket() : FakeBroker.inMemory();
    }

    static Channel channel(FakeBroker broker) {
        String[] parts = broker.uri().substring("stomp://".length()).split(":");
        Endpoint endpoint = new Endpoint("stomp", parts[0], Integer.parseInt(parts[1]), "");
        return broker.transport().channel(endpoint, TransportOptions.DEFAULT);
    }

    static Channel open(FakeBroker broker) throws IOException {
        Channel channel = channel(broker);
        channel.open(TIMEOUT);
        return channel;
    }

    static void write(Channel channel, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        channel.write(bytes, 0, bytes.length);
    }

    static String read(Channel channel) throws IOException {
        byte[] buffer = new byte[1000];
        int count = channel.read(buffer, 0, buffer.length, 5_000);
        return new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8);
    }

    static String readUntil(Channel channel, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            text.append(read(channel));
        }
        return text.toString();
    }
}

package org.stompest.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.stompest.transport.Channel;
import org.stompest.transport.Endpoint;
import org.stompest.transport.TransportOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.testkit.RawClient.TIMEOUT;
import static org.stompest.testkit.RawClient.broker;
import static org.stompest.testkit.RawClient.channel;
import static org.stompest.testkit.RawClient.open;
import static org.stompest.testkit.RawClient.read;
import static org.stompest.testkit.RawClient.write;

@Timeout(20)
class FakeBrokerFlowTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void droppedConnectionThrowsAtTheClient(boolean isOnSocket) throws IOException {
        try (FakeBroker broker = broker(isOnSocket)) {
            Channel channel = open(broker);
            broker.connection(1).drop();
            assertThrows(IOException.class, () -> channel.read(new byte[1], 0, 1, 5_000));
            channel.abort();
        }
    }

    @Test
    void pauseHoldsTheScriptBack() throws IOException {
        CountDownLatch signal = new CountDownLatch(1);
        try (FakeBroker broker = FakeBroker.inMemory()) {
            broker.script(1, peer -> {
                peer.send("CONNECTED");
                peer.pause(signal);
                peer.send("RECEIPT", "receipt-id:1");
            });
            Channel channel = open(broker);
            assertEquals("CONNECTED\n\n\0", read(channel));
            assertEquals(0, channel.read(new byte[1], 0, 1, 1));
            signal.countDown();
            assertEquals("RECEIPT\nreceipt-id:1\n\n\0", read(channel));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesAreHeldBackWhileTheBrokerDoesNotReadAndFreedByAbort(boolean isOnSocket) throws Exception {
        try (FakeBroker broker = broker(isOnSocket)) {
            Channel channel = open(broker);
            broker.connection(1).stopReading();
            AtomicReference<IOException> failure = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            Thread writer = new Thread(() -> {
                byte[] bytes = new byte[1 << 24];
                started.countDown();
                try {
                    channel.write(bytes, 0, bytes.length);
                } catch (IOException e) {
                    failure.set(e);
                }
            });
            writer.start();
            started.await();
            writer.join(50);
            assertTrue(writer.isAlive());
            channel.abort();
            writer.join(5_000);
            assertEquals(false, writer.isAlive());
            assertTrue(failure.get() != null);
        }
    }

    @Test
    void readsOnAfterResuming() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            Channel channel = open(broker);
            Peer peer = broker.connection(1);
            peer.stopReading();
            write(channel, "CONNECT\n\n\0");
            assertEquals(0, channel.read(new byte[1], 0, 1, 20));
            peer.resumeReading();
            assertEquals("CONNECTED\nsession:fake\n\n\0", read(channel));
        }
    }

    @Test
    void refusesAndHangsAndAcceptsAgain() throws Exception {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            broker.refuse();
            assertThrows(IOException.class, () -> open(broker));
            broker.hang();
            assertThrows(IOException.class, () -> channel(broker).open(Duration.ofMillis(20)));
            Channel hanging = channel(broker);
            List<IOException> failures = new ArrayList<>();
            Thread opener =
                    new Thread(() -> failures.add(assertThrows(IOException.class, () -> hanging.open(TIMEOUT))));
            opener.start();
            hanging.abort();
            opener.join(5_000);
            assertEquals(1, failures.size());
            broker.accept();
            open(broker);
            assertEquals(1, broker.connections());
        }
    }

    @Test
    void networkFindsBrokersByName() throws IOException {
        try (FakeBroker one = FakeBroker.inMemory("one");
                FakeBroker two = FakeBroker.inMemory("two")) {
            FakeBroker.network(one, two)
                    .channel(new Endpoint("stomp", "two", 1, ""), TransportOptions.DEFAULT)
                    .open(TIMEOUT);
            assertEquals(List.of(0, 1), List.of(one.connections(), two.connections()));
            Channel nowhere =
                    FakeBroker.network(one).channel(new Endpoint("stomp", "three", 1, ""), TransportOptions.DEFAULT);
            assertThrows(IOException.class, () -> nowhere.open(TIMEOUT));
        }
    }

    @Test
    void heartBeatsGoBothWaysAndAreNoFrames() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            Channel channel = open(broker);
            Peer peer = broker.connection(1);
            peer.heartBeat();
            byte[] one = new byte[1];
            assertEquals(1, channel.read(one, 0, 1, 5_000));
            assertArrayEquals(new byte[] {'\n'}, one);
            write(channel, "\n");
            peer.expectHeartBeat();
            channel.abort();
            peer.expectEnd();
        }
    }
}

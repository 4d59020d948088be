package org.stompest.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

@Timeout(30)
class TcpChannelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MILLIS = 10_000;

    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket();
        server.setReceiveBufferSize(1 << 14);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private TcpChannel channel(TransportOptions options) {
        return new TcpChannel(new Endpoint("stomp", "127.0.0.1", server.getLocalPort(), ""), options);
    }

    private TcpChannel open(TransportOptions options) throws IOException {
        TcpChannel channel = channel(options);
        channel.open(TIMEOUT);
        accepted.add(server.accept());
        return channel;
    }

    private TcpChannel open() throws IOException {
        return open(TransportOptions.DEFAULT);
    }

    /** Runs something that blocks, aborts the channel meanwhile, and returns the failure. */
    private static Throwable aborted(Channel channel, Callable<?> blocking) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<Object> task = new FutureTask<>(() -> {
            started.countDown();
            return blocking.call();
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        started.await();
        thread.join(50);
        channel.abort();
        return assertThrows(ExecutionException.class, () -> task.get(MILLIS, TimeUnit.MILLISECONDS))
                .getCause();
    }

    @Test
    void bytesGoBothWays() throws IOException {
        TcpChannel channel = open();
        channel.write(new byte[] {0, 1, 2, 3}, 1, 2);
        assertArrayEquals(new byte[] {1, 2}, accepted.get(0).getInputStream().readNBytes(2));
        accepted.get(0).getOutputStream().write(new byte[] {7, 8, 9});
        byte[] read = new byte[5];
        int count = channel.read(read, 1, 2, MILLIS);
        while (count < 2) {
            count += channel.read(read, 1 + count, 2 - count, MILLIS);
        }
        assertArrayEquals(new byte[] {0, 7, 8, 0, 0}, read);
        assertEquals(1, channel.read(read, 0, 5, MILLIS));
        channel.abort();
    }

    @Test
    void readReturnsZeroAfterItsTimeoutAndTheChannelGoesOn() throws IOException {
        TcpChannel channel = open();
        byte[] read = new byte[1];
        assertEquals(0, channel.read(read, 0, 1, 1));
        assertEquals(0, channel.read(read, 0, 1, 20));
        accepted.get(0).getOutputStream().write(5);
        assertEquals(1, channel.read(read, 0, 1, MILLIS));
        assertEquals(5, read[0]);
        channel.abort();
    }

    @Test
    void readReturnsMinusOneAtTheEnd() throws IOException {
        TcpChannel channel = open();
        accepted.get(0).getOutputStream().write(5);
        accepted.get(0).shutdownOutput();
        byte[] read = new byte[1];
        assertEquals(1, channel.read(read, 0, 1, MILLIS));
        assertEquals(-1, channel.read(read, 0, 1, MILLIS));
        channel.abort();
    }

    @Test
    void readThrowsAfterAReset() throws IOException {
        TcpChannel channel = open();
        accepted.get(0).setSoLinger(true, 0);
        accepted.get(0).close();
        assertThrows(IOException.class, () -> channel.read(new byte[1], 0, 1, MILLIS));
        channel.abort();
    }

    @Test
    void abortFreesAReader() throws Exception {
        TcpChannel channel = open();
        assertInstanceOf(IOException.class, aborted(channel, () -> channel.read(new byte[1], 0, 1, 60_000)));
        assertThrows(IOException.class, () -> channel.read(new byte[1], 0, 1, MILLIS));
    }

    @Test
    void abortFreesAWriter() throws Exception {
        TcpChannel channel = open();
        byte[] bytes = new byte[1 << 24];
        assertInstanceOf(IOException.class, aborted(channel, () -> {
            channel.write(bytes, 0, bytes.length);
            return null;
        }));
        assertThrows(IOException.class, () -> channel.write(bytes, 0, 1));
    }

    /** A backlog that is full leaves further connects unanswered. */
    @Test
    void abortFreesAnOpener() throws Exception {
        List<TcpChannel> fillers = new ArrayList<>();
        fillBacklog(fillers);
        TcpChannel channel = channel(TransportOptions.DEFAULT);
        assertInstanceOf(IOException.class, aborted(channel, () -> {
            channel.open(Duration.ofMinutes(1));
            return null;
        }));
        fillers.forEach(TcpChannel::abort);
    }

    @Test
    void openThrowsAfterItsTimeout() {
        List<TcpChannel> fillers = new ArrayList<>();
        fillBacklog(fillers);
        TcpChannel channel = channel(TransportOptions.DEFAULT);
        assertThrows(IOException.class, () -> channel.open(Duration.ofMillis(50)));
        assertThrows(IOException.class, () -> channel(TransportOptions.DEFAULT).open(Duration.ZERO));
        fillers.forEach(TcpChannel::abort);
    }

    private void fillBacklog(List<TcpChannel> fillers) {
        for (int i = 0; i < 20; i++) {
            TcpChannel filler = channel(TransportOptions.DEFAULT);
            fillers.add(filler);
            try {
                filler.open(Duration.ofMillis(100));
            } catch (IOException e) {
                return;
            }
        }
        throw new AssertionError("expected a listener that takes no more than 20 connections, got one that does");
    }

    @Test
    void abortBeforeOpenLetsNoneOpen() {
        TcpChannel channel = channel(TransportOptions.DEFAULT);
        channel.abort();
        channel.abort();
        IOException failure = assertThrows(IOException.class, () -> channel.open(TIMEOUT));
        assertEquals("the connection to " + channel + " was aborted", failure.getMessage());
    }

    @Test
    void abortIsSeenByThePeer() throws IOException {
        TcpChannel channel = open();
        channel.abort();
        channel.abort();
        assertEquals(-1, accepted.get(0).getInputStream().read());
    }

    @Test
    void refusedConnectionThrows() throws IOException {
        TcpChannel channel = channel(TransportOptions.DEFAULT);
        server.close();
        assertThrows(IOException.class, () -> channel.open(TIMEOUT));
    }

    @Test
    void unknownHostThrows() {
        TcpChannel channel =
                new TcpChannel(new Endpoint("stomp", "no.such.host.invalid", 1, ""), TransportOptions.DEFAULT);
        assertThrows(UnknownHostException.class, () -> channel.open(TIMEOUT));
    }

    @Test
    void optionsReachTheSocket() throws IOException {
        TransportOptions options = TransportOptions.DEFAULT.with(Map.of(
                "localAddress", "127.0.0.1",
                "tcpKeepAlive", "true",
                "soLinger", "0",
                "sendBufferSize", "10000",
                "receiveBufferSize", "10000",
                "trafficClass", "8"));
        TcpChannel channel = open(options);
        assertEquals("127.0.0.1", accepted.get(0).getInetAddress().getHostAddress());
        channel.abort();
        // Lingering for no time makes the end a reset.
        assertThrows(IOException.class, () -> accepted.get(0).getInputStream().read());
    }
}

package org.stompest.it;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The proxy does to connections what the fault tests rely on. */
@Timeout(60)
class TcpProxyIT {
    private static final byte[] BYTES = {1, 2, 3};

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = LoopbackPort.listen(0);
        proxy = new TcpProxy(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] transfer(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(BYTES);
        return to.getInputStream().readNBytes(BYTES.length);
    }

    @Test
    void bytesPassInBothDirectionsAndAreCounted() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            assertArrayEquals(BYTES, transfer(client, peer));
            assertArrayEquals(BYTES, transfer(peer, client));
            assertArrayEquals(BYTES, transfer(peer, client));
            assertEquals(1, proxy.connections());
            Eventually.isEqual(3L, proxy.toBroker()::bytes, "the bytes to the broker");
            Eventually.isEqual(6L, proxy.toClient()::bytes, "the bytes to the client");
        }
    }

    @Test
    void theEndOfAStreamIsPassedOn() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            client.shutdownOutput();
            assertEquals(-1, peer.getInputStream().read());
            assertArrayEquals(BYTES, transfer(peer, client));
        }
    }

    @Test
    void aCutResetsBothSides() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            transfer(client, peer);
            proxy.cut();
            assertThrows(SocketException.class, () -> client.getInputStream().read());
            assertThrows(SocketException.class, () -> peer.getInputStream().read());
        }
        try (Socket client = connect();
                Socket peer = server.accept()) {
            assertArrayEquals(BYTES, transfer(client, peer));
        }
    }

    @Test
    void connectionsAreRefusedUntilTheyAreAccepted() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            proxy.refuse();
            assertThrows(ConnectException.class, () -> connect().close());
            assertArrayEquals(BYTES, transfer(client, peer));
            proxy.accept();
            connect().close();
        }
    }

    @Test
    void aStalledDirectionWaitsAndTheOtherOneGoesOn() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            proxy.toClient().stall();
            peer.getOutputStream().write(BYTES);
            assertArrayEquals(BYTES, transfer(client, peer));
            client.setSoTimeout(50);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            client.setSoTimeout(10_000);
            proxy.toClient().resume();
            assertArrayEquals(BYTES, client.getInputStream().readNBytes(BYTES.length));
        }
    }

    @Test
    void whatIsStalledIsLostByACut() throws Exception {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            proxy.toBroker().stall();
            client.getOutputStream().write(BYTES);
            proxy.cut();
            assertThrows(SocketException.class, () -> peer.getInputStream().read());
            assertEquals(0, proxy.toBroker().bytes());
        }
    }

    @Test
    void nobodyBehindTheProxyIsACutConnection() throws Exception {
        server.close();
        try (Socket client = connect()) {
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }
}

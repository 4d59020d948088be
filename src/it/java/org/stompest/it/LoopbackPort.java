package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports of 127.0.0.1 that stay free while nobody listens, each only once. Thread-safe. */
public final class LoopbackPort {
    /**
     * Below the range that the system takes the ports of outgoing connections from: a client that tries a port of that
     * range over and over while nobody listens will in the end be connected to itself.
     */
    private static final int LEAST = 15_000;

    private static final int BOUND = 32_000;
    private static final int ATTEMPTS = 100;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /**
     * A port that nobody listens on and that was not given before.
     *
     * @return the port
     */
    public static int free() {
        BindException failure = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, BOUND);
            try (ServerSocket socket = listen(port)) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (BindException e) {
                failure = e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException(
                "expected a free port from " + LEAST + " to " + BOUND + ", found none in " + ATTEMPTS + " attempts",
                failure);
    }

    /**
     * Listens on a port.
     *
     * @param port the port of 127.0.0.1
     * @return an open socket
     * @throws IOException if somebody else does
     */
    public static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    }
}

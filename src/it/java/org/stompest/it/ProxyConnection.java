package org.stompest.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection through a {@link TcpProxy}: two sockets, and a thread for each direction. Thread-safe. */
final class ProxyConnection {
    private static final int BUFFER_SIZE = 16 * 1024;

    private final Socket client;
    private final Socket broker;
    private final ProxyPassage toBroker;
    private final ProxyPassage toClient;
    private final Consumer<ProxyConnection> onEnd;
    private final AtomicInteger directions = new AtomicInteger(2);
    private volatile boolean isOver;

    ProxyConnection(
            Socket client,
            Socket broker,
            ProxyPassage toBroker,
            ProxyPassage toClient,
            Consumer<ProxyConnection> onEnd) {
        this.client = client;
        this.broker = broker;
        this.toBroker = toBroker;
        this.toClient = toClient;
        this.onEnd = onEnd;
    }

    void start(String name) throws IOException {
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        start(client, broker, toBroker, name + "-to-broker");
        start(broker, client, toClient, name + "-to-client");
    }

    private void start(Socket from, Socket to, ProxyPassage passage, String name) {
        Thread thread = new Thread(() -> pump(from, to, passage), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Forwards until the stream ends, and then its end. An error in one direction ends both. */
    private void pump(Socket from, Socket to, ProxyPassage passage) {
        byte[] buffer = new byte[BUFFER_SIZE];
        try {
            InputStream in = from.getInputStream();
            int count = in.read(buffer);
            while (count >= 0 && passage.pass(buffer, count, to.getOutputStream(), () -> isOver)) {
                count = in.read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
        if (directions.decrementAndGet() == 0) {
            close();
        }
    }

    /** Ends the connection so that both sides see an error and not an end. Repeatable. */
    void reset() {
        abandon(client);
        abandon(broker);
        close();
    }

    private static void abandon(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
            return;
        }
    }

    private void close() {
        isOver = true;
        try (client;
                broker) {
            onEnd.accept(this);
        } catch (IOException e) {
            // The descriptors are released all the same.
            return;
        } finally {
            toBroker.wake();
            toClient.wake();
        }
    }
}

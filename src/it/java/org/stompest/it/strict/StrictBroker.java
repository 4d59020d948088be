package org.stompest.it.strict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.stompest.it.BrokerDirectory;
import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.LoopbackPort;

/**
 * A broker that knows STOMP and nothing more: queues under {@code /queue/} and {@code /temp-queue/}, topics under {@code /topic/} and {@code
 * /temp-topic/}. It has no windows, but stops sending to a client that does not read. All messages in queues outlast a stop, however the
 * broker is set up, and there are no users. The thread contract is that of {@link EmbeddedBroker}.
 */
public final class StrictBroker implements EmbeddedBroker {
    /** Further connections are closed at once. */
    private static final int MOST_CONNECTIONS = 256;

    private final BrokerKind kind;
    private final String name;
    private final BrokerDirectory directory;
    private final int port = LoopbackPort.free();
    private final StrictStore store = new StrictStore();
    private final Set<StrictConnection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile ServerSocket listener;
    private Thread acceptor;

    /**
     * Creates a broker that is not started.
     *
     * @param kind whose versions it speaks
     * @param name its name
     * @param setup makes no difference
     */
    public StrictBroker(BrokerKind kind, String name, BrokerSetup setup) {
        this.kind = kind;
        this.name = name;
        this.directory = new BrokerDirectory(name);
        if (setup.isSecured()) {
            throw new IllegalArgumentException("expected a setup without users, got " + setup);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BrokerKind kind() {
        return kind;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path directory() {
        return directory.path();
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        try {
            ServerSocket socket = LoopbackPort.listen(port);
            listener = socket;
            acceptor = new Thread(() -> accept(socket), name + "-acceptor");
            acceptor.setDaemon(true);
            acceptor.start();
        } catch (IOException e) {
            throw new UncheckedIOException("expected " + name + " to start on " + uri(), e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                open(socket.accept());
            } catch (IOException e) {
                // The client is gone already, or the broker stops.
            }
        }
    }

    private void open(Socket client) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            client.close();
            return;
        }
        StrictConnection connection = new StrictConnection(
                name + "-" + count.incrementAndGet(),
                client,
                store,
                kind.versions(),
                violations::add,
                connections::remove);
        connections.add(connection);
        connection.start();
    }

    @Override
    public void stop() {
        end(false);
    }

    @Override
    public void kill() {
        end(true);
    }

    private void end(boolean isAbrupt) {
        if (!isRunning()) {
            return;
        }
        try {
            listener.close();
            acceptor.join();
            listener = null;
            for (StrictConnection each : List.copyOf(connections)) {
                each.close(isAbrupt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected " + name + " to stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("expected " + name + " to stop, got an interrupt", e);
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    @Override
    public long messageCount(String queue) {
        return store.count(queue);
    }

    @Override
    public List<String> takeViolations() {
        List<String> all = new ArrayList<>();
        for (String each = violations.poll(); each != null; each = violations.poll()) {
            all.add(each);
        }
        return all;
    }

    @Override
    public void close() {
        stop();
        directory.delete();
    }

    @Override
    public String toString() {
        return name + " on " + uri();
    }
}

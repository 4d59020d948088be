package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between a client and a broker that can be made to fail: it cuts connections, refuses them, or goes silent
 * in one direction. It has one thread that accepts, and two for each of at most {@value #MOST_CONNECTIONS} connections.
 * Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    /** Further connections are cut at once. */
    static final int MOST_CONNECTIONS = 32;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_SECONDS_TO_REFUSE = 10;

    private final int target;
    private final Optional<FrameTrap> trap;
    private final int port = LoopbackPort.free();
    private final ProxyGate toBroker = new ProxyGate();
    private final ProxyGate toClient = new ProxyGate();
    private final Set<ProxyConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket listener;
    private Thread acceptor;

    /**
     * Starts to accept connections.
     *
     * @param target the port on 127.0.0.1 to forward to; nobody has to listen there yet
     */
    public TcpProxy(int target) {
        this(target, Optional.empty());
    }

    /**
     * Starts to accept connections, of which each frame passes a trap.
     *
     * @param target the port on 127.0.0.1 to forward to; nobody has to listen there yet
     * @param trap may break connections at a frame, or lose it
     */
    public TcpProxy(int target, FrameTrap trap) {
        this(target, Optional.of(trap));
    }

    private TcpProxy(int target, Optional<FrameTrap> trap) {
        this.target = target;
        this.trap = trap;
        accept();
    }

    /**
     * The port.
     *
     * @return the port on 127.0.0.1, the same for all the life of this proxy
     */
    public int port() {
        return port;
    }

    /**
     * What clients connect to.
     *
     * @return for example {@code stomp://127.0.0.1:21614}
     */
    public String uri() {
        return "stomp://127.0.0.1:" + port;
    }

    /**
     * The direction of what clients write.
     *
     * @return the gate that all bytes to the broker go through
     */
    public ProxyGate toBroker() {
        return toBroker;
    }

    /**
     * The direction of what the broker writes.
     *
     * @return the gate that all bytes to clients go through
     */
    public ProxyGate toClient() {
        return toClient;
    }

    /**
     * How many connections were accepted so far, those included that are over.
     *
     * @return the number
     */
    public int connections() {
        return accepted.get();
    }

    /** Resets all connections. What was read and not written yet is lost. New connections are accepted as before. */
    public void cut() {
        open.forEach(ProxyConnection::reset);
    }

    /**
     * Stops listening: after the return of this method new connections are refused. Those that are open go on.
     * Repeatable.
     */
    public synchronized void refuse() {
        if (listener == null) {
            return;
        }
        try {
            listener.close();
            // The system goes on listening until the thread that is in accept() has noticed.
            acceptor.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS_TO_REFUSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + this + " to refuse connections", e);
        }
        if (acceptor.isAlive()) {
            throw new IllegalStateException(
                    "expected " + this + " to refuse connections within " + MOST_SECONDS_TO_REFUSE + " s");
        }
        listener = null;
    }

    /** Listens again. Repeatable. */
    public synchronized void accept() {
        if (listener != null) {
            return;
        }
        try {
            listener = LoopbackPort.listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to listen on port " + port, e);
        }
        ServerSocket current = listener;
        acceptor = new Thread(() -> accept(current), "proxy-" + port);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept(ServerSocket current) {
        while (!current.isClosed()) {
            try {
                forward(current.accept());
            } catch (IOException e) {
                // The listener was closed; or the broker does not listen, and the client was reset.
                continue;
            }
        }
    }

    private void forward(Socket client) throws IOException {
        accepted.incrementAndGet();
        Socket broker = new Socket();
        Optional<TrappedFrames> frames = trap.map(each -> new TrappedFrames(each, this::cut));
        ProxyPassage there =
                frames.<ProxyPassage>map(each -> each.ofClient(toBroker)).orElse(toBroker);
        ProxyPassage back =
                frames.<ProxyPassage>map(each -> each.ofBroker(toClient)).orElse(toClient);
        ProxyConnection connection = new ProxyConnection(client, broker, there, back, open::remove);
        open.add(connection);
        try {
            if (open.size() > MOST_CONNECTIONS) {
                throw new IOException("expected at most " + MOST_CONNECTIONS + " connections at a time");
            }
            broker.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), target), CONNECT_MILLIS);
            connection.start("proxy-" + port + "-" + accepted.get());
        } catch (IOException e) {
            connection.reset();
            throw e;
        }
    }

    /** Stops listening, and resets all connections. */
    @Override
    public void close() {
        refuse();
        List<ProxyConnection> all = new ArrayList<>(open);
        all.forEach(ProxyConnection::reset);
        toBroker.resume();
        toClient.resume();
    }

    @Override
    public String toString() {
        return "proxy from " + port + " to " + target;
    }
}

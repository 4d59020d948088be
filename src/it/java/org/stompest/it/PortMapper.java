package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A port mapper of Erlang ({@code epmd}) for the nodes of one test, which would otherwise start one that outlives them
 * and is everybody's. It ends with this JVM at the latest, however that ends. Not thread-safe.
 */
final class PortMapper implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int PAUSE_MILLIS = 10;

    private final Path log;
    private final int port = LoopbackPort.free();
    private Process shell;

    /** A mapper that is not started yet, with a file for what it says. */
    PortMapper(Path log) {
        this.log = log;
    }

    int port() {
        return port;
    }

    /** Starts it and waits until it accepts connections. Does nothing if it runs. */
    void start() {
        if (shell != null) {
            return;
        }
        // The shell reads until this JVM closes the pipe, or is no more.
        String script = "epmd -port " + port + " -address 127.0.0.1 & read -r end; kill $!; wait $!";
        try {
            shell = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to start epmd on port " + port, e);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!accepts()) {
            if (RabbitProcesses.exits(shell, PAUSE_MILLIS) || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("expected epmd on port " + port + ", but it does not answer");
            }
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its processes, none if it is not started. */
    List<ProcessHandle> processes() {
        return shell == null ? List.of() : RabbitProcesses.family(shell);
    }

    @Override
    public void close() {
        if (shell == null) {
            return;
        }
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to end epmd on port " + port, e);
        }
        RabbitProcesses.end(shell, shell.descendants().toList(), PATIENCE_SECONDS);
        shell = null;
    }
}

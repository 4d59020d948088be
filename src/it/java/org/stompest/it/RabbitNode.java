package org.stompest.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node of RabbitMQ as a child process, with data, log, home, cookie and ports of its own, on loopback only. It
 * ends with this JVM at the latest. To be started and stopped by one thread; the questions may come
 * from any.
 */
final class RabbitNode {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;
    private static final int ANSWER_SECONDS = 20;
    private static final int SETTLE_SECONDS = 5;

    private final RabbitInstallation installation;
    private final RabbitFiles files;
    private final PortMapper mapper;
    private final String login;
    private volatile Running running;

    /** The process while there is one. */
    private record Running(Process process, RabbitConsole console) {}

    /**
     * A node that is not started yet.
     *
     * @param installation what to run
     * @param files its configuration
     * @param mapper where the nodes of a cluster find each other
     * @param login the headers of CONNECT that the node has to accept
     */
    RabbitNode(RabbitInstallation installation, RabbitFiles files, PortMapper mapper, String login) {
        this.installation = installation;
        this.files = files;
        this.mapper = mapper;
        this.login = login;
    }

    String name() {
        return files.node();
    }

    int port() {
        return files.port();
    }

    boolean isRunning() {
        return running != null;
    }

    /** Starts the node and waits until it lets one log in. Does nothing if it runs. */
    void start() {
        if (!isRunning()) {
            launch();
            await();
        }
    }

    /** Starts the process and does not wait. Does nothing if it runs. */
    void launch() {
        if (isRunning()) {
            return;
        }
        mapper.start();
        ProcessBuilder builder = new ProcessBuilder(installation.server().toString()).redirectErrorStream(true);
        files.prepare(builder, mapper.port());
        try {
            Process process = builder.start();
            running = new Running(process, new RabbitConsole(name(), process));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to start " + installation.server(), e);
        }
    }

    /** Waits until the node that was launched lets one log in. */
    void await() {
        try {
            ask("await", START_SECONDS);
            String reply = connect();
            if (!reply.startsWith("CONNECTED")) {
                throw new IllegalStateException("expected CONNECTED from " + this + ", got " + reply);
            }
        } catch (IOException e) {
            destroy();
            throw new UncheckedIOException("expected CONNECTED from " + this, e);
        } catch (RuntimeException e) {
            destroy();
            throw e;
        }
    }

    private String connect() throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port())) {
            socket.setSoTimeout(ANSWER_SECONDS * 1000);
            String frame = "CONNECT\naccept-version:1.2\nhost:/\n" + login + "\n\0";
            socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }
    }

    /** Stops the node in order and waits until its processes are over. Does nothing if it is stopped. */
    void stop() {
        end(true);
    }

    /**
     * Kills the processes of the node, and waits for that. Does nothing if it is stopped.
     *
     * <p>Before, it has the node write down which queues there are. RabbitMQ 3.10 confirms the first message of a new
     * queue before the decision to commit the queue itself is on disk, and in 4 of 64 times such a queue was gone after
     * a crash at once. That would fail tests which are about messages; of these nothing more is written.
     */
    void kill() {
        Running now = running;
        if (now != null && now.process().isAlive()) {
            // A node that cannot do so any more is to be killed all the same.
            now.console()
                    .tell("settle")
                    .completeOnTimeout("late", SETTLE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(Throwable::toString)
                    .join();
        }
        destroy();
    }

    /** Kills the processes of the node whatever it has to write, and waits for that. */
    void destroy() {
        end(false);
    }

    private void end(boolean isOrderly) {
        Running old = running;
        if (old == null) {
            return;
        }
        running = null;
        List<ProcessHandle> family = old.process().descendants().toList();
        if (isOrderly) {
            old.console().tell("stop");
        } else {
            RabbitProcesses.kill(old.process(), family);
        }
        RabbitProcesses.end(old.process(), family, STOP_SECONDS);
    }

    /** The process and its descendants, none if it is stopped. */
    List<ProcessHandle> processes() {
        Running now = running;
        return now == null ? List.of() : RabbitProcesses.family(now.process());
    }

    /** How many messages a queue holds, those included that are not acknowledged yet, 0 if there is no such queue. */
    long messageCount(String queue) {
        return Long.parseLong(ask("count " + queue, ANSWER_SECONDS));
    }

    /** How many nodes of its cluster run, as this one sees it. */
    int members() {
        return Integer.parseInt(ask("members", ANSWER_SECONDS));
    }

    private String ask(String question, int seconds) {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("expected " + this + " to run, but it is stopped");
        }
        return now.console().ask(question, seconds);
    }

    @Override
    public String toString() {
        return name() + " on port " + port() + " in " + files.directory();
    }
}

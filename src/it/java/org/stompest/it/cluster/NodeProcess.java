package org.stompest.it.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A broker of a pair in a JVM of its own, which can be killed as machines fail. Used by the thread of the test. */
final class NodeProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final int CONNECT_MILLIS = 1_000;

    private final NodeSetup setup;
    private final Process process;
    private final BufferedWriter questions;
    private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
    private volatile boolean isKilled;

    NodeProcess(NodeSetup setup) throws IOException {
        this.setup = setup;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName()));
        command.addAll(setup.arguments());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter(StandardCharsets.UTF_8);
        Thread reading = new Thread(this::readAnswers, setup.name() + " output");
        reading.setDaemon(true);
        reading.start();
    }

    private void readAnswers() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Node.ANSWER)) {
                    answers.add(Long.valueOf(line.substring(Node.ANSWER.length())));
                }
            }
        } catch (IOException e) {
            if (!isKilled) {
                throw new UncheckedIOException("expected the output of " + this, e);
            }
        }
    }

    String uri() {
        return setup.uri();
    }

    /** Whether it is the active one: the standby listens only when it takes over. */
    boolean isActive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("expected " + this + " to run, it ended with " + process.exitValue());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many messages a queue holds; to be asked while it is the active one. */
    long messageCount(String queue) {
        try {
            questions.write(queue);
            questions.newLine();
            questions.flush();
            Long answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException(
                        "expected " + this + " to answer within " + PATIENCE_SECONDS + " s, got nothing");
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("expected " + this + " to count " + queue + ", got " + e, e);
        }
    }

    /** Ends it without a chance to do anything. */
    void kill() {
        isKilled = true;
        process.destroyForcibly()
                .onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return setup.name() + " on " + setup.uri() + ", process " + process.pid();
    }
}

package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.opentest4j.TestAbortedException;

/**
 * RabbitMQ as Debian's package {@code rabbitmq-server} installs it, and the one rule for a machine without it: where
 * the environment says {@code CI=true}, or the system property {@code stompest.rabbitmq} is {@code required}, tests that
 * need it fail; elsewhere they are aborted, and one line says so. Immutable.
 *
 * @param server the script that becomes the server
 */
record RabbitInstallation(Path server) {
    private static final Path ROOT = Path.of("/usr/lib/rabbitmq/lib");
    private static final String REMEDY = "apt-get install --no-install-recommends rabbitmq-server";
    private static final AtomicBoolean IS_TOLD = new AtomicBoolean();

    /**
     * What is installed on this machine.
     *
     * @throws TestAbortedException if nothing is, and nobody says that it has to be
     * @throws AssertionError if nothing is, and it has to be
     */
    static RabbitInstallation require() {
        boolean isRequired =
                "true".equals(System.getenv("CI")) || "required".equals(System.getProperty("stompest.rabbitmq"));
        try {
            return require(ROOT, isRequired);
        } catch (TestAbortedException e) {
            if (IS_TOLD.compareAndSet(false, true)) {
                System.err.println("SKIPPED: all tests with RabbitMQ; " + e.getMessage());
            }
            throw e;
        }
    }

    static RabbitInstallation require(Path root, boolean isRequired) {
        List<Path> servers = servers(root);
        if (!servers.isEmpty()) {
            return new RabbitInstallation(servers.get(servers.size() - 1));
        }
        String missing = "expected RabbitMQ below " + root + ", found none; " + REMEDY;
        if (isRequired) {
            throw new AssertionError(missing);
        }
        throw new TestAbortedException(missing);
    }

    private static List<Path> servers(Path root) {
        List<Path> servers = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(root, "rabbitmq_server-*")) {
                versions.forEach(each -> servers.add(each.resolve("sbin/rabbitmq-server")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        servers.removeIf(each -> !Files.isExecutable(each));
        servers.sort(null);
        return servers;
    }
}

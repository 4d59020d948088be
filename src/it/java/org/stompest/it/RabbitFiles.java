package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * What a node of RabbitMQ reads and writes: a directory with its configuration, home, data and logs, and two ports.
 * Immutable.
 *
 * @param node the name of the node, with {@code @localhost}
 * @param directory the node's alone
 * @param port the port for STOMP; one for AMQP is up to the settings
 * @param nodePort the port for other nodes
 */
record RabbitFiles(String node, Path directory, int port, int nodePort) {
    /** The line of the configuration without which the node would speak AMQP on its default port. */
    static final String NO_AMQP = "listeners.tcp = none";

    /** Writes the configuration to an existing directory, with further lines, of which one is about {@code listeners.tcp}. */
    static RabbitFiles create(String node, Path directory, List<String> settings) {
        RabbitFiles files = new RabbitFiles(node, directory, LoopbackPort.free(), LoopbackPort.free());
        try {
            files.write(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write the configuration of " + node + " to " + directory, e);
        }
        return files;
    }

    private void write(List<String> settings) throws IOException {
        String common = """
                stomp.listeners.tcp.1 = 127.0.0.1:%d
                vm_memory_high_watermark.absolute = 1GB
                disk_free_limit.absolute = 50MB
                log.console = false
                """.formatted(port);
        Files.writeString(directory.resolve("rabbitmq.conf"), common + String.join("\n", settings) + "\n");
        Files.writeString(directory.resolve("enabled_plugins"), "[rabbitmq_stomp].\n");
        Files.writeString(directory.resolve("console.erl"), RabbitConsole.SCRIPT);
        Files.createFile(directory.resolve("environment"));
        Path cookie = Files.writeString(directory.resolve(".erlang.cookie"), "stompest");
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
    }

    /** Has a server that is about to be started use these files and nothing else that the environment names. */
    void prepare(ProcessBuilder server, int mapperPort) {
        Map<String, String> environment = server.environment();
        environment
                .keySet()
                .removeIf(each ->
                        each.startsWith("RABBITMQ_") || each.startsWith("ERL_") || each.equals("NOTIFY_SOCKET"));
        environment.put("HOME", directory.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("RABBITMQ_NODENAME", node);
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(nodePort));
        environment.put("RABBITMQ_CONF_ENV_FILE", in("environment"));
        environment.put("RABBITMQ_CONFIG_FILE", in("rabbitmq"));
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", in("enabled_plugins"));
        environment.put("RABBITMQ_MNESIA_BASE", in("mnesia"));
        environment.put("RABBITMQ_LOG_BASE", in("log"));
        environment.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        // The script becomes the server instead of its parent, and would leave the input to a shell of Erlang.
        environment.put("RABBITMQ_ALLOW_INPUT", "true");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-noinput -kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +A 8 +sbwt none");
        // As one of the arguments above it would be evaluated after the start of the server.
        environment.put("ERL_AFLAGS", "-eval file:eval(\\\"" + in("console.erl") + "\\\")");
        server.directory(directory.toFile());
    }

    private String in(String name) {
        return directory.resolve(name).toString();
    }
}

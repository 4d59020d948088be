package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * RabbitMQ with its default settings, as a child process that keeps persistent messages whatever the setup says.
 *
 * <p>Without users in the setup everybody is {@code guest}. With them there is no {@code guest}, so nobody may do
 * without a login. RabbitMQ declares the queue at every SUBSCRIBE to {@code /queue/}, and asks for the right to
 * configure it whether there is one or not; so the reader cannot be kept from creating what it may read. It may
 * configure and read all but the queues whose name begins with {@code missing}, as the tests call what is not there; it
 * may not send to any queue or topic.
 *
 * <p>The thread contract is that of {@link EmbeddedBroker}.
 */
final class RabbitBroker implements EmbeddedBroker {
    private static final String DEFINITIONS = """
            {
              "vhosts": [{"name": "/"}],
              "users": [
                {"name": "%1$s", "password": "%3$s", "tags": ""},
                {"name": "%2$s", "password": "%3$s", "tags": ""}
              ],
              "permissions": [
                {"user": "%1$s", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
                {"user": "%2$s", "vhost": "/",
                 "configure": "^(?!missing)", "write": "^stomp-subscription-", "read": "^(?!missing)"}
              ]
            }
            """.formatted(BrokerSetup.USER, BrokerSetup.READER, BrokerSetup.SECRET);

    private final String name;
    private final BrokerDirectory directory;
    private final PortMapper mapper;
    private final RabbitNode node;
    private final OptionalInt nativePort;

    /**
     * A broker that is not started yet.
     *
     * @throws org.opentest4j.TestAbortedException or an error by the rule of {@link RabbitInstallation}
     */
    RabbitBroker(String name, BrokerSetup setup) {
        RabbitInstallation installation = RabbitInstallation.require();
        this.name = name;
        this.directory = new BrokerDirectory(name);
        this.mapper = new PortMapper(directory.path().resolve("epmd.log"));
        this.nativePort = setup.isPolyglot() ? OptionalInt.of(LoopbackPort.free()) : OptionalInt.empty();
        List<String> settings = new ArrayList<>();
        settings.add(
                nativePort.isPresent() ? "listeners.tcp.1 = 127.0.0.1:" + nativePort.getAsInt() : RabbitFiles.NO_AMQP);
        if (setup.isSecured()) {
            settings.add("load_definitions = " + definitions());
        }
        this.node = new RabbitNode(
                installation,
                RabbitFiles.create("stompest@localhost", directory.path(), settings),
                mapper,
                setup.isSecured() ? "login:" + BrokerSetup.USER + "\npasscode:" + BrokerSetup.SECRET + "\n" : "");
    }

    private Path definitions() {
        try {
            return Files.writeString(directory.path().resolve("definitions.json"), DEFINITIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write the users of " + name, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.RABBITMQ;
    }

    @Override
    public int port() {
        return node.port();
    }

    /** The port for AMQP 0-9-1. */
    @Override
    public int nativePort() {
        return nativePort.orElseThrow(() -> new IllegalStateException("expected a polyglot setup of " + name));
    }

    @Override
    public Path directory() {
        return directory.path();
    }

    @Override
    public void start() {
        node.start();
    }

    @Override
    public void stop() {
        node.stop();
    }

    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public boolean isRunning() {
        return node.isRunning();
    }

    @Override
    public long messageCount(String queue) {
        return node.messageCount(queue);
    }

    /** All processes of this broker that run now. */
    List<ProcessHandle> processes() {
        return Stream.concat(node.processes().stream(), mapper.processes().stream())
                .toList();
    }

    @Override
    public void close() {
        node.destroy();
        mapper.close();
        directory.delete();
    }

    @Override
    public String toString() {
        return name + " on " + uri();
    }
}

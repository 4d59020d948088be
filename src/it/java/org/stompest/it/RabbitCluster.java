package org.stompest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three nodes of RabbitMQ on loopback that are one cluster, with the login {@code guest} or none. Ports and data stay
 * the same from construction to {@link #close}. To be started and stopped by one thread; the questions may come from
 * any.
 */
public final class RabbitCluster implements AutoCloseable {
    /** How many nodes there are; they are numbered from 0. */
    public static final int SIZE = 3;

    private static final String NODE = "stompest%d@localhost";

    private final BrokerDirectory directory;
    private final PortMapper mapper;
    private final List<RabbitNode> nodes;
    private boolean isFormed;

    /**
     * A cluster that is not started yet.
     *
     * @throws org.opentest4j.TestAbortedException if RabbitMQ is not installed and need not be
     */
    public RabbitCluster() {
        RabbitInstallation installation = RabbitInstallation.require();
        directory = new BrokerDirectory("rabbit-cluster");
        mapper = new PortMapper(directory.path().resolve("epmd.log"));
        nodes = IntStream.range(0, SIZE)
                .mapToObj(number -> node(installation, number))
                .toList();
    }

    private RabbitNode node(RabbitInstallation installation, int number) {
        Path home = directory.path().resolve(Integer.toString(number));
        try {
            Files.createDirectory(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // All join the first, which therefore has to be there first when the cluster is formed.
        List<String> settings = List.of(
                RabbitFiles.NO_AMQP,
                "cluster_formation.peer_discovery_backend = classic_config",
                "cluster_formation.classic_config.nodes.1 = " + NODE.formatted(0));
        return new RabbitNode(installation, RabbitFiles.create(NODE.formatted(number), home, settings), mapper, "");
    }

    /** Starts all nodes that are stopped, and waits until each is in touch with all. */
    public void start() {
        try {
            if (!isFormed) {
                nodes.get(0).start();
            }
            nodes.forEach(RabbitNode::launch);
            nodes.forEach(RabbitNode::await);
            for (RabbitNode each : nodes) {
                Eventually.isEqual(SIZE, each::members, "the members that " + each.name() + " sees");
            }
            isFormed = true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("expected a cluster, got " + e, e);
        }
    }

    /**
     * Starts a node of a cluster that was complete before, and waits until it accepts connections. Does nothing if it
     * runs.
     *
     * @param node its number
     */
    public void start(int node) {
        nodes.get(node).start();
    }

    /**
     * Stops a node in order and waits until its port is free. Does nothing if it is stopped.
     *
     * @param node its number
     */
    public void stop(int node) {
        nodes.get(node).stop();
    }

    /** Stops all nodes in order. */
    public void stop() {
        nodes.forEach(RabbitNode::stop);
    }

    /**
     * Kills the process of a node, as a crash would. Does nothing if it is stopped.
     *
     * @param node its number
     */
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /**
     * Whether a node is started.
     *
     * @param node its number
     * @return true between start and stop
     */
    public boolean isRunning(int node) {
        return nodes.get(node).isRunning();
    }

    /**
     * The port of a node.
     *
     * @param node its number
     * @return the port on 127.0.0.1, also while the node is stopped
     */
    public int port(int node) {
        return nodes.get(node).port();
    }

    /**
     * What clients connect to.
     *
     * @param node its number
     * @return for example {@code stomp://127.0.0.1:21613}
     */
    public String uri(int node) {
        return "stomp://127.0.0.1:" + port(node);
    }

    /**
     * How many nodes run in the eyes of one that does.
     *
     * @param node its number
     * @return the number of them, itself included
     */
    public int members(int node) {
        return nodes.get(node).members();
    }

    /**
     * How many messages a queue holds, those included that were delivered and are not acknowledged yet.
     *
     * @param node the number of the node that is asked; it has to run
     * @param queue the bare name
     * @return the number, 0 if there is no such queue
     */
    public long messageCount(int node, String queue) {
        return nodes.get(node).messageCount(queue);
    }

    /** All processes of this cluster that run now. */
    List<ProcessHandle> processes() {
        return Stream.concat(
                        nodes.stream().map(RabbitNode::processes).flatMap(List::stream), mapper.processes().stream())
                .toList();
    }

    /** Kills all nodes and deletes their data. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        nodes.forEach(each -> {
            try {
                each.destroy();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        mapper.close();
        directory.delete();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}

package org.stompest.it.cluster;

import org.stompest.it.BrokerDirectory;
import org.stompest.it.BrokerKind;
import org.stompest.it.Eventually;
import org.stompest.it.LoopbackPort;

/**
 * Two brokers with one store: one is active, and the other one takes over when that ends. Used by the thread of the test.
 */
final class BrokerPair implements AutoCloseable {
    private final BrokerDirectory directory;
    private final NodeProcess first;
    private final NodeProcess second;

    private BrokerPair(BrokerDirectory directory, NodeProcess first, NodeProcess second) {
        this.directory = directory;
        this.first = first;
        this.second = second;
    }

    /** A pair of which the first one is active. */
    static BrokerPair start(BrokerKind kind) throws Exception {
        BrokerDirectory directory = new BrokerDirectory(kind + "-pair");
        int firstCore = LoopbackPort.free();
        int secondCore = LoopbackPort.free();
        NodeProcess first = new NodeProcess(
                new NodeSetup(kind, false, directory.path(), LoopbackPort.free(), firstCore, secondCore));
        NodeProcess second = null;
        try {
            Eventually.holds(first::isActive, "the first one is active");
            second = new NodeProcess(
                    new NodeSetup(kind, true, directory.path(), LoopbackPort.free(), secondCore, firstCore));
            return new BrokerPair(directory, first, second);
        } finally {
            if (second == null) {
                first.close();
                directory.delete();
            }
        }
    }

    /** Both, the active one first. */
    String uri() {
        return "failover:(" + first.uri() + "," + second.uri() + ")";
    }

    /** Kills the active one, while the other one stands by. */
    void killActive() {
        if (!first.isActive() || second.isActive()) {
            throw new IllegalStateException("expected " + first + " to be active, and " + second + " to stand by");
        }
        first.kill();
    }

    /** Waits until the second one is active. */
    void awaitTakeover() throws Exception {
        Eventually.holds(second::isActive, "the second one is active");
    }

    /** How many messages a queue of the second one holds. */
    long messageCount(String queue) {
        return second.messageCount(queue);
    }

    @Override
    public void close() {
        second.close();
        first.close();
        directory.delete();
    }

    @Override
    public String toString() {
        return first + "; " + second;
    }
}

package org.stompest.it.cluster;

import java.nio.file.Path;
import java.util.List;

import org.stompest.it.BrokerKind;

/**
 * One of two brokers that share a directory. Immutable.
 *
 * @param kind which broker it is
 * @param isStandby whether it waits for the other one to end
 * @param directory what both share
 * @param port where it speaks STOMP while it is the active one
 * @param corePort where Artemis talks to its like
 * @param otherCorePort where the other one does
 */
record NodeSetup(BrokerKind kind, boolean isStandby, Path directory, int port, int corePort, int otherCorePort) {
    static NodeSetup of(String... arguments) {
        return new NodeSetup(
                BrokerKind.valueOf(arguments[0]),
                Boolean.parseBoolean(arguments[1]),
                Path.of(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }

    /** What {@link #of} takes. */
    List<String> arguments() {
        return List.of(
                kind.name(),
                Boolean.toString(isStandby),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(corePort),
                Integer.toString(otherCorePort));
    }

    String name() {
        return kind + (isStandby ? "-b" : "-a");
    }

    String uri() {
        return "stomp://127.0.0.1:" + port;
    }
}

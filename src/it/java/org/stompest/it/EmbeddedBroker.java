package org.stompest.it;

import java.nio.file.Path;
import java.util.List;

/**
 * A broker in this JVM, or in a child process of it, that speaks STOMP on a loopback port. Port and data stay the same
 * from construction to {@link #close}, over any number of stops and starts. To be started and stopped by one thread;
 * the questions may come from any.
 */
public interface EmbeddedBroker extends AutoCloseable {
    /**
     * The name of this broker, for messages.
     *
     * @return a name that no other broker of this JVM has
     */
    String name();

    /**
     * Which broker it is.
     *
     * @return the kind
     */
    BrokerKind kind();

    /**
     * The port.
     *
     * @return the port on 127.0.0.1, also while the broker is stopped
     */
    int port();

    /**
     * The port for AMQP and the broker's own protocols, if the setup is polyglot.
     *
     * @return the port on 127.0.0.1, the one for STOMP unless the broker tells protocols apart by their ports
     */
    default int nativePort() {
        return port();
    }

    /**
     * What clients connect to.
     *
     * @return for example {@code stomp://127.0.0.1:21613}
     */
    default String uri() {
        return "stomp://127.0.0.1:" + port();
    }

    /**
     * Where a persistent broker keeps its data.
     *
     * @return a directory that {@link #close} deletes
     */
    Path directory();

    /** Starts the broker and waits until it accepts connections. Does nothing if it runs. */
    void start();

    /**
     * Stops the broker in order and waits until its port is free. Persistent messages outlast it. Does nothing if it is
     * stopped.
     */
    void stop();

    /** Stops the broker as abruptly as it lets itself be stopped. Does nothing if it is stopped. */
    void kill();

    /**
     * Whether it is started.
     *
     * @return true between {@link #start} and {@link #stop} or {@link #kill}
     */
    boolean isRunning();

    /**
     * How many messages a queue holds, those included that were delivered and are not acknowledged yet. It may lag
     * behind a receipt by some milliseconds.
     *
     * @param queue the bare name
     * @return the number, 0 if there is no such queue
     */
    long messageCount(String queue);

    /**
     * What clients have done that STOMP does not allow, since it was last asked.
     *
     * @return what a strict broker has noticed, nothing of others
     */
    default List<String> takeViolations() {
        return List.of();
    }

    /** Stops the broker and deletes its data. */
    @Override
    void close();
}

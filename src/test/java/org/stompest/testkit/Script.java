package org.stompest.testkit;

/** The broker's part of the conversation on one connection. Runs on a thread of its own. */
@FunctionalInterface
public interface Script {
    /**
     * Holds the conversation. When it returns, the connection stays as it is, and what comes is still recorded.
     *
     * @param peer the broker's end of the connection
     * @throws Exception to fail the test, when the broker is closed
     */
    void run(Peer peer) throws Exception;
}

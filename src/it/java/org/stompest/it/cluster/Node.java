package org.stompest.it.cluster;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A broker of a pair, as a program. Implementations are thread-safe. */
interface Node {
    /** Begins each answer, so that it is told from what else the broker prints. */
    String ANSWER = "messages: ";

    /** Starts the broker; the standby may wait here until it is the active one. */
    void start() throws Exception;

    /** How many messages a queue holds. */
    long messageCount(String queue) throws Exception;

    /**
     * Runs a broker, and answers each line, the name of a queue, by the number of messages in it. Ends at the end of the input, so that it
     * does not outlast whoever has started it.
     */
    static void main(String... arguments) throws Exception {
        NodeSetup setup = NodeSetup.of(arguments);
        Node node =
                switch (setup.kind()) {
                    case CLASSIC -> new ClassicNode(setup);
                    case ARTEMIS -> new ArtemisNode(setup);
                    default ->
                        throw new IllegalArgumentException("expected a broker with a standby, got " + setup.kind());
                };
        Thread starting = new Thread(() -> startOrHalt(node), "start");
        starting.setDaemon(true);
        starting.start();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String queue = questions.readLine(); queue != null; queue = questions.readLine()) {
            System.out.println(ANSWER + node.messageCount(queue));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void startOrHalt(Node node) {
        try {
            node.start();
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}

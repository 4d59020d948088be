package org.stompest.it;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.stompest.client.PulledSubscription;
import org.stompest.client.StompClient;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A cluster of RabbitMQ outlasts the crash of a node. */
@Timeout(300)
class RabbitClusterIT {
    private static final String DESTINATION = "/queue/votes";
    private static final Headers SEND = Headers.of("persistent", "true", "x-queue-type", "quorum");
    private static final Headers SUBSCRIBE = Headers.of("ack", "client-individual", "x-queue-type", "quorum");
    private static final int MESSAGES = 100;

    @Test
    void confirmedMessagesOutlastTheNodeOfTheirClient() throws Exception {
        try (RabbitCluster cluster = new RabbitCluster()) {
            cluster.start();
            String uri = "failover:(" + cluster.uri(0) + "," + cluster.uri(1) + "," + cluster.uri(2)
                    + ")?randomize=false&maxReconnectDelay=200";
            try (StompClient client =
                    new StompClient(Clients.options(uri, Version.V1_2).host("/").build()).connect()) {
                Set<String> missing = new HashSet<>();
                send(client, missing, "before ");
                for (int node = 0; node < RabbitCluster.SIZE; node++) {
                    assertEquals(RabbitCluster.SIZE, cluster.members(node));
                    assertEquals(MESSAGES, cluster.messageCount(node, "votes"));
                }
                assertEquals(cluster.port(0), client.broker().orElseThrow().port());

                cluster.kill(0);

                Eventually.isEqual(2L, client::link, "the link after the crash");
                Eventually.isEqual(2, () -> cluster.members(1), "the members after the crash");
                assertEquals(MESSAGES, cluster.messageCount(1, "votes"));
                send(client, missing, "after ");
                PulledSubscription subscription = client.subscribe(DESTINATION, SUBSCRIBE);
                while (!missing.isEmpty()) {
                    String text = Clients.receiveAndAck(client, subscription);
                    assertTrue(missing.remove(text), text);
                }
                Eventually.isEqual(0L, () -> cluster.messageCount(2, "votes"), "the messages");
            }
            cluster.start(0);
            Eventually.isEqual(RabbitCluster.SIZE, () -> cluster.members(2), "the members after the restart");
        }
    }

    @Test
    void theClusterComesBackAfterAStopOfAllAndLeavesNothing() {
        List<ProcessHandle> processes;
        try (RabbitCluster cluster = new RabbitCluster()) {
            cluster.start();
            cluster.stop();
            cluster.start();
            assertEquals(RabbitCluster.SIZE, cluster.members(0));
            processes = cluster.processes();
            assertTrue(processes.size() > RabbitCluster.SIZE, processes.toString());
        }
        assertEquals(
                List.of(), processes.stream().filter(RabbitProcesses::isAlive).toList());
    }

    private static void send(StompClient client, Set<String> texts, String prefix) {
        for (int i = 0; i < MESSAGES; i++) {
            String text = prefix + i;
            client.send(DESTINATION, SEND, Clients.bytes(text)).await(Clients.PATIENCE);
            texts.add(text);
        }
    }
}

package org.stompest.it.cluster;

import jakarta.jms.Connection;

import org.stompest.it.BrokerKind;
import org.stompest.it.Eventually;
import org.stompest.it.RabbitCluster;
import org.stompest.it.jms.Load;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of three nodes of RabbitMQ is killed while programs send, receive, acknowledge and commit on quorum queues. */
@Timeout(240)
class QuorumTakeoverIT {
    /** How many messages arrive before and after each death, at least. */
    private static final int ENOUGH = 300;

    /** The nodes stand in that order in the URI, so the first is the one that all links lead to. */
    @Test
    void nothingIsLostAndWhatComesTwiceIsMarked() throws Exception {
        try (RabbitCluster cluster = new RabbitCluster()) {
            cluster.start();
            String uri = "failover:(" + cluster.uri(0) + "," + cluster.uri(1) + "," + cluster.uri(2) + ")"
                    + Load.OPTIONS + "&randomize=false&stomp.broker=rabbitmq";
            try (Connection connection = new StompConnectionFactory(uri).createConnection()) {
                Load load = new Load(BrokerKind.RABBITMQ, connection, "?x-queue-type=quorum");
                load.awaitProgress(ENOUGH);
                int before = load.interruptions();
                cluster.kill(0);
                Eventually.holds(() -> load.interruptions() > before, "the connection is interrupted");
                load.awaitProgress(ENOUGH);
                load.finish(queue -> cluster.messageCount(1, queue));
                System.out.println("a node of three killed: " + load);
                load.verify();
            }
        }
    }
}

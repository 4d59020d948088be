package org.stompest.it.jms;

import jakarta.jms.Connection;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A persistent broker is stopped and started again while programs send, receive, acknowledge and commit. */
@Timeout(300)
class RestartUnderLoadIT {
    private static final int RESTARTS = 3;

    /** How many messages arrive before, between and after the restarts, at least. */
    private static final int ENOUGH = 300;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.PERSISTENT);

    @Brokers
    void nothingIsLostAndWhatComesTwiceIsMarked(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        try (Connection connection =
                new StompConnectionFactory("failover:(" + broker.uri() + ")" + Load.OPTIONS).createConnection()) {
            Load load = new Load(kind, connection);
            for (int i = 0; i < RESTARTS; i++) {
                load.awaitProgress(ENOUGH);
                int before = load.interruptions();
                if (i % 2 == 0) {
                    broker.stop();
                } else {
                    broker.kill();
                }
                Eventually.holds(() -> load.interruptions() > before, "the connection is interrupted");
                broker.start();
            }
            load.awaitProgress(ENOUGH);
            load.finish(broker::messageCount);
            System.out.println(kind + " restarted " + RESTARTS + " times: " + load);
            load.verify();
        }
    }
}

package org.stompest.it.cluster;

import jakarta.jms.Connection;

import org.stompest.it.BrokerKind;
import org.stompest.it.Eventually;
import org.stompest.it.jms.Load;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The active broker of a pair is killed, and the other one takes over, while programs send, receive, acknowledge and commit. */
@Timeout(120)
class TakeoverIT {
    /** How many messages arrive before and after the takeover, at least. */
    private static final int ENOUGH = 500;

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ARTEMIS"})
    void nothingIsLostAndWhatComesTwiceIsMarked(BrokerKind kind) throws Exception {
        try (BrokerPair pair = BrokerPair.start(kind);
                Connection connection = new StompConnectionFactory(pair.uri() + Load.OPTIONS).createConnection()) {
            Load load = new Load(kind, connection);
            load.awaitProgress(ENOUGH);
            int before = load.interruptions();
            pair.killActive();
            Eventually.holds(() -> load.interruptions() > before, "the connection is interrupted");
            pair.awaitTakeover();
            load.awaitProgress(ENOUGH);
            load.finish(pair::messageCount);
            System.out.println(kind + " taken over: " + load);
            load.verify();
        }
    }
}

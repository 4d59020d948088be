package org.stompest.jms;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.stompest.protocol.Frame;
import org.stompest.testkit.FakeBroker;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProducerDelayTest {
    private static final long DELAY = 60_000;

    /** Leaving out the time of sending is a hint only (Jakarta Messaging 3.1, 3.4.4), and the broker counts the delay from it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDelayIsToldWithAndWithoutATimeOfSending(boolean disablesTimestamp) throws JMSException {
        try (FakeBroker broker = FakeBroker.onSocket()) {
            Connection connection =
                    new StompConnectionFactory(broker.uri() + "?stomp.broker=activemq").createConnection();
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("q"));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setDisableMessageTimestamp(disablesTimestamp);
            producer.setDeliveryDelay(DELAY);

            producer.send(session.createMessage());
            connection.close();

            Frame send = broker.connection(1).skipTo("SEND", "destination:/queue/q");
            assertEquals(Long.toString(DELAY), send.header("AMQ_SCHEDULED_DELAY"));
        }
    }
}

package org.stompest.it.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Consumers that close with a full window, one after the other, while another one works on the same queue: what they had is his at once. */
@Timeout(300)
class ConsumerCloseIT {
    private static final int CLOSES = 200;

    /** Several times what the window of a consumer holds. */
    private static final int BATCH = 100;

    /** A message must not be kept from other consumers for longer. It only ends a test that has failed already. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int WINDOW = 20;

    /** Artemis counts bytes, which come to some more. */
    private static final int WINDOW_AND_SOME = 30;

    private static final String OPTIONS = "?jms.prefetchPolicy.all=" + WINDOW + "&jms.prefetchPolicy.windowBytes=8k";

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.PERSISTENT);

    @Brokers(can = Feature.FLOW_CONTROL)
    void whatAClosedConsumerHadGoesToAnotherOneAtOnce(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("closing").name();
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        try (Connection working = connect(broker);
                Connection closing = connect(broker)) {
            Session session = working.createSession();
            Queue queue = session.createQueue(name);
            session.createConsumer(queue).setMessageListener(message -> arrived.add(text(message)));
            Session sending = closing.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = sending.createProducer(queue);
            Set<String> sent = new TreeSet<>();
            List<String> received = new ArrayList<>();
            for (int round = 0; round < CLOSES; round++) {
                Session own = closing.createSession(round % 3 == 0, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer leaving = own.createConsumer(queue);
                for (int i = 0; i < BATCH; i++) {
                    String text = round + " " + i;
                    producer.send(sending.createTextMessage(text));
                    sent.add(text);
                }
                sending.commit();
                Message first = leaving.receive(LONGEST.toMillis());
                assertNotNull(first, "a message for both in round " + round);
                if (own.getTransacted()) {
                    // Its message, too, goes back.
                    own.rollback();
                } else {
                    received.add(text(first));
                }
                int unread = sent.size() - received.size();
                Eventually.holds(() -> unread - arrived.size() <= WINDOW_AND_SOME, "all arrives but a window");
                assertTrue(unread - arrived.size() >= WINDOW / 2, "a window that is full");
                if (round % 2 == 0) {
                    leaving.close();
                } else {
                    own.close();
                }
                Eventually.within(LONGEST, () -> arrived.size() >= unread, "all of round " + round + " arrive");
                own.close();
            }
            Set<String> union = new TreeSet<>(arrived);
            union.addAll(received);
            assertEquals(sent, union);
            assertEquals(CLOSES * BATCH, arrived.size() + received.size(), "none came to both");
        }
        Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left in the queue");
    }

    private static Connection connect(EmbeddedBroker broker) throws JMSException {
        Connection connection = new StompConnectionFactory(broker.uri() + OPTIONS).createConnection();
        connection.start();
        return connection;
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException("expected a text, got " + message, e);
        }
    }
}

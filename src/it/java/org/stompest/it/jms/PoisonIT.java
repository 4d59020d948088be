package org.stompest.it.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.text;

/** A message that its receiver rolls back again and again ends where the user wants it. */
@Timeout(120)
class PoisonIT {
    private static final String TWICE = "?jms.redeliveryPolicy.maximumRedeliveries=1";

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    /** Receives and rolls back until it does not come any more; the next message does. */
    private static void poison(EmbeddedBroker broker, String queue, String options) throws Exception {
        send(broker.uri(), queue, "poison", "sound");
        try (Connection connection = connect(broker.uri() + TWICE + options)) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            for (int i = 0; i < 2; i++) {
                assertEquals("poison", text(consumer.receive(PATIENCE)));
                session.rollback();
            }
            assertEquals("sound", text(consumer.receive(PATIENCE)));
            session.commit();
        }
    }

    private static Message received(EmbeddedBroker broker, String queue) throws Exception {
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            Message message = session.createConsumer(session.createQueue(queue)).receive(PATIENCE);
            assertEquals("poison", text(message));
            return message;
        }
    }

    @Brokers
    void aQueueOfOnesOwnGetsIt(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String queue = kind.newQueue("poisoned").name();
        String dead = kind.newQueue("morgue").name();
        poison(broker, queue, "&jms.redeliveryPolicy.deadLetterQueue=" + dead);
        received(broker, dead);
        Eventually.isEqual(0L, () -> broker.messageCount(queue), "messages left");
    }

    @Test
    void theDeadLetterExchangeOfAQueueOfRabbitMqGetsItOnDemand() throws Exception {
        EmbeddedBroker broker = BROKERS.get(BrokerKind.RABBITMQ);
        String queue = BrokerKind.RABBITMQ.newQueue("poisoned").name();
        String dead = queue + "-dead";
        send(broker.uri(), dead, "made");
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            assertEquals(
                    "made",
                    text(session.createConsumer(session.createQueue(dead)).receive(PATIENCE)));
        }
        String arguments = "?x-dead-letter-exchange=&x-dead-letter-routing-key=" + dead;
        poison(broker, queue + arguments, "&jms.redeliveryPolicy.outcome=reject");
        received(broker, dead);
        Eventually.isEqual(0L, () -> broker.messageCount(queue), "messages left");
    }

    @Test
    void theDeadLettersOfClassicGetItIfItIsRejected() throws Exception {
        EmbeddedBroker broker = BROKERS.get(BrokerKind.CLASSIC);
        String queue = BrokerKind.CLASSIC.newQueue("poisoned").name();
        poison(broker, queue, "&jms.redeliveryPolicy.outcome=reject");
        received(broker, "ActiveMQ.DLQ");
    }

    /** They take a NACK for an ACK, or nobody knows what they take it for. */
    @ParameterizedTest
    @EnumSource(names = {"ARTEMIS", "STRICT_12"})
    void whereARejectedMessageWouldBeLostItIsRefused(BrokerKind kind) throws Exception {
        StompConnectionFactory factory = new StompConnectionFactory(
                BROKERS.get(kind).uri() + "?stomp.broker=" + kind.dialect() + "&jms.redeliveryPolicy.outcome=reject");
        JMSException refusal = assertThrows(JMSException.class, factory::createConnection);
        assertEquals("STOMPEST-UNSUPPORTED", refusal.getErrorCode());
        assertTrue(refusal.getMessage().contains(kind.title()), refusal.getMessage());
    }
}

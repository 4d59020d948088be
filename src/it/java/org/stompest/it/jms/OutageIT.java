package org.stompest.it.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;
import static org.stompest.it.jms.JmsSteps.text;

/** Calls that need the broker while there is none. */
@Timeout(120)
class OutageIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @Brokers
    void sendWaitsForTheBrokerToComeBack(BrokerKind kind) throws Exception {
        String name = kind.newQueue("waiting").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(BROKERS.get(kind))) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JmsSteps.Call<Void> sending = start(() -> send(session, queue, "patient"));
            Eventually.holds(sending::isBlocked, "send waits");
            proxied.restore();
            sending.get();
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("patient", text(consumer.receive(PATIENCE)));
            assertNull(consumer.receive(200));
        }
    }

    @Brokers
    void sendFailsIfTheBrokerStaysAwayAndIsNotMadeUpFor(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("away").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.sendTimeout=300")) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JMSException failure = assertThrows(JMSException.class, () -> send(session, queue, "never"));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
            proxied.restore();
            MessageConsumer consumer = session.createConsumer(queue);
            send(session, queue, "once");
            assertEquals("once", text(consumer.receive(PATIENCE)));
        }
    }

    @Brokers
    void createConsumerWaitsForTheBrokerToComeBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("consumer").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            proxied.interrupt();
            JmsSteps.Call<MessageConsumer> creating = start(() -> session.createConsumer(session.createQueue(name)));
            Eventually.holds(creating::isBlocked, "createConsumer waits");
            proxied.restore();
            assertEquals("a", text(creating.get().receive(PATIENCE)));
        }
    }

    @Brokers
    void createConsumerFailsIfTheBrokerStaysAwayAndLeavesNothingBehind(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("no-consumer").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.requestTimeout=300")) {
            Session session = proxied.session(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            proxied.interrupt();
            JMSException failure = assertThrows(JMSException.class, () -> session.createConsumer(queue));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
            proxied.restore();
            try (Connection other = JmsSteps.connect(broker.uri())) {
                Session control = other.createSession();
                assertEquals("a", text(control.createConsumer(queue).receive(PATIENCE)));
            }
        }
    }

    @Brokers
    void closeDuringAnOutageDoesNotWaitForTheBroker(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("close").name();
        send(broker.uri(), name, "a", "b");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.closeTimeout=10m")) {
            Session automatic = proxied.session(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = automatic.createConsumer(automatic.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            Session transacted = proxied.session(Session.SESSION_TRANSACTED);
            send(transacted, transacted.createQueue(name), "never");
            MessageConsumer waiting = transacted.createConsumer(transacted.createQueue(name));
            proxied.interrupt();
            JmsSteps.Call<Message> receiving = start(() -> waiting.receive());
            Eventually.holds(receiving::isBlocked, "receive waits");
            start(consumer::close).get();
            start(automatic::close).get();
            start(() -> proxied.connection().close()).get();
            assertNull(receiving.get());
        }
        Eventually.isEqual(2L, () -> broker.messageCount(name), "messages that the broker has");
    }
}

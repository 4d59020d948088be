package org.stompest.it.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
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
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;
import static org.stompest.it.jms.JmsSteps.text;

/** A listener hangs while what it runs on is closed. */
@Timeout(120)
class HangingListenerIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @Brokers
    void aListenerThatHangsDoesNotHoldUpTheConnection(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String hanging = kind.newQueue("hanging").name();
        String other = kind.newQueue("other").name();
        send(broker.uri(), hanging, "a");
        send(broker.uri(), other, "b");
        SlowListener listener = new SlowListener();
        try (Connection connection = connect(broker.uri() + "?jms.closeTimeout=500")) {
            Session slow = connection.createSession();
            slow.createConsumer(slow.createQueue(hanging)).setMessageListener(listener);
            listener.awaitBegin();
            Session fine = connection.createSession();
            MessageConsumer consumer = fine.createConsumer(fine.createQueue(other));
            assertEquals("b", text(consumer.receive(PATIENCE)));
            JmsSteps.Call<Message> receiving = start(() -> consumer.receive());
            Eventually.isEqual(0L, () -> broker.messageCount(other), "messages left");
            start(connection::close).get();
            assertNull(receiving.get());
            assertThrows(IllegalStateException.class, () -> fine.createTextMessage());
            assertThrows(IllegalStateException.class, () -> slow.createTextMessage());
        }
        assertTaken(broker, hanging, "a");
        listener.end();
    }

    @Brokers
    void aListenerThatHangsDoesNotCostOtherSessionsTheirAcknowledgements(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String hanging = kind.newQueue("hanging").name();
        String other = kind.newQueue("received").name();
        send(broker.uri(), hanging, "a");
        SlowListener listener = new SlowListener();
        try (Connection connection = connect(broker.uri() + "?jms.closeTimeout=500")) {
            Session slow = connection.createSession();
            slow.createConsumer(slow.createQueue(hanging)).setMessageListener(listener);
            listener.awaitBegin();
            for (int i = 0; i < 10; i++) {
                Session fine = connection.createSession();
                Queue queue = fine.createQueue(other + i);
                send(fine, queue, "b");
                assertEquals("b", text(fine.createConsumer(queue).receive(PATIENCE)));
            }
            start(connection::close).get();
        }
        for (int i = 0; i < 10; i++) {
            String each = other + i;
            Eventually.isEqual(0L, () -> broker.messageCount(each), "messages left in " + each);
        }
        listener.end();
    }

    @Brokers
    void aListenerThatHangsIsLeftBehindByItsSessionAndMayEndLater(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("left").name();
        String other = kind.newQueue("other").name();
        send(broker.uri(), name, "a");
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        try (Connection connection = connect(broker.uri() + "?jms.closeTimeout=500")) {
            connection.setExceptionListener(told::add);
            Session slow = connection.createSession();
            SlowListener listener = new SlowListener();
            slow.createConsumer(slow.createQueue(name)).setMessageListener(listener);
            listener.awaitBegin();
            start(slow::close).get();
            assertTaken(broker, name, "a");
            listener.end();

            // A late acknowledgement would be refused by now, which the next answers come behind.
            Session session = connection.createSession();
            Queue queue = session.createQueue(other);
            MessageConsumer consumer = session.createConsumer(queue);
            for (int i = 0; i < 20; i++) {
                send(session, queue, "b" + i);
                assertEquals("b" + i, text(consumer.receive(PATIENCE)));
            }
            assertEquals(List.of(), List.copyOf(told));
        }
    }

    /** That the broker gives a message to the next who asks. */
    private static void assertTaken(EmbeddedBroker broker, String name, String text) throws Exception {
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals(text, text(consumer.receive(PATIENCE)));
            assertNull(consumer.receive(200));
        }
    }
}

package org.stompest.it.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
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

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.failures;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;

/** Connections, sessions and consumers are closed while others are at work on them. */
@Timeout(120)
class ShutdownIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    /** The ways to end what a listener is at work on. */
    private interface Closing {
        void close(Connection connection, Session session, MessageConsumer consumer) throws JMSException;
    }

    private static final List<Closing> CLOSINGS = List.of(
            (connection, session, consumer) -> connection.close(),
            (connection, session, consumer) -> session.close(),
            (connection, session, consumer) -> consumer.close());

    @Brokers
    void closeWaitsForTheListenerWhoseMessageIsAcknowledged(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        for (Closing closing : CLOSINGS) {
            String name = kind.newQueue("at-work").name();
            send(broker.uri(), name, "a", "b");
            try (Connection connection = connect(broker.uri())) {
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(name));
                SlowListener listener = new SlowListener();
                consumer.setMessageListener(listener);
                listener.awaitBegin();
                JmsSteps.Call<Void> close = start(() -> closing.close(connection, session, consumer));
                Eventually.holds(close::isBlocked, "close waits");
                assertEquals(2, broker.messageCount(name));
                listener.end();
                close.get();
                Eventually.isEqual(1L, () -> broker.messageCount(name), "messages left");
                assertEquals(0, listener.furtherCalls());
            }
            assertEquals(1, broker.messageCount(name));
        }
    }

    @Brokers
    void aListenerCanDoItsWorkWhileCloseWaitsForIt(BrokerKind kind) throws Exception {
        for (Closing closing : CLOSINGS) {
            for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED)) {
                closeDuringWork(kind, closing, mode);
            }
        }
    }

    private static void closeDuringWork(BrokerKind kind, Closing closing, int mode) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String in = kind.newQueue("in").name();
        String out = kind.newQueue("out").name();
        BlockingQueue<List<Throwable>> got = new LinkedBlockingQueue<>();
        SlowListener slow = new SlowListener();
        send(broker.uri(), in, "a", "b");
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession(mode);
            Session other = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(in));
            consumer.setMessageListener(message -> {
                slow.onMessage(message);
                got.add(failures(
                        () -> send(session, session.createQueue(out), "sent"),
                        () -> send(other, other.createQueue(out), "sent by another session"),
                        () -> message.acknowledge(),
                        () -> commitIfTransacted(session)));
            });
            slow.awaitBegin();
            JmsSteps.Call<Void> close = start(() -> closing.close(connection, session, consumer));
            Eventually.holds(close::isBlocked, "close waits");
            slow.end();
            assertEquals(List.of(), got.poll(PATIENCE, TimeUnit.MILLISECONDS));
            close.get();
            assertEquals(0, got.size());
            Eventually.isEqual(2L, () -> broker.messageCount(out), "messages sent");
            Eventually.isEqual(1L, () -> broker.messageCount(in), "messages left");
        }
    }

    private static void commitIfTransacted(Session session) throws JMSException {
        if (session.getTransacted()) {
            session.commit();
        }
    }

    @Brokers
    void stopWaitsForTheListenerAndStartGoesOn(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("stop").name();
        send(broker.uri(), name, "a", "b");
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            SlowListener listener = new SlowListener();
            session.createConsumer(session.createQueue(name)).setMessageListener(listener);
            listener.awaitBegin();
            JmsSteps.Call<Void> stop = start(connection::stop);
            Eventually.holds(stop::isBlocked, "stop waits");
            listener.end();
            stop.get();
            Eventually.isEqual(1L, () -> broker.messageCount(name), "messages left");
            assertEquals(0, listener.furtherCalls());
            connection.start();
            listener.awaitBegin();
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    @Brokers
    void closeEndsAReceive(BrokerKind kind) throws Exception {
        for (Closing closing : CLOSINGS) {
            try (Connection connection = connect(BROKERS.get(kind).uri())) {
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(
                        session.createQueue(kind.newQueue("nothing").name()));
                JmsSteps.Call<Message> receiving = start(() -> consumer.receive());
                Eventually.holds(receiving::isBlocked, "receive waits");
                closing.close(connection, session, consumer);
                assertNull(receiving.get());
                assertThrows(IllegalStateException.class, () -> consumer.receive());
            }
        }
    }
}

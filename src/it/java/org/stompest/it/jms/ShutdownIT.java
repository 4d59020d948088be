package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;
import static org.stompest.it.jms.JmsSteps.text;

/** Connections, sessions and consumers are closed while others are at work on them. */
@Timeout(120)
class ShutdownIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    /** A listener that says when it has begun, and returns when it is told to. Thread-safe. */
    private static final class SlowListener implements jakarta.jms.MessageListener {
        private final BlockingQueue<Message> begun = new LinkedBlockingQueue<>();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void onMessage(Message message) {
            begun.add(message);
            try {
                end.await(2 * PATIENCE, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void awaitBegin() throws Exception {
            text(begun.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** The ways to end what a listener is at work on. */
    private interface Closing {
        void close(Connection connection, Session session, MessageConsumer consumer) throws JMSException;
    }

    private static final List<Closing> CLOSINGS = List.of(
            (connection, session, consumer) -> connection.close(),
            (connection, session, consumer) -> session.close(),
            (connection, session, consumer) -> consumer.close());

    @ParameterizedTest
    @EnumSource
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
                listener.end.countDown();
                close.get();
                Eventually.isEqual(1L, () -> broker.messageCount(name), "messages left");
                assertEquals(0, listener.begun.size());
            }
            assertEquals(1, broker.messageCount(name));
        }
    }

    @ParameterizedTest
    @EnumSource
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
            slow.end.countDown();
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

    @ParameterizedTest
    @EnumSource
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
            listener.end.countDown();
            stop.get();
            Eventually.isEqual(1L, () -> broker.messageCount(name), "messages left");
            assertEquals(0, listener.begun.size());
            connection.start();
            listener.awaitBegin();
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    @ParameterizedTest
    @EnumSource
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
        listener.end.countDown();
    }

    @ParameterizedTest
    @EnumSource
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
        listener.end.countDown();
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

    @ParameterizedTest
    @EnumSource
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
            listener.end.countDown();

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

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource
    void aListenerMayNotCloseOrStopWhatItRunsOn(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("forbidden").name();
        BlockingQueue<List<Throwable>> got = new LinkedBlockingQueue<>();
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            consumer.setMessageListener(
                    message -> got.add(failures(session::close, connection::close, connection::stop)));
            for (String text : List.of("a", "b")) {
                send(broker.uri(), name, text);
                List<Throwable> failures = got.poll(PATIENCE, TimeUnit.MILLISECONDS);
                assertEquals(
                        List.of(IllegalStateException.class, IllegalStateException.class, IllegalStateException.class),
                        failures.stream().map(Object::getClass).toList(),
                        failures::toString);
            }
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    private static List<Throwable> failures(JmsSteps.Work... calls) {
        List<Throwable> failures = new ArrayList<>();
        for (JmsSteps.Work each : calls) {
            try {
                each.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
        return failures;
    }

    @ParameterizedTest
    @EnumSource
    void aListenerMayCloseItsConsumerAndAnotherSession(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("own").name();
        BlockingQueue<List<Throwable>> got = new LinkedBlockingQueue<>();
        send(broker.uri(), name, "a", "b");
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            Session other = connection.createSession();
            other.createConsumer(other.createQueue(kind.newQueue("nothing").name()))
                    .setMessageListener(message -> {});
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            consumer.setMessageListener(message -> got.add(failures(consumer::close, other::close)));
            assertEquals(List.of(), got.poll(PATIENCE, TimeUnit.MILLISECONDS));
            Eventually.isEqual(1L, () -> broker.messageCount(name), "messages left");
            assertEquals(0, got.size());

            // The one that was not handled is there for the next consumer, and the session still works.
            MessageConsumer next = session.createConsumer(session.createQueue(name));
            assertEquals("b", text(next.receive(PATIENCE)));
        }
        assertEquals(0, broker.messageCount(name));
    }

    @ParameterizedTest
    @EnumSource
    void aListenerMayDoAllOtherWorkWhileInboxesAreFull(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String full = kind.newQueue("full").name();
        String unasked = kind.newQueue("unasked").name();
        String work = kind.newQueue("work").name();
        String done = kind.newQueue("done").name();
        String[] many = new String[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = "m" + i;
        }
        send(broker.uri(), full, many);
        send(broker.uri(), unasked, many);
        BlockingQueue<List<Throwable>> got = new LinkedBlockingQueue<>();
        SlowListener slow = new SlowListener();
        try (Connection connection = connect(broker.uri() + "?jms.prefetchPolicy.windowBytes=10k")) {
            Session blocked = connection.createSession();
            blocked.createConsumer(blocked.createQueue(full)).setMessageListener(slow);
            slow.awaitBegin();
            Session unread = connection.createSession();
            MessageConsumer never = unread.createConsumer(unread.createQueue(unasked));
            Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(done));
            session.createConsumer(session.createQueue(work))
                    .setMessageListener(message -> got.add(failures(
                            () -> producer.send(session.createTextMessage("sent")),
                            () -> session.createConsumer(session.createTemporaryQueue())
                                    .close(),
                            () -> send(transacted, transacted.createQueue(done), "committed"),
                            transacted::commit)));
            int rounds = 20;
            for (int i = 0; i < rounds; i++) {
                send(broker.uri(), work, "w" + i);
                assertEquals(List.of(), got.poll(PATIENCE, TimeUnit.MILLISECONDS));
            }
            Eventually.isEqual(2L * rounds, () -> broker.messageCount(done), "messages sent");
            assertEquals("m0", text(never.receive(PATIENCE)));
            slow.end.countDown();
        }
    }
}

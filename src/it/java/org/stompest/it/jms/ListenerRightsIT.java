package org.stompest.it.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
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
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.failures;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.text;

/** What listeners may do with the connection that they run on, and what not. */
@Timeout(120)
class ListenerRightsIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @Brokers
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

    @Brokers
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

    @Brokers
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
            slow.end();
        }
    }
}

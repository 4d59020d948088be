package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.TransactionInDoubtException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.start;
import static org.stompest.it.jms.JmsSteps.text;

/** The connection to a broker breaks around a commit, which says what has become of the transaction. */
@Timeout(120)
class LinkLossTransactionIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @Brokers
    void aTransactionWithMessagesFromBeforeTheCutIsRolledBackAndTheyComeAgain(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String in = kind.newQueue("in").name();
        String out = kind.newQueue("out").name();
        send(broker.uri(), in, "a", "b");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(in));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            send(session, session.createQueue(out), "of the first");
            proxied.cut();
            assertThrows(TransactionRolledBackException.class, session::commit);

            Message again = consumer.receive(PATIENCE);
            assertEquals("a", text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals("b", text(consumer.receive(PATIENCE)));
            send(session, session.createQueue(out), "of the second");
            session.commit();
            Eventually.isEqual(0L, () -> broker.messageCount(in), "messages left");
            MessageConsumer control = session.createConsumer(session.createQueue(out));
            assertEquals("of the second", text(control.receive(PATIENCE)));
            assertNull(control.receive(200));
        }
    }

    @Brokers
    void aCommitDuringAnOutageSaysAtOnceThatItIsRolledBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("outage").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            proxied.interrupt();
            assertThrows(TransactionRolledBackException.class, session::commit);
            proxied.restore();
            assertEquals("a", text(consumer.receive(PATIENCE)));
            session.commit();
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
        }
    }

    @Brokers
    void aCommitOfWhatWasReceivedIsInDoubtIfItsConfirmationIsLost(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("doubtful").name();
        send(broker.uri(), name, "a");
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("a", text(consumer.receive(PATIENCE)));
            proxied.deafen();
            JmsSteps.Call<Void> commit = start(session::commit);
            Eventually.isEqual(0L, () -> broker.messageCount(name), "messages left");
            proxied.interrupt();
            assertInstanceOf(TransactionInDoubtException.class, failure(commit));
            proxied.restore();
            assertNull(consumer.receive(200));
            session.commit();
        }
    }

    @Brokers
    void aCommitOfWhatWasSentSaysWhatIsTrueIfItsConfirmationIsLost(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("doubtful").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue(name);
            send(session, queue, "a");
            proxied.deafen();
            JmsSteps.Call<Void> commit = start(session::commit);
            if (kind.can(Feature.ACKS_IN_TRANSACTIONS)) {
                Eventually.isEqual(1L, () -> broker.messageCount(name), "messages sent");
                proxied.interrupt();
                assertInstanceOf(TransactionInDoubtException.class, failure(commit));
            } else {
                // There the messages have to be taken before the commit is sent.
                Eventually.holds(commit::isBlocked, "commit waits");
                proxied.interrupt();
                assertInstanceOf(TransactionRolledBackException.class, failure(commit));
                send(session, queue, "a");
            }
            proxied.restore();
            session.commit();
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertNull(consumer.receive(200));
        }
    }

    private static Throwable failure(JmsSteps.Call<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @Brokers
    void aTransactionThatOnlySendsCommitsAcrossTheCut(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("sends").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker)) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue(name);
            send(session, queue, "a");
            proxied.cut();
            send(session, queue, "b");
            session.commit();
            send(session, queue, "c");
            proxied.interrupt();
            send(session, queue, "d");
            JmsSteps.Call<Void> commit = start(session::commit);
            Eventually.holds(commit::isBlocked, "commit waits");
            proxied.restore();
            commit.get();

            MessageConsumer consumer = session.createConsumer(queue);
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                got.add(text(consumer.receive(PATIENCE)));
            }
            assertEquals(List.of("a", "b", "c", "d"), got);
            assertNull(consumer.receive(200));
        }
    }

    @Brokers
    void aCommitThatFindsNoBrokerInTimeIsRolledBack(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        String name = kind.newQueue("no-broker").name();
        try (ProxiedConnection proxied = ProxiedConnection.started(broker, "&jms.requestTimeout=300")) {
            Session session = proxied.session(Session.SESSION_TRANSACTED);
            send(session, session.createQueue(name), "never");
            proxied.interrupt();
            assertThrows(TransactionRolledBackException.class, session::commit);
            proxied.restore();
            send(session, session.createQueue(name), "once");
            awaitConnected(session);
            session.commit();
            MessageConsumer consumer = session.createConsumer(session.createQueue(name));
            assertEquals("once", text(consumer.receive(PATIENCE)));
        }
    }

    private static void awaitConnected(Session session) throws Exception {
        TemporaryQueue probe = session.createTemporaryQueue();
        Eventually.holds(
                () -> {
                    try {
                        session.createConsumer(probe).close();
                        return true;
                    } catch (JMSException e) {
                        return false;
                    }
                },
                "the broker answers again");
    }
}

package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.story;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Transactions whose connection is lost (Jakarta Messaging 3.1, 6.2.7 and 6.2.12). */
@Timeout(120)
class TransactionLossIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private Connection failingOver(TcpProxy proxy) throws JMSException {
        Connection connection =
                jms.closing(new StompConnectionFactory("failover:(" + proxy.uri() + ")").createConnection());
        connection.start();
        return connection;
    }

    private static void cut(TcpProxy proxy) throws Exception {
        int before = proxy.connections();
        proxy.cut();
        Eventually.holds(() -> proxy.connections() > before, "a new connection is there");
    }

    /** 6.2.7: what was begun on a lost connection is not committed by halves; the exception says that it was rolled back. */
    @Brokers
    void commitAfterALossSaysThatItWasRolledBack(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Session session = failingOver(proxy).createSession(Session.SESSION_TRANSACTED);
            Queue in = jms.queue(kind);
            Queue out = jms.queue(kind);
            jms.send(kind, in, "a");
            MessageConsumer consumer = session.createConsumer(in);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            JmsFixture.send(session, out, "never");
            cut(proxy);
            assertThrows(TransactionRolledBackException.class, session::commit);
            assertEquals("a true 2", story(consumer.receive(PATIENCE)));
            JmsFixture.send(session, out, "b");
            session.commit();
            MessageConsumer results = jms.connect(kind).createSession().createConsumer(out);
            assertEquals(List.of("b"), texts(results, 1));
            assertNull(results.receive(SILENCE));
            Eventually.isEqual(0L, () -> jms.count(kind, in), "messages left");
        }
    }

    /** 6.2.7: a transaction of a lost connection can be rolled back without an exception. */
    @Brokers
    void rollbackAfterALossIsSilent(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Session session = failingOver(proxy).createSession(Session.SESSION_TRANSACTED);
            Queue in = jms.queue(kind);
            Queue out = jms.queue(kind);
            jms.send(kind, in, "a");
            MessageConsumer consumer = session.createConsumer(in);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            JmsFixture.send(session, out, "never");
            cut(proxy);
            session.rollback();
            assertEquals("a true 2", story(consumer.receive(PATIENCE)));
            session.commit();
            assertEquals(0, jms.count(kind, out));
            Eventually.isEqual(0L, () -> jms.count(kind, in), "messages left");
        }
    }

    /** 6.2.12: when the connection is lost during commit nobody knows what has become of it; this is no success. */
    @Brokers
    void aLossDuringCommitIsNoSuccess(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Session session = failingOver(proxy).createSession(Session.SESSION_TRANSACTED);
            Queue out = jms.queue(kind);
            JmsFixture.send(session, out, "a");
            proxy.toClient().stall();
            Call<Boolean> commit = JmsFixture.call(() -> {
                assertThrows(JMSException.class, session::commit);
                return true;
            });
            Eventually.holds(commit::isBlocked, "commit waits");
            proxy.cut();
            proxy.toClient().resume();
            assertEquals(true, commit.get());
        }
    }
}

package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Sending without waiting, when the broker does not answer (Jakarta Messaging 3.1, 7.3). */
@Timeout(120)
class AsyncSendFailureIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static List<String> send(Session session, Queue queue, Completions completions) throws JMSException {
        List<String> sent = new ArrayList<>();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 10; i++) {
            sent.add("m" + i);
            producer.setDeliveryMode(i % 2 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("m" + i), completions);
        }
        return sent;
    }

    /** One callback for each message, in their order, and all of them failures. */
    private static void assertFailed(List<String> sent, Completions completions) throws Exception {
        for (String expected : sent) {
            Completions.Callback callback = completions.next();
            assertInstanceOf(JMSException.class, callback.failure());
            assertEquals(expected, ((TextMessage) callback.message()).getText());
        }
    }

    /** 7.3.1: the callback comes with the confirmation of the broker and not before. */
    @Brokers
    void theCallbackWaitsForTheBroker(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection());
            Session session = connection.createSession();
            Queue queue = jms.queue(kind);
            Completions completions = new Completions();
            proxy.toClient().stall();
            List<String> sent = send(session, queue, completions);
            Eventually.isEqual((long) sent.size(), () -> jms.count(kind, queue), "messages sent");
            assertEquals(0, completions.unseen());
            proxy.toClient().resume();
            for (String expected : sent) {
                Completions.Callback callback = completions.next();
                assertNull(callback.failure());
                assertEquals(expected, ((TextMessage) callback.message()).getText());
            }
        }
    }

    /** 7.3.1 and 7.3.6: a lost connection is reported for everything outstanding, once each. */
    @Brokers
    void aLostConnectionIsReportedForEveryMessage(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection());
            Session session = connection.createSession();
            Completions completions = new Completions();
            proxy.toClient().stall();
            List<String> sent = send(session, jms.queue(kind), completions);
            proxy.refuse();
            proxy.cut();
            assertFailed(sent, completions);
            connection.close();
            assertEquals(0, completions.unseen());
        }
    }

    /** 7.3.2: what fails during the call is thrown, and then there is no callback. */
    @Brokers
    void whatTheCallThrowsIsNotCalledBack(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        Completions completions = new Completions();
        assertThrows(JMSException.class, () -> producer.send(null, completions));
        assertThrows(JMSException.class, () -> producer.send(session.createMessage(), 2, 10, 0, completions));
        assertThrows(
                UnsupportedOperationException.class, () -> producer.send(queue, session.createMessage(), completions));
        producer.close();
        assertThrows(JMSException.class, () -> producer.send(session.createMessage(), completions));
        connection.close();
        assertEquals(0, completions.unseen());
    }

    /** 7.3.4 and 7.3.6: a close that cannot wait any longer leaves no send without its callback. */
    @Brokers
    void closeReportsWhatItCouldNotWaitFor(BrokerKind kind) throws Exception {
        for (String form : List.of("%s", "failover:(%s)")) {
            try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
                Connection connection = new StompConnectionFactory(
                                form.formatted(proxy.uri()) + "?jms.closeTimeout=400")
                        .createConnection();
                Session session = connection.createSession();
                Completions completions = new Completions();
                proxy.toClient().stall();
                List<String> sent = send(session, jms.queue(kind), completions);
                connection.close();
                assertFailed(sent, completions);
                assertEquals(0, completions.unseen());
            }
        }
    }

    /** 7.3: with failover a send outlives the connection that it began on. */
    @Brokers
    void sendsOutliveAConnectionThatIsRepaired(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection =
                    jms.closing(new StompConnectionFactory("failover:(" + proxy.uri() + ")").createConnection());
            Session session = connection.createSession();
            Queue queue = jms.queue(kind);
            MessageProducer producer = session.createProducer(queue);
            Completions completions = new Completions();
            proxy.toBroker().stall();
            producer.send(session.createTextMessage("a"), completions);
            proxy.cut();
            proxy.toBroker().resume();
            assertNull(completions.next().failure());
            assertEquals(0, completions.unseen());
            assertEquals(List.of("a"), texts(jms.connect(kind).createSession().createConsumer(queue), 1));
        }
    }
}

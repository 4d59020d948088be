package org.stompest.it.conformance;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;

/** The exception listener of a connection (Jakarta Messaging 3.1, 6.1.7). */
@Timeout(120)
class ConnectionExceptionListenerIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.1.7: what was set is given back, and null unsets it. */
    @Brokers
    void itCanBeSetGotAndUnset(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        assertNull(connection.getExceptionListener());
        ExceptionListener listener = failure -> {};
        connection.setExceptionListener(listener);
        assertSame(listener, connection.getExceptionListener());
        connection.setExceptionListener(null);
        assertNull(connection.getExceptionListener());
    }

    /** 6.1.7: a program that only consumes learns by it that its connection has failed, once, on another thread. */
    @Brokers
    void itHearsOnceOfAConnectionThatIsLost(BrokerKind kind) throws Exception {
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection());
            connection.setExceptionListener(failure -> {
                threads.add(Thread.currentThread());
                told.add(failure);
            });
            connection.start();
            connection.createSession().createConsumer(jms.queue(kind));
            connection.createSession().createConsumer(jms.queue(kind)).setMessageListener(message -> {});
            proxy.refuse();
            proxy.cut();
            JMSException failure = told.poll(PATIENCE, TimeUnit.MILLISECONDS);
            assertNotNull(failure, "a failure");
            assertNotNull(failure.getCause(), "the cause of " + failure);
            assertNotEquals(Thread.currentThread(), threads.take());
            assertNull(told.poll(SILENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** 6.1.7: it may do everything, closing the connection included. */
    @Brokers
    void itMayUseAndCloseTheConnection(BrokerKind kind) throws Exception {
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection());
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(jms.queue(kind));
            connection.setExceptionListener(failure -> {
                try {
                    session.createTextMessage("x").setText("y");
                    consumer.close();
                    connection.close();
                    outcomes.add("closed");
                } catch (JMSException e) {
                    outcomes.add(e);
                }
            });
            connection.start();
            proxy.refuse();
            proxy.cut();
            assertEquals("closed", outcomes.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** 6.1.7: what an application is told by an exception of a call is not told here once more. */
    @Brokers
    void itDoesNotHearWhatACallHasThrown(BrokerKind kind) throws Exception {
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        Connection connection = jms.connect(kind);
        connection.setExceptionListener(told::add);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        assertThrows(JMSException.class, () -> producer.send(null));
        assertThrows(JMSException.class, () -> session.createConsumer(queue, "not a selector"));
        assertThrows(JMSException.class, () -> session.createConsumer(null));
        assertThrows(JMSException.class, () -> producer.setPriority(10));
        assertThrows(JMSException.class, session::commit);
        assertNull(told.poll(SILENCE, TimeUnit.MILLISECONDS));
    }

    /** 6.1.7: a connection is repaired first, if that was wanted, and then there is nothing to tell. */
    @Brokers
    void itDoesNotHearOfAConnectionThatIsRepaired(BrokerKind kind) throws Exception {
        BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection =
                    jms.closing(new StompConnectionFactory("failover:(" + proxy.uri() + ")").createConnection());
            connection.setExceptionListener(told::add);
            connection.start();
            Queue queue = jms.queue(kind);
            MessageConsumer consumer = connection.createSession().createConsumer(queue);
            int before = proxy.connections();
            proxy.cut();
            Eventually.holds(() -> proxy.connections() > before, "a new connection is there");
            jms.send(kind, queue, "a");
            assertEquals("a", text(consumer.receive(PATIENCE)));
            assertEquals(List.of(), List.copyOf(told));
        }
    }
}

package org.stompest.it.jms;

import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A connection with failover by way of a proxy, so that it can be cut. Used by one thread. */
final class ProxiedConnection implements AutoCloseable {
    private static final String OPTIONS =
            "?maxReconnectDelay=200&reconnectDelayJitter=0&jms.exceptionListenerOnInterrupt=true";

    private final TcpProxy proxy;
    private final Connection connection;
    private final BlockingQueue<JMSException> interruptions = new LinkedBlockingQueue<>();

    /** Connects, and does not start. Further options begin with an ampersand. */
    ProxiedConnection(EmbeddedBroker broker, String furtherOptions) throws JMSException {
        proxy = new TcpProxy(broker.port());
        connection = new StompConnectionFactory("failover:(" + proxy.uri() + ")" + OPTIONS + furtherOptions)
                .createConnection();
        connection.setExceptionListener(interruptions::add);
    }

    /** Connects and starts. */
    static ProxiedConnection started(EmbeddedBroker broker) throws JMSException {
        return started(broker, "");
    }

    static ProxiedConnection started(EmbeddedBroker broker, String furtherOptions) throws JMSException {
        ProxiedConnection result = new ProxiedConnection(broker, furtherOptions);
        result.connection.start();
        return result;
    }

    Connection connection() {
        return connection;
    }

    Session session(int mode) throws JMSException {
        return connection.createSession(mode);
    }

    /** Lets nothing come from the broker any more. */
    void deafen() {
        proxy.toClient().stall();
    }

    /** Cuts the connection and returns when the client has a new one to the broker. */
    void cut() throws Exception {
        interrupt();
        restore();
    }

    /** Cuts the connection, lets it have no other one, and returns when the client has noticed. */
    void interrupt() throws InterruptedException {
        proxy.refuse();
        proxy.cut();
        proxy.toClient().resume();
        assertNotNull(interruptions.poll(JmsSteps.PATIENCE, TimeUnit.MILLISECONDS), "an interruption");
    }

    /** Lets the client connect again, and returns when it does. */
    void restore() throws Exception {
        int before = proxy.connections();
        Eventually.holds(this::isAccepting, "the port of the proxy is free again");
        Eventually.holds(() -> proxy.connections() > before, "a new connection is there");
    }

    /** The system frees a port some time after its listener was closed. */
    private boolean isAccepting() {
        try {
            proxy.accept();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        proxy.close();
    }
}

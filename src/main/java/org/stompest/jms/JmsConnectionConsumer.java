package org.stompest.jms;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;

import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a destination to the sessions of an application server's pool (Jakarta Messaging 3.1, 11.2). Thread-safe.
 */
final class JmsConnectionConsumer implements ConnectionConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(JmsConnectionConsumer.class);

    private final JmsConnection connection;
    private final StompClient client;
    private final Address address;
    private final MessageFilter filter;
    private final ServerSessionPool pool;
    private final int maxMessages;
    private final Runnable onEnd;
    private final Inbox inbox = new Inbox();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile SubscriptionHandle subscription;

    JmsConnectionConsumer(
            JmsConnection connection,
            Address address,
            MessageFilter filter,
            ServerSessionPool pool,
            int maxMessages,
            Runnable onEnd) {
        this.connection = connection;
        this.client = connection.client();
        this.address = address;
        this.filter = filter;
        this.pool = pool;
        this.maxMessages = Math.max(1, maxMessages);
        this.onEnd = onEnd;
        if (connection.isStarted()) {
            inbox.start();
        }
    }

    void opened(SubscriptionHandle handle) {
        subscription = handle;
    }

    Address address() {
        return address;
    }

    DeliverySink sink() {
        return new Sink();
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        if (isClosed.get()) {
            throw JmsExceptions.closed("connection consumer of " + address);
        }
        return pool;
    }

    void start() {
        inbox.start();
        wake(client.executor());
    }

    void stop() {
        inbox.stop();
    }

    private void wake(Executor executor) {
        if (!inbox.isEmpty() && isRunning.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed, so messages of {} are left to the broker", address, e);
            }
        }
    }

    /** The pool may block until a session is free, so this runs on a thread of its own. */
    private void run() {
        try {
            for (Received next = inbox.poll(); next != null; next = inbox.poll()) {
                ServerSession server = pool.getServerSession();
                if (!(server.getSession() instanceof JmsSession session)) {
                    throw JmsExceptions.state(
                            "expected a session of this provider in the pool, got " + server.getSession());
                }
                for (int count = 1; next != null; count++) {
                    session.load(next.delivery(), address, filter);
                    next = count < maxMessages ? inbox.poll() : null;
                }
                server.start();
            }
        } catch (JMSException e) {
            connection.report(e);
        } finally {
            isRunning.set(false);
        }
        wake(client.executor());
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            inbox.close();
            connection.remove(this);
            try {
                client.unsubscribe(subscription, Headers.EMPTY);
            } catch (StompException e) {
                LOG.debug("The subscription of a connection consumer of {} did not end in order", address, e);
            }
            onEnd.run();
        }
    }

    /** The side of the link thread. */
    private final class Sink implements DeliverySink {
        @Override
        public void accept(Delivery delivery) {
            inbox.add(new Received(delivery, address, filter, inbox::putBack));
            wake(client.executor());
        }

        @Override
        public void interrupted() {
            inbox.clear();
        }

        @Override
        public void failed(StompException cause) {
            inbox.close();
        }
    }
}

package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;

import org.stompest.client.BrokerException;
import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a destination to the sessions of an application server's pool (Jakarta Messaging 3.1, 11.2). They wait in the inbox
 * until the pool has a session for them, and what a session gives back waits there again. A closed one hands out no more, but keeps its
 * subscription until the sessions have settled what they have. Thread-safe; the pool is called by one thread at a time. The monitor is held
 * while messages go from the inbox to a session, and by no callback.
 */
final class JmsConnectionConsumer implements ConnectionConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(JmsConnectionConsumer.class);

    private final JmsConnection connection;
    private final StompClient client;
    private final ConsumerLink link;
    private final Address address;
    private final MessageFilter filter;
    private final ServerSessionPool pool;
    private final int maxMessages;
    private final Runnable onEnd;
    private final Inbox inbox = new Inbox();

    /** The reasons to look for work since that was begun; 0 while nobody is at it. */
    private final AtomicInteger signals = new AtomicInteger();

    /** The sessions that may have messages of this consumer. */
    private final Set<JmsSession> sessions = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean isEnded = new AtomicBoolean();
    private volatile boolean isClosed;
    private volatile SubscriptionHandle subscription;

    /** Creates a consumer, which hands out nothing before {@link #start}. */
    JmsConnectionConsumer(
            JmsConnection connection,
            ConsumerLink link,
            Address address,
            MessageFilter filter,
            ServerSessionPool pool,
            int maxMessages,
            Runnable onEnd) {
        this.connection = connection;
        this.client = connection.client();
        this.link = link;
        this.address = address;
        this.filter = filter;
        this.pool = pool;
        this.maxMessages = Math.max(1, maxMessages);
        this.onEnd = onEnd;
        // Whether messages are handed out is for the connection to say: a state of its own could miss a change.
        inbox.start();
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
        if (isClosed) {
            throw JmsExceptions.closed("connection consumer of " + address);
        }
        return pool;
    }

    // ---- handing out ----

    /** Looks for work, if the connection is started. */
    void start() {
        signal();
    }

    /** The pool may block until a session is free, so the work is done on a thread of its own. */
    private void signal() {
        if (signals.getAndIncrement() == 0) {
            try {
                client.executor().execute(this::run);
            } catch (RejectedExecutionException e) {
                signals.set(0);
                LOG.debug("Closed, so messages of {} are left to the broker", address, e);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = signals.get();
            try {
                while (connection.isStarted() && !inbox.isEmpty()) {
                    handOut();
                }
            } catch (JMSException e) {
                report(e);
            } catch (RuntimeException e) {
                report(JmsExceptions.withCause(
                        new JMSException(
                                "expected a session of the pool for messages of " + address + ", got " + e,
                                JmsExceptions.STATE),
                        e));
            } catch (Error e) {
                signals.set(0);
                throw e;
            }
        } while (!signals.compareAndSet(seen, 0));
    }

    /** The messages wait for the next signal. */
    private void report(JMSException cause) {
        if (isClosed) {
            LOG.debug("Closed while a session was wanted for messages of {}", address, cause);
            return;
        }
        try {
            connection.report(cause);
        } catch (RuntimeException e) {
            LOG.warn("The ExceptionListener has thrown at {}", cause, e);
        }
    }

    private void handOut() throws JMSException {
        ServerSession server = pool.getServerSession();
        if (!(server.getSession() instanceof JmsSession session) || !session.isOf(connection)) {
            throw JmsExceptions.state(
                    "expected a session of the same connection in the pool, got " + server.getSession());
        }
        List<Received> batch = load(session);
        boolean isStarted = false;
        try {
            // Without messages, too: nothing else brings the session back to the pool.
            server.start();
            isStarted = true;
        } finally {
            if (!isStarted) {
                inbox.putBack(session.unload(batch));
                endIfSettled();
            }
        }
    }

    private synchronized List<Received> load(JmsSession session) throws JMSException {
        List<Received> batch = new ArrayList<>();
        while (batch.size() < maxMessages && connection.isStarted()) {
            Received next = inbox.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        boolean isLoaded = false;
        try {
            session.load(batch);
            isLoaded = true;
        } finally {
            if (!isLoaded) {
                inbox.putBack(batch);
            }
        }
        sessions.removeIf(each -> !each.holdsLoaded());
        sessions.add(session);
        return batch;
    }

    /** Messages that a session gives back are for whatever session is free next, since nothing makes the same one run again. */
    private void putBack(List<Received> messages) {
        inbox.putBack(messages);
        signal();
    }

    // ---- the end ----

    /** Hands out no more messages from now on. What is left is the broker's when the subscription ends. */
    synchronized void quit() {
        isClosed = true;
        inbox.close();
    }

    /** Ends the subscription of a closed consumer that no session has messages of, which it could not acknowledge any more. */
    void endIfSettled() {
        if (isClosed && sessions.stream().noneMatch(JmsSession::holdsLoaded)) {
            end(Waits.positive(connection.config().duration(Option.REQUEST_TIMEOUT)));
        }
    }

    /** Ends the subscription, and waits for the broker. */
    void end(Duration timeout) {
        if (isEnded.compareAndSet(false, true)) {
            connection.remove(this);
            link.end(List.of(subscription)).accept(timeout);
            onEnd.run();
        }
    }

    /** Closes; messages that sessions can still acknowledge keep the subscription alive until they have. */
    @Override
    public void close() {
        quit();
        endIfSettled();
    }

    @Override
    public String toString() {
        return "connection consumer of " + address;
    }

    /** The side of the link thread. */
    private final class Sink implements DeliverySink {
        @Override
        public void accept(Delivery delivery) {
            inbox.add(new Received(delivery, link.client(), address, filter, JmsConnectionConsumer.this::putBack));
            signal();
        }

        @Override
        public void interrupted() {
            inbox.clear();
        }

        @Override
        public void failed(StompException cause) {
            inbox.close();
            if (!(cause instanceof BrokerException error)) {
                return;
            }
            connection.answered(error);
            if (subscription != null) {
                connection.reportEnd(JmsExceptions.of("receive from " + address, cause, connection.dialect()));
            }
        }
    }
}

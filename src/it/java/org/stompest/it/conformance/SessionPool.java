package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;

import org.stompest.it.Eventually;

/** A pool of sessions as an application server has one, each with a thread of its own. Thread-safe. */
final class SessionPool implements ServerSessionPool, AutoCloseable {
    private final List<Pooled> all = new ArrayList<>();
    private final BlockingQueue<Pooled> free;
    private volatile AfterRun afterRun = session -> {};

    /** What the server does when a session has run. */
    interface AfterRun {
        void run(Session session) throws JMSException;
    }

    SessionPool(Connection connection, int size, int mode, MessageListener listener) throws JMSException {
        free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            Session session = connection.createSession(mode);
            session.setMessageListener(listener);
            Pooled pooled = new Pooled(session);
            all.add(pooled);
            free.add(pooled);
        }
    }

    void afterRun(AfterRun action) {
        afterRun = action;
    }

    @Override
    public ServerSession getServerSession() throws JMSException {
        try {
            Pooled pooled = free.poll(JmsFixture.PATIENCE, TimeUnit.MILLISECONDS);
            if (pooled == null) {
                throw new JMSException("expected a free session of " + all.size() + ", got none");
            }
            return pooled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("interrupted while waiting for a session");
        }
    }

    /** Waits until no session is at work. */
    void awaitIdle() throws Exception {
        Eventually.isEqual(all.size(), free::size, "free sessions");
    }

    @Override
    public void close() {
        all.forEach(each -> each.thread.shutdownNow());
    }

    /** One session and its thread. */
    private final class Pooled implements ServerSession {
        private final Session session;
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        Pooled(Session session) {
            this.session = session;
        }

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            thread.execute(() -> {
                try {
                    session.run();
                    afterRun.run(session);
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                } finally {
                    free.add(this);
                }
            });
        }
    }
}

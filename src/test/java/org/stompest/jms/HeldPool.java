package org.stompest.jms;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;

import org.stompest.testkit.FakeBroker;

import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A pool whose started sessions run when the test says so, on its thread. Thread-safe. */
final class HeldPool implements ServerSessionPool {
    private final BlockingQueue<Session> started = new LinkedBlockingQueue<>();
    private volatile Session session;

    HeldPool(Session session) {
        this.session = session;
    }

    /** From now on gives that session out. */
    void use(Session other) {
        session = other;
    }

    /** Waits until a session is started. */
    Session next() throws InterruptedException {
        Session next = started.poll(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(next, "a session that is started");
        return next;
    }

    @Override
    public ServerSession getServerSession() {
        Session current = session;
        return new ServerSession() {
            @Override
            public Session getSession() {
                return current;
            }

            @Override
            public void start() throws JMSException {
                started.add(current);
            }
        };
    }
}

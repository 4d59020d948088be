package org.stompest.jms;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;

import org.stompest.client.BrokerException;
import org.stompest.client.ClientListener;
import org.stompest.dialect.Dialect;
import org.stompest.failover.BrokerUri;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the ExceptionListener of a connection what has no other place to go (Jakarta Messaging 3.1, 6.1.7). Thread-safe. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final String id;
    private final boolean tellsInterrupts;
    private final Supplier<Dialect> dialect;
    private final AtomicBoolean isLost = new AtomicBoolean();

    /** Held while the listener runs: it is told one thing at a time, and nothing else takes this lock. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Errors that somebody has got who waited for them, and that end the link of a consumer nevertheless. */
    private final Set<BrokerException> answers =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile ExceptionListener listener;

    /**
     * Creates reports without a listener.
     *
     * @param id of the connection, for the log
     * @param tellsInterrupts whether a link that is lost and looked for again is told, too
     * @param dialect tells what the broker means, once it is known
     */
    Reports(String id, boolean tellsInterrupts, Supplier<Dialect> dialect) {
        this.id = id;
        this.tellsInterrupts = tellsInterrupts;
        this.dialect = dialect;
    }

    ExceptionListener listener() {
        return listener;
    }

    void setListener(ExceptionListener told) {
        listener = told;
    }

    void report(JMSException cause) {
        ExceptionListener told = listener;
        if (told == null) {
            LOG.warn("Connection {} has no ExceptionListener to tell", id, cause);
            return;
        }
        lock.lock();
        try {
            told.onException(cause);
        } finally {
            lock.unlock();
        }
    }

    /** On a thread of its own, for callers that may not run the application's code. */
    void report(JMSException cause, Executor executor) {
        try {
            executor.execute(() -> report(cause));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed, so nobody is told of {}", cause.getMessage(), e);
        }
    }

    /** Once, whichever of the links is the first to notice. */
    private void reportLoss(JMSException cause) {
        if (isLost.compareAndSet(false, true)) {
            report(cause);
        } else {
            LOG.debug("Connection {} is lost, which was told before", id, cause);
        }
    }

    /** That error is thrown or reported elsewhere; the link that it ends need not tell it, too. Called before the link does. */
    void answered(BrokerException error) {
        answers.add(error);
    }

    private JMSException failure(String what, StompException cause) {
        return JmsExceptions.of(what, cause, dialect.get());
    }

    /** Hears what becomes of the connection's own client. */
    ClientListener ofConnection() {
        return new ClientListener() {
            @Override
            public void interrupted(BrokerUri broker, StompException cause) {
                if (tellsInterrupts) {
                    report(failure("connection to " + broker, cause));
                }
            }

            @Override
            public void restored(BrokerUri broker) {
                LOG.info("Connection {} is restored to {}", id, broker);
            }

            @Override
            public void failed(StompException cause) {
                reportLoss(
                        failure("connection", cause.getCause() instanceof BrokerException refusal ? refusal : cause));
            }

            @Override
            public void refused(BrokerException error) {
                report(failure("connection", error));
            }
        };
    }

    /** Hears what becomes of the client of a consumer. That it looks for another broker, the connection's own client tells as well. */
    ClientListener ofConsumer() {
        return new ClientListener() {
            @Override
            public void failed(StompException cause) {
                if (cause.getCause() instanceof BrokerException error) {
                    if (answers.remove(error)) {
                        return;
                    }
                    // It is about this consumer alone.
                    report(failure("consumer", cause));
                } else {
                    reportLoss(failure("consumer", cause));
                }
            }

            @Override
            public void refused(BrokerException error) {
                report(failure("consumer", error));
            }
        };
    }
}

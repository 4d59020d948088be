package org.stompest.jms;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the listeners of one session, one message at a time, on the threads of an executor while there is work (Jakarta Messaging 3.1,
 * 6.2.13). Consumers take turns. Thread-safe; its monitor is a leaf.
 */
final class SessionDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDispatcher.class);

    /** How many messages a consumer gets before it is the next one's turn. */
    private static final int TURN = 64;

    private final Executor executor;
    private final Queue<JmsMessageConsumer> ready = new ArrayDeque<>();
    private final Set<JmsMessageConsumer> queued = new HashSet<>();
    private boolean isRunning;

    SessionDispatcher(Executor executor) {
        this.executor = executor;
    }

    /** A consumer with a listener has messages. */
    void signal(JmsMessageConsumer consumer) {
        synchronized (ready) {
            if (!queued.add(consumer)) {
                return;
            }
            ready.add(consumer);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed, so messages of {} are left to the broker", consumer, e);
        }
    }

    private void run() {
        for (JmsMessageConsumer consumer = next(); consumer != null; consumer = next()) {
            int count = dispatch(consumer);
            if (count == TURN) {
                signal(consumer);
            }
        }
    }

    /** What goes wrong with one message must not end the work of the session. */
    private static int dispatch(JmsMessageConsumer consumer) {
        int count = 0;
        try {
            while (count < TURN && consumer.dispatch()) {
                count++;
            }
        } catch (Throwable e) {
            LOG.error("A message of {} could not be handed out", consumer, e);
            return TURN;
        }
        return count;
    }

    private JmsMessageConsumer next() {
        synchronized (ready) {
            JmsMessageConsumer consumer = ready.poll();
            if (consumer == null) {
                isRunning = false;
            } else {
                queued.remove(consumer);
            }
            return consumer;
        }
    }
}

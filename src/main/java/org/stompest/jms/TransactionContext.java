package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.client.BrokerException;
import org.stompest.client.CommitInDoubtException;
import org.stompest.client.ConnectionLostException;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.client.Transaction;
import org.stompest.dialect.CommitScheme;
import org.stompest.dialect.Dialect;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction of a session (Jakarta Messaging 3.1, 6.2.7). Sends wait here, acknowledgements in the policy, and a rollback costs
 * nothing. Where transactions are atomic, the commit writes all of it in one burst: nothing of another transaction comes between, which
 * ActiveMQ would mix up. Used by the session's thread.
 */
final class TransactionContext {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionContext.class);

    /** How many bytes of bodies one transaction may hold. */
    private static final long MAX_SIZE = 256L << 20;

    private final StompClient client;
    private final Dialect dialect;
    private final ConnectionConfig config;
    private final TransactedAckPolicy acks;
    private final String name;

    private List<Frame> sends = new ArrayList<>();
    private long size;
    private int failures;

    TransactionContext(
            StompClient client, Dialect dialect, ConnectionConfig config, TransactedAckPolicy acks, String name) {
        this.client = client;
        this.dialect = dialect;
        this.config = config;
        this.acks = acks;
        this.name = name;
    }

    void send(Frame frame) throws JMSException {
        if (size + frame.body().length > MAX_SIZE) {
            throw new ResourceAllocationException(
                    "expected a transaction of at most " + MAX_SIZE + " bytes, got more; commit more often",
                    JmsExceptions.ARGUMENT);
        }
        size += frame.body().length;
        sends.add(frame);
    }

    /**
     * Commits.
     *
     * @throws TransactionRolledBackException if nothing of it has happened; the messages consumed come again
     * @throws TransactionInDoubtException if it is not known whether it has happened
     */
    void commit() throws JMSException {
        if (sends.isEmpty() && acks.isEmpty()) {
            return;
        }
        long link = client.link();
        if (acks.isLost()) {
            throw rolledBack(
                    new ConnectionLostException("the connection was lost after messages had been received", null));
        }
        try {
            commit(link);
            sends = new ArrayList<>();
            size = 0;
            acks.committed();
        } catch (CommitInDoubtException e) {
            clear();
            client.abandon(link, e);
            acks.rolledBack();
            throw JmsExceptions.withCause(
                    new TransactionInDoubtException("commit: " + e.getMessage(), JmsExceptions.IN_DOUBT), e);
        } catch (BrokerException e) {
            afterRefusal(link, e);
            throw rolledBack(e);
        } catch (StompException e) {
            throw rolledBack(e);
        }
    }

    private void commit(long link) {
        // Without acknowledgements any link will do, the one after a reconnection too.
        long acksOn = acks.isEmpty() ? 0 : link;
        List<Frame> acknowledgements = acks.acknowledgements();
        if (dialect.commitScheme() == CommitScheme.ATOMIC) {
            burst(transaction(acknowledgements), acksOn);
            return;
        }
        if (!sends.isEmpty()) {
            commitSends(acksOn);
        }
        if (!acknowledgements.isEmpty()) {
            acknowledge(acknowledgements, link);
        }
    }

    /** Such a broker commits what it has taken of a transaction, though it has refused the rest; so it has to take all of it first. */
    private void commitSends(long acksOn) {
        Transaction sending = client.begin();
        try {
            if (acksOn != 0 && acksOn != sending.link()) {
                throw new ConnectionLostException("the connection was lost before the messages were sent", null);
            }
            long start = System.nanoTime();
            Duration timeout = Waits.positive(config.duration(Option.REQUEST_TIMEOUT));
            for (Receipt each : sends.stream().map(sending::request).toList()) {
                each.await(Waits.left(timeout, start));
            }
        } catch (StompException e) {
            abort(sending, e);
            throw e;
        }
        confirm(sending.commit());
    }

    private static void abort(Transaction sending, StompException cause) {
        try {
            sending.abort();
        } catch (StompException e) {
            // Then the broker does it by itself.
            cause.addSuppressed(e);
        }
    }

    /** If there were sends they are done, so a failure from here on is no rollback. */
    private void acknowledge(List<Frame> acknowledgements, long link) {
        try {
            burst(acknowledgements, link);
        } catch (CommitInDoubtException e) {
            throw e;
        } catch (StompException e) {
            if (sends.isEmpty()) {
                throw e;
            }
            throw new CommitInDoubtException(
                    "the messages sent are committed, but those received may come again: " + e.getMessage(), e);
        }
    }

    private List<Frame> transaction(List<Frame> acknowledgements) {
        String id = name + "-" + failures;
        List<Frame> frames = new ArrayList<>(sends.size() + acknowledgements.size() + 2);
        frames.add(Commands.begin(id));
        sends.forEach(each -> frames.add(each.with(Headers.TRANSACTION, id)));
        acknowledgements.forEach(each -> frames.add(each.with(Headers.TRANSACTION, id)));
        frames.add(Commands.commit(id));
        return frames;
    }

    /** What fails before there is a receipt has sent nothing; behind it only a refusal is sure. */
    private void burst(List<Frame> frames, long link) {
        confirm(client.requestBurst(frames, link, config.duration(Option.REQUEST_TIMEOUT)));
    }

    private void confirm(Receipt receipt) {
        try {
            receipt.await(Waits.positive(config.duration(Option.REQUEST_TIMEOUT)));
        } catch (BrokerException | CommitInDoubtException e) {
            throw e;
        } catch (StompException e) {
            throw new CommitInDoubtException("not known whether it has happened: " + e.getMessage(), e);
        }
    }

    /**
     * After a COMMIT that it refuses, ActiveMQ keeps the messages acknowledged in it locked until the connection ends. It may keep the
     * name of the transaction in use, too, so the next one gets another.
     */
    private void afterRefusal(long link, BrokerException cause) {
        failures++;
        if (dialect.commitScheme() == CommitScheme.ATOMIC && !acks.isEmpty()) {
            LOG.warn("Giving up the connection, since {} has refused a commit", dialect);
            client.abandon(link, cause);
        }
    }

    private JMSException rolledBack(StompException cause) {
        rollback();
        return JmsExceptions.withCause(
                new TransactionRolledBackException("commit: " + cause.getMessage(), JmsExceptions.ROLLED_BACK), cause);
    }

    void rollback() {
        clear();
        acks.rolledBack();
    }

    private void clear() {
        sends = new ArrayList<>();
        size = 0;
    }
}

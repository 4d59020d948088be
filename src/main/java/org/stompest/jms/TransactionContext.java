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
        if (acks.isLost()) {
            throw rolledBack(lostBefore());
        }
        List<AckBurst> acknowledgements = acks.acknowledgements();
        long link = client.link();
        try {
            commit(acknowledgements);
            sends = new ArrayList<>();
            size = 0;
            acks.committed();
        } catch (CommitInDoubtException e) {
            abandon(acknowledgements, link, e);
            clear();
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

    private static ConnectionLostException lostBefore() {
        return new ConnectionLostException("the connection was lost after messages had been received", null);
    }

    private void commit(List<AckBurst> acknowledgements) {
        if (dialect.commitScheme() == CommitScheme.ATOMIC) {
            // Without acknowledgements any link will do, the one after a reconnection too.
            burst(
                    transaction(acknowledgements),
                    acknowledgements.isEmpty() ? 0 : acknowledgements.get(0).link());
            return;
        }
        if (!sends.isEmpty()) {
            commitSends();
        }
        acknowledge(acknowledgements);
    }

    /** What is not known to have happened may still happen on these links, unless they end. */
    private void abandon(List<AckBurst> acknowledgements, long link, StompException cause) {
        if (!sends.isEmpty()) {
            client.abandon(link, cause);
        }
        acknowledgements.forEach(each -> each.client().abandon(each.link(), cause));
    }

    /** Such a broker commits what it has taken of a transaction, though it has refused the rest; so it has to take all of it first. */
    private void commitSends() {
        Transaction sending = client.begin();
        boolean isConfirmedBefore = dialect.commitScheme() == CommitScheme.SENDS_THEN_ACKS;
        List<Receipt> receipts;
        try {
            if (acks.isLost()) {
                throw lostBefore();
            }
            long start = System.nanoTime();
            Duration timeout = Waits.positive(config.duration(Option.REQUEST_TIMEOUT));
            receipts = sends.stream().map(sending::request).toList();
            for (Receipt each : isConfirmedBefore ? receipts : List.of(behind(sending))) {
                each.await(Waits.left(timeout, start));
            }
        } catch (StompException e) {
            if (isConfirmedBefore) {
                abort(sending, e);
            } else {
                // There the receipts would be waited for as long as the link lasts.
                client.abandon(sending.link(), e);
            }
            throw e;
        }
        confirm(sending.commit());
        if (!isConfirmedBefore) {
            confirmAll(receipts);
        }
    }

    /** A receipt that tells that the broker has looked at all frames before, and refused none of them: one for nothing. */
    private Receipt behind(Transaction sending) {
        Transaction empty = client.begin();
        if (empty.link() != sending.link()) {
            throw new ConnectionLostException("the connection was lost before the messages were sent", null);
        }
        return empty.abort();
    }

    private void confirmAll(List<Receipt> receipts) {
        long start = System.nanoTime();
        Duration timeout = Waits.positive(config.duration(Option.REQUEST_TIMEOUT));
        for (Receipt each : receipts) {
            try {
                each.await(Waits.left(timeout, start));
            } catch (StompException e) {
                throw new CommitInDoubtException(
                        "the messages were committed, but not all of them confirmed: " + e.getMessage(), e);
            }
        }
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
    private void acknowledge(List<AckBurst> acknowledgements) {
        boolean hasBegun = !sends.isEmpty();
        for (AckBurst each : acknowledgements) {
            try {
                confirm(each.request(config.duration(Option.REQUEST_TIMEOUT)));
            } catch (CommitInDoubtException e) {
                throw e;
            } catch (StompException e) {
                if (!hasBegun) {
                    throw e;
                }
                throw new CommitInDoubtException(
                        "a part is committed, but messages received may come again: " + e.getMessage(), e);
            }
            hasBegun = true;
        }
    }

    private List<Frame> transaction(List<AckBurst> acknowledgements) {
        String id = name + "-" + failures;
        List<Frame> frames = new ArrayList<>(sends.size() + acknowledgements.size() + 2);
        frames.add(Commands.begin(id));
        sends.forEach(each -> frames.add(each.with(Headers.TRANSACTION, id)));
        acknowledgements.forEach(
                burst -> burst.frames().forEach(each -> frames.add(each.with(Headers.TRANSACTION, id))));
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

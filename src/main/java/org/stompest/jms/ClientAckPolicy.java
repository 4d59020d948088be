package org.stompest.jms;

import java.time.Duration;
import java.util.List;

import jakarta.jms.JMSException;

import org.stompest.client.ConnectionLostException;
import org.stompest.client.Receipt;
import org.stompest.client.WaitInterruptedException;
import org.stompest.client.WaitTimeoutException;
import org.stompest.dialect.Dialect;
import org.stompest.protocol.StompException;

/** CLIENT_ACKNOWLEDGE: the application acknowledges all that the session has handed out so far. */
final class ClientAckPolicy extends AckPolicy {
    private final Unsettled unsettled = new Unsettled();
    private final Dialect dialect;
    private final ConnectionConfig config;

    ClientAckPolicy(Dialect dialect, ConnectionConfig config) {
        this.dialect = dialect;
        this.config = config;
    }

    @Override
    boolean defers() {
        return true;
    }

    @Override
    void received(Received message) {
        unsettled.add(message);
    }

    @Override
    void dispatched(Received message) {
        unsettled.add(message);
    }

    /**
     * Waits for the broker. Until it has answered they stay: a subscription that another thread ends must not get before them, and what is
     * refused can be recovered. What came by a lost connection will be redelivered, so there is nothing to acknowledge.
     */
    @Override
    void acknowledge(Received message) throws JMSException {
        List<Received> all = unsettled.all();
        List<Received> current = all.stream().filter(Received::isCurrent).toList();
        try {
            AckBurst.of(current).forEach(this::settle);
        } catch (StompException e) {
            throw JmsExceptions.of("acknowledge", e, dialect);
        }
        unsettled.removeAll(all);
    }

    private void settle(AckBurst burst) {
        Duration timeout = config.duration(Option.REQUEST_TIMEOUT);
        try {
            await(burst, burst.request(timeout), timeout);
        } catch (ConnectionLostException e) {
            Waits.ignoreLostAcknowledgement(e);
        }
        unsettled.removeAll(burst.messages());
    }

    /** Without an answer in time it may be done or not. Once more it would be an error, for which RabbitMQ ends the link. */
    private void await(AckBurst burst, Receipt receipt, Duration timeout) {
        try {
            receipt.await(Waits.positive(timeout));
        } catch (WaitTimeoutException | WaitInterruptedException e) {
            unsettled.removeAll(burst.messages());
            throw e;
        }
    }

    @Override
    void discard(Received message) {
        if (unsettled.isCovered(message)) {
            // An acknowledgement now would cover those before it.
            message.setForwarded();
            unsettled.add(message);
        } else {
            message.ack();
        }
    }

    @Override
    void recover() {
        redeliver(unsettled.drain());
    }

    @Override
    boolean holds(Intake intake) {
        return unsettled.holdsAnyOf(intake);
    }
}

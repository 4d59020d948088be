package org.stompest.jms;

import java.util.List;

import jakarta.jms.JMSException;

import org.stompest.client.ConnectionLostException;
import org.stompest.client.StompClient;
import org.stompest.dialect.Dialect;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.StompException;

/** CLIENT_ACKNOWLEDGE: the application acknowledges all that the session has handed out so far. */
final class ClientAckPolicy extends AckPolicy {
    private final Unsettled unsettled = new Unsettled();
    private final Dialect dialect;
    private final ConnectionConfig config;

    ClientAckPolicy(StompClient client, Dialect dialect, ConnectionConfig config) {
        super(client);
        this.dialect = dialect;
        this.config = config;
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
        long link = client().link();
        List<Received> all = unsettled.all();
        List<Frame> frames = Unsettled.covering(all).stream()
                .filter(each -> each.delivery().link() == link)
                .map(each -> client().acknowledgement(Command.ACK, each.delivery()))
                .toList();
        if (frames.isEmpty()) {
            unsettled.removeAll(all);
            return;
        }
        try {
            client().requestBurst(frames, link, config.duration(Option.REQUEST_TIMEOUT))
                    .await(Waits.positive(config.duration(Option.REQUEST_TIMEOUT)));
            unsettled.removeAll(all);
        } catch (ConnectionLostException e) {
            unsettled.removeAll(all);
            Waits.ignoreLostAcknowledgement(e);
        } catch (StompException e) {
            throw JmsExceptions.of("acknowledge", e, dialect);
        }
    }

    @Override
    void discard(Received message) {
        if (unsettled.isCovered(message)) {
            // An acknowledgement now would cover those before it.
            message.setForwarded();
            unsettled.add(message);
        } else {
            ack(message);
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

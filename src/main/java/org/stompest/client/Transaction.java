package org.stompest.client;

import java.util.concurrent.atomic.AtomicBoolean;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/**
 * A transaction on the link where it began; the loss of that link rolls it back. What a broker makes of acknowledgements in it differs:
 * Artemis takes them at once. Thread-safe.
 */
public final class Transaction {
    private final StompClient client;
    private final String id;
    private final long link;
    private final AtomicBoolean isOver = new AtomicBoolean();

    Transaction(StompClient client, String id, long link) {
        this.client = client;
        this.id = id;
        this.link = link;
    }

    /**
     * The name of the transaction.
     *
     * @return the value of the header {@code transaction}
     */
    public String id() {
        return id;
    }

    /**
     * The link that it belongs to.
     *
     * @return the number of the link
     */
    public long link() {
        return link;
    }

    /**
     * Sends a message as part of the transaction.
     *
     * @param destination where to
     * @param headers further headers
     * @param body the body; the array belongs to the client from now on
     * @throws ConnectionLostException if the link is gone, and the transaction with it
     */
    public void send(String destination, Headers headers, byte[] body) {
        transmit(Commands.send(destination, headers, body));
    }

    /**
     * Sends a message as part of the transaction, and asks whether the broker has taken it. Artemis commits what it has taken, though it
     * has refused other messages of the transaction.
     *
     * @param frame the SEND frame
     * @return the receipt
     * @throws ConnectionLostException if the link is gone, and the transaction with it
     */
    public Receipt request(Frame frame) {
        return client.submitOn(link, frame.with(Headers.TRANSACTION, id), true);
    }

    /**
     * Acknowledges a message as part of the transaction.
     *
     * @param delivery the message
     * @throws ConnectionLostException if the link is gone, and the transaction with it, or if the message came by another link
     */
    public void ack(Delivery delivery) {
        if (delivery.link() != link) {
            throw new ConnectionLostException(
                    "expected a message of link " + link + " to acknowledge in " + id + ", got one of link "
                            + delivery.link() + ", which the broker will deliver again",
                    null);
        }
        transmit(client.acknowledgement(Command.ACK, delivery));
    }

    private void transmit(Frame frame) {
        client.submitOn(link, frame.with(Headers.TRANSACTION, id), false);
    }

    /**
     * Makes it all happen.
     *
     * @return the receipt, which alone says that it has happened
     * @throws ConnectionLostException if the link is gone, and the transaction with it
     */
    public Receipt commit() {
        return end(Commands.commit(id));
    }

    /**
     * Makes it all not have happened.
     *
     * @return the receipt
     * @throws ConnectionLostException if the link is gone, and the transaction with it
     */
    public Receipt abort() {
        return end(Commands.abort(id));
    }

    private Receipt end(Frame frame) {
        Receipt receipt = client.submitOn(link, frame, true);
        isOver.set(true);
        return receipt;
    }

    /**
     * Whether the transaction was committed or aborted from here.
     *
     * @return true after {@link #commit} and {@link #abort}
     */
    public boolean isOver() {
        return isOver.get();
    }

    @Override
    public String toString() {
        return "transaction " + id + " on link " + link;
    }
}

package org.stompest.jms;

import java.util.List;
import java.util.function.Consumer;

import org.stompest.client.Delivery;
import org.stompest.client.StompClient;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/**
 * A message on its way through a session: the delivery, where it came from and goes back to, and how often it has been handed out here.
 * Owned by the inbox, the session's dispatch or its list of unsettled messages, whichever has it.
 */
final class Received {
    private final Delivery delivery;
    private final StompClient client;
    private final Intake intake;
    private final Address address;
    private final MessageFilter filter;
    private final Consumer<List<Received>> putBack;
    private int redeliveries;
    private boolean isForwarded;

    Received(Delivery delivery, Intake intake) {
        this.delivery = delivery;
        this.client = intake.link().client();
        this.intake = intake;
        this.address = intake.address();
        this.filter = intake.filter();
        this.putBack = intake::putBack;
    }

    /** A message that no consumer of the session has received, and that is acknowledged alone. */
    Received(
            Delivery delivery,
            StompClient client,
            Address address,
            MessageFilter filter,
            Consumer<List<Received>> putBack) {
        this.delivery = delivery;
        this.client = client;
        this.intake = null;
        this.address = address;
        this.filter = filter;
        this.putBack = putBack;
    }

    Delivery delivery() {
        return delivery;
    }

    /** The client that it came by. */
    StompClient client() {
        return client;
    }

    /** Whether the link is still there that it came by; else the broker will send it again, and there is nothing to acknowledge. */
    boolean isCurrent() {
        return delivery.link() == client.link();
    }

    /** Does not wait for the broker. */
    void ack() {
        if (isAcknowledgeable()) {
            client.ack(delivery);
        }
    }

    /** Whether the broker can take an acknowledgement of it; else it stays until one covers it, or until the link ends. */
    boolean isAcknowledgeable() {
        return intake == null || intake.canAcknowledge(delivery.message());
    }

    /** Has the broker get rid of it; false if it comes again by another link. Does not wait for the broker. */
    boolean isRejected(Headers headers) {
        return client.nack(delivery, headers);
    }

    Frame acknowledgement() {
        return client.acknowledgement(Command.ACK, delivery);
    }

    /** Whether the broker keeps it until it is acknowledged. */
    boolean wantsAcknowledgement() {
        return intake == null || intake.acks() != AckScheme.NONE;
    }

    /** Whether it came by that subscription; null stands for those of connection consumers. */
    boolean isOf(Intake candidate) {
        return intake == candidate;
    }

    /** What an acknowledgement of it may cover: the messages of its subscription up to this one, or this one alone. */
    Object scope() {
        boolean isAlone = intake == null || intake.acks() == AckScheme.INDIVIDUAL || intake.acks() == AckScheme.NONE;
        return isAlone ? this : delivery.subscription();
    }

    /** What an acknowledgement of it covers for certain. */
    Object covered() {
        return intake == null || intake.acks() != AckScheme.CUMULATIVE ? this : delivery.subscription();
    }

    /** Where it goes back to, among others of the same. */
    Object source() {
        return intake == null ? delivery.subscription() : intake;
    }

    /** It takes room in the window from now on, until it is {@link #settled()}. */
    void unsettled() {
        if (intake != null) {
            intake.fill().add(size(), delivery.link());
        }
    }

    void settled() {
        if (intake != null) {
            intake.fill().remove(size(), delivery.link());
        }
    }

    /** The bytes of its frame, but for some. */
    private long size() {
        Headers headers = delivery.message().headers();
        long size = delivery.message().body().length;
        for (int i = 0; i < headers.size(); i++) {
            size += headers.name(i).length() + headers.value(i).length() + 2;
        }
        return size;
    }

    /** Whether no further message waits behind it. */
    boolean isLastForNow() {
        return intake == null || intake.inbox().isEmpty();
    }

    /** Among which messages the same one would be a repetition: those of the queue, or of the subscription to a topic. */
    Object memory() {
        if (!address.kind().isTopic()) {
            return address;
        }
        String name = intake == null ? null : intake.subscriptionName();
        return name == null ? delivery.subscription().token() : name;
    }

    /** The destination as subscribed to. */
    Address address() {
        return address;
    }

    MessageFilter filter() {
        return filter;
    }

    /** Hands messages of this subscription back, to be handed out again before all others. */
    void putBack(List<Received> messages) {
        putBack.accept(messages);
    }

    /** How often it was handed out here before. */
    int redeliveries() {
        return redeliveries;
    }

    void countRedelivery() {
        redeliveries++;
    }

    /** Whether a copy of it has gone to the dead letters, so that it only waits to be acknowledged. */
    boolean isForwarded() {
        return isForwarded;
    }

    void setForwarded() {
        isForwarded = true;
    }
}

package org.stompest.jms;

import java.util.List;
import java.util.function.Consumer;

import org.stompest.client.Delivery;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** Messages as they arrive at a session. Stateless. */
final class Arrived {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q");

    /** What all of them came by. It has no link until it is told. */
    static final StompClient CLIENT = mock(StompClient.class);

    private Arrived() {}

    private static Delivery delivery(SubscriptionHandle subscription, long link) {
        return new Delivery(Frame.of(Command.MESSAGE, Headers.EMPTY), subscription, link);
    }

    /** A message of nobody in particular. */
    static Received message() {
        return message(1, messages -> {});
    }

    static Received message(long link, Consumer<List<Received>> putBack) {
        return new Received(delivery(null, link), CLIENT, QUEUE, MessageFilter.NONE, putBack);
    }

    static Received message(SubscriptionHandle subscription) {
        return new Received(delivery(subscription, 1), CLIENT, QUEUE, MessageFilter.NONE, messages -> {});
    }

    /** A message of a subscription of the session. */
    static Received message(Intake intake, SubscriptionHandle subscription) {
        return new Received(delivery(subscription, 1), intake);
    }

    static Intake intake() {
        Intake intake = mock(Intake.class);
        when(intake.link()).thenReturn(new ConsumerLink(CLIENT, false));
        when(intake.acks()).thenReturn(AckScheme.CUMULATIVE);
        when(intake.canAcknowledge(any())).thenReturn(true);
        when(intake.fill()).thenReturn(new WindowFill());
        return intake;
    }

    static SubscriptionHandle subscription() {
        return mock(SubscriptionHandle.class);
    }
}

package org.stompest.jms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;

import org.stompest.client.Delivery;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialects;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.jms.message.JmsMapMessage;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.JmsStreamMessage;
import org.stompest.jms.message.JmsTextMessage;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** Where a message is after its body was asked for, with a consumer whose session and client are not real. */
class JmsContextReceiveBodyTest {
    private static final long LINK = 1;

    private final StompClient client = mock(StompClient.class);
    private final JmsSession session = mock(JmsSession.class);
    private final Map<Delivery, JmsMessage> messages = new HashMap<>();

    /** How often each message had been handed out before it was looked at. */
    private final List<Integer> redeliveries = new ArrayList<>();

    private Intake intake;
    private JmsMessageConsumer inner;
    private JMSConsumer consumer;

    @BeforeEach
    void makeTheConsumer() throws JMSException {
        acknowledge(new AutoAckPolicy(), true);
        when(client.link()).thenReturn(LINK);
        when(session.isStarted()).thenReturn(true);
        when(session.dialect()).thenReturn(Dialects.ofServer("", UnaryOperator.identity()));
        when(session.prepare(any())).thenAnswer(call -> {
            Received received = call.getArgument(0);
            redeliveries.add(received.redeliveries());
            return messages.get(received.delivery());
        });
        intake = new Intake(session, new Address(Address.Kind.QUEUE, "q"), null, MessageFilter.NONE, null, () -> {});
        intake.use(
                new ConsumerLink(client, false),
                SubscriptionRequest.plain(intake.address(), AckScheme.CUMULATIVE, 10, 1_000));
        inner = new JmsMessageConsumer(session, intake);
        intake.attach(inner);
        consumer = new JmsContextConsumer(inner);
    }

    private void acknowledge(AckPolicy acks, boolean byItself) throws JMSException {
        when(session.acks()).thenReturn(acks);
        doAnswer(call -> {
                    acks.beforeReceive(call.getArgument(0));
                    return null;
                })
                .when(session)
                .beforeReceive(anyBoolean());
        when(session.acknowledgesByItself()).thenReturn(byItself);
    }

    private Delivery deliver(JmsMessage message) {
        Frame frame = Frame.of(Command.MESSAGE, Headers.of("message-id", Integer.toString(messages.size())));
        Delivery delivery = new Delivery(frame, mock(SubscriptionHandle.class), LINK);
        messages.put(delivery, message);
        intake.accept(delivery);
        return delivery;
    }

    private static JmsTextMessage text(String text) throws JMSException {
        JmsTextMessage message = new JmsTextMessage();
        message.setText(text);
        return message;
    }

    @Test
    void aRefusedMessageIsTheNextAndNotAcknowledgedUntilItIsReceived() throws JMSException {
        Delivery first = deliver(text("a"));
        deliver(text("b"));
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
        verify(client, never()).ack(any());
        assertEquals("a", consumer.receiveBodyNoWait(String.class));
        verify(client, never()).ack(any());
        assertEquals("b", consumer.receiveBodyNoWait(String.class));
        verify(client).ack(first);
    }

    @Test
    void refusalsAreNoRedeliveries() throws JMSException {
        deliver(text("a"));
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
        assertEquals("a", consumer.receiveBodyNoWait(String.class));
        assertEquals(List.of(0, 0), redeliveries);
    }

    @Test
    void aRefusedMessageOfALostConnectionIsLeftToTheBroker() throws JMSException {
        deliver(text("a"));
        when(client.link()).thenReturn(LINK + 1);
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
        assertNull(consumer.receiveBodyNoWait(String.class));
    }

    @Test
    void aMessageWhoseBodyFailsInAnUnknownWayIsNotLost() throws JMSException {
        JmsTextMessage message = mock(JmsTextMessage.class);
        when(message.getBody(any())).thenThrow(new ArithmeticException("not foreseen"));
        deliver(message);
        assertThrows(ArithmeticException.class, () -> consumer.receiveBodyNoWait(String.class));
        assertSame(message, consumer.receiveNoWait());
    }

    @ParameterizedTest
    @EnumSource(
            value = AckMode.class,
            names = {"CLIENT", "INDIVIDUAL", "TRANSACTED"})
    void elsewhereARefusedMessageCountsAsReceived(AckMode mode) throws JMSException {
        AckPolicy acks =
                switch (mode) {
                    case INDIVIDUAL -> new IndividualAckPolicy();
                    case TRANSACTED -> new TransactedAckPolicy();
                    default -> new ClientAckPolicy(null, null);
                };
        acknowledge(acks, false);
        deliver(text("a"));
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
        assertNull(consumer.receiveNoWait());
        assertTrue(acks.holds(intake));
    }

    @Test
    void messagesWithoutABodyCountAsReceivedAndGiveNull() throws JMSException {
        deliver(text(null));
        deliver(new JmsMapMessage());
        assertNull(consumer.receiveBodyNoWait(Integer.class));
        assertNull(consumer.receiveBodyNoWait(Integer.class));
        assertNull(consumer.receiveNoWait());
    }

    @Test
    void plainMessagesAndStreamsAreRefused() throws JMSException {
        Message plain = new JmsMessage();
        Message stream = new JmsStreamMessage();
        deliver((JmsMessage) plain);
        deliver((JmsMessage) stream);
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Object.class));
        assertSame(plain, consumer.receiveNoWait());
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Object.class));
        assertSame(stream, consumer.receiveNoWait());
    }

    @Test
    void withoutAClassNothingIsTaken() throws JMSException {
        JmsMessage message = text("a");
        deliver(message);
        assertThrows(IllegalArgumentException.class, () -> consumer.receiveBodyNoWait(null));
        assertSame(message, consumer.receiveNoWait());
    }
}

package org.stompest.jms;

import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageListener;

import org.stompest.jms.message.JmsTextMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class JmsContextConsumerTest {
    private final JmsMessageConsumer inner = mock(JmsMessageConsumer.class);
    private final JMSConsumer consumer = new JmsContextConsumer(inner);

    @Test
    void callsGoThrough() throws JMSException {
        MessageListener listener = message -> {};
        Message message = new JmsTextMessage();
        when(inner.getMessageSelector()).thenReturn("a = 1");
        when(inner.getMessageListener()).thenReturn(listener);
        when(inner.receive()).thenReturn(message);
        when(inner.receive(5)).thenReturn(message);
        when(inner.receiveNoWait()).thenReturn(message);
        assertEquals("a = 1", consumer.getMessageSelector());
        assertSame(listener, consumer.getMessageListener());
        assertSame(message, consumer.receive());
        assertSame(message, consumer.receive(5));
        assertSame(message, consumer.receiveNoWait());
        consumer.setMessageListener(null);
        verify(inner).setMessageListener(null);
        consumer.close();
        verify(inner).close();
    }

    @Test
    void bodiesAreWaitedForAsLongAsMessagesAre() throws JMSException {
        when(inner.receiveBody(String.class, Long.MAX_VALUE)).thenReturn("for ever");
        when(inner.receiveBody(String.class, 5_000_000)).thenReturn("5 ms");
        when(inner.receiveBody(String.class, 0)).thenReturn("not at all");
        assertEquals("for ever", consumer.receiveBody(String.class));
        assertEquals("for ever", consumer.receiveBody(String.class, 0));
        assertEquals("5 ms", consumer.receiveBody(String.class, 5));
        assertEquals("not at all", consumer.receiveBodyNoWait(String.class));
    }

    @Test
    void aBodyOfAnotherClassIsReportedUnchecked() throws JMSException {
        when(inner.receiveBody(Integer.class, 0)).thenThrow(new MessageFormatException("a text"));
        assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Integer.class));
    }

    static Stream<Consumer<JMSConsumer>> everythingButClose() {
        return Stream.of(
                JMSConsumer::getMessageSelector,
                JMSConsumer::getMessageListener,
                on -> on.setMessageListener(null),
                JMSConsumer::receive,
                on -> on.receive(1),
                JMSConsumer::receiveNoWait,
                on -> on.receiveBody(String.class),
                on -> on.receiveBody(String.class, 1),
                on -> on.receiveBodyNoWait(String.class));
    }

    @ParameterizedTest
    @MethodSource("everythingButClose")
    void aClosedConsumerSaysSoUnchecked(Consumer<JMSConsumer> use) {
        JmsMessageConsumer closed = mock(JmsMessageConsumer.class, call -> {
            throw new IllegalStateException("closed");
        });
        assertThrows(IllegalStateRuntimeException.class, () -> use.accept(new JmsContextConsumer(closed)));
    }
}

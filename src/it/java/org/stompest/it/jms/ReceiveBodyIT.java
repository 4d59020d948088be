package org.stompest.it.jms;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

import jakarta.jms.Destination;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Receiving bodies instead of messages (Jakarta Messaging 3.1, 8.6), on each broker. */
@Timeout(120)
class ReceiveBodyIT {
    private static final long PATIENCE = JmsSteps.PATIENCE;

    /** No acknowledgement at all, by one of the numbers that vendors have for it. */
    private static final int NO_ACKNOWLEDGE = 257;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    /** What nobody has allowed to be deserialized. */
    private record Unheard(int number) implements Serializable {}

    private static JMSContext open(BrokerKind kind, int mode) {
        return new StompConnectionFactory(BROKERS.get(kind).uri()).createContext(mode);
    }

    private static void send(JMSContext context, Destination destination, String... texts) {
        JMSProducer producer = context.createProducer();
        for (String each : texts) {
            producer.send(destination, each);
        }
    }

    private static void isNext(JMSConsumer consumer, String text, int deliveryCount) throws JMSException {
        Message message = consumer.receive(PATIENCE);
        assertNotNull(message, text);
        assertEquals(text, message.getBody(String.class));
        assertEquals(deliveryCount > 1, message.getJMSRedelivered());
        assertEquals(deliveryCount, message.getIntProperty("JMSXDeliveryCount"));
    }

    @Brokers
    void bodiesOfAllKindsCanBeHad(BrokerKind kind) {
        try (JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(kind.newQueue("bodies").name());
            Map<String, Object> map = Map.of("a", 1, "b", "two");
            context.createProducer()
                    .send(queue, "text")
                    .send(queue, "chars")
                    .send(queue, map)
                    .send(queue, new byte[] {1, 2})
                    .send(queue, (Serializable) Integer.valueOf(3))
                    .send(queue, (Serializable) Integer.valueOf(4));
            JMSConsumer consumer = context.createConsumer(queue);
            assertEquals("text", consumer.receiveBody(String.class, PATIENCE));
            assertEquals("chars", consumer.receiveBody(CharSequence.class, PATIENCE));
            assertEquals(map, consumer.receiveBody(Map.class, PATIENCE));
            assertArrayEquals(new byte[] {1, 2}, consumer.receiveBody(byte[].class));
            assertEquals(3, consumer.receiveBody(Integer.class, PATIENCE));
            assertEquals(4, consumer.receiveBody(Serializable.class, PATIENCE));
            assertNull(consumer.receiveBodyNoWait(String.class));
            assertNull(consumer.receiveBody(String.class, 1));
        }
    }

    @Brokers
    void noBodyIsNullAndTheMessageCountsAsReceived(BrokerKind kind) throws Exception {
        String name = kind.newQueue("null").name();
        try (JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(name);
            context.createProducer()
                    .send(queue, (String) null)
                    .send(queue, (Map<String, Object>) null)
                    .send(queue, (byte[]) null)
                    .send(queue, (Serializable) null)
                    .send(queue, "end");
            JMSConsumer consumer = context.createConsumer(queue);
            for (int i = 0; i < 4; i++) {
                assertNull(consumer.receiveBody(Integer.class, PATIENCE));
            }
            assertEquals("end", consumer.receiveBody(String.class, PATIENCE));
            consumer.close();
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
        }
    }

    @ParameterizedTest
    @CsvSource({"CLASSIC,1", "CLASSIC,3", "CLASSIC,257", "ARTEMIS,1", "ARTEMIS,3", "ARTEMIS,257"})
    void whatAcknowledgesByItselfKeepsARefusedMessageAsTheNext(BrokerKind kind, int mode) throws Exception {
        String name = kind.newQueue("refused").name();
        try (JMSContext context = open(kind, mode)) {
            Queue queue = context.createQueue(name);
            send(context, queue, "a", "b", "c");
            JMSConsumer consumer = context.createConsumer(queue);
            isNext(consumer, "a", 1);
            for (int i = 0; i < 10; i++) {
                assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            }
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBodyNoWait(Map.class));
            isNext(consumer, "b", 1);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(byte[].class));
            assertEquals("c", consumer.receiveBody(String.class, PATIENCE));
            if (mode == NO_ACKNOWLEDGE) {
                // Artemis forgets a message a moment after it has sent it, and keeps it if the consumer is gone by
                // then.
                Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
            }
            consumer.close();
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
        }
    }

    @ParameterizedTest
    @CsvSource({"CLASSIC,1", "CLASSIC,3", "ARTEMIS,1", "ARTEMIS,3"})
    void aRefusedMessageIsNotAcknowledgedByTheEndOfItsConsumer(BrokerKind kind, int mode) throws Exception {
        try (JMSContext context = open(kind, mode)) {
            Queue queue = context.createQueue(kind.newQueue("kept").name());
            send(context, queue, "a", "b");
            JMSConsumer consumer = context.createConsumer(queue);
            assertEquals("a", consumer.receiveBody(String.class, PATIENCE));
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            consumer.close();
            assertEquals("b", context.createConsumer(queue).receiveBody(String.class, PATIENCE));
        }
    }

    @ParameterizedTest
    @CsvSource({"CLASSIC,0", "CLASSIC,2", "ARTEMIS,0", "ARTEMIS,2"})
    void elsewhereARefusedMessageCountsAsDelivered(BrokerKind kind, int mode) throws Exception {
        String name = kind.newQueue("counted").name();
        try (JMSContext context = open(kind, mode);
                JMSContext sender = context.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(name);
            send(sender, queue, "a", "b", "c");
            JMSConsumer consumer = context.createConsumer(queue);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            isNext(consumer, "b", 1);
            if (context.getTransacted()) {
                context.rollback();
            } else {
                context.recover();
            }
            isNext(consumer, "a", 2);
            isNext(consumer, "b", 2);
            isNext(consumer, "c", 1);
            if (context.getTransacted()) {
                context.commit();
            } else {
                context.acknowledge();
            }
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(name), "messages left");
        }
    }

    @Brokers
    void whatHasNoSingleBodyIsRefused(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(kind.newQueue("bodiless").name());
            context.createProducer().send(queue, context.createMessage()).send(queue, context.createStreamMessage());
            JMSConsumer consumer = context.createConsumer(queue);
            for (int i = 0; i < 2; i++) {
                assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Object.class, PATIENCE));
                assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(String.class, PATIENCE));
                assertFalse(consumer.receive(PATIENCE).getJMSRedelivered());
            }
        }
    }

    @Brokers
    void anObjectThatMustNotBeReadIsRefusedAndStays(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(kind.newQueue("object").name());
            context.createProducer().send(queue, new Unheard(1));
            JMSConsumer consumer = context.createConsumer(queue);
            for (Class<?> each : List.of(Unheard.class, Serializable.class, Object.class, String.class)) {
                assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(each, PATIENCE));
            }
            assertFalse(consumer.receive(PATIENCE).getJMSRedelivered());
        }
    }

    @Brokers
    void aReceiverThatWaitsGetsNullWhenTheContextCloses(BrokerKind kind) throws Exception {
        JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(
                context.createQueue(kind.newQueue("waiting").name()));
        JmsSteps.Call<String> receiver = JmsSteps.start(() -> consumer.receiveBody(String.class));
        Eventually.holds(receiver::isBlocked, "the receiver waits");
        context.close();
        assertNull(receiver.get());
        assertTrue(receiver.isDone());
        assertThrows(IllegalStateRuntimeException.class, () -> consumer.receiveBody(String.class, 1));
    }

    @Brokers
    void aClassHasToBeNamedAndNothingIsTakenWithoutOne(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue(kind.newQueue("class").name());
            send(context, queue, "a");
            JMSConsumer consumer = context.createConsumer(queue);
            assertThrows(IllegalArgumentException.class, () -> consumer.receiveBody(null, PATIENCE));
            isNext(consumer, "a", 1);
        }
    }
}

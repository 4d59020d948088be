package org.stompest.jms;

import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;

import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.message.JmsBytesMessage;
import org.stompest.jms.message.JmsMapMessage;
import org.stompest.jms.message.JmsMessage;
import org.stompest.jms.message.JmsObjectMessage;
import org.stompest.jms.message.JmsTextMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The producer with a real {@link JmsMessageProducer} on a session that only takes down what is sent. */
class JmsContextProducerTest {
    private static final StompQueue QUEUE = new StompQueue("q");

    /** What has reached the session. */
    private record Sent(Message message, SendSettings settings, CompletionListener listener) {}

    private final JmsSession session = mock(JmsSession.class);
    private final List<Sent> sent = new ArrayList<>();
    private JMSProducer producer;

    @BeforeEach
    void makeTheProducer() throws JMSException {
        when(session.createProducer(null)).thenAnswer(call -> new JmsMessageProducer(session, null));
        when(session.createTextMessage(any())).thenAnswer(call -> {
            JmsTextMessage message = new JmsTextMessage();
            message.setText(call.getArgument(0));
            return message;
        });
        when(session.createObjectMessage(any())).thenAnswer(call -> {
            JmsObjectMessage message = new JmsObjectMessage();
            message.setObject(call.getArgument(0));
            return message;
        });
        when(session.createMapMessage()).thenAnswer(call -> new JmsMapMessage());
        when(session.createBytesMessage()).thenAnswer(call -> new JmsBytesMessage());
        doAnswer(call -> sent.add(new Sent(call.getArgument(1), call.getArgument(2), call.getArgument(3))))
                .when(session)
                .send(any(), any(), any(), any());
        producer = new JmsContextProducer(session);
    }

    private Sent onlySent() {
        assertEquals(1, sent.size());
        return sent.get(0);
    }

    // ---- bodies ----

    @Test
    void aStringIsSentAsText() throws JMSException {
        assertSame(producer, producer.send(QUEUE, "text"));
        assertEquals(
                "text",
                assertInstanceOf(TextMessage.class, onlySent().message()).getText());
    }

    @Test
    void aMapIsSentFieldByField() throws JMSException {
        producer.send(QUEUE, Map.of("a", 1, "b", "two", "c", new byte[] {3}));
        MapMessage message = assertInstanceOf(MapMessage.class, onlySent().message());
        assertEquals(1, message.getObject("a"));
        assertEquals("two", message.getString("b"));
        assertArrayEquals(new byte[] {3}, message.getBytes("c"));
    }

    @Test
    void aMapWithAValueThatNoMessageTakesIsRefused() {
        assertThrows(MessageFormatRuntimeException.class, () -> producer.send(QUEUE, Map.of("a", new Date())));
        assertTrue(sent.isEmpty());
    }

    @Test
    void anArrayIsSentAsBytes() throws JMSException {
        producer.send(QUEUE, new byte[] {1, 2});
        assertInstanceOf(BytesMessage.class, onlySent().message());
        assertArrayEquals(new byte[] {1, 2}, onlySent().message().getBody(byte[].class));
    }

    @Test
    void anObjectIsSentAsObject() throws JMSException {
        producer.send(QUEUE, (java.io.Serializable) List.of("a"));
        assertEquals(
                List.of("a"),
                assertInstanceOf(ObjectMessage.class, onlySent().message()).getObject());
    }

    @Test
    void anObjectThatCannotBeSerializedIsRefused() {
        java.io.Serializable unserializable = new ArrayList<>(List.of(new Object()));
        assertThrows(MessageFormatRuntimeException.class, () -> producer.send(QUEUE, unserializable));
        assertTrue(sent.isEmpty());
    }

    @Test
    void noBodyIsSentAsAMessageOfItsKindWithoutOne() throws JMSException {
        producer.send(QUEUE, (String) null)
                .send(QUEUE, (Map<String, Object>) null)
                .send(QUEUE, (byte[]) null)
                .send(QUEUE, (java.io.Serializable) null);
        List<Class<?>> kinds =
                List.of(JmsTextMessage.class, JmsMapMessage.class, JmsBytesMessage.class, JmsObjectMessage.class);
        assertEquals(
                kinds,
                sent.stream().<Class<?>>map(each -> each.message().getClass()).toList());
        for (Sent each : sent) {
            assertNull(each.message().getBody(Object.class));
        }
    }

    @Test
    void noMessageIsRefused() {
        assertThrows(MessageFormatRuntimeException.class, () -> producer.send(QUEUE, (Message) null));
        assertTrue(sent.isEmpty());
    }

    @Test
    void withoutADestinationNothingIsSentNorSetOnTheMessage() throws JMSException {
        Message message = new JmsMessage();
        producer.setProperty("a", 1).setJMSType("type");
        assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(null, message));
        assertThrows(InvalidDestinationRuntimeException.class, () -> producer.send(null, "text"));
        assertFalse(message.propertyExists("a"));
        assertNull(message.getJMSType());
        assertTrue(sent.isEmpty());
    }

    @Test
    void aClosedSessionIsToldBeforeAnythingElse() throws JMSException {
        doThrow(new IllegalStateException("closed")).when(session).checkOpen();
        Message message = new JmsMessage();
        producer.setProperty("a", 1);
        assertThrows(IllegalStateRuntimeException.class, () -> producer.send(null, message));
        assertThrows(IllegalStateRuntimeException.class, () -> producer.send(QUEUE, message));
        assertFalse(message.propertyExists("a"));
        assertThrows(IllegalStateRuntimeException.class, producer::getPriority);
        assertThrows(IllegalStateRuntimeException.class, () -> producer.setPriority(1));
    }

    // ---- what a producer sets on messages ----

    @Test
    void whatTheProducerSetsWinsAndIsSeenOnTheMessage() throws JMSException {
        Message message = new JmsMessage();
        message.setStringProperty("a", "of the message");
        message.setIntProperty("b", 2);
        message.setJMSCorrelationID("of the message");
        message.setJMSType("of the message");
        message.setJMSReplyTo(QUEUE);
        StompQueue replies = new StompQueue("replies");
        producer.setProperty("a", "of the producer")
                .setJMSCorrelationID("c")
                .setJMSType("t")
                .setJMSReplyTo(replies)
                .send(QUEUE, message);
        assertSame(message, onlySent().message());
        assertEquals("of the producer", message.getStringProperty("a"));
        assertEquals(2, message.getIntProperty("b"));
        assertEquals("c", message.getJMSCorrelationID());
        assertEquals("t", message.getJMSType());
        assertEquals(replies, message.getJMSReplyTo());
    }

    @Test
    void whatTheProducerDoesNotSetStaysAsItIs() throws JMSException {
        Message message = new JmsMessage();
        message.setJMSCorrelationID("c");
        message.setJMSType("t");
        message.setJMSReplyTo(QUEUE);
        producer.send(QUEUE, message);
        assertEquals("c", message.getJMSCorrelationID());
        assertEquals("t", message.getJMSType());
        assertEquals(QUEUE, message.getJMSReplyTo());
    }

    @Test
    void headersCanBeUnset() throws JMSException {
        producer.setJMSCorrelationID("c").setJMSType("t").setJMSReplyTo(QUEUE);
        assertEquals("c", producer.getJMSCorrelationID());
        assertEquals("t", producer.getJMSType());
        assertEquals(QUEUE, producer.getJMSReplyTo());
        producer.setJMSCorrelationID(null).setJMSType(null).setJMSReplyTo(null).send(QUEUE, "text");
        assertNull(onlySent().message().getJMSCorrelationID());
        assertNull(onlySent().message().getJMSType());
        assertNull(onlySent().message().getJMSReplyTo());
        assertNull(producer.getJMSCorrelationID());
    }

    @Test
    void aMessageThatTakesNoPropertiesIsRefusedAndNotTouched() throws JMSException {
        Message received = mock(TextMessage.class);
        doThrow(new MessageNotWriteableException("read-only")).when(received).setObjectProperty("a", 1);
        producer.setProperty("a", 1).setJMSType("type");
        assertThrows(MessageNotWriteableRuntimeException.class, () -> producer.send(QUEUE, received));
        verify(received, never()).setJMSType(any());
        assertTrue(sent.isEmpty());
        producer.clearProperties().send(QUEUE, received);
        assertSame(received, onlySent().message());
    }

    @Test
    void correlationIdsOfBytesAreUnsupportedAsByMessages() {
        assertThrows(UnsupportedOperationException.class, () -> producer.setJMSCorrelationIDAsBytes(new byte[] {1, 2}));
        assertNull(producer.getJMSCorrelationIDAsBytes());
    }

    // ---- how it sends ----

    @Test
    void theDefaultsAreThoseOfEveryProducer() {
        assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
        assertEquals(4, producer.getPriority());
        assertEquals(0, producer.getTimeToLive());
        assertEquals(0, producer.getDeliveryDelay());
        assertFalse(producer.getDisableMessageID());
        assertFalse(producer.getDisableMessageTimestamp());
        assertNull(producer.getAsync());
    }

    @Test
    void everySendTakesTheSettingsOfItsMoment() {
        producer.setPriority(1).send(QUEUE, "a");
        producer.setPriority(9)
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(1000)
                .setDeliveryDelay(20)
                .setDisableMessageID(true)
                .setDisableMessageTimestamp(true)
                .send(QUEUE, "b");
        producer.send(QUEUE, "c");
        SendSettings changed = new SendSettings(DeliveryMode.NON_PERSISTENT, 9, 1000, 20, true, true);
        assertEquals(
                List.of(SendSettings.DEFAULT.with(DeliveryMode.PERSISTENT, 1, 0), changed, changed),
                sent.stream().map(Sent::settings).toList());
        assertEquals(9, producer.getPriority());
        assertEquals(DeliveryMode.NON_PERSISTENT, producer.getDeliveryMode());
        assertEquals(1000, producer.getTimeToLive());
        assertEquals(20, producer.getDeliveryDelay());
        assertTrue(producer.getDisableMessageID());
        assertTrue(producer.getDisableMessageTimestamp());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void aPriorityThatIsNoneIsRefusedWhenItIsSet(int priority) {
        assertThrows(JMSRuntimeException.class, () -> producer.setPriority(priority));
        assertEquals(4, producer.getPriority());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void aDeliveryModeThatIsNoneIsRefusedWhenItIsSet(int mode) {
        assertThrows(JMSRuntimeException.class, () -> producer.setDeliveryMode(mode));
        assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
    }

    @Test
    void sendsAreAsynchronousWhileThereIsAListener() {
        CompletionListener listener = mock(CompletionListener.class);
        producer.setAsync(listener).send(QUEUE, "a");
        assertSame(listener, producer.getAsync());
        producer.setAsync(null).send(QUEUE, "b");
        assertNull(producer.getAsync());
        assertSame(listener, sent.get(0).listener());
        assertNull(sent.get(1).listener());
    }

    // ---- properties ----

    @Test
    void propertiesKeepTheirTypes() throws JMSException {
        producer.setProperty("bool", true)
                .setProperty("byte_", (byte) 1)
                .setProperty("short_", (short) 2)
                .setProperty("int_", 3)
                .setProperty("long_", 4L)
                .setProperty("float_", 5f)
                .setProperty("double_", 6d)
                .setProperty("text", "7")
                .setProperty("object", (Object) 8)
                .send(QUEUE, "body");
        Map<String, Object> expected = Map.of(
                "bool", true, "byte_", (byte) 1, "short_", (short) 2, "int_", 3, "long_", 4L, "float_", 5f, "double_",
                6d, "text", "7", "object", 8);
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), onlySent().message().getObjectProperty(each.getKey()));
            assertEquals(each.getValue(), producer.getObjectProperty(each.getKey()));
        }
        assertEquals(expected.keySet(), producer.getPropertyNames());
    }

    @Test
    void propertiesConvertAsThoseOfMessages() {
        producer.setProperty("byte_", (byte) 1).setProperty("text", "2").setProperty("flag", "TRUE");
        assertEquals(1, producer.getByteProperty("byte_"));
        assertEquals(1, producer.getShortProperty("byte_"));
        assertEquals(1, producer.getIntProperty("byte_"));
        assertEquals(1L, producer.getLongProperty("byte_"));
        assertEquals("1", producer.getStringProperty("byte_"));
        assertEquals(2f, producer.getFloatProperty("text"));
        assertEquals(2d, producer.getDoubleProperty("text"));
        assertTrue(producer.getBooleanProperty("flag"));
        assertThrows(MessageFormatRuntimeException.class, () -> producer.getBooleanProperty("byte_"));
        assertThrows(MessageFormatRuntimeException.class, () -> producer.getDoubleProperty("byte_"));
        assertThrows(NumberFormatException.class, () -> producer.getIntProperty("flag"));
    }

    @Test
    void aMissingPropertyIsAsThatOfAMessage() {
        assertFalse(producer.propertyExists("none"));
        assertNull(producer.getObjectProperty("none"));
        assertNull(producer.getStringProperty("none"));
        assertFalse(producer.getBooleanProperty("none"));
        assertThrows(NumberFormatException.class, () -> producer.getByteProperty("none"));
        assertThrows(NumberFormatException.class, () -> producer.getShortProperty("none"));
        assertThrows(NumberFormatException.class, () -> producer.getIntProperty("none"));
        assertThrows(NumberFormatException.class, () -> producer.getLongProperty("none"));
        assertThrows(NullPointerException.class, () -> producer.getFloatProperty("none"));
        assertThrows(NullPointerException.class, () -> producer.getDoubleProperty("none"));
    }

    static Stream<Function<String, Consumer<JMSProducer>>> setters() {
        return Stream.of(
                name -> on -> on.setProperty(name, true),
                name -> on -> on.setProperty(name, (byte) 1),
                name -> on -> on.setProperty(name, (short) 1),
                name -> on -> on.setProperty(name, 1),
                name -> on -> on.setProperty(name, 1L),
                name -> on -> on.setProperty(name, 1f),
                name -> on -> on.setProperty(name, 1d),
                name -> on -> on.setProperty(name, "text"),
                name -> on -> on.setProperty(name, (Object) 1));
    }

    @ParameterizedTest
    @MethodSource("setters")
    void aPropertyNeedsAName(Function<String, Consumer<JMSProducer>> setter) {
        for (String name : new String[] {null, ""}) {
            assertThrows(
                    IllegalArgumentException.class, () -> setter.apply(name).accept(producer));
        }
        assertEquals(Set.of(), producer.getPropertyNames());
    }

    @Test
    void anObjectThatIsNoPropertyIsRefusedWhenItIsSet() {
        assertThrows(MessageFormatRuntimeException.class, () -> producer.setProperty("a", new Date()));
        assertFalse(producer.propertyExists("a"));
    }

    @Test
    void propertiesCanBeCleared() {
        producer.setProperty("a", 1).setJMSType("type").clearProperties();
        assertFalse(producer.propertyExists("a"));
        assertEquals(Set.of(), producer.getPropertyNames());
        assertEquals("type", producer.getJMSType(), "headers are no properties");
    }

    @Test
    void theNamesAreAViewThatCannotBeChanged() {
        Set<String> names = producer.getPropertyNames();
        producer.setProperty("a", 1);
        assertEquals(Set.of("a"), names);
        assertThrows(UnsupportedOperationException.class, () -> names.add("b"));
        assertThrows(UnsupportedOperationException.class, () -> names.remove("a"));
        assertThrows(UnsupportedOperationException.class, names::clear);
        Iterator<String> iterator = names.iterator();
        iterator.next();
        assertThrows(UnsupportedOperationException.class, iterator::remove);
        assertTrue(producer.propertyExists("a"));
    }
}

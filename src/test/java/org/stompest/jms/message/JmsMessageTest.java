package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.stompest.dialect.BodyKind;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests what all messages have in common, headers above all (Jakarta Messaging 3.1, 3.4). */
class JmsMessageTest {
    private final JmsMessage message = new JmsMessage();

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new JmsMessage(), BodyKind.MESSAGE),
                Arguments.of(new JmsTextMessage(), BodyKind.TEXT),
                Arguments.of(new JmsBytesMessage(), BodyKind.BYTES),
                Arguments.of(new JmsMapMessage(), BodyKind.MAP),
                Arguments.of(new JmsStreamMessage(), BodyKind.STREAM),
                Arguments.of(new JmsObjectMessage(), BodyKind.OBJECT));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyMessageKnowsItsKind(JmsMessage each, BodyKind kind) {
        assertEquals(kind, each.kind());
    }

    @Test
    void aNewMessageHasTheDefaultsOfTheInterface() {
        assertNull(message.getJMSMessageID());
        assertNull(message.getJMSCorrelationID());
        assertNull(message.getJMSCorrelationIDAsBytes());
        assertNull(message.getJMSReplyTo());
        assertNull(message.getJMSDestination());
        assertNull(message.getJMSType());
        assertEquals(Message.DEFAULT_DELIVERY_MODE, message.getJMSDeliveryMode());
        assertEquals(Message.DEFAULT_PRIORITY, message.getJMSPriority());
        assertEquals(0, message.getJMSTimestamp());
        assertEquals(0, message.getJMSExpiration());
        assertEquals(0, message.getJMSDeliveryTime());
        assertFalse(message.getJMSRedelivered());
    }

    @Test
    void headersCanBeSetOnAReceivedMessageToo() throws JMSException {
        JmsMessage received = Received.copy(message);

        received.setJMSMessageID("ID:1");
        received.setJMSCorrelationID("grüße");
        received.setJMSReplyTo(new StompTopic("t"));
        received.setJMSDestination(new StompQueue("q"));
        received.setJMSType("type");
        received.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        received.setJMSPriority(9);
        received.setJMSTimestamp(1);
        received.setJMSExpiration(2);
        received.setJMSDeliveryTime(3);
        received.setJMSRedelivered(true);

        assertEquals("ID:1", received.getJMSMessageID());
        assertEquals("grüße", received.getJMSCorrelationID());
        assertArrayEquals("grüße".getBytes(StandardCharsets.UTF_8), received.getJMSCorrelationIDAsBytes());
        assertEquals(new StompTopic("t"), received.getJMSReplyTo());
        assertEquals(new StompQueue("q"), received.getJMSDestination());
        assertEquals("type", received.getJMSType());
        assertEquals(DeliveryMode.NON_PERSISTENT, received.getJMSDeliveryMode());
        assertEquals(9, received.getJMSPriority());
        assertEquals(1, received.getJMSTimestamp());
        assertEquals(2, received.getJMSExpiration());
        assertEquals(3, received.getJMSDeliveryTime());
        assertTrue(received.getJMSRedelivered());
    }

    @Test
    void aCorrelationIdOfBytesIsNotSupported() {
        assertThrows(UnsupportedOperationException.class, () -> message.setJMSCorrelationIDAsBytes(new byte[1]));
    }

    @Test
    void aClearedBodyLeavesTheHeadersAlone() throws JMSException {
        message.setJMSType("type");

        message.clearBody();
        message.clearProperties();

        assertEquals("type", message.getJMSType());
    }

    @Test
    void acknowledgingIsWhatTheSessionSays() throws JMSException {
        List<String> calls = new ArrayList<>();
        message.setAcknowledger(() -> calls.add("acknowledged"));

        message.acknowledge();

        assertEquals(List.of("acknowledged"), calls);
    }

    @Test
    void acknowledgingAMessageThatNobodyWaitsForChangesNothing() throws JMSException {
        message.acknowledge();

        assertFalse(message.getJMSRedelivered());
    }

    @Test
    void theTextOfAMessageShowsKindAndIdButNotTheBody() throws JMSException {
        JmsTextMessage text = new JmsTextMessage();
        text.setJMSMessageID("ID:1");
        text.setText("secret");

        assertEquals("TEXT message ID:1", text.toString());
    }
}

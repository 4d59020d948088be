package org.stompest.jms.message;

import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Vector;

import jakarta.jms.BytesMessage;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

import org.stompest.jms.destination.StompQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** Tests how messages of other providers become ours (Jakarta Messaging 3.1, 3.12). */
class ForeignMessagesTest {
    @Test
    void aMessageOfOursStaysAsItIs() throws JMSException {
        JmsTextMessage own = new JmsTextMessage();

        assertSame(own, ForeignMessages.ours(own));
        assertNotSame(own, ForeignMessages.ours(Foreign.message(TextMessage.class, own)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text"})
    void aTextIsCopied(String text) throws JMSException {
        JmsTextMessage source = new JmsTextMessage();
        source.setText(text);

        JmsMessage copy = ForeignMessages.copy(Foreign.message(TextMessage.class, source));

        assertEquals(text, assertInstanceOf(JmsTextMessage.class, copy).getText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000})
    void bytesOfAnyLengthAreCopied(int length) throws JMSException {
        byte[] expected = new byte[length];
        for (int i = 0; i < length; i++) {
            expected[i] = (byte) i;
        }
        JmsBytesMessage source = new JmsBytesMessage();
        source.writeBytes(expected);

        JmsMessage copy = ForeignMessages.copy(Foreign.message(BytesMessage.class, source));

        assertArrayEquals(
                expected, assertInstanceOf(JmsBytesMessage.class, copy).encodeBody());
    }

    @Test
    void bytesAreCopiedFromTheStartWhereverTheReaderIs() throws JMSException {
        JmsBytesMessage source = Received.bytes(new byte[] {1, 2, 3});
        source.readByte();

        assertArrayEquals(
                new byte[] {1, 2, 3},
                ForeignMessages.copy(Foreign.message(BytesMessage.class, source))
                        .encodeBody());
    }

    @Test
    void aReaderThatNeverSaysThatItIsAtTheEndIsNotAskedAgain() throws JMSException {
        BytesMessage foreign = mock(BytesMessage.class);
        when(foreign.readBytes(any())).thenReturn(0);

        assertEquals(0, ForeignMessages.copy(foreign).encodeBody().length);
    }

    @Test
    void theFieldsOfAMapAreCopied() throws JMSException {
        JmsMapMessage source = new JmsMapMessage();
        source.setInt("int", 1);
        source.setChar("char", 'c');
        source.setString("null", null);
        source.setBytes("bytes", new byte[] {1});

        JmsMapMessage copy =
                assertInstanceOf(JmsMapMessage.class, ForeignMessages.copy(Foreign.message(MapMessage.class, source)));

        assertEquals(List.of("int", "char", "null", "bytes"), Collections.list(copy.getMapNames()));
        assertEquals(1, copy.getObject("int"));
        assertEquals('c', copy.getObject("char"));
        assertNull(copy.getObject("null"));
        assertArrayEquals(new byte[] {1}, copy.getBytes("bytes"));
    }

    @Test
    void aMapMayHaveNoNamesOrOddOnes() throws JMSException {
        MapMessage foreign = mock(MapMessage.class);
        when(foreign.getMapNames()).thenReturn(null);
        assertFalse(
                ((JmsMapMessage) ForeignMessages.copy(foreign)).getMapNames().hasMoreElements());

        when(foreign.getMapNames()).thenReturn(new Vector<>(Arrays.asList(null, new StringBuilder("a"))).elements());
        when(foreign.getObject("a")).thenReturn(1);
        JmsMapMessage copy = (JmsMapMessage) ForeignMessages.copy(foreign);
        assertEquals(List.of("a"), Collections.list(copy.getMapNames()));
        assertEquals(1, copy.getInt("a"));
    }

    @Test
    void aFieldOfATypeThatMapsDoNotHaveIsRefused() throws JMSException {
        MapMessage foreign = mock(MapMessage.class);
        when(foreign.getMapNames()).thenReturn(new Vector<>(List.of("a")).elements());
        when(foreign.getObject("a")).thenReturn(List.of());

        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> ForeignMessages.copy(foreign));
        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
    }

    @Test
    void theFieldsOfAStreamAreCopied() throws JMSException {
        JmsStreamMessage source = new JmsStreamMessage();
        source.writeInt(1);
        source.writeString(null);
        source.writeBytes(new byte[] {1, 2});
        source.reset();
        source.readInt();

        JmsStreamMessage copy = assertInstanceOf(
                JmsStreamMessage.class, ForeignMessages.copy(Foreign.message(StreamMessage.class, source)));
        copy.reset();

        assertEquals(1, copy.readObject());
        assertNull(copy.readObject());
        assertArrayEquals(new byte[] {1, 2}, (byte[]) copy.readObject());
        assertThrows(MessageEOFException.class, copy::readObject);
    }

    @Test
    void anObjectIsCopied() throws JMSException {
        JmsObjectMessage source = new JmsObjectMessage();
        source.setObject(new Date(5));

        JmsMessage copy = ForeignMessages.copy(Foreign.message(ObjectMessage.class, source));

        assertEquals(new Date(5), assertInstanceOf(JmsObjectMessage.class, copy).getObject());
    }

    @Test
    void anyOtherMessageHasNoBody() throws JMSException {
        JmsMessage copy = ForeignMessages.copy(Foreign.message(Message.class, new JmsMessage()));

        assertSame(JmsMessage.class, copy.getClass());
    }

    @Test
    void theCopyCanBeWritten() throws JMSException {
        JmsTextMessage source = new JmsTextMessage();
        source.setText("old");
        source.setIntProperty("p", 1);
        JmsTextMessage received = Received.copy(source);

        JmsTextMessage copy = (JmsTextMessage) ForeignMessages.copy(Foreign.message(TextMessage.class, received));
        copy.setText("new");
        copy.setIntProperty("p", 2);

        assertEquals("old", received.getText());
        assertEquals(1, received.getIntProperty("p"));
    }

    @Test
    void theHeadersOfTheSenderAreCopiedAndNoOthers() throws JMSException {
        JmsTextMessage source = new JmsTextMessage();
        source.setJMSCorrelationID("ID:correlation");
        source.setJMSType("type");
        source.setJMSReplyTo(new StompQueue("replies"));
        source.setJMSMessageID("ID:1");
        source.setJMSPriority(9);
        source.setJMSDestination(new StompQueue("old"));
        source.setJMSExpiration(5);
        source.setJMSTimestamp(6);

        JmsMessage copy = ForeignMessages.copy(Foreign.message(TextMessage.class, source));

        assertEquals("ID:correlation", copy.getJMSCorrelationID());
        assertEquals("type", copy.getJMSType());
        assertEquals(new StompQueue("replies"), copy.getJMSReplyTo());
        assertNull(copy.getJMSMessageID());
        assertEquals(Message.DEFAULT_PRIORITY, copy.getJMSPriority());
        assertNull(copy.getJMSDestination());
        assertEquals(0, copy.getJMSExpiration());
        assertEquals(0, copy.getJMSTimestamp());
    }

    @Test
    void headersThatAreNotThereStayAway() throws JMSException {
        JmsMessage copy = ForeignMessages.copy(mock(TextMessage.class));

        assertNull(copy.getJMSCorrelationID());
        assertNull(copy.getJMSType());
        assertNull(copy.getJMSReplyTo());
        assertFalse(copy.getPropertyNames().hasMoreElements());
    }

    @Test
    void theDestinationOfAForeignMessageIsNotLookedAt() throws JMSException {
        Message foreign = mock(Message.class);
        when(foreign.getJMSDestination()).thenThrow(new JMSException("none of your business"));

        assertNull(ForeignMessages.copy(foreign).getJMSDestination());
    }

    @Test
    void aReplyDestinationWithoutANameIsLeftOut() throws JMSException {
        Message foreign = mock(Message.class);
        when(foreign.getJMSReplyTo()).thenReturn(mock(Queue.class));

        assertNull(ForeignMessages.copy(foreign).getJMSReplyTo());
    }

    @Test
    void aReplyDestinationOfAnotherProviderBecomesOurs() throws JMSException {
        Message foreign = mock(Message.class);
        Queue queue = () -> "replies";
        when(foreign.getJMSReplyTo()).thenReturn(queue);

        assertEquals(new StompQueue("replies"), ForeignMessages.copy(foreign).getJMSReplyTo());
    }

    @Test
    void aReplyDestinationThatIsNeitherQueueNorTopicIsRefused() throws JMSException {
        Message foreign = mock(Message.class);
        when(foreign.getJMSReplyTo()).thenReturn(mock(jakarta.jms.Destination.class));

        InvalidDestinationException exception =
                assertThrows(InvalidDestinationException.class, () -> ForeignMessages.copy(foreign));
        assertEquals(ErrorCodes.DESTINATION, exception.getErrorCode());
    }

    @Test
    void propertiesAreCopiedWithTheirTypes() throws JMSException {
        JmsMessage source = new JmsMessage();
        List<Object> values = List.of(true, (byte) 1, (short) 2, 3, 4L, 5.5f, 6.5, "seven");
        for (int i = 0; i < values.size(); i++) {
            source.setObjectProperty("p" + i, values.get(i));
        }
        source.setStringProperty("none", null);

        JmsMessage copy = ForeignMessages.copy(Foreign.message(Message.class, source));

        for (int i = 0; i < values.size(); i++) {
            assertEquals(values.get(i), copy.getObjectProperty("p" + i));
        }
        assertTrue(copy.propertyExists("none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMSXDeliveryCount",
                "JMSXUserID",
                "JMSXAppID",
                "JMSXProducerTXID",
                "JMSXConsumerTXID",
                "JMSXRcvTimestamp",
                "JMSXState"
            })
    void whatProvidersSetDoesNotTravelOn(String name) throws JMSException {
        JmsMessage source = new JmsMessage();
        source.setStringProperty(name, "1");

        assertFalse(ForeignMessages.copy(Foreign.message(Message.class, source)).propertyExists(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSXGroupID", "JMSXGroupSeq", "JMSXOther", "JMS_vendor"})
    void whatApplicationsSetTravelsOn(String name) throws JMSException {
        JmsMessage source = new JmsMessage();
        source.setStringProperty(name, "1");

        assertEquals(
                "1",
                ForeignMessages.copy(Foreign.message(Message.class, source)).getStringProperty(name));
    }

    @Test
    void aPropertyOfANameThatSelectorsDoNotHaveIsRefused() throws JMSException {
        Message foreign = mock(Message.class);
        when(foreign.getPropertyNames()).thenReturn(new Vector<>(List.of("a-b")).elements());

        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> ForeignMessages.copy(foreign));
        assertEquals(ErrorCodes.NAME, exception.getErrorCode());
        assertTrue(exception.getMessage().contains("'a-b'"), exception.getMessage());
    }

    @Test
    void aPropertyOfATypeThatMessagesDoNotHaveIsRefused() throws JMSException {
        Message foreign = mock(Message.class);
        when(foreign.getPropertyNames()).thenReturn(new Vector<>(List.of("a")).elements());
        when(foreign.getObjectProperty("a")).thenReturn(new Date(0));

        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> ForeignMessages.copy(foreign));
        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
    }

    @Test
    void anErrorOfTheForeignMessageIsPassedOn() throws JMSException {
        JMSException error = new JMSException("broken");
        TextMessage foreign = mock(TextMessage.class);
        when(foreign.getText()).thenThrow(error);

        assertSame(error, assertThrows(JMSException.class, () -> ForeignMessages.copy(foreign)));
    }
}

package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.StreamMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests stream messages. */
class JmsStreamMessageTest {
    private final JmsStreamMessage sent = new JmsStreamMessage();

    static Stream<Typed.Getter<StreamMessage>> reads() {
        return Stream.of(
                StreamMessage::readBoolean,
                StreamMessage::readByte,
                StreamMessage::readShort,
                StreamMessage::readChar,
                StreamMessage::readInt,
                StreamMessage::readLong,
                StreamMessage::readFloat,
                StreamMessage::readDouble,
                StreamMessage::readString,
                StreamMessage::readObject,
                m -> m.readBytes(new byte[1]));
    }

    @Test
    void objectsKeepTheirTypesAndTheirOrder() throws JMSException {
        List<Object> values = new ArrayList<>(List.of(true, (byte) 1, (short) 2, 'c', 3, 4L, 5.5f, 6.5, "seven"));
        values.add(null);
        for (Object value : values) {
            sent.writeObject(value);
        }
        JmsStreamMessage received = Received.copy(sent);

        for (Object value : values) {
            assertEquals(value, received.readObject());
        }
        assertThrows(MessageEOFException.class, received::readObject);
    }

    @Test
    void anObjectOfAnotherTypeIsNotWritten() throws JMSException {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> sent.writeObject(new Date(0)));

        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
        assertThrows(MessageEOFException.class, () -> Received.copy(sent).readObject());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aNewMessageCannotBeRead(Typed.Getter<StreamMessage> read) throws JMSException {
        sent.writeString("1");

        MessageNotReadableException exception = assertThrows(MessageNotReadableException.class, () -> read.get(sent));
        assertEquals(ErrorCodes.WRITE_ONLY, exception.getErrorCode());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aMessageThatWasClearedCannotBeRead(Typed.Getter<StreamMessage> read) throws JMSException {
        sent.writeString("1");
        JmsStreamMessage received = Received.copy(sent);
        received.clearBody();

        assertThrows(MessageNotReadableException.class, () -> read.get(received));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadBeyondTheEndFailsEachTime(Typed.Getter<StreamMessage> read) throws JMSException {
        JmsStreamMessage received = Received.copy(sent);

        MessageEOFException exception = assertThrows(MessageEOFException.class, () -> read.get(received));
        assertEquals(ErrorCodes.END_OF_BODY, exception.getErrorCode());
        assertThrows(MessageEOFException.class, () -> read.get(received));
    }

    @ParameterizedTest
    @EnumSource
    void aReceivedMessageCannotBeWritten(Typed type) throws JMSException {
        JmsStreamMessage received = Received.copy(sent);

        MessageNotWriteableException exception = assertThrows(
                MessageNotWriteableException.class, () -> type.item().writer().set(received));
        assertEquals(ErrorCodes.READ_ONLY, exception.getErrorCode());
        assertThrows(MessageNotWriteableException.class, () -> received.writeObject(1));
        assertThrows(MessageNotWriteableException.class, () -> received.writeBytes(new byte[1], 0, 1));
    }

    @Test
    void aMessageThatWasClearedIsEmptyAndCanBeWritten() throws JMSException {
        sent.writeInt(1);
        JmsStreamMessage received = Received.copy(sent);
        received.clearBody();
        received.writeInt(2);

        received.reset();

        assertEquals(2, received.readInt());
        assertThrows(MessageEOFException.class, received::readInt);
    }

    @Test
    void resetMakesAMessageReadableFromItsStart() throws JMSException {
        sent.writeInt(1);
        sent.writeInt(2);

        sent.reset();
        assertEquals(1, sent.readInt());
        assertThrows(MessageNotWriteableException.class, () -> sent.writeInt(3));

        sent.reset();
        assertEquals(1, sent.readInt());
        assertEquals(2, sent.readInt());
    }

    @Test
    void sendingLeavesAMessageToBeWrittenOn() throws JMSException {
        sent.writeInt(1);
        byte[] first = sent.encodeBody();
        sent.writeInt(2);

        JmsStreamMessage received = Received.stream(first);

        assertEquals(1, received.readInt());
        assertThrows(MessageEOFException.class, received::readInt);
        assertEquals("[{\"int\":1},{\"int\":2}]", new String(sent.encodeBody(), StandardCharsets.UTF_8));
    }

    @Test
    void arraysAreCopiedWhenWritten() throws JMSException {
        byte[] array = {1, 2, 3};
        sent.writeBytes(array);
        sent.writeBytes(array, 1, 2);
        sent.writeObject(array);
        array[1] = 9;
        sent.reset();

        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) sent.readObject());
        assertArrayEquals(new byte[] {2, 3}, (byte[]) sent.readObject());
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) sent.readObject());
    }

    @Test
    void arraysAreCopiedWhenRead() throws JMSException {
        sent.writeBytes(new byte[] {1});
        sent.reset();
        byte[] first = (byte[]) sent.readObject();
        first[0] = 9;

        sent.reset();

        byte[] second = (byte[]) sent.readObject();
        assertArrayEquals(new byte[] {1}, second);
        assertNotSame(first, second);
    }

    @Test
    void aRangeOutsideOfTheArrayIsNotWritten() throws JMSException {
        assertThrows(IndexOutOfBoundsException.class, () -> sent.writeBytes(new byte[2], 1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> sent.writeBytes(new byte[2], -1, 2));

        sent.reset();
        assertThrows(MessageEOFException.class, sent::readObject);
    }

    @Test
    void nullIsWrittenAsStringOrBytes() throws JMSException {
        sent.writeString(null);
        sent.writeBytes(null);
        sent.reset();

        assertNull(sent.readString());
        assertNull(sent.readObject());
        assertThrows(MessageEOFException.class, sent::readObject);
    }

    @Test
    void aMalformedBodyFailsWhenItIsReadAndNotBefore() throws JMSException {
        byte[] body = "[{\"int\":1},".getBytes(StandardCharsets.UTF_8);
        JmsStreamMessage received = Received.stream(body);

        received.reset();
        assertTrue(received.toString().contains("STREAM"));
        assertArrayEquals(body, received.encodeBody());
        assertEquals(
                ErrorCodes.BODY,
                assertThrows(MessageFormatException.class, received::readInt).getErrorCode());
        assertEquals(
                ErrorCodes.BODY,
                assertThrows(MessageFormatException.class, received::readObject).getErrorCode());
    }

    @Test
    void aMalformedBodyCanBeCleared() throws JMSException {
        JmsStreamMessage received = Received.stream(new byte[] {'x'});

        received.clearBody();
        received.writeInt(1);
        received.reset();

        assertEquals(1, received.readInt());
    }

    @Test
    void aBodyThatIsNotThereIsEmpty() {
        sent.decodeBody(new byte[0], false);

        assertThrows(MessageEOFException.class, sent::readObject);
    }
}

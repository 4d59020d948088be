package org.stompest.jms.message;

import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests what is written to bytes messages, and when that can be done. */
class JmsBytesMessageTest {
    private final JmsBytesMessage message = new JmsBytesMessage();

    static Stream<Typed.Setter<BytesMessage>> writes() {
        return Stream.of(
                m -> m.writeBoolean(true),
                m -> m.writeByte((byte) 1),
                m -> m.writeShort((short) 1),
                m -> m.writeChar('x'),
                m -> m.writeInt(1),
                m -> m.writeLong(1),
                m -> m.writeFloat(1),
                m -> m.writeDouble(1),
                m -> m.writeUTF("x"),
                m -> m.writeBytes(new byte[1]),
                m -> m.writeBytes(new byte[0]),
                m -> m.writeBytes(new byte[1], 0, 1),
                m -> m.writeObject(1));
    }

    static Stream<Typed.Getter<BytesMessage>> reads() {
        return Stream.of(
                BytesMessage::readBoolean,
                BytesMessage::readByte,
                BytesMessage::readUnsignedByte,
                BytesMessage::readShort,
                BytesMessage::readUnsignedShort,
                BytesMessage::readChar,
                BytesMessage::readInt,
                BytesMessage::readLong,
                BytesMessage::readFloat,
                BytesMessage::readDouble,
                BytesMessage::readUTF,
                m -> m.readBytes(new byte[1]),
                m -> m.readBytes(new byte[1], 1),
                BytesMessage::getBodyLength);
    }

    @Test
    void valuesAreWrittenHighByteFirst() throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) -2);
        message.writeShort((short) 0x0304);
        message.writeChar('\u0506');
        message.writeInt(0x0708090a);
        message.writeLong(0x0b0c0d0e0f101112L);
        message.writeFloat(1);
        message.writeDouble(-2);
        message.writeBytes(new byte[] {9, 8, 7}, 1, 2);

        byte[] expected = {
            1, -2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 0x3f, -128, 0, 0, -64, 0, 0, 0, 0, 0, 0, 0,
            8, 7
        };
        assertArrayEquals(expected, message.encodeBody());
    }

    @Test
    void textsAreWrittenInModifiedUtf8WithTheirLength() throws JMSException {
        message.writeUTF("a\0é");

        assertArrayEquals(
                new byte[] {0, 5, 'a', (byte) 0xc0, (byte) 0x80, (byte) 0xc3, (byte) 0xa9}, message.encodeBody());
    }

    @Test
    void aTextThatIsTooLongIsRefusedAndNothingWritten() throws JMSException {
        message.writeByte((byte) 1);

        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> message.writeUTF("x".repeat(65_536)));

        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
        assertEquals(exception.getCause(), exception.getLinkedException());
        assertArrayEquals(new byte[] {1}, message.encodeBody());
    }

    @Test
    void theLongestTextIsWritten() throws JMSException {
        message.writeUTF("x".repeat(65_535));

        assertEquals("x".repeat(65_535), Received.copy(message).readUTF());
    }

    @Test
    void objectsAreWrittenLikeValuesOfTheirType() throws JMSException {
        JmsBytesMessage other = new JmsBytesMessage();
        for (Object value : new Object[] {true, (byte) 1, (short) 2, 'c', 3, 4L, 5.5f, 6.5, "seven", new byte[] {8}}) {
            message.writeObject(value);
        }

        other.writeBoolean(true);
        other.writeByte((byte) 1);
        other.writeShort((short) 2);
        other.writeChar('c');
        other.writeInt(3);
        other.writeLong(4);
        other.writeFloat(5.5f);
        other.writeDouble(6.5);
        other.writeUTF("seven");
        other.writeBytes(new byte[] {8});
        assertArrayEquals(other.encodeBody(), message.encodeBody());
    }

    @Test
    void nothingElseIsWritten() {
        assertThrows(NullPointerException.class, () -> message.writeObject(null));
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> message.writeObject(new Date(0)));
        assertEquals(ErrorCodes.TYPE, exception.getErrorCode());
        assertEquals(0, message.encodeBody().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 100_000})
    void theBodyGrowsToAnyLength(int length) throws JMSException {
        byte[] expected = new byte[length];
        for (int i = 0; i < length; i++) {
            expected[i] = (byte) i;
            message.writeByte((byte) i);
        }

        assertArrayEquals(expected, message.encodeBody());
    }

    @Test
    void whatIsWrittenIsACopy() throws JMSException {
        byte[] bytes = {1, 2};
        message.writeBytes(bytes);
        message.writeObject(bytes);

        bytes[0] = 9;

        assertArrayEquals(new byte[] {1, 2, 1, 2}, message.encodeBody());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aReceivedMessageCannotBeWritten(Typed.Setter<BytesMessage> write) {
        MessageNotWriteableException exception =
                assertThrows(MessageNotWriteableException.class, () -> write.set(Received.bytes(new byte[] {1})));

        assertEquals(ErrorCodes.READ_ONLY, exception.getErrorCode());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aMessageThatWasResetCannotBeWritten(Typed.Setter<BytesMessage> write) throws JMSException {
        message.reset();

        assertThrows(MessageNotWriteableException.class, () -> write.set(message));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aMessageThatWasClearedIsEmptyAndCanBeWritten(Typed.Setter<BytesMessage> write) throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {1, 2, 3});
        received.clearBody();
        assertEquals(0, received.encodeBody().length);

        write.set(received);

        write.set(message);
        assertArrayEquals(message.encodeBody(), received.encodeBody());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aNewMessageCannotBeRead(Typed.Getter<BytesMessage> read) throws JMSException {
        message.writeLong(1);

        MessageNotReadableException exception =
                assertThrows(MessageNotReadableException.class, () -> read.get(message));
        assertEquals(ErrorCodes.WRITE_ONLY, exception.getErrorCode());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aMessageThatWasClearedCannotBeRead(Typed.Getter<BytesMessage> read) throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[8]);
        received.clearBody();

        assertThrows(MessageNotReadableException.class, () -> read.get(received));
    }

    @Test
    void sendingLeavesAMessageToBeWrittenOn() throws JMSException {
        message.writeByte((byte) 1);
        byte[] first = message.encodeBody();

        message.writeByte((byte) 2);

        assertArrayEquals(new byte[] {1}, first);
        assertArrayEquals(new byte[] {1, 2}, message.encodeBody());
    }

    @Test
    void whatWasSentStaysAsItIsWhenTheMessageIsUsedAgain() throws JMSException {
        message.writeBytes(new byte[64]);
        message.reset();
        byte[] first = message.encodeBody();

        message.clearBody();
        message.writeByte((byte) 1);

        assertArrayEquals(new byte[64], first);
    }

    @Test
    void sendingLeavesThePositionOfAReaderAlone() throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {1, 2});
        received.readByte();

        assertArrayEquals(new byte[] {1, 2}, received.encodeBody());
        assertEquals(2, received.readByte());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1,1", "0,3", "2,1", "1,-1"})
    void aRangeOutsideOfTheArrayIsNotWritten(String range) {
        int[] numbers =
                Arrays.stream(range.split(",")).mapToInt(Integer::parseInt).toArray();

        assertThrows(IndexOutOfBoundsException.class, () -> message.writeBytes(new byte[2], numbers[0], numbers[1]));
        assertEquals(0, message.encodeBody().length);
    }

    @Test
    void noBytesAreABodyAllTheSame() throws JMSException {
        assertTrue(message.hasBody());

        assertEquals(0, Received.copy(message).getBodyLength());
    }

    @Test
    void aBodyThatIsNotThereIsEmpty() throws JMSException {
        message.decodeBody(new byte[0], false);

        assertEquals(0, message.getBodyLength());
        assertEquals(-1, message.readBytes(new byte[1]));
    }
}

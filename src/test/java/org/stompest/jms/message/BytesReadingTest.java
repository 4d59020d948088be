package org.stompest.jms.message;

import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests what is read from bytes messages. */
class BytesReadingTest {
    private final JmsBytesMessage message = Received.bytes(new byte[] {1, 2, 3, 4, 5});

    static Stream<Arguments> reads() {
        return Stream.of(
                read(1, BytesMessage::readBoolean),
                read(1, BytesMessage::readByte),
                read(1, BytesMessage::readUnsignedByte),
                read(2, BytesMessage::readShort),
                read(2, BytesMessage::readUnsignedShort),
                read(2, BytesMessage::readChar),
                read(4, BytesMessage::readInt),
                read(8, BytesMessage::readLong),
                read(4, BytesMessage::readFloat),
                read(8, BytesMessage::readDouble),
                read(2, BytesMessage::readUTF));
    }

    private static Arguments read(int length, Typed.Getter<BytesMessage> getter) {
        return Arguments.of(length, getter);
    }

    @Test
    void valuesAreReadAsTheyWereWritten() throws JMSException {
        JmsBytesMessage sent = new JmsBytesMessage();
        sent.writeBoolean(false);
        sent.writeByte((byte) -1);
        sent.writeShort(Short.MIN_VALUE);
        sent.writeChar('\uffff');
        sent.writeInt(Integer.MIN_VALUE);
        sent.writeLong(Long.MIN_VALUE);
        sent.writeFloat(Float.MIN_VALUE);
        sent.writeDouble(Double.NaN);
        sent.writeUTF("😀\0");
        sent.writeBytes(new byte[] {7});

        JmsBytesMessage received = Received.copy(sent);

        assertFalse(received.readBoolean());
        assertEquals(-1, received.readByte());
        assertEquals(Short.MIN_VALUE, received.readShort());
        assertEquals('\uffff', received.readChar());
        assertEquals(Integer.MIN_VALUE, received.readInt());
        assertEquals(Long.MIN_VALUE, received.readLong());
        assertEquals(Float.MIN_VALUE, received.readFloat());
        assertEquals(Double.NaN, received.readDouble());
        assertEquals("😀\0", received.readUTF());
        assertEquals(7, received.readByte());
        assertThrows(MessageEOFException.class, received::readByte);
    }

    @Test
    void unsignedValuesAreNeverNegative() throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {-1, -1, -2});

        assertEquals(255, received.readUnsignedByte());
        assertEquals(65_534, received.readUnsignedShort());
    }

    @Test
    void everyByteButZeroIsTrue() throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {2, 0});

        assertTrue(received.readBoolean());
        assertFalse(received.readBoolean());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadBeyondTheEndFailsAndLeavesThePosition(int length, Typed.Getter<BytesMessage> getter) throws JMSException {
        byte[] body = new byte[length];
        body[0] = 9;
        JmsBytesMessage received = Received.bytes(body);
        received.readByte();

        MessageEOFException exception = assertThrows(MessageEOFException.class, () -> getter.get(received));

        assertEquals(ErrorCodes.END_OF_BODY, exception.getErrorCode());
        assertEquals(length == 1 ? -1 : length - 1, received.readBytes(new byte[10]));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadToTheVeryEndSucceeds(int length, Typed.Getter<BytesMessage> getter) throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[length]);

        getter.get(received);

        assertEquals(-1, received.readBytes(new byte[10]));
    }

    @Test
    void aTextThatIsCutOffFailsAndLeavesThePosition() throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {0, 3, 'a', 'b'});

        assertThrows(MessageEOFException.class, received::readUTF);
        assertEquals(3, received.readShort());
    }

    @Test
    void aTextThatIsMalformedFailsAndLeavesThePosition() throws JMSException {
        JmsBytesMessage received = Received.bytes(new byte[] {7, 0, 1, (byte) 0xff});
        received.readByte();

        MessageFormatException exception = assertThrows(MessageFormatException.class, received::readUTF);

        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        assertEquals(1, received.readShort());
    }

    @Test
    void arraysAreFilledAsFarAsTheBodyGoes() throws JMSException {
        byte[] target = new byte[3];

        assertEquals(3, message.readBytes(target));
        assertArrayEquals(new byte[] {1, 2, 3}, target);
        assertEquals(2, message.readBytes(target));
        assertArrayEquals(new byte[] {4, 5, 3}, target);
        assertEquals(-1, message.readBytes(target));
        assertArrayEquals(new byte[] {4, 5, 3}, target);
    }

    @Test
    void partOfAnArrayIsFilled() throws JMSException {
        byte[] target = new byte[4];

        assertEquals(2, message.readBytes(target, 2));
        assertArrayEquals(new byte[] {1, 2, 0, 0}, target);
        assertEquals(0, message.readBytes(target, 0));
        assertEquals(3, message.readByte());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aLengthOutsideOfTheArrayReadsNothing(int length) throws JMSException {
        assertThrows(IndexOutOfBoundsException.class, () -> message.readBytes(new byte[2], length));
        assertEquals(1, message.readByte());
    }

    @Test
    void theLengthIsThatOfTheWholeBody() throws JMSException {
        message.readInt();

        assertEquals(5, message.getBodyLength());
    }

    @Test
    void resetGoesBackToTheStart() throws JMSException {
        message.readInt();

        message.reset();

        assertEquals(1, message.readByte());
    }

    @Test
    void aMessageThatWasWrittenIsReadAfterReset() throws JMSException {
        JmsBytesMessage own = new JmsBytesMessage();
        own.writeShort((short) 300);
        own.reset();

        assertEquals(2, own.getBodyLength());
        assertEquals(300, own.readShort());
        assertThrows(MessageEOFException.class, own::readByte);
    }

    @Test
    void theBodyIsGotFromItsStartAndReadingBeginsThereAgain() throws JMSException {
        message.readInt();

        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, message.getBody(byte[].class));
        assertEquals(1, message.readByte());
    }

    @Test
    void theBodyOfAMessageThatIsBeingWrittenIsGotAfterAReset() throws JMSException {
        JmsBytesMessage own = new JmsBytesMessage();
        own.writeShort((short) 1);

        assertArrayEquals(new byte[] {0, 1}, own.getBody(byte[].class));
        assertEquals(1, own.readShort());
    }

    @Test
    void theBodyIsACopy() throws JMSException {
        message.getBody(byte[].class)[0] = 9;

        assertEquals(1, message.readByte());
    }

    @Test
    void noBytesAreNoBodyToGet() throws JMSException {
        assertNull(new JmsBytesMessage().getBody(byte[].class));
        assertNull(Received.bytes(new byte[0]).getBody(byte[].class));
    }
}

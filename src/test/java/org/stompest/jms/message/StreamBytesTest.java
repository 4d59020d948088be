package org.stompest.jms.message;

import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Tests how a field of bytes is read in pieces from a stream message. */
class StreamBytesTest {
    private final JmsStreamMessage message = new JmsStreamMessage();
    private final byte[] target = new byte[2];

    @BeforeEach
    void setUp() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3, 4});
        message.writeInt(5);
        message.reset();
    }

    static Stream<Typed.Getter<StreamMessage>> otherReads() {
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
                StreamMessage::readObject);
    }

    @Test
    void aFieldThatFillsTheArrayToTheEndIsFollowedByMinusOne() throws JMSException {
        assertEquals(2, message.readBytes(target));
        assertArrayEquals(new byte[] {1, 2}, target);
        assertEquals(2, message.readBytes(target));
        assertArrayEquals(new byte[] {3, 4}, target);
        assertEquals(-1, message.readBytes(target));
        assertEquals(5, message.readInt());
    }

    @Test
    void aFieldIsDoneWhenTheArrayIsNotFilled() throws JMSException {
        byte[] large = new byte[3];

        assertEquals(3, message.readBytes(large));
        assertEquals(1, message.readBytes(large));
        assertArrayEquals(new byte[] {4, 2, 3}, large);
        assertEquals(5, message.readInt());
    }

    @Test
    void aFieldThatIsShorterThanTheArrayIsReadInOnePiece() throws JMSException {
        assertEquals(4, message.readBytes(new byte[5]));
        assertEquals(5, message.readInt());
    }

    @ParameterizedTest
    @MethodSource("otherReads")
    void anotherReadBeforeTheFieldIsDoneFailsAndTheFieldGoesOn(Typed.Getter<StreamMessage> read) throws JMSException {
        message.readBytes(target);

        assertThrows(MessageFormatException.class, () -> read.get(message));

        assertEquals(2, message.readBytes(target));
        assertArrayEquals(new byte[] {3, 4}, target);
        assertThrows(MessageFormatException.class, () -> read.get(message));
        assertEquals(-1, message.readBytes(target));
        assertEquals(5, message.readInt());
    }

    @Test
    void resetEndsAFieldThatIsNotDone() throws JMSException {
        message.readBytes(target);

        message.reset();

        assertArrayEquals(new byte[] {1, 2, 3, 4}, (byte[]) message.readObject());
    }

    @Test
    void anEmptyFieldIsNotNull() throws JMSException {
        JmsStreamMessage own = new JmsStreamMessage();
        own.writeBytes(new byte[0]);
        own.writeBytes(null);
        own.writeInt(1);
        JmsStreamMessage received = Received.copy(own);

        assertEquals(0, received.readBytes(target));
        assertEquals(-1, received.readBytes(target));
        assertEquals(1, received.readInt());
    }

    @Test
    void anEmptyFieldIsReadIntoAnEmptyArray() throws JMSException {
        JmsStreamMessage own = new JmsStreamMessage();
        own.writeBytes(new byte[0]);
        own.writeInt(1);
        own.reset();

        assertEquals(0, own.readBytes(new byte[0]));
        assertEquals(-1, own.readBytes(new byte[0]));
        assertEquals(1, own.readInt());
    }

    @Test
    void whatIsNoFieldOfBytesStaysToBeRead() throws JMSException {
        message.readObject();

        MessageFormatException exception = assertThrows(MessageFormatException.class, () -> message.readBytes(target));

        assertEquals(ErrorCodes.CONVERSION, exception.getErrorCode());
        assertEquals(5, message.readInt());
    }

    @Test
    void noArrayIsNotFilled() throws JMSException {
        assertThrows(NullPointerException.class, () -> message.readBytes(null));
        assertEquals(4, message.readBytes(new byte[5]));
    }

    @Test
    void atTheEndThereIsNoFieldOfBytes() throws JMSException {
        message.readObject();
        message.readInt();

        assertThrows(MessageEOFException.class, () -> message.readBytes(target));
    }
}

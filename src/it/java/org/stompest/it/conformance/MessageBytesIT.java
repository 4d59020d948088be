package org.stompest.it.conformance;

import java.util.Arrays;
import java.util.Random;

import jakarta.jms.BytesMessage;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bytes messages over the wire (Jakarta Messaging 3.1, 3.11). */
@Timeout(120)
class MessageBytesIT {
    private static final int MEBIBYTE = 1 << 20;

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** What fills a message before it is sent. */
    private interface Filling {
        void fill(BytesMessage message) throws Exception;
    }

    private BytesMessage trip(BrokerKind kind, Filling filling) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        BytesMessage message = session.createBytesMessage();
        filling.fill(message);
        MessageProducer producer = session.createProducer(queue);
        producer.send(message);
        MessageConsumer consumer = session.createConsumer(queue);
        return assertInstanceOf(BytesMessage.class, consumer.receive(JmsFixture.PATIENCE));
    }

    /** 3.11: also those that have a meaning in STOMP, and those that are no UTF-8. */
    @Brokers
    void everyByteArrives(BrokerKind kind) throws Exception {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        BytesMessage got = trip(kind, message -> message.writeBytes(all));
        assertEquals(all.length, got.getBodyLength());
        assertArrayEquals(all, got.getBody(byte[].class));
        byte[] read = new byte[600];
        assertEquals(all.length, got.readBytes(read));
        assertArrayEquals(all, Arrays.copyOf(read, all.length));
        assertEquals(-1, got.readBytes(read));
    }

    /** 3.11. */
    @Brokers
    void oneMebibyteArrives(BrokerKind kind) throws Exception {
        byte[] large = new byte[MEBIBYTE];
        new Random(4711).nextBytes(large);
        assertArrayEquals(
                large, trip(kind, message -> message.writeBytes(large)).getBody(byte[].class));
    }

    /** 3.11.3: values are read as they were written. */
    @Brokers
    void everyTypeIsReadAsItWasWritten(BrokerKind kind) throws Exception {
        BytesMessage got = trip(kind, message -> {
            message.writeBoolean(true);
            message.writeByte((byte) -2);
            message.writeByte((byte) -2);
            message.writeShort((short) -3);
            message.writeShort((short) -3);
            message.writeChar('\u20ac');
            message.writeInt(Integer.MIN_VALUE);
            message.writeLong(Long.MIN_VALUE + 1);
            message.writeFloat(-0.5f);
            message.writeDouble(Double.NaN);
            message.writeUTF("\0 \u20ac \ud83d\ude00");
            message.writeObject(77);
            message.writeObject("text");
            message.writeBytes(new byte[] {9, 8, 7, 6}, 1, 2);
        });
        assertTrue(got.readBoolean());
        assertEquals(-2, got.readByte());
        assertEquals(254, got.readUnsignedByte());
        assertEquals(-3, got.readShort());
        assertEquals(65_533, got.readUnsignedShort());
        assertEquals('\u20ac', got.readChar());
        assertEquals(Integer.MIN_VALUE, got.readInt());
        assertEquals(Long.MIN_VALUE + 1, got.readLong());
        assertEquals(-0.5f, got.readFloat());
        assertTrue(Double.isNaN(got.readDouble()));
        assertEquals("\0 \u20ac \ud83d\ude00", got.readUTF());
        assertEquals(77, got.readInt());
        assertEquals("text", got.readUTF());
        byte[] rest = new byte[2];
        assertEquals(2, got.readBytes(rest));
        assertArrayEquals(new byte[] {8, 7}, rest);
        assertThrows(MessageEOFException.class, got::readByte);
        got.reset();
        assertTrue(got.readBoolean());
    }

    /** 3.11.4: the kind survives even without a single byte; then there is no body. */
    @Brokers
    void anEmptyOneStaysOneOfBytes(BrokerKind kind) throws Exception {
        BytesMessage got = trip(kind, message -> {});
        assertEquals(0, got.getBodyLength());
        assertEquals(-1, got.readBytes(new byte[1]));
        assertThrows(MessageEOFException.class, got::readInt);
        assertNull(got.getBody(byte[].class));
    }

    /** 3.10: read-only, until the body is cleared and the message has the state of a new one. */
    @Brokers
    void theReceiversIsReadOnlyUntilItIsCleared(BrokerKind kind) throws Exception {
        BytesMessage got = trip(kind, message -> message.writeInt(1));
        assertThrows(MessageNotWriteableException.class, () -> got.writeInt(2));
        assertThrows(MessageNotWriteableException.class, () -> got.writeBytes(new byte[1]));
        assertEquals(1, got.readInt());
        got.clearBody();
        assertThrows(MessageNotReadableException.class, got::readInt);
        assertThrows(MessageNotReadableException.class, got::getBodyLength);
        got.writeInt(3);
        got.reset();
        assertEquals(3, got.readInt());
    }

    /** API of Message: bytes or what they can be assigned to, and nothing else. */
    @Brokers
    void theBodyIsAnArrayOfBytesAndNothingElse(BrokerKind kind) throws Exception {
        BytesMessage got = trip(kind, message -> message.writeInt(1));
        assertTrue(got.isBodyAssignableTo(byte[].class));
        assertTrue(got.isBodyAssignableTo(Object.class));
        assertFalse(got.isBodyAssignableTo(String.class));
        assertThrows(MessageFormatException.class, () -> got.getBody(String.class));
        byte[] copy = got.getBody(byte[].class);
        copy[3] = 9;
        assertEquals(1, got.readInt());
    }
}

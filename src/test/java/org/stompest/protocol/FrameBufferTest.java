package org.stompest.protocol;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.protocol.Wire.frame;

/** The bytes that frames are encoded into. */
final class FrameBufferTest {
    private final FrameBuffer buffer = new FrameBuffer();

    @Test
    void bufferIsEmptyAtFirstAndWhenCleared() {
        assertEquals(0, buffer.length());
        buffer.put('\n');
        assertEquals(1, buffer.length());
        buffer.clear();
        assertEquals(0, buffer.length());
        assertArrayEquals(new byte[0], buffer.toByteArray());
    }

    @Test
    void bufferGrowsAndKeepsWhatIsInIt() {
        byte[] expected = new byte[10_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) i;
            buffer.put(i);
        }
        assertArrayEquals(expected, buffer.toByteArray());
        assertEquals(10_000, buffer.length());
    }

    @Test
    void bufferTakesAFrameLargerThanItself() {
        String body = "x".repeat(100_000);
        FrameEncoder.encode(frame(Command.SEND, "", "a", body), Version.V1_2, buffer);
        FrameEncoder.encode(frame(Command.SEND, body), Version.V1_2, buffer);
        assertEquals("SEND\na:" + body + "\n\n\0SEND\n\n" + body + "\0", Wire.text(buffer.toByteArray()));
    }

    @Test
    void arrayHoldsTheBytesUpToTheLength() {
        buffer.put('a');
        buffer.put('b');
        assertEquals("ab", Wire.text(buffer.array()).substring(0, buffer.length()));
        assertNotSame(buffer.array(), buffer.toByteArray());
    }

    @Test
    void clearedBufferKeepsASmallArrayAndLetsALargeOneGo() {
        FrameEncoder.encode(frame(Command.SEND, "x".repeat(100_000)), Version.V1_2, buffer);
        byte[] small = buffer.array();
        buffer.clear();
        assertSame(small, buffer.array());
        FrameEncoder.encode(frame(Command.SEND, "x".repeat(2 << 20)), Version.V1_2, buffer);
        assertTrue(buffer.array().length > 2 << 20);
        buffer.clear();
        assertTrue(buffer.array().length <= 1 << 20, () -> "still " + buffer.array().length + " bytes");
    }
}

package org.stompest.jms.message;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests that objects which would eat memory or time are refused, even if all classes are trusted. */
class ObjectBoundsTest {
    private static byte[] serialized(Serializable object) throws JMSException {
        return ObjectBody.serialize(object);
    }

    private static String refused(byte[] body) {
        MessageFormatException exception =
                assertThrows(MessageFormatException.class, () -> Received.object(body, ObjectPolicy.trustAll())
                        .getObject());
        assertEquals(ErrorCodes.BODY, exception.getErrorCode());
        return exception.getMessage();
    }

    private static Serializable nested(int depth) {
        Object[] array = new Object[0];
        for (int i = 1; i < depth; i++) {
            array = new Object[] {array};
        }
        return array;
    }

    /** The body with the length of its first array replaced, which is all that is left of the array. */
    private static byte[] withLength(byte[] body, int length) {
        // At the end are the length and then the elements, of which there are none.
        byte[] changed = body.clone();
        for (int i = 0; i < Integer.BYTES; i++) {
            changed[body.length - 1 - i] = (byte) (length >>> 8 * i);
        }
        return changed;
    }

    @Test
    void objectsAreReadToADepthOfFifty() throws JMSException {
        assertNotNull(
                Received.object(serialized(nested(50)), ObjectPolicy.DEFAULT).getObject());

        String text = refused(serialized(nested(51)));

        assertTrue(text.contains("nested deeper than 50"), text);
    }

    @Test
    void anArrayOfTooManyObjectsIsRefusedBeforeItIsMade() throws JMSException {
        String text = refused(withLength(serialized(new Object[0]), 1_000_001));

        assertTrue(text.contains("array of more than 1000000 elements"), text);
    }

    @Test
    void anArrayOfMoreValuesThanTheBodyHasBytesIsRefusedBeforeItIsMade() throws JMSException {
        byte[] body = withLength(serialized(new long[0]), Integer.MAX_VALUE);

        String text = refused(body);

        assertTrue(text.contains("array of more than " + body.length + " elements"), text);
    }

    @Test
    void aLongArrayOfBytesIsReadIfTheBodyIsAsLong() throws JMSException {
        byte[] bytes = new byte[2_000_000];
        bytes[1_999_999] = 1;

        assertArrayEquals(bytes, (byte[])
                Received.object(serialized(bytes), ObjectPolicy.DEFAULT).getObject());
    }

    @Test
    void tooManyObjectsAreRefused() throws JMSException {
        ArrayList<Object> chunks = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Object[] chunk = new Object[100_000];
            for (int j = 0; j < chunk.length; j++) {
                chunk[j] = new byte[0];
            }
            chunks.add(chunk);
        }

        String text = refused(serialized(chunks));

        assertTrue(text.contains("more than 1000000 objects"), text);
    }

    @Test
    void aSetThatHashesForeverIsRefused() throws JMSException {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Object> nextLeft = new HashSet<>();
            Set<Object> nextRight = new HashSet<>();
            nextLeft.add("x");
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }

        assertTrue(refused(serialized((Serializable) root)).contains("nested deeper than 50"));
    }

    @Test
    void theCapacityOfAMapIsBoundedToo() throws JMSException {
        byte[] body = serialized(new HashMap<>());

        // The number of entries is the last value of an empty map, before the byte that ends it.
        byte[] changed = body.clone();
        changed[body.length - 5] = 0x40;

        assertTrue(refused(changed).contains("array of more than 1000000 elements"));
    }
}

package org.stompest.jms.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;

import jakarta.jms.MessageFormatException;

/** The texts in the body of a bytes message, as {@link java.io.DataOutput#writeUTF} writes them. Stateless. */
final class ModifiedUtf8 {
    /** The bytes before a text, that say its length. */
    static final int PREFIX = 2;

    private ModifiedUtf8() {}

    /**
     * Encodes a text, its length in front.
     *
     * @throws MessageFormatException if it takes more than 65535 bytes
     */
    static byte[] encode(String text) throws MessageFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PREFIX + text.length());
        try {
            new DataOutputStream(bytes).writeUTF(text);
        } catch (UTFDataFormatException e) {
            MessageFormatException tooLong = new MessageFormatException(
                    "expected a String of at most 65535 bytes, got one of " + text.length()
                            + " characters that takes more; write its bytes instead",
                    ErrorCodes.TYPE);
            throw BodyErrors.caused(tooLong, e);
        } catch (IOException e) {
            throw new AssertionError("no file to fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes a text.
     *
     * @param length of the text with the prefix, all of which has to be there
     * @throws MessageFormatException if it is malformed
     */
    static String decode(byte[] bytes, int offset, int length) throws MessageFormatException {
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, offset, length)).readUTF();
        } catch (IOException e) {
            MessageFormatException malformed =
                    BodyErrors.malformed("expected a text in modified UTF-8 at byte " + offset + ", got other bytes");
            throw BodyErrors.caused(malformed, e);
        }
    }
}

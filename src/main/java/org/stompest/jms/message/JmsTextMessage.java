package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;

import jakarta.jms.JMSException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.TextMessage;

import org.stompest.dialect.BodyKind;

/**
 * A message with a text, which travels as UTF-8. That of a received message is decoded when somebody asks for it, and what is no
 * UTF-8 in it is replaced by U+FFFD. No text and an empty one are different things. Not thread-safe.
 */
public final class JmsTextMessage extends JmsMessage implements TextMessage {
    private String text;

    /** The text as it came, until it is asked for. */
    private byte[] encoded;

    /** Creates a message without text. */
    public JmsTextMessage() {}

    @Override
    BodyKind kind() {
        return BodyKind.TEXT;
    }

    @Override
    boolean hasBody() {
        return text != null || encoded != null;
    }

    @Override
    byte[] encodeBody() {
        if (encoded != null) {
            return encoded;
        }
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void decodeBody(byte[] body, boolean isPresent) {
        text = null;
        encoded = isPresent ? body : null;
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        text = null;
        encoded = null;
    }

    @Override
    boolean isAssignableTo(Class<?> target) {
        return !hasBody() || target.isAssignableFrom(String.class);
    }

    @Override
    Object body() {
        return getText();
    }

    @Override
    public void setText(String value) throws MessageNotWriteableException {
        checkBodyWritable();
        text = value;
        encoded = null;
    }

    @Override
    public String getText() {
        if (encoded != null) {
            text = new String(encoded, StandardCharsets.UTF_8);
            encoded = null;
        }
        return text;
    }
}

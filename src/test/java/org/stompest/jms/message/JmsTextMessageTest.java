package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;

import jakarta.jms.JMSException;
import jakarta.jms.MessageNotWriteableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tests text messages. */
class JmsTextMessageTest {
    private final JmsTextMessage message = new JmsTextMessage();

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "grüße", "\0a\0", "😀", "line\nline\r\n"})
    void everyTextSurvivesTheTrip(String text) throws JMSException {
        message.setText(text);

        JmsTextMessage received = Received.copy(message);

        assertEquals(text, received.getText());
        assertTrue(received.hasBody());
    }

    @Test
    void aLongTextSurvivesTheTrip() throws JMSException {
        String text = "é".repeat(70_000);
        message.setText(text);

        assertEquals(text, Received.copy(message).getText());
    }

    @Test
    void noTextIsNotTheEmptyText() throws JMSException {
        assertNull(message.getText());
        assertFalse(message.hasBody());

        message.setText(null);
        assertNull(Received.copy(message).getText());

        message.setText("");
        assertEquals("", Received.copy(message).getText());
    }

    @Test
    void theBodyIsUtf8() {
        message.decodeBody("é".getBytes(StandardCharsets.UTF_8), true);
        assertEquals("é", message.getText());

        assertArrayEquals(new byte[] {(byte) 0xc3, (byte) 0xa9}, message.encodeBody());
    }

    @Test
    void whatIsNoUtf8IsReplaced() {
        assertEquals(
                "a\ufffdb", Received.text(new byte[] {'a', (byte) 0xff, 'b'}).getText());
    }

    @Test
    void aTextThatNobodyHasAskedForTravelsOnAsItCame() {
        byte[] body = {'a', (byte) 0xff};

        assertArrayEquals(body, Received.text(body).encodeBody());
    }

    @Test
    void aReceivedTextCannotBeSetBeforeItIsCleared() throws JMSException {
        message.setText("old");
        JmsTextMessage received = Received.copy(message);

        assertThrows(MessageNotWriteableException.class, () -> received.setText("new"));
        assertEquals("old", received.getText());

        received.clearBody();
        assertNull(received.getText());
        received.setText("new");
        assertEquals("new", received.getText());
    }

    @Test
    void aTextThatNobodyHasAskedForIsGoneOnceItIsCleared() throws JMSException {
        JmsTextMessage received = Received.text(new byte[] {'a'});

        received.clearBody();

        assertNull(received.getText());
        assertFalse(received.hasBody());
    }
}

package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Text messages over the wire (Jakarta Messaging 3.1, 3.11). */
@Timeout(120)
class MessageTextIT {
    @RegisterExtension
    static final SharedBrokers PERSISTENT = new SharedBrokers(BrokerSetup.PERSISTENT);

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private void assertArrive(BrokerKind kind, List<String> texts) throws Exception {
        assertArrive(jms.connect(kind), kind, texts);
    }

    /** Artemis 2.50 and older do not deliver long texts if their persistence is off. */
    private void assertArriveByDisk(BrokerKind kind, List<String> texts) throws Exception {
        Connection connection =
                jms.closing(new StompConnectionFactory(PERSISTENT.get(kind).uri()).createConnection());
        connection.start();
        assertArrive(connection, kind, texts);
    }

    private void assertArrive(Connection connection, BrokerKind kind, List<String> texts) throws Exception {
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
        for (String text : texts) {
            Message got = consumer.receive(JmsFixture.PATIENCE);
            String body = assertInstanceOf(TextMessage.class, got).getText();
            assertEquals(text, body);
            assertEquals(text, got.getBody(String.class));
            assertEquals(text, got.getBody(CharSequence.class));
        }
    }

    /** 3.11: a String in full. */
    @Brokers
    void anyUnicodeTextArrivesUnchanged(BrokerKind kind) throws Exception {
        assertArrive(
                kind,
                List.of(
                        "plain",
                        " blanks around \t ",
                        "\n",
                        "\r\n lines \r and \n more \n\n",
                        "colon: backslash\\ and \\n, \\c, \\r, \\t",
                        "\u0001\u0002\u001b\u007f\u0085 controls",
                        "\u00e4 \u20ac \u4e2d\u6587 \u05e9\u05dc\u05d5\u05dd",
                        "surrogates \ud83d\ude00\ud834\udd1e\udbff\udfff",
                        "\ufeffbyte order mark and \u2028 \u2029 and \ufffd \uffff",
                        "MESSAGE\ndestination:/queue/x\n\nnot a frame"));
    }

    /** 3.11: a NUL is a character like others, though it ends a frame of STOMP. */
    @Brokers
    void textsWithNulArriveUnchanged(BrokerKind kind) throws Exception {
        assertArrive(kind, List.of("\0", "\0begin", "end\0", "in\0side \0\0 \ud83d\ude00\0", "after it"));
    }

    /** 3.11: without a limit of 64 KiB, as writeUTF has one. */
    @Brokers
    void longTextsArriveUnchanged(BrokerKind kind) throws Exception {
        assertArriveByDisk(
                kind,
                List.of(
                        "x".repeat(65_535),
                        "x".repeat(65_536),
                        "\u00e4\u20ac\ud83d\ude00".repeat(30_000),
                        "with NUL\0".repeat(20_000)));
    }

    /** 3.11: the size that brokers treat in a way of their own. */
    @Brokers
    void aTextOfOneMebibyteArrivesUnchanged(BrokerKind kind) throws Exception {
        assertArriveByDisk(kind, List.of("0123456789abcdef".repeat(65_536), "and the next one"));
    }

    /** 3.11.4: no text and an empty one are different things. */
    @Brokers
    void noTextStaysNoTextAndAnEmptyOneEmpty(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage());
        producer.send(session.createTextMessage(null));
        producer.send(session.createTextMessage(""));
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 2; i++) {
            TextMessage none = assertInstanceOf(TextMessage.class, consumer.receive(JmsFixture.PATIENCE));
            assertNull(none.getText());
            assertNull(none.getBody(Integer.class));
            assertTrue(none.isBodyAssignableTo(Integer.class));
        }
        TextMessage empty = assertInstanceOf(TextMessage.class, consumer.receive(JmsFixture.PATIENCE));
        assertEquals("", empty.getText());
        assertThrows(jakarta.jms.MessageFormatException.class, () -> empty.getBody(Integer.class));
    }
}

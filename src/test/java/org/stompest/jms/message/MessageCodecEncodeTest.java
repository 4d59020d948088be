package org.stompest.jms.message;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;

import org.stompest.dialect.Address;
import org.stompest.dialect.DialectException;
import org.stompest.dialect.Dialects;
import org.stompest.dialect.ErrorKind;
import org.stompest.jms.destination.StompQueue;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessageCodecEncodeTest {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q");
    private static final List<String> BROKERS = List.of("activemq", "artemis", "generic");

    private static MessageCodec codec(String broker) {
        return codec(broker, Optional.empty(), "here");
    }

    private static MessageCodec codec(String broker, Optional<String> clientId, String connectionId) {
        return new MessageCodec(
                Dialects.named(broker, UnaryOperator.identity()).orElseThrow(),
                ObjectPolicy.DEFAULT,
                clientId,
                connectionId,
                Optional.empty());
    }

    private static Frame encode(String broker, JmsMessage message) throws JMSException {
        return codec(broker).encode(message, QUEUE, true, 1);
    }

    private static JmsMessage identified() {
        JmsMessage message = new JmsMessage();
        message.setJMSMessageID("ID:here:1");
        return message;
    }

    @Test
    void theDestinationComesFirstAndTheHintsLast() throws JMSException {
        JmsTextMessage message = new JmsTextMessage();
        message.setText("a");
        message.setJMSMessageID("ID:here:1");
        message.setJMSTimestamp(5);
        message.setJMSDeliveryTime(5);
        message.setIntProperty("age", 42);
        message.setStringProperty("name", "x");

        Frame frame = encode("activemq", message);

        assertEquals(
                Frame.of(
                        Command.SEND,
                        Headers.of(
                                "destination", "/queue/q",
                                "persistent", "true",
                                "timestamp", "5",
                                "age", "42",
                                "name", "x",
                                "JMS_stompest", "T;p=iage;t=5;i=ID:here:1"),
                        new byte[] {'a'}),
                frame);
    }

    /** Brokers' selectors find it to be null only if it is not there. */
    @Test
    void aPropertyThatIsNullIsInTheHintsAlone() throws JMSException {
        JmsMessage message = identified();
        message.setObjectProperty("none", null);
        message.setObjectProperty("JMSXGroupSeq", null);
        message.setObjectProperty("JMSXGroupID", null);

        for (String broker : BROKERS) {
            Headers headers = encode(broker, message).headers();

            assertFalse(headers.contains("none"));
            assertFalse(headers.contains("JMSXGroupID"));
            assertFalse(headers.contains("JMSXGroupSeq"));
            assertTrue(headers.get("JMS_stompest").startsWith("n;p=nnone,nJMSXGroupSeq,nJMSXGroupID;"));
        }
    }

    /** ActiveMQ does not show them to consumers, and Artemis calls them otherwise. */
    @Test
    void aGroupTravelsTwice() throws JMSException {
        JmsMessage message = identified();
        message.setStringProperty("JMSXGroupID", "g");
        message.setIntProperty("JMSXGroupSeq", -1);

        for (String broker : BROKERS) {
            Headers headers = encode(broker, message).headers();

            assertEquals("g", headers.get("JMSXGroupID"));
            assertEquals("g", headers.get("JMS_stompest_JMSXGroupID"));
            assertEquals("-1", headers.get("JMSXGroupSeq"));
            assertEquals("-1", headers.get("JMS_stompest_JMSXGroupSeq"));
        }
    }

    /** ActiveMQ closes the socket for them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.0", "99999999999", " 1", "+1", "\u0661"})
    void aSequenceThatIsNoNumberIsNotShownToTheBroker(String text) throws JMSException {
        JmsMessage message = identified();
        message.setStringProperty("JMSXGroupSeq", text);

        for (String broker : BROKERS) {
            Headers headers = encode(broker, message).headers();

            assertFalse(headers.contains("JMSXGroupSeq"));
            assertEquals(text, headers.get("JMS_stompest_JMSXGroupSeq"));
        }
    }

    /** It is counted where the message is received. */
    @Test
    void theDeliveryCountDoesNotTravel() throws JMSException {
        JmsMessage message = identified();
        message.setIntProperty("JMSXDeliveryCount", 7);

        Headers headers = encode("activemq", message).headers();

        assertFalse(headers.contains("JMSXDeliveryCount"));
        assertFalse(headers.contains("JMS_stompest_JMSXDeliveryCount"));
        assertEquals("n;i=ID:here:1", headers.get("JMS_stompest"));
    }

    @ParameterizedTest
    @CsvSource({
        "age, age",
        "ack, JMS_stompest_ack",
        "JMS_stompest, JMS_stompest_JMS_stompest",
        "JMSXGroupID, JMSXGroupID"
    })
    void aPropertyIsFoundUnderTheNameThatItHasOnTheWire(String name, String header) throws JMSException {
        JmsMessage message = identified();
        message.setStringProperty(name, "x");

        assertEquals(header, MessageCodec.headerName(name));
        assertEquals("x", encode("artemis", message).header(header));
    }

    @Test
    void aMessageIsATextOfItsOwn() throws JMSException {
        JmsBytesMessage message = new JmsBytesMessage();
        message.writeByte((byte) 1);
        Frame frame = encode("activemq", message);

        message.writeByte((byte) 2);
        message.setIntProperty("late", 1);

        assertArrayEquals(new byte[] {1}, frame.body());
        assertNull(frame.header("late"));
    }

    @Test
    void onlyWhatIsLaterThanTheTimeOfSendingIsDelayed() throws JMSException {
        JmsMessage message = identified();
        message.setJMSTimestamp(1_000);
        message.setJMSDeliveryTime(1_000);

        assertNull(encode("activemq", message).header("AMQ_SCHEDULED_DELAY"));
        assertEquals("n;t=1000;i=ID:here:1", encode("generic", message).header("JMS_stompest"));

        message.setJMSDeliveryTime(4_000);
        assertEquals("3000", encode("activemq", message).header("AMQ_SCHEDULED_DELAY"));
        assertEquals("n;t=1000;d=4000;i=ID:here:1", encode("artemis", message).header("JMS_stompest"));
        assertThrows(DialectException.class, () -> encode("generic", message));
    }

    @Test
    void onlyWhatMayBeRepeatedIsMadeKnownToArtemis() throws JMSException {
        assertEquals(
                "ID:here:1",
                codec("artemis").encode(identified(), QUEUE, true, 1).header("_AMQ_DUPL_ID"));
        assertNull(codec("artemis").encode(identified(), QUEUE, false, 1).header("_AMQ_DUPL_ID"));
    }

    // ---- what cannot be sent ----

    @Test
    void whatWouldMakeTheBrokerDropTheConnectionIsRefused() {
        JmsMessage message = identified();
        message.setJMSPriority(10);
        assertEquals(
                ErrorKind.OTHER,
                assertThrows(DialectException.class, () -> encode("activemq", message))
                        .kind());
        assertThrows(DialectException.class, () -> codec("activemq")
                .encode(identified(), new Address(Address.Kind.QUEUE, " "), true, 1));
    }

    @Test
    void aPropertyThatIsTooLongForTheBrokerIsRefused() throws JMSException {
        JmsMessage message = identified();
        message.setStringProperty("p", "x".repeat(20_000));

        DialectException refusal = assertThrows(DialectException.class, () -> encode("activemq", message));

        assertTrue(refusal.getMessage().contains("20002 in p"), refusal.getMessage());
        assertEquals(20_000, encode("artemis", message).header("p").length());
    }

    @Test
    void moreTypesThanFitTheHintsAreRefused() throws JMSException {
        JmsMessage message = identified();
        for (int i = 0; i < 700; i++) {
            message.setIntProperty("aRatherLongName" + i, i);
        }

        assertThrows(DialectException.class, () -> encode("activemq", message));
        assertEquals("1", encode("artemis", message).header("aRatherLongName1"));
    }

    @Test
    void aReplyDestinationThatIsNeitherQueueNorTopicIsRefused() {
        JmsMessage message = identified();
        message.setJMSReplyTo(new Destination() {});

        assertThrows(InvalidDestinationException.class, () -> encode("activemq", message));
    }

    @Test
    void aReplyDestinationWithoutANameIsRefused() {
        JmsMessage message = identified();
        message.setJMSReplyTo(new StompQueue(""));

        for (String broker : BROKERS) {
            assertEquals(
                    ErrorKind.DESTINATION,
                    assertThrows(DialectException.class, () -> encode(broker, message))
                            .kind());
        }
    }

    // ---- who has sent it ----

    private static Frame delivered(Frame send) {
        return Frame.of(Command.MESSAGE, send.headers(), send.body());
    }

    @Test
    void aConnectionKnowsItsOwnMessages() throws JMSException {
        MessageCodec own = codec("activemq", Optional.empty(), "one");
        MessageCodec other = codec("activemq", Optional.empty(), "two");
        JmsMessage message = new JmsMessage();
        message.setJMSMessageID("ID:one:7:1");
        JmsMessage anonymous = new JmsMessage();

        for (JmsMessage each : List.of(message, anonymous)) {
            Frame frame = delivered(own.encode(each, QUEUE, true, 1));

            assertTrue(own.isLocal(frame), frame::toString);
            assertFalse(other.isLocal(frame), frame::toString);
        }
    }

    /** Jakarta Messaging 3.1, 8.3.1: those of the same client identifier are local. */
    @Test
    void connectionsOfTheSameClientIdentifierAreOne() throws JMSException {
        MessageCodec own = codec("activemq", Optional.of("client;1"), "one");
        MessageCodec same = codec("activemq", Optional.of("client;1"), "two");
        MessageCodec other = codec("activemq", Optional.of("client"), "one");
        MessageCodec nameless = codec("activemq", Optional.empty(), "one");
        JmsMessage message = new JmsMessage();
        message.setJMSMessageID("ID:one:7:1");
        JmsMessage anonymous = new JmsMessage();

        for (JmsMessage each : List.of(message, anonymous)) {
            Frame frame = delivered(own.encode(each, QUEUE, true, 1));

            assertTrue(own.isLocal(frame), frame::toString);
            assertTrue(same.isLocal(frame), frame::toString);
            assertFalse(other.isLocal(frame), frame::toString);
            assertFalse(nameless.isLocal(frame), frame::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "T",
                "T;i=",
                "T;i=ID:",
                "T;i=ID:one",
                "T;i=one:1",
                "T;c=",
                "T;c=two",
                "T;c=two;i=ID:one:1",
                ";;;"
            })
    void whatDoesNotTellIsNotLocal(String hints) {
        MessageCodec codec = codec("activemq", Optional.empty(), "one");

        assertFalse(codec.isLocal(Frame.of(Command.MESSAGE, Headers.of("JMS_stompest", hints))));
        assertFalse(codec.isLocal(Frame.of(Command.MESSAGE, Headers.of("message-id", "ID:one:1"))));
    }
}

package org.stompest.jms.message;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageNotWriteableException;

import org.stompest.dialect.Address;
import org.stompest.dialect.BodyKind;
import org.stompest.dialect.Dialects;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;
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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frames of other senders, and of such as pretend to be this library. */
class MessageCodecDecodeTest {
    private static final Address TOPIC = new Address(Address.Kind.TOPIC, "t");
    private static final String AMQP_TYPE = "JMS_AMQP_MA_x-opt-jms-msg-type";
    private static final List<String> BROKERS = List.of("activemq", "artemis", "generic");

    private static JmsMessage decode(String broker, String body, String... headers) {
        MessageCodec codec = new MessageCodec(
                Dialects.named(broker, UnaryOperator.identity()).orElseThrow(),
                ObjectPolicy.DEFAULT,
                Optional.empty(),
                "here",
                Optional.empty());
        return codec.decode(
                Frame.of(Command.MESSAGE, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8)), TOPIC);
    }

    private static Set<String> names(JmsMessage message) {
        return new TreeSet<>(Collections.list(message.getPropertyNames()));
    }

    // ---- without hints ----

    @Test
    void aForeignTextIsATextMessage() {
        for (String broker : BROKERS) {
            assertEquals(
                    "abc",
                    assertInstanceOf(JmsTextMessage.class, decode(broker, "abc"))
                            .getText());
            assertEquals(
                    "",
                    assertInstanceOf(JmsTextMessage.class, decode(broker, "")).getText());
        }
    }

    @Test
    void foreignBytesAreABytesMessage() {
        for (String broker : BROKERS) {
            JmsMessage message = decode(broker, "abc", "content-length", "3", "message-id", "1");

            assertArrayEquals(
                    new byte[] {'a', 'b', 'c'},
                    assertInstanceOf(JmsBytesMessage.class, message).encodeBody());
        }
    }

    /** AMQP JMS mapping: the annotation x-opt-jms-msg-type. */
    @ParameterizedTest
    @CsvSource({"0,MESSAGE", "1,TEXT", "2,TEXT", "3,BYTES", "4,TEXT", "5,TEXT", "x,TEXT", "'',TEXT"})
    void whatAmqpSaysOfAnEmptyBodyIsTheKind(String type, BodyKind expected) {
        for (String broker : BROKERS) {
            assertEquals(expected, decode(broker, "", AMQP_TYPE, type).kind());
        }
    }

    @Test
    void whatAmqpSaysOfABodyThatIsThereIsNotBelieved() {
        for (String broker : BROKERS) {
            for (String type : List.of("0", "3")) {
                assertEquals(
                        BodyKind.TEXT, decode(broker, "abc", AMQP_TYPE, type).kind());
            }
        }
    }

    @Test
    void ourOwnHintOutweighsWhatAmqpSays() {
        for (String broker : BROKERS) {
            assertEquals(
                    BodyKind.MAP,
                    decode(broker, "", "JMS_stompest", "M", AMQP_TYPE, "3").kind());
        }
    }

    @Test
    void whatTheBrokerTellsIsInTheHeaders() {
        JmsMessage message = decode(
                "activemq",
                "",
                "destination",
                "/queue/q",
                "message-id",
                "ID:m",
                "timestamp",
                "7",
                "expires",
                "9",
                "priority",
                "3",
                "persistent",
                "true",
                "redelivered",
                "true",
                "correlation-id",
                "c",
                "type",
                "y",
                "reply-to",
                "/topic/r");

        assertEquals(new StompQueue("q"), message.getJMSDestination());
        assertEquals("ID:m", message.getJMSMessageID());
        assertEquals(7, message.getJMSTimestamp());
        assertEquals(7, message.getJMSDeliveryTime());
        assertEquals(9, message.getJMSExpiration());
        assertEquals(3, message.getJMSPriority());
        assertEquals(DeliveryMode.PERSISTENT, message.getJMSDeliveryMode());
        assertTrue(message.getJMSRedelivered());
        assertEquals(2, message.getObjectProperty("JMSXDeliveryCount"));
        assertEquals("c", message.getJMSCorrelationID());
        assertEquals("y", message.getJMSType());
        assertEquals(new StompTopic("r"), message.getJMSReplyTo());
        assertEquals(Set.of("JMSXDeliveryCount"), names(message));
    }

    @Test
    void whatTheBrokerDoesNotTellIsThatOfTheSubscription() {
        JmsMessage message = decode("activemq", "");

        assertEquals(new StompTopic("t"), message.getJMSDestination());
        assertEquals(DeliveryMode.NON_PERSISTENT, message.getJMSDeliveryMode());
        assertFalse(message.getJMSRedelivered());
        assertEquals(1, message.getObjectProperty("JMSXDeliveryCount"));
    }

    @Test
    void theDeliveryTimeOfArtemisIsReadFromItsOwnHeader() {
        assertEquals(
                99,
                decode("artemis", "", "timestamp", "7", "_AMQ_SCHED_DELIVERY", "99")
                        .getJMSDeliveryTime());
    }

    @Test
    void propertiesOfOthersAreTexts() throws JMSException {
        JmsMessage message = decode("artemis", "", "age", "42", "JMSXUserID", "joe", "_AMQ_GROUP_ID", "g", "age", "43");

        assertEquals(Set.of("age", "JMSXUserID", "JMSXGroupID", "JMSXDeliveryCount"), names(message));
        assertEquals("42", message.getObjectProperty("age"));
        assertEquals(42, message.getIntProperty("age"));
        assertEquals("joe", message.getStringProperty("JMSXUserID"));
        assertEquals("g", message.getStringProperty("JMSXGroupID"));
    }

    @Test
    void aReceivedMessageIsReadOnly() {
        JmsTextMessage message = (JmsTextMessage) decode("activemq", "a", "p", "v");

        assertThrows(MessageNotWriteableException.class, () -> message.setText("b"));
        assertThrows(MessageNotWriteableException.class, () -> message.setStringProperty("p", "w"));
    }

    // ---- with hints ----

    @Test
    void hintsTellWhatTheBrokerDoesNot() {
        JmsMessage message = decode(
                "activemq",
                "{}",
                "message-id",
                "ID:broker",
                "timestamp",
                "7",
                "JMS_stompest",
                "M;p=iage,nnone,zurgent;t=5;d=8;c=who;i=ID:a;t=6",
                "age",
                "42",
                "urgent",
                "true");

        assertInstanceOf(JmsMapMessage.class, message);
        assertEquals("ID:a;t=6", message.getJMSMessageID(), "the identifier comes last and may hold anything");
        assertEquals(5, message.getJMSTimestamp());
        assertEquals(8, message.getJMSDeliveryTime());
        assertEquals(42, message.getObjectProperty("age"));
        assertEquals(true, message.getObjectProperty("urgent"));
        assertNull(message.getObjectProperty("none"));
        assertEquals(Set.of("age", "urgent", "none", "JMSXDeliveryCount"), names(message));
    }

    @Test
    void aSenderThatGivesNoIdentifierAndNoTimeIsHeeded() {
        JmsMessage message = decode("activemq", "", "message-id", "ID:broker", "timestamp", "7", "JMS_stompest", "n");

        assertNull(message.getJMSMessageID());
        assertEquals(0, message.getJMSTimestamp());
    }

    @ParameterizedTest
    @CsvSource({"T, true", "t, false"})
    void noTextIsNotAnEmptyOne(String hints, boolean hasText) {
        JmsTextMessage message = (JmsTextMessage) decode("activemq", "", "JMS_stompest", hints);

        assertEquals(hasText ? "" : null, message.getText());
    }

    @Test
    void aValueThatDoesNotFitItsTypeIsAText() {
        JmsMessage message = decode("activemq", "", "JMS_stompest", "N;p=ia,zb,dc", "a", "forty", "b", "yes", "c", "x");

        assertEquals("forty", message.getObjectProperty("a"));
        assertEquals("yes", message.getObjectProperty("b"));
        assertEquals("x", message.getObjectProperty("c"));
    }

    @Test
    void theEscapedCopyOfAGroupCounts() {
        JmsMessage message = decode(
                "artemis",
                "",
                "JMSXGroupSeq",
                "5",
                "_AMQ_GROUP_ID",
                "broker",
                "JMS_stompest",
                "N;p=iJMSXGroupSeq",
                "JMS_stompest_JMSXGroupID",
                "sender",
                "JMS_stompest_JMSXGroupSeq",
                "6");

        assertEquals("sender", message.getObjectProperty("JMSXGroupID"));
        assertEquals(6, message.getObjectProperty("JMSXGroupSeq"));
    }

    // ---- hostile ----

    /** The broker has written who the sender is; the sender must not overwrite it. */
    @Test
    void noEscapeHidesWhatTheBrokerSays() {
        JmsMessage message = decode(
                "activemq",
                "",
                "JMS_stompest_JMSXUserID",
                "root",
                "JMSXUserID",
                "joe",
                "JMS_stompest_JMSXUserID",
                "root");

        assertEquals("joe", message.getObjectProperty("JMSXUserID"));
        JmsMessage claiming = decode("activemq", "", "JMS_stompest_JMSXUserID", "root");
        assertEquals("root", claiming.getObjectProperty("JMSXUserID"));
    }

    @Test
    void aDeliveryCountOfTheSenderDoesNotCount() {
        for (String name : List.of("JMSXDeliveryCount", "JMS_stompest_JMSXDeliveryCount")) {
            JmsMessage message = decode("activemq", "", name, "99");

            assertEquals(1, message.getObjectProperty("JMSXDeliveryCount"));
            assertEquals(Set.of("JMSXDeliveryCount"), names(message));
        }
    }

    @Test
    void anEscapeOfNothingIsNoProperty() {
        assertEquals(Set.of("JMSXDeliveryCount"), names(decode("activemq", "", "JMS_stompest_", "x")));
        assertEquals(Set.of("JMSXDeliveryCount"), names(decode("activemq", "", "JMS_stompest_age", "x")));
    }

    /** A body must not get lost because of hints that nobody understands. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "t", "o", "x", "b", "?"})
    void aBodyThatIsThereIsThere(String hints) throws JMSException {
        JmsMessage message = decode("activemq", "abc", "JMS_stompest", hints);

        assertTrue(message.hasBody());
        assertArrayEquals(new byte[] {'a', 'b', 'c'}, message.encodeBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T;",
                "T;p",
                "T;p=",
                "T;p=,",
                "T;p=i",
                "T;p=,,ia",
                "T;p=;t=",
                "T;t=x",
                "T;t=-5",
                "T;t=99999999999999999999",
                "T;d=-1;t=1.5",
                "T;;;;",
                "T;x=y;t=1",
                "T=5",
                "T;xx=5",
                ";t=1",
                "\0",
                "\ud83d\ude00",
                "T;t=5;t=6",
                "T;i",
                "T;i="
            })
    void malformedHintsNeverThrow(String hints) throws JMSException {
        for (String broker : BROKERS) {
            assertReadable(decode(broker, "abc", "JMS_stompest", hints, "a", "1"));
        }
    }

    @Test
    void randomHintsNeverThrow() throws JMSException {
        Random random = new Random(1);
        String letters = "TBMNSOtbx;;;;pppdtic====,,,,izldfsbn0159-.a\u00fc\0";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder hints = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                hints.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertReadable(decode("activemq", "{}", "JMS_stompest", hints.toString(), "a", "1", "ia", "x"));
        }
    }

    @Test
    void hugeHintsAreReadInOnePass() throws JMSException {
        JmsMessage message = decode(
                "activemq",
                "",
                "JMS_stompest",
                "T;p=" + "ia,".repeat(50_000) + "zb" + ";x=y".repeat(50_000) + ";t=5",
                "a",
                "7",
                "b",
                "true");

        assertReadable(message);
        assertEquals(7, message.getObjectProperty("a"));
        assertEquals(true, message.getObjectProperty("b"));
        assertEquals(5, message.getJMSTimestamp());
    }

    private static void assertReadable(JmsMessage message) throws JMSException {
        assertTrue(message.getJMSTimestamp() >= 0);
        assertTrue(message.getJMSDeliveryTime() >= 0);
        assertNotNull(message.getJMSDestination());
        assertFalse(message.propertyExists("JMS_stompest"));
        for (String name : Collections.list(message.getPropertyNames())) {
            assertTrue(message.propertyExists(name));
            assertEquals(message.getObjectProperty(name), properties(message).get(name));
        }
        assertNotNull(message.encodeBody());
    }

    private static Map<String, Object> properties(JmsMessage message) {
        Map<String, Object> all = new HashMap<>(message.properties().asMap());
        all.putIfAbsent("JMSXDeliveryCount", message.getObjectProperty("JMSXDeliveryCount"));
        return all;
    }
}

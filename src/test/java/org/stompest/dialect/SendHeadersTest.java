package org.stompest.dialect;

import java.util.List;
import java.util.stream.Stream;

import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.body;
import static org.stompest.dialect.Sample.dialect;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.sent;
import static org.stompest.dialect.Sample.temporaryQueue;
import static org.stompest.dialect.Sample.temporaryTopic;
import static org.stompest.dialect.Sample.topic;

class SendHeadersTest {
    private static final List<Dialect> ALL = List.of(ACTIVEMQ, ARTEMIS, GENERIC);

    @Test
    void activeMqIsToldAllThatIsSaid() {
        assertEquals(
                Headers.of(
                        "persistent", "true",
                        "priority", "7",
                        "expires", "5000",
                        "correlation-id", "c",
                        "type", "t",
                        "timestamp", "1000",
                        "reply-to", "/topic/r",
                        "AMQ_SCHEDULED_DELAY", "2000"),
                sent(ACTIVEMQ, Sample.full(queue("q"), topic("r"))));
    }

    @Test
    void artemisIsToldAllThatIsSaid() {
        assertEquals(
                Headers.of(
                        "destination-type", "ANYCAST",
                        "persistent", "true",
                        "priority", "7",
                        "expires", "5000",
                        "correlation-id", "c",
                        "type", "t",
                        "reply-to", "topic://r",
                        "NATIVE_MESSAGE_ID", "ID:m",
                        "_AMQ_DUPL_ID", "ID:m",
                        "AMQ_SCHEDULED_TIME", "3000"),
                sent(ARTEMIS, Sample.full(queue("q"), topic("r"))));
    }

    @Test
    void aGenericBrokerIsToldWhatMostUnderstand() {
        Outgoing message =
                new Outgoing(queue("q"), true, 7, 5_000, 1_000, 0, "ID:m", "c", "t", temporaryQueue("r"), true, 1_000);

        assertEquals(
                Headers.of(
                        "persistent", "true",
                        "priority", "7",
                        "expires", "5000",
                        "correlation-id", "c",
                        "type", "t",
                        "timestamp", "1000",
                        "reply-to", "/temp-queue/r"),
                sent(GENERIC, message));
    }

    /** The default of the brokers is not persistent, and most differ in what they take for the default else. */
    @Test
    void whatIsNotSaidIsLeftOut() {
        assertEquals(Headers.of("persistent", "false"), sent(ACTIVEMQ, Sample.PLAIN));
        assertEquals(Headers.of("destination-type", "ANYCAST", "persistent", "false"), sent(ARTEMIS, Sample.PLAIN));
        assertEquals(Headers.of("persistent", "false"), sent(GENERIC, Sample.PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE,           ANYCAST",
        "TOPIC,           MULTICAST",
        "TEMPORARY_QUEUE, ANYCAST",
        "TEMPORARY_TOPIC, MULTICAST",
    })
    void artemisIsAlwaysToldWhetherToRouteToOneOrAll(Address.Kind kind, String routing) {
        assertEquals(routing, sent(ARTEMIS, Sample.to(new Address(kind, "a"))).get("destination-type"));
    }

    @Test
    void artemisDetectsDuplicatesOnlyOfWhatMayBeRepeated() {
        Outgoing once = new Outgoing(queue("q"), true, 4, 0, 0, 0, "ID:m", null, null, null, false, 1_000);

        assertEquals(
                Headers.of("destination-type", "ANYCAST", "persistent", "true", "NATIVE_MESSAGE_ID", "ID:m"),
                sent(ARTEMIS, once));
    }

    @Test
    void withoutAMessageIdThereAreNoDuplicatesToDetect() {
        Outgoing anonymous = new Outgoing(queue("q"), true, 4, 0, 0, 0, null, null, null, null, true, 1_000);

        assertEquals(Headers.of("destination-type", "ANYCAST", "persistent", "true"), sent(ARTEMIS, anonymous));
    }

    static Stream<Arguments> replyDestinations() {
        return Stream.of(
                Arguments.of("activemq", queue("r"), "/queue/r"),
                Arguments.of("activemq", topic("r"), "/topic/r"),
                Arguments.of("activemq", temporaryQueue("r"), "/temp-queue/r"),
                Arguments.of("activemq", temporaryTopic("r"), "/temp-topic/r"),
                Arguments.of("activemq", temporaryQueue("ID:r"), "/remote-temp-queue/ID:r"),
                Arguments.of("activemq", temporaryTopic("ID:r"), "/remote-temp-topic/ID:r"),
                Arguments.of("artemis", queue("r"), "queue://r"),
                Arguments.of("artemis", topic("r"), "topic://r"),
                Arguments.of("artemis", temporaryQueue("r"), "temp-queue://r"),
                Arguments.of("artemis", temporaryTopic("r"), "temp-topic://r"),
                Arguments.of("generic", queue("r"), "/queue/r"),
                Arguments.of("generic", topic("r"), "/topic/r"),
                Arguments.of("generic", temporaryQueue("r"), "/temp-queue/r"),
                Arguments.of("generic", queue("/reply-queue/r"), "/reply-queue/r"));
    }

    @ParameterizedTest
    @MethodSource("replyDestinations")
    void aReplyDestinationGoesThereAndBack(String broker, Address replyTo, String text) {
        Dialect dialect = dialect(broker);

        assertEquals(text, sent(dialect, Sample.replyingTo(replyTo)).get("reply-to"));
        assertEquals(
                replyTo,
                dialect.receive(Sample.message("reply-to", text), queue("q")).replyTo());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void prioritiesOtherThanTheDefaultAreTold(int priority) {
        for (Dialect dialect : ALL) {
            assertEquals(
                    Integer.toString(priority),
                    sent(dialect, Sample.withPriority(priority)).get("priority"));
        }
    }

    /** ActiveMQ would clip them, Artemis would lose the message without a word. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 10, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void prioritiesThatAreNoneAreRefused(int priority) {
        for (Dialect dialect : ALL) {
            DialectException refusal =
                    assertThrows(DialectException.class, () -> sent(dialect, Sample.withPriority(priority)));

            assertEquals("expected a priority from 0 to 9, got " + priority, refusal.getMessage());
        }
    }

    /** A delay of 0 or less would make the broker drop the connection. */
    @ParameterizedTest
    @CsvSource({"1000, 1001, 1", "1000, 1000, 1", "1000, 900, 1", "1000, 61000, 60000"})
    void activeMqCountsTheDelayFromTheTimeOfSending(long timestamp, long deliveryTime, String delay) {
        assertEquals(
                delay, sent(ACTIVEMQ, Sample.delayed(timestamp, deliveryTime)).get("AMQ_SCHEDULED_DELAY"));
    }

    /** The delay would be the time since 1970. */
    @Test
    void activeMqCannotDelayWithoutTheTimeOfSending() {
        assertThrows(DialectException.class, () -> sent(ACTIVEMQ, Sample.delayed(0, 1_795_446_839_078L)));
    }

    @Test
    void artemisNeedsNoTimeOfSendingToDelay() {
        assertEquals("5000", sent(ARTEMIS, Sample.delayed(0, 5_000)).get("AMQ_SCHEDULED_TIME"));
    }

    @Test
    void aGenericBrokerCannotDelay() {
        DialectException refusal =
                assertThrows(DialectException.class, () -> sent(GENERIC, Sample.delayed(1_000, 3_000)));

        assertEquals(ErrorKind.UNSUPPORTED, refusal.kind());
        assertTrue(refusal.getMessage().contains("stomp.broker"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(BodyKind.class)
    void activeMqTellsTextByTheAbsenceOfALength(BodyKind kind) {
        Headers length = Headers.of("content-length", "2");

        assertEquals(kind.isText() ? Headers.EMPTY : length, body(ACTIVEMQ, kind, "ab"));
    }

    @ParameterizedTest
    @EnumSource(BodyKind.class)
    void artemisTellsTextByTheAbsenceOfALength(BodyKind kind) {
        Headers length = Headers.of("content-length", "3");

        assertEquals(kind.isText() ? Headers.EMPTY : length, body(ARTEMIS, kind, "a\u00fc"));
    }

    @Test
    void emptyBytesHaveALengthToo() {
        assertEquals(Headers.of("content-length", "0"), body(ACTIVEMQ, BodyKind.BYTES, ""));
        assertEquals(Headers.of("content-length", "0"), body(ARTEMIS, BodyKind.BYTES, ""));
        assertEquals(Headers.EMPTY, body(ACTIVEMQ, BodyKind.TEXT, ""));
        assertEquals(Headers.EMPTY, body(ARTEMIS, BodyKind.TEXT, ""));
    }

    @Test
    void activeMqNeedsBothALengthAndATypeForTextWithNul() {
        assertEquals(Headers.of("content-length", "3", "amq-msg-type", "text"), body(ACTIVEMQ, BodyKind.TEXT, "a\0b"));
        assertEquals(Headers.of("content-length", "3"), body(ACTIVEMQ, BodyKind.BYTES, "a\0b"));
    }

    @ParameterizedTest
    @EnumSource(BodyKind.class)
    void aGenericBrokerIsToldTheLengthAndTheTypeOfText(BodyKind kind) {
        Headers expected = kind.isText()
                ? Headers.of("content-length", "2", "content-type", "text/plain;charset=UTF-8")
                : Headers.of("content-length", "2");

        assertEquals(expected, body(GENERIC, kind, "ab"));
    }

    /** Name, colon and value have 10240 bytes at most, in UTF-8 and with all that is escaped. */
    @ParameterizedTest
    @CsvSource({
        "x,            10238, true",
        "x,            10239, false",
        ":,            5119,  true",
        ":,            5120,  false",
        "\\,           5119,  true",
        "\\,           5120,  false",
        "\u00fc,       5119,  true",
        "\u00fc,       5120,  false",
        "\u20ac,       3412,  true",
        "\u20ac,       3413,  false",
        "\ud83d\ude00, 2559,  true",
        "\ud83d\ude00, 2560,  false",
    })
    void activeMqTakesNoLongerHeaders(String character, int times, boolean isTaken) {
        Headers headers = Headers.of("a", character.repeat(times));

        if (isTaken) {
            assertDoesNotThrow(() -> ACTIVEMQ.checkSize(headers));
        } else {
            DialectException refusal = assertThrows(DialectException.class, () -> ACTIVEMQ.checkSize(headers));
            assertTrue(refusal.getMessage().contains("10240"), refusal.getMessage());
        }
        assertDoesNotThrow(() -> ARTEMIS.checkSize(headers));
        assertDoesNotThrow(() -> GENERIC.checkSize(headers));
    }

    @Test
    void activeMqTakesNoMoreThanAThousandHeadersWithReceiptAndTransaction() {
        assertDoesNotThrow(() -> ACTIVEMQ.checkSize(many(998)));
        assertThrows(DialectException.class, () -> ACTIVEMQ.checkSize(many(999)));
        assertDoesNotThrow(() -> ARTEMIS.checkSize(many(999)));
        assertDoesNotThrow(() -> GENERIC.checkSize(many(999)));
    }

    private static Headers many(int count) {
        return Sample.headers(builder -> {
            for (int i = 0; i < count; i++) {
                builder.add("p" + i, "");
            }
        });
    }
}

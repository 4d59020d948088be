package org.stompest.dialect;

import java.util.List;
import java.util.stream.Stream;

import org.stompest.protocol.Frame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.dialect;
import static org.stompest.dialect.Sample.message;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.temporaryQueue;
import static org.stompest.dialect.Sample.temporaryTopic;
import static org.stompest.dialect.Sample.topic;

class ReceivedHeadersTest {
    private static final List<Dialect> ALL = List.of(ACTIVEMQ, ARTEMIS, GENERIC);

    @Test
    void allThatActiveMqTellsIsRead() {
        Frame frame = message(
                "expires", "1795446899000",
                "correlation-id", "c",
                "destination", "/queue/q",
                "subscription", "1",
                "priority", "7",
                "message-id", "ID:vm-43889-3:1:-1:1:1",
                "type", "t",
                "reply-to", "/remote-temp-queue/ID:vm-43889-3:1:1",
                "persistent", "true",
                "redelivered", "true",
                "timestamp", "1795446839078",
                "ack", "ID:vm-1");

        assertEquals(
                new Incoming(
                        queue("q"),
                        true,
                        7,
                        1_795_446_899_000L,
                        1_795_446_839_078L,
                        0,
                        "ID:vm-43889-3:1:-1:1:1",
                        "c",
                        "t",
                        temporaryQueue("ID:vm-43889-3:1:1"),
                        1,
                        null),
                ACTIVEMQ.receive(frame, queue("other")));
    }

    @Test
    void allThatArtemisTellsIsRead() {
        Frame frame = message(
                "subscription", "q",
                "content-length", "5",
                "message-id", "66,76",
                "destination", "q",
                "correlation-id", "c",
                "expires", "1795446899000",
                "redelivered", "true",
                "priority", "7",
                "persistent", "true",
                "reply-to", "queue://rr",
                "timestamp", "1795446839078",
                "type", "t",
                "destination-type", "ANYCAST",
                "_AMQ_SCHED_DELIVERY", "1795446840000",
                "_AMQ_GROUP_ID", "g",
                "NATIVE_MESSAGE_ID", "ID:native",
                "destination-type", "ANYCAST",
                "ack", "66,76");

        assertEquals(
                new Incoming(
                        queue("q"),
                        true,
                        7,
                        1_795_446_899_000L,
                        1_795_446_839_078L,
                        1_795_446_840_000L,
                        "ID:native",
                        "c",
                        "t",
                        queue("rr"),
                        1,
                        "g"),
                ARTEMIS.receive(frame, queue("q")));
    }

    @Test
    void allThatAGenericBrokerTellsIsRead() {
        Frame frame = message(
                "subscription", "1",
                "message-id", "T_1@@x@@1",
                "destination", "/topic/t",
                "expires", "1795446899000",
                "timestamp", "1795446839078",
                "priority", "7",
                "persistent", "true",
                "redelivered", "true",
                "correlation-id", "c",
                "type", "t",
                "JMSXGroupID", "g",
                "reply-to", "/reply-queue/amq.gen-1");

        assertEquals(
                new Incoming(
                        topic("t"),
                        true,
                        7,
                        1_795_446_899_000L,
                        1_795_446_839_078L,
                        0,
                        "T_1@@x@@1",
                        "c",
                        "t",
                        queue("/reply-queue/amq.gen-1"),
                        1,
                        "g"),
                GENERIC.receive(frame, queue("other")));
    }

    @Test
    void whatIsNotToldHasTheDefaultOfJakartaMessaging() {
        for (Dialect dialect : ALL) {
            Incoming incoming = dialect.receive(message("message-id", "7,8"), topic("t"));

            assertEquals(topic("t"), incoming.destination());
            assertFalse(incoming.persistent());
            assertEquals(4, incoming.priority());
            assertEquals(0, incoming.expiration());
            assertEquals(0, incoming.timestamp());
            assertEquals(0, incoming.deliveryTime());
            assertNull(incoming.correlationId());
            assertNull(incoming.type());
            assertNull(incoming.replyTo());
            assertFalse(incoming.redeliveries() > 0);
            assertNull(incoming.groupId());
        }
    }

    /** A property of a foreign sender may hide the real header. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999999999999", " 1", "null"})
    void numbersThatAreNoneCountAsNotTold(String text) {
        for (Dialect dialect : ALL) {
            Incoming incoming = dialect.receive(
                    message("expires", text, "timestamp", text, "priority", text, "_AMQ_SCHED_DELIVERY", text),
                    queue("q"));

            assertEquals(0, incoming.expiration());
            assertEquals(0, incoming.timestamp());
            assertEquals(0, incoming.deliveryTime());
            assertEquals(4, incoming.priority());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "10, 4", "-1, 4", "4294967300, 4"})
    void prioritiesOutOfRangeCountAsNotTold(String text, int priority) {
        for (Dialect dialect : ALL) {
            assertEquals(
                    priority,
                    dialect.receive(message("priority", text), queue("q")).priority());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "TRUE", "1", "", "yes"})
    void onlyTrueIsTrue(String text) {
        for (Dialect dialect : ALL) {
            Incoming incoming = dialect.receive(message("persistent", text, "redelivered", text), queue("q"));

            assertFalse(incoming.persistent());
            assertFalse(incoming.redeliveries() > 0);
        }
    }

    /** Application headers follow those of the broker, and the first one counts. */
    @Test
    void theFirstOfARepeatedHeaderCounts() {
        for (Dialect dialect : ALL) {
            Incoming incoming = dialect.receive(
                    message("priority", "7", "redelivered", "false", "priority", "1", "redelivered", "true"),
                    queue("q"));

            assertEquals(7, incoming.priority());
            assertFalse(incoming.redeliveries() > 0);
        }
    }

    static Stream<Arguments> destinations() {
        return Stream.of(
                Arguments.of("activemq", "/topic/a", null, queue("s"), topic("a")),
                Arguments.of("activemq", "/temp-queue/a", null, queue("s"), temporaryQueue("a")),
                Arguments.of("activemq", "/temp-topic/a", null, queue("s"), temporaryTopic("a")),
                Arguments.of("activemq", "/remote-temp-topic/ID:a", null, queue("s"), temporaryTopic("ID:a")),
                Arguments.of("activemq", "unreadable", null, queue("s"), queue("s")),
                Arguments.of("artemis", "a", "ANYCAST", topic("a"), topic("a")),
                Arguments.of("artemis", "a", "ANYCAST", temporaryQueue("a"), temporaryQueue("a")),
                Arguments.of("artemis", "a.b", "MULTICAST", topic("a.#"), topic("a.b")),
                Arguments.of("artemis", "a.b", "ANYCAST", queue("a.#"), queue("a.b")),
                Arguments.of("artemis", "a.b", null, topic("a.#"), topic("a.b")),
                Arguments.of("artemis", "a.b", null, queue("a.#"), queue("a.b")),
                Arguments.of("artemis", "a", "MULTICAST", topic("a::q"), topic("a")),
                Arguments.of("artemis", "/queue/a", "ANYCAST", queue("/queue/a"), queue("/queue/a")),
                Arguments.of("artemis", "", null, queue("s"), queue("s")),
                Arguments.of("generic", "/queue/a", null, topic("s"), queue("a")),
                Arguments.of("generic", "/exchange/e", null, topic("s"), topic("s")));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void theDestinationIsWhatTheBrokerTellsOrElseThatOfTheSubscription(
            String broker, String destination, String type, Address subscribed, Address expected) {
        Frame frame = type == null
                ? message("destination", destination)
                : message("destination", destination, "destination-type", type);

        assertEquals(expected, dialect(broker).receive(frame, subscribed).destination());
    }

    @Test
    void prefixesOfArtemisAreCutOffWhenTheyAreSet() {
        Dialect dialect = dialect("artemis", new Prefixes("q/", "t/", "", ""));

        assertEquals(
                queue("a"),
                dialect.receive(message("destination", "q/a"), topic("s")).destination());
        assertEquals(
                topic("a"),
                dialect.receive(message("destination", "t/a"), queue("s")).destination());
        assertEquals(
                queue("a"),
                dialect.receive(message("reply-to", "q/a"), topic("s")).replyTo());
    }

    static Stream<Arguments> foreignReplyDestinations() {
        return Stream.of(
                // Our own connection sees its temporary destinations by the names that it gave them.
                Arguments.of("activemq", "/temp-queue/mine", temporaryQueue("mine")),
                Arguments.of("activemq", "/remote-temp-queue/ID:x:1", temporaryQueue("ID:x:1")),
                Arguments.of("activemq", "/remote-temp-topic/ID:x:1", temporaryTopic("ID:x:1")),
                // What is no destination to the broker is none to us.
                Arguments.of("activemq", "queue://a", null),
                Arguments.of("activemq", "whatever", null),
                Arguments.of("activemq", "", null),
                Arguments.of("artemis", "queue://a", queue("a")),
                Arguments.of("artemis", "topic://a", topic("a")),
                Arguments.of("artemis", "temp-queue://a", temporaryQueue("a")),
                Arguments.of("artemis", "temp-topic://a", temporaryTopic("a")),
                Arguments.of("artemis", "a", queue("a")),
                Arguments.of("artemis", "/queue/a", queue("/queue/a")),
                Arguments.of("generic", "/temp-queue/a", temporaryQueue("a")),
                Arguments.of("generic", "a", queue("a")));
    }

    @ParameterizedTest
    @MethodSource("foreignReplyDestinations")
    void replyDestinationsOfOthersAreRead(String broker, String text, Address expected) {
        assertEquals(
                expected,
                dialect(broker).receive(message("reply-to", text), queue("q")).replyTo());
    }

    /** A message of another client has no identifier of its own there: what stays the same across redeliveries stands for it. */
    @Test
    void artemisHasNoMessageIdentifiers() {
        assertEquals(
                "ID:76",
                ARTEMIS.receive(message("message-id", "66,76"), queue("q")).messageId());
    }

    @Test
    void aGroupIsReadByEitherName() {
        assertEquals(
                "g", ARTEMIS.receive(message("_AMQ_GROUP_ID", "g"), queue("q")).groupId());
        assertEquals(
                "g", ARTEMIS.receive(message("JMSXGroupID", "g"), queue("q")).groupId());
        assertEquals(
                "g", ACTIVEMQ.receive(message("JMSXGroupID", "g"), queue("q")).groupId());
        assertEquals(
                "g", GENERIC.receive(message("JMSXGroupID", "g"), queue("q")).groupId());
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, 'ID:a,1', 'ID:a,1'",
        "artemis,  '66,76',  76",
        "artemis,  76,       76",
        "artemis,  '1,2,3',  '2,3'",
        "generic,  'a,1',    'a,1'",
    })
    void aMessageIsKnownByWhatStaysTheSameAcrossRedeliveries(String broker, String id, String key) {
        assertEquals(key, dialect(broker).messageKey(message("message-id", id)));
    }

    @Test
    void aMessageWithoutAnIdentifierHasAKeyAllTheSame() {
        for (Dialect dialect : ALL) {
            assertEquals("", dialect.messageKey(message()));
        }
    }

    // ---- text or bytes ----

    @Test
    void activeMqTellsTextByTheAbsenceOfALength() {
        assertTrue(ACTIVEMQ.isText(message("destination", "/queue/q")));
        assertFalse(ACTIVEMQ.isText(message("content-length", "0")));
        assertFalse(ACTIVEMQ.isText(message("destination", "/queue/q", "content-length", "3")));
        assertTrue(ACTIVEMQ.isText(message("content-length", "3", "amq-msg-type", "text")));
        assertFalse(ACTIVEMQ.isText(message("content-length", "3", "amq-msg-type", "bytes")));
        assertFalse(ACTIVEMQ.isText(message("content-length", "3", "content-type", "text/plain")));
    }

    @Test
    void artemisTellsTextByThePlaceOfTheLength() {
        assertTrue(ARTEMIS.isText(
                message("subscription", "1", "message-id", "7,11", "ack", "7,11", "content-length", "2")));
        assertFalse(ARTEMIS.isText(message("subscription", "1", "content-length", "2", "message-id", "7,11")));
        assertFalse(ARTEMIS.isText(message("content-length", "0", "message-id", "7,11")));
        assertTrue(ARTEMIS.isText(message("subscription", "1", "message-id", "7,11")), "an empty text has no length");
        assertTrue(ARTEMIS.isText(message()));
    }

    /** Request headers of the sender come back as properties, and must not be taken for the broker's. */
    @Test
    void aLengthAmongThePropertiesOfArtemisSaysNothing() {
        assertTrue(ARTEMIS.isText(message(
                "message-id",
                "7,11",
                "destination",
                "q",
                "content-length",
                "9",
                "content-type",
                "x/y",
                "ack",
                "7,11")));
        assertFalse(ARTEMIS.isText(message(
                "content-length", "2", "message-id", "7,11", "content-type", "text/plain", "content-length", "9")));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,                 true",
        "text/plain;charset=UTF-8,   true",
        "TEXT/XML,                   true",
        "application/octet-stream,   false",
        "application/json,           false",
        "'',                         false",
    })
    void aGenericBrokerTellsTextByItsType(String type, boolean isText) {
        assertEquals(isText, GENERIC.isText(message("content-type", type)));
        assertEquals(isText, GENERIC.isText(message("content-type", type, "content-length", "3")));
    }

    @Test
    void withoutATypeALengthDecides() {
        assertTrue(GENERIC.isText(message()));
        assertFalse(GENERIC.isText(message("content-length", "3")));
    }
}

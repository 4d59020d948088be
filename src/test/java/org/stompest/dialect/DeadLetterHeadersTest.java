package org.stompest.dialect;

import java.nio.charset.StandardCharsets;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.dialect;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.topic;

class DeadLetterHeadersTest {
    private static Headers copy(Dialect dialect, String body, String... headers) {
        Frame message = Frame.of(Command.MESSAGE, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
        return dialect.deadLetter(message, topic("t"), queue("DLQ"));
    }

    @Test
    void artemisGetsWhatItWouldHaveAddedItself() {
        assertEquals(
                Headers.of(
                        "correlation-id", "c",
                        "priority", "7",
                        "type", "t",
                        "p", "v",
                        "JMS_stompest", "T;i=ID:m",
                        "persistent", "true",
                        "destination-type", "ANYCAST",
                        "_AMQ_ORIG_ADDRESS", "t",
                        "_AMQ_ORIG_QUEUE", "t"),
                copy(
                        ARTEMIS,
                        "x",
                        "subscription",
                        "1",
                        "message-id",
                        "66,76",
                        "destination",
                        "t",
                        "correlation-id",
                        "c",
                        "expires",
                        "5",
                        "redelivered",
                        "true",
                        "priority",
                        "7",
                        "persistent",
                        "false",
                        "timestamp",
                        "1795446839078",
                        "type",
                        "t",
                        "destination-type",
                        "MULTICAST",
                        "_AMQ_GROUP_ID",
                        "g",
                        "p",
                        "v",
                        "receipt",
                        "r",
                        "transaction",
                        "x",
                        "JMS_stompest",
                        "T;i=ID:m",
                        "destination-type",
                        "MULTICAST",
                        "ack",
                        "66,76",
                        "content-length",
                        "1"));
    }

    @Test
    void activeMqIsToldWhereTheMessageCameFrom() {
        assertEquals(
                Headers.of(
                        "priority", "4",
                        "p", "v",
                        "persistent", "true",
                        "original-destination", "/topic/t"),
                copy(
                        ACTIVEMQ,
                        "x",
                        "expires",
                        "0",
                        "destination",
                        "/topic/t",
                        "subscription",
                        "1",
                        "priority",
                        "4",
                        "message-id",
                        "ID:m",
                        "timestamp",
                        "5",
                        "p",
                        "v",
                        "ack",
                        "ID:a"));
    }

    @Test
    void aGenericBrokerIsToldWhereTheMessageCameFrom() {
        assertEquals(
                Headers.of(
                        "content-type", "text/plain",
                        "persistent", "true",
                        "original-destination", "/topic/t",
                        "content-length", "1"),
                copy(GENERIC, "x", "destination", "/topic/t", "content-type", "text/plain", "message-id", "1"));
    }

    /** The broker takes the first of two. */
    @ParameterizedTest
    @ValueSource(strings = {"activemq", "generic"})
    void theLatestOriginIsTheOnlyOne(String broker) {
        Headers copy = copy(dialect(broker), "x", "destination", "/queue/b", "original-destination", "/queue/a");

        assertEquals("/queue/b", copy.get("original-destination"));
        assertEquals(1, count(copy, "original-destination"));
    }

    private static long count(Headers headers, String name) {
        long count = 0;
        for (int i = 0; i < headers.size(); i++) {
            count += headers.name(i).equals(name) ? 1 : 0;
        }
        return count;
    }

    /** Else the copy would be delayed as its original was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMQ_SCHEDULED_DELAY",
                "AMQ_SCHEDULED_TIME",
                "AMQ_SCHEDULED_REPEAT",
                "scheduledJobId",
                "_AMQ_SCHED_DELIVERY"
            })
    void aCopyIsNotScheduled(String name) {
        assertFalse(copy(ACTIVEMQ, "x", name, "5").contains(name));
        assertFalse(copy(ARTEMIS, "x", name, "5").contains(name));
        assertFalse(copy(GENERIC, "x", name, "5").contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "generic"})
    void aCopyDoesNotExpireAndIsPersistent(String broker) {
        Headers copy = copy(dialect(broker), "x", "expires", "5", "persistent", "false");

        assertFalse(copy.contains("expires"));
        assertEquals("true", copy.get("persistent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "generic"})
    void aCopyOfBytesIsBytesAndOneOfTextIsText(String broker) {
        Dialect dialect = dialect(broker);

        Headers bytes = copy(dialect, "abc", "content-length", "3", "message-id", "1");
        assertEquals("3", bytes.get("content-length"));
        assertFalse(dialect.isText(Frame.of(Command.MESSAGE, bytes)));

        assertEquals(true, dialect.isText(Frame.of(Command.MESSAGE, copy(dialect, "abc", "message-id", "1"))));
    }

    @Test
    void textWithNulKeepsItsTypeOnActiveMq() {
        Headers copy = copy(ACTIVEMQ, "a\0b", "content-length", "3", "amq-msg-type", "text");

        assertEquals("text", copy.get("amq-msg-type"));
        assertEquals("3", copy.get("content-length"));
        assertEquals(1, count(copy, "amq-msg-type"));
        assertEquals(1, count(copy, "content-length"));
    }

    @Test
    void theTypeOfTheContentIsToldOnce() {
        Headers copy = copy(GENERIC, "{}", "content-type", "text/json", "content-length", "2");

        assertEquals("text/json", copy.get("content-type"));
        assertEquals(1, count(copy, "content-type"));
    }
}

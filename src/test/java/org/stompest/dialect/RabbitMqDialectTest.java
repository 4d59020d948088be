package org.stompest.dialect;

import java.util.List;
import java.util.Optional;

import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.RABBITMQ;
import static org.stompest.dialect.Sample.body;
import static org.stompest.dialect.Sample.message;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.replyingTo;
import static org.stompest.dialect.Sample.sent;
import static org.stompest.dialect.Sample.subscribed;
import static org.stompest.dialect.Sample.temporaryQueue;
import static org.stompest.dialect.Sample.temporaryTopic;
import static org.stompest.dialect.Sample.to;
import static org.stompest.dialect.Sample.topic;

/** What is different on RabbitMQ, whose plugin reads parameters of queues out of the headers of messages. */
class RabbitMqDialectTest {
    @ParameterizedTest
    @CsvSource({
        "orders,                         /queue/orders",
        "a/b,                            /queue/a%2Fb",
        "orders?x-queue-type=quorum,     /queue/orders",
        "/amq/queue/orders,              /amq/queue/orders",
        "/exchange/x/k,                  /exchange/x/k",
        "/queue/a?b,                     /queue/a?b",
    })
    void queuesAreSpelledAsTheBrokerDoes(String name, String text) {
        assertEquals(text, RABBITMQ.destination(queue(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2Fb",
                "?x-expires=1",
                "a?",
                "a?x-expires=soon",
                "a?durable=true",
                "a?x-queue-type",
                "a?x-overflow=drop-head"
            })
    void namesThatTheBrokerWouldTakeForOthersAreRefused(String name) {
        DialectException refusal = assertThrows(DialectException.class, () -> RABBITMQ.destination(queue(name)));

        assertEquals(ErrorKind.DESTINATION, refusal.kind());
        assertTrue(refusal.getMessage().contains("'" + name + "'"), refusal.getMessage());
    }

    @Test
    void namesMayHave255Bytes() {
        assertEquals("/queue/" + "é".repeat(127), RABBITMQ.destination(queue("é".repeat(127))));
        assertThrows(DialectException.class, () -> RABBITMQ.destination(queue("é".repeat(128))));
    }

    @Test
    void argumentsOfAQueueGoWithEveryFrameThatMayCreateIt() {
        String name = "q?x-queue-type=quorum&x-dead-letter-exchange=&x-max-priority=9";
        Headers arguments = Headers.of("x-queue-type", "quorum", "x-dead-letter-exchange", "", "x-max-priority", "9");

        for (Headers headers : new Headers[] {
            sent(RABBITMQ, to(queue(name))),
            subscribed(RABBITMQ, Sample.plainRequest(queue(name), AckScheme.INDIVIDUAL))
        }) {
            arguments.forEach((header, value) -> assertEquals(value, headers.get(header), header));
        }
        assertNull(sent(RABBITMQ, to(topic("t?x-queue-type=quorum"))).get("x-queue-type"));
    }

    /** {@code persistent:false} would make an exclusive queue of it. */
    @Test
    void nothingIsSaidOfPersistenceIfThereIsNone() {
        Outgoing lasting = new Outgoing(queue("q"), true, 4, 0, 0, 0, null, null, null, null, false, 1);

        assertEquals("true", sent(RABBITMQ, lasting).get("persistent"));
        assertFalse(sent(RABBITMQ, to(queue("q"))).contains("persistent"));
    }

    /** The broker ranks messages without a priority last. */
    @Test
    void theDefaultPriorityIsWritten() {
        assertEquals("4", sent(RABBITMQ, to(queue("q"))).get("priority"));
    }

    @ParameterizedTest
    @CsvSource({"5000, 1000, 4000", "5000, 5000, 1", "5000, 9000, 1"})
    void timeToLiveCountsFromNow(long expiration, long now, String timeToLive) {
        Outgoing dying = new Outgoing(queue("q"), true, 4, expiration, 0, 0, null, null, null, null, false, now);

        assertEquals(timeToLive, sent(RABBITMQ, dying).get("expiration"));
        assertEquals(Long.toString(expiration), sent(RABBITMQ, dying).get("expires"));
    }

    @Test
    void shortStringsAreChecked() {
        String text = "x".repeat(256);
        Outgoing long1 = new Outgoing(queue("q"), true, 4, 0, 0, 0, null, text, null, null, false, 1);
        Outgoing long2 = new Outgoing(queue("q"), true, 4, 0, 0, 0, null, null, text, null, false, 1);

        assertTrue(assertThrows(DialectException.class, () -> sent(RABBITMQ, long1))
                .getMessage()
                .contains("a correlation-id of at most 255 bytes"));
        assertThrows(DialectException.class, () -> sent(RABBITMQ, long2));
    }

    @Test
    void delayIsRefused() {
        DialectException refusal = assertThrows(DialectException.class, () -> sent(RABBITMQ, Sample.delayed(1, 2)));

        assertEquals(ErrorKind.UNSUPPORTED, refusal.kind());
    }

    @Test
    void textIsToldByItsContentType() {
        assertEquals(
                "text/plain;charset=UTF-8", body(RABBITMQ, BodyKind.TEXT, "a").get("content-type"));
        assertEquals("1", body(RABBITMQ, BodyKind.TEXT, "a").get("content-length"));
        assertEquals(
                "application/octet-stream", body(RABBITMQ, BodyKind.BYTES, "a").get("content-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,                      true",
        "application/json,                true",
        "application/x-y;charset=UTF-8,   true",
        "application/octet-stream,        false",
        "'',                              false",
    })
    void othersTextIsKnownByItsContentType(String type, boolean isText) {
        assertEquals(isText, RABBITMQ.isText(message("content-type", type)));
    }

    @Test
    void theBrokersOwnJmsClientTellsTextByItsType() {
        assertTrue(RABBITMQ.isText(message("JMSType", "TextMessage")));
        assertTrue(RABBITMQ.isText(message("JMSType", "TextMessage", "content-type", "application/octet-stream")));
        assertFalse(RABBITMQ.isText(message("JMSType", "order", "content-type", "application/octet-stream")));
        assertFalse(RABBITMQ.isText(message("content-length", "3")));
    }

    @Test
    void theBrokersOwnJmsClientHasHeadersOfItsOwn() {
        Incoming incoming = RABBITMQ.receive(
                message(
                        "message-id",
                        "T_1@@session@@1",
                        "JMSMessageID",
                        "ID:1",
                        "JMSTimestamp",
                        "1795569979163",
                        "expiration",
                        "1000",
                        "JMSType",
                        "order"),
                queue("q"));

        assertEquals("ID:1", incoming.messageId());
        assertEquals(1_795_569_979_163L, incoming.timestamp());
        assertEquals(1_795_569_980_163L, incoming.expiration());
        assertEquals("order", incoming.type());
        assertEquals("ID:1", RABBITMQ.messageKey(message("message-id", "T_1@@s@@1", "JMSMessageID", "ID:1")));
    }

    @Test
    void thePropertiesOfAmqpGoBeforeThem() {
        Incoming incoming = RABBITMQ.receive(
                message(
                        "amqp-message-id",
                        "ID:2",
                        "JMSMessageID",
                        "ID:1",
                        "timestamp",
                        "1795569979163",
                        "JMSTimestamp",
                        "1",
                        "type",
                        "order",
                        "JMSType",
                        "TextMessage"),
                queue("q"));

        assertEquals("ID:2", incoming.messageId());
        assertEquals(1_795_569_979_163L, incoming.timestamp());
        assertEquals("order", incoming.type());
        assertEquals(0, incoming.expiration());
        assertEquals("ID:2", RABBITMQ.messageKey(message("amqp-message-id", "ID:2", "JMSMessageID", "ID:1")));
    }

    @Test
    void theMarkOfATextIsNoType() {
        assertNull(
                RABBITMQ.receive(message("JMSType", "TextMessage"), queue("q")).type());
    }

    @Test
    void aTimeToLiveAloneIsNoExpiration() {
        assertEquals(
                0, RABBITMQ.receive(message("expiration", "1000"), queue("q")).expiration());
        assertEquals(
                0,
                RABBITMQ.receive(message("expiration", "1000", "timestamp", "1795569979"), queue("q"))
                        .expiration());
    }

    @ParameterizedTest
    @CsvSource({
        "1795569979,     1795569979000",
        "1795569979163,  1795569979163",
        "99999999999,    99999999999000",
        "100000000000,   100000000000",
        "-1,             -1",
        "soon,           0",
    })
    void timestampsOfAmqpAreSeconds(String text, long millis) {
        assertEquals(
                millis, RABBITMQ.receive(message("timestamp", text), queue("q")).timestamp());
    }

    @Test
    void everyConsumerAcknowledgesMessageByMessage() {
        for (AckScheme wanted : AckScheme.values()) {
            assertEquals(AckScheme.INDIVIDUAL, RABBITMQ.acks(wanted, Version.V1_2));
        }
        Headers headers = subscribed(RABBITMQ, Sample.plainRequest(queue("q"), AckScheme.INDIVIDUAL));

        assertEquals(Headers.of("ack", "client-individual", "prefetch-count", "10"), headers);
    }

    @Test
    void subscriptionsThatLastHaveAQueueOfTheirName() {
        Headers durable = subscribed(RABBITMQ, named("a.b", false, true, "me"));
        Headers shared = subscribed(RABBITMQ, named("s", true, false, null));

        assertEquals("stompest.me.a\\.b", durable.get("x-queue-name"));
        assertEquals("false", durable.get("auto-delete"));
        assertEquals("true", durable.get("durable"));
        assertEquals("stompest-shared..s", shared.get("x-queue-name"));
        assertEquals("true", shared.get("auto-delete"));
        assertEquals("false", shared.get("exclusive"));
    }

    private static SubscriptionRequest named(String name, boolean isShared, boolean isDurable, String clientId) {
        return new SubscriptionRequest(
                topic("t"), AckScheme.INDIVIDUAL, 10, 2_000, null, name, isShared, isDurable, false, clientId);
    }

    @Test
    void aSubscriptionIsDeletedByWhoHasSubscribed() {
        Deletion deletion = RABBITMQ.deleteSubscription("s", "me");

        assertTrue(deletion.needsSubscription());
        assertTrue(deletion.destination().startsWith("/topic/"));
        assertEquals("stompest.me.s", deletion.subscribe().get("x-queue-name"));
        assertEquals(Headers.of("durable", "true", "x-queue-name", "stompest.me.s"), deletion.unsubscribe());
    }

    @Test
    void aTemporaryQueueIsMadeAndDeletedAndATopicNeedsNeither() {
        Address queue = temporaryQueue("stompest-1");
        Headers creation = RABBITMQ.createTemporary(queue).orElseThrow();

        assertEquals("/queue/stompest-1", creation.get("destination"));
        assertEquals("/amq/queue/stompest-1", RABBITMQ.destination(queue));
        assertEquals("0", creation.get("expiration"));
        assertEquals("classic", creation.get("x-queue-type"));
        Deletion deletion = RABBITMQ.deleteTemporary(queue).orElseThrow();
        assertEquals(creation.get("x-expires"), deletion.subscribe().get("x-expires"));
        assertEquals("stompest-1", deletion.unsubscribe().get("x-queue-name"));
        assertEquals(Optional.empty(), RABBITMQ.createTemporary(temporaryTopic("stompest-1")));
        assertEquals(Optional.empty(), RABBITMQ.deleteTemporary(temporaryTopic("stompest-1")));
    }

    @ParameterizedTest
    @CsvSource({
        "/reply-queue/stompest-1,     TEMPORARY_QUEUE,   stompest-1",
        "/amq/queue/stompest-1,       TEMPORARY_QUEUE,   stompest-1",
        "/topic/stompest-1,           TEMPORARY_TOPIC,   stompest-1",
        "/topic/t,                    TOPIC,             t",
        "/queue/a%2Fb,                QUEUE,             a/b",
        "/reply-queue/amq.gen-1,      QUEUE,             /reply-queue/amq.gen-1",
        "/exchange/x/k,               QUEUE,             /exchange/x/k",
    })
    void replyDestinationsCanBeAnsweredTo(String text, Address.Kind kind, String name) {
        Incoming incoming = RABBITMQ.receive(message("reply-to", text), queue("q"));

        assertEquals(new Address(kind, name), incoming.replyTo());
    }

    @Test
    void whatIsSentAsReplyDestinationIsReadAsTheSame() {
        for (Address each :
                new Address[] {queue("a/b"), topic("t"), temporaryQueue("stompest-1"), temporaryTopic("stompest-2")}) {
            String text = sent(RABBITMQ, replyingTo(each)).get("reply-to");
            String seen = text.startsWith("/") ? text : "/reply-queue/" + text;
            assertEquals(
                    each,
                    RABBITMQ.receive(message("reply-to", seen), queue("q")).replyTo());
        }
    }

    @Test
    void clientsOfAmqpCanAnswerToATemporaryQueue() {
        assertEquals(
                "stompest-1",
                sent(RABBITMQ, replyingTo(temporaryQueue("stompest-1"))).get("reply-to"));
    }

    @ParameterizedTest
    @CsvSource({
        "false,   '',                  '',  0",
        "true,    '',                  '',  1",
        "true,    x-delivery-count,    3,   3",
        "true,    x-acquired-count,    2,   2",
        "true,    x-delivery-count,    x,   1",
    })
    void deliveriesAreCountedWhereTheBrokerDoes(String redelivered, String header, String count, int expected) {
        assertEquals(
                expected,
                RABBITMQ.receive(message("redelivered", redelivered, header, count), queue("q"))
                        .redeliveries());
    }

    @Test
    void aTopicIsReadWithTheEscapesOfTheBroker() {
        Incoming incoming = RABBITMQ.receive(message("destination", "/topic/p%C3%A9.%25%zz"), topic("*.*"));

        assertEquals(topic("pé.%%zz"), incoming.destination());
    }

    @Test
    void aQueueIsThatOfTheSubscription() {
        Address subscribed = queue("orders?x-queue-type=quorum");

        assertEquals(
                subscribed,
                RABBITMQ.receive(message("destination", "/queue/orders"), subscribed)
                        .destination());
    }

    @ParameterizedTest
    @CsvSource({
        "Bad CONNECT,           Access refused for user 'x',            SECURITY",
        "Bad CONNECT,           Virtual host 'x' access denied,         SECURITY",
        "access_refused,        ACCESS_REFUSED - read access to queue,  SECURITY",
        "not_found,             NOT_FOUND - no queue 'x',               DESTINATION",
        "precondition_failed,   inequivalent arg 'x-queue-type',        DESTINATION",
        "precondition_failed,   invalid arg 'x-queue-type',             DESTINATION",
        "Invalid destination,   '/x' is not a valid destination,        DESTINATION",
        "Bad transaction,       '',                                     OTHER",
    })
    void errorsAreKnown(String message, String body, ErrorKind kind) {
        assertEquals(kind, RABBITMQ.errorKind(Sample.error(message, body)));
    }

    @Test
    void whoNamesAQueueOfOtherArgumentsIsToldWhatToDo() {
        String advice = RABBITMQ.advice(Sample.error("precondition_failed", "inequivalent arg 'x-queue-type'"))
                .orElseThrow();
        assertTrue(advice.contains("same arguments"), advice);
        assertTrue(advice.contains("/amq/queue/"), advice);
        assertEquals(Optional.empty(), RABBITMQ.advice(Sample.error("not_found", "NOT_FOUND - no queue 'x'")));
    }

    @Test
    void itIsSpokenToInVersionsThatEscapeAndAskedForItsDefaultHost() {
        assertEquals(List.of(Version.V1_2), RABBITMQ.versions());
        assertEquals(Optional.of("/"), RABBITMQ.virtualHost());
        assertEquals(LinkScheme.PER_CONSUMER, RABBITMQ.linkScheme());
        assertEquals(CommitScheme.SENDS_CONFIRMED_AFTER_COMMIT_THEN_ACKS, RABBITMQ.commitScheme());
        assertEquals(Headers.of("requeue", "false"), RABBITMQ.rejection());
    }
}

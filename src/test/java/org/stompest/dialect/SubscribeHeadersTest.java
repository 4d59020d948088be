package org.stompest.dialect;

import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.plainRequest;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.subscribed;
import static org.stompest.dialect.Sample.topic;

class SubscribeHeadersTest {
    @ParameterizedTest
    @CsvSource({"CUMULATIVE, client", "INDIVIDUAL, client-individual", "NONE, auto"})
    void theSchemeIsTheMode(AckScheme acks, String mode) {
        assertEquals(
                Headers.of("ack", mode, "activemq.prefetchSize", "10"),
                subscribed(ACTIVEMQ, plainRequest(queue("q"), acks)));
        assertEquals(Headers.of("ack", mode), subscribed(GENERIC, plainRequest(queue("q"), acks)));
        assertEquals(mode, subscribed(ARTEMIS, plainRequest(queue("q"), acks)).get("ack"));
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE,           ANYCAST",
        "TOPIC,           MULTICAST",
        "TEMPORARY_QUEUE, ANYCAST",
        "TEMPORARY_TOPIC, MULTICAST",
    })
    void artemisIsAlwaysToldTheTypeAndTheWindowInBytes(Address.Kind kind, String routing) {
        assertEquals(
                Headers.of("ack", "client", "subscription-type", routing, "consumer-window-size", "2000"),
                subscribed(ARTEMIS, plainRequest(new Address(kind, "a"), AckScheme.CUMULATIVE)));
    }

    /** With any window but the unlimited one it would stall for ever. */
    @Test
    void artemisHasNoWindowIfNothingIsAcknowledged() {
        assertEquals(
                Headers.of("ack", "auto", "subscription-type", "ANYCAST"),
                subscribed(ARTEMIS, plainRequest(queue("q"), AckScheme.NONE)));
    }

    @Test
    void activeMqTakesTheSelectorAsItIs() {
        assertEquals(
                Headers.of("ack", "client", "activemq.prefetchSize", "10", "selector", "a > 7"),
                subscribed(ACTIVEMQ, Sample.selecting(queue("q"), "a > 7")));
    }

    /** Properties are texts on the wire. */
    @Test
    void artemisIsToldToCompareTextsWithNumbers() {
        assertEquals(
                "convert_string_expressions:a > 7",
                subscribed(ARTEMIS, Sample.selecting(queue("q"), "a > 7")).get("selector"));
    }

    @Test
    void aDurableSubscriptionHasAName() {
        assertEquals(
                Headers.of("ack", "client", "activemq.prefetchSize", "10", "activemq.subscriptionName", "n"),
                subscribed(ACTIVEMQ, Sample.durable(topic("t"), "n")));
        assertEquals(
                Headers.of(
                        "ack", "client",
                        "subscription-type", "MULTICAST",
                        "consumer-window-size", "2000",
                        "durable-subscription-name", "n"),
                subscribed(ARTEMIS, Sample.durable(topic("t"), "n")));
    }

    @Test
    void activeMqIsAskedToBrowse() {
        assertEquals(
                Headers.of("ack", "auto", "activemq.prefetchSize", "10", "browser", "true"),
                subscribed(ACTIVEMQ, Sample.browsing(queue("q"))));
    }

    @Test
    void artemisCannotBrowse() {
        assertUnsupported(ARTEMIS, Sample.browsing(queue("q")), "browse");
    }

    @Test
    void activeMqCannotShareAndSaysWhatCan() {
        assertUnsupported(ACTIVEMQ, Sample.shared(topic("t"), "n", true), "VirtualTopic");
        assertUnsupported(ACTIVEMQ, Sample.shared(topic("t"), "n", false), "VirtualTopic");
    }

    @Test
    void artemisSharesWhatIsDurable() {
        assertEquals(
                subscribed(ARTEMIS, Sample.durable(topic("t"), "n")),
                subscribed(ARTEMIS, Sample.shared(topic("t"), "n", true)));
    }

    @Test
    void artemisCannotShareWhatIsNotDurable() {
        assertUnsupported(ARTEMIS, Sample.shared(topic("t"), "n", false), "shared");
    }

    @Test
    void aGenericBrokerHasNothingButPlainSubscriptions() {
        assertUnsupported(GENERIC, Sample.selecting(queue("q"), "a > 7"), "selector");
        assertUnsupported(GENERIC, Sample.durable(topic("t"), "n"), "named subscriptions");
        assertUnsupported(GENERIC, Sample.shared(topic("t"), "n", false), "named subscriptions");
        assertUnsupported(GENERIC, Sample.browsing(queue("q")), "browse");
    }

    private static void assertUnsupported(Dialect dialect, SubscriptionRequest request, String text) {
        DialectException refusal = assertThrows(DialectException.class, () -> subscribed(dialect, request));
        assertEquals(ErrorKind.UNSUPPORTED, refusal.kind());
        assertTrue(refusal.getMessage().contains(text), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(dialect.name()), refusal.getMessage());
    }

    @Test
    void aSubscriptionThatIsNotInUseIsDeletedByItsName() {
        assertEquals(
                "n.a", ACTIVEMQ.deleteSubscription("n.a", null).unsubscribe().get("activemq.subscriptionName"));
        assertTrue(ACTIVEMQ.deleteSubscription("n", null).unsubscribe().contains("id"), "the broker asks for an id");
        assertThrows(DialectException.class, () -> GENERIC.deleteSubscription("n", null));
    }

    /** With an id the broker would take it for one that is in use. */
    @Test
    void artemisDeletesBySubscriptionNameAlone() {
        assertEquals(
                Headers.of("durable-subscription-name", "n"),
                ARTEMIS.deleteSubscription("n", null).unsubscribe());
    }

    /** The broker joins it with the client identifier by a dot; the name that is deleted has to be the one that was subscribed. */
    @Test
    void artemisSpellsTheNameOfASubscriptionTheSameWayEverywhere() {
        String name = "a.b\\c";

        assertEquals(
                "a\\.b\\\\c",
                ARTEMIS.deleteSubscription(name, null).unsubscribe().get("durable-subscription-name"));
        assertEquals(
                subscribed(ARTEMIS, Sample.durable(topic("t"), name)).get("durable-subscription-name"),
                ARTEMIS.deleteSubscription(name, null).unsubscribe().get("durable-subscription-name"));
    }

    @ParameterizedTest
    @EnumSource(AckScheme.class)
    void aPlainRequestAsksForNothingElse(AckScheme acks) {
        SubscriptionRequest request = SubscriptionRequest.plain(topic("t"), acks, 3, 4);

        assertEquals(topic("t"), request.address());
        assertEquals(acks, request.acks());
        assertEquals(3, request.prefetch());
        assertEquals(4, request.windowBytes());
        assertNull(request.selector());
        assertNull(request.subscriptionName());
    }
}

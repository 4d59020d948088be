package org.stompest.dialect;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.dialect;
import static org.stompest.dialect.Sample.message;
import static org.stompest.dialect.Sample.queue;
import static org.stompest.dialect.Sample.topic;

class DestinationSpellingTest {
    private static final List<Dialect> ALL = List.of(ACTIVEMQ, ARTEMIS, GENERIC);

    @ParameterizedTest
    @CsvSource({
        "activemq, QUEUE,           a.b,          /queue/a.b",
        "activemq, TOPIC,           a b,          /topic/a b",
        "activemq, TEMPORARY_QUEUE, t1,           /temp-queue/t1",
        "activemq, TEMPORARY_TOPIC, t1,           /temp-topic/t1",
        "activemq, TEMPORARY_QUEUE, ID:host-1:2,  /remote-temp-queue/ID:host-1:2",
        "activemq, TEMPORARY_TOPIC, ID:host-1:2,  /remote-temp-topic/ID:host-1:2",
        "activemq, QUEUE,           ID:host-1:2,  /queue/ID:host-1:2",
        "activemq, QUEUE,           /foo/x,       /queue//foo/x",
        "artemis,  QUEUE,           a.b,          a.b",
        "artemis,  TOPIC,           a b,          a b",
        "artemis,  TEMPORARY_QUEUE, t1,           t1",
        "artemis,  TEMPORARY_TOPIC, t1,           t1",
        "artemis,  QUEUE,           a::q,         a::q",
        "generic,  QUEUE,           a.b,          /queue/a.b",
        "generic,  TOPIC,           a b,          /topic/a b",
        "generic,  TEMPORARY_QUEUE, t1,           /temp-queue/t1",
        "generic,  TEMPORARY_TOPIC, t1,           /temp-topic/t1",
        "generic,  QUEUE,           /exchange/e/k, /exchange/e/k",
        "generic,  TEMPORARY_QUEUE, /reply-queue/x, /reply-queue/x",
    })
    void aDestinationIsSpeltAsTheBrokerReadsIt(String broker, Address.Kind kind, String name, String spelling) {
        assertEquals(spelling, dialect(broker).destination(new Address(kind, name)));
    }

    /** One without a prefix would be a queue, and one in the spelling of the broker's own clients would be lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUEUE | a,b                   | /queue/a,/queue/b",
                "TOPIC | a,b,c                 | /topic/a,/topic/b,/topic/c",
                "QUEUE | a, b                  | /queue/a,/queue/b",
                "QUEUE | a,topic://b           | /queue/a,/topic/b",
                "TOPIC | queue://a,topic://b,c | /queue/a,/topic/b,/topic/c",
                "QUEUE | a,/topic/b            | /queue/a,/topic/b",
                "TOPIC | /queue/a,b            | /queue/a,/topic/b",
                "TOPIC | a,b?x=1,2             | /topic/a,/topic/b?x=1,2",
                "QUEUE | a?x=1,2               | /queue/a?x=1,2",
            })
    void eachPartOfACompositeDestinationOfActiveMqHasAPrefix(Address.Kind kind, String name, String spelling) {
        assertEquals(spelling, ACTIVEMQ.destination(new Address(kind, name)));
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, QUEUE,           q.a",
        "activemq, TOPIC,           t.a",
        "activemq, TEMPORARY_QUEUE, tq.a",
        "artemis,  QUEUE,           q.a",
        "artemis,  TOPIC,           t.a",
        "artemis,  TEMPORARY_QUEUE, a",
        "artemis,  TEMPORARY_TOPIC, a",
        "generic,  QUEUE,           q.a",
        "generic,  TEMPORARY_TOPIC, tt.a",
    })
    void prefixesCanBeSet(String broker, Address.Kind kind, String spelling) {
        Dialect dialect = dialect(broker, new Prefixes("q.", "t.", "tq.", "tt."));

        assertEquals(spelling, dialect.destination(new Address(kind, "a")));
    }

    static Stream<String> refusedNames() {
        return Stream.of("", " ", "\t", "\u2003", " a", "a ", "a\n", "\u2003a");
    }

    @ParameterizedTest
    @MethodSource("refusedNames")
    void noBrokerTakesBlankNamesOrBlanksAroundThem(String name) {
        for (Dialect dialect : ALL) {
            for (Address.Kind kind : Address.Kind.values()) {
                Address address = new Address(kind, name);

                DialectException refusal = assertThrows(DialectException.class, () -> dialect.destination(address));

                assertEquals(ErrorKind.DESTINATION, refusal.kind());
                assertTrue(refusal.getMessage().contains("'" + name + "'"), refusal.getMessage());
            }
        }
    }

    /** ActiveMQ answers each of them by closing the socket, or takes the empty name for a destination of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {",", "a,,b", ",a", "a,", "a, ,b", "\u0001", "a\u0001", "?", "?x=1", "a,?x", "a?b=%zz", "a?b=%4"})
    void activeMqTakesNoNamesThatMakeItDropTheConnection(String name) {
        DialectException refusal = assertThrows(DialectException.class, () -> ACTIVEMQ.destination(queue(name)));

        assertEquals(ErrorKind.DESTINATION, refusal.kind());
        assertTrue(refusal.getMessage().contains("'" + name + "'"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,/topic/b",
                "a?b",
                "a?consumer.prefetchSize=5",
                "a?b=%20",
                "a%",
                "%zz",
                "a.>",
                "*",
                "#",
                "\u00fc",
                "a..b",
                "temp-queue://x",
                "a b",
                "a\\b"
            })
    void activeMqTakesCompositesOptionsWildcardsAndMostElse(String name) {
        assertEquals("/queue/" + name, ACTIVEMQ.destination(queue(name)));
        assertEquals("/topic/" + name, ACTIVEMQ.destination(topic(name)));
    }

    @Test
    void otherBrokersKnowNoComposites() {
        assertEquals("a,,b", ARTEMIS.destination(queue("a,,b")));
        assertEquals("/queue/a,,b", GENERIC.destination(queue("a,,b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a "})
    void aReplyDestinationHasToHaveANameToo(String name) {
        for (Dialect dialect : ALL) {
            assertThrows(DialectException.class, () -> Sample.sent(dialect, Sample.replyingTo(queue(name))));
        }
    }

    /** The broker closes the socket if it cannot read a reply destination. */
    @Test
    void aReplyDestinationMustNotMakeActiveMqDropTheConnection() {
        assertThrows(DialectException.class, () -> Sample.sent(ACTIVEMQ, Sample.replyingTo(queue(","))));
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/a,            QUEUE,           a",
        "/topic/a,            TOPIC,           a",
        "/temp-queue/a,       TEMPORARY_QUEUE, a",
        "/temp-topic/a,       TEMPORARY_TOPIC, a",
        "/queue//queue/a,     QUEUE,           /queue/a",
    })
    void prefixesAreReadAsTheyAreWritten(String text, Address.Kind kind, String name) {
        assertEquals(new Address(kind, name), Prefixes.SLASHES.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/queue", "queue://a", "/Queue/a"})
    void whatStartsWithNoPrefixIsNoDestination(String text) {
        assertNull(Prefixes.SLASHES.parse(text));
    }

    @Test
    void emptyPrefixesMatchNothing() {
        assertNull(Prefixes.NONE.parse("a"));
        assertNull(Prefixes.NONE.parse("/queue/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE, false, false",
        "TOPIC, true, false",
        "TEMPORARY_QUEUE, false, true",
        "TEMPORARY_TOPIC, true, true"
    })
    void aKindTellsWhatItIs(Address.Kind kind, boolean isTopic, boolean isTemporary) {
        assertEquals(isTopic, kind.isTopic());
        assertEquals(isTemporary, kind.isTemporary());
    }

    @Test
    void anAddressShowsKindAndName() {
        assertEquals("temporary queue 'a'", Sample.temporaryQueue("a").toString());
        assertEquals("topic 'a'", topic("a").toString());
    }

    @Test
    void anAddressNeedsKindAndName() {
        assertThrows(NullPointerException.class, () -> new Address(null, "a"));
        assertThrows(NullPointerException.class, () -> queue(null));
    }

    @Test
    void onlyTheMarkedMessageEndsABrowseAndOnlyOnActiveMq() {
        assertTrue(ACTIVEMQ.endsBrowse(message("browser", "end")));
        assertFalse(ACTIVEMQ.endsBrowse(message("browser", "true")));
        assertFalse(ACTIVEMQ.endsBrowse(message()));
        assertFalse(ARTEMIS.endsBrowse(message("browser", "end")));
        assertFalse(GENERIC.endsBrowse(message("browser", "end")));
    }
}

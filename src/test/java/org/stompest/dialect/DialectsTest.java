package org.stompest.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.RABBITMQ;
import static org.stompest.dialect.Sample.dialect;
import static org.stompest.dialect.Sample.queue;

class DialectsTest {
    private static final List<Dialect> ALL = List.of(ACTIVEMQ, ARTEMIS, GENERIC);

    // ---- finding one ----

    @ParameterizedTest
    @CsvSource({
        "activemq, ActiveMQ Classic",
        "ActiveMQ, ActiveMQ Classic",
        "artemis,  ActiveMQ Artemis",
        "ARTEMIS,  ActiveMQ Artemis",
        "rabbitmq, RabbitMQ",
        "generic,  a generic STOMP broker",
    })
    void aDialectHasAName(String name, String shown) {
        assertEquals(shown, dialect(name).name());
        assertEquals(shown, dialect(name).toString());
    }

    @Test
    void autoIsNoDialect() {
        assertEquals(Optional.empty(), Dialects.named("auto", UnaryOperator.identity()));
        assertEquals(Optional.empty(), Dialects.named("AUTO", UnaryOperator.identity()));
    }

    @Test
    void allNamesAreNamesOfDialects() {
        assertEquals(List.of("auto", "activemq", "artemis", "rabbitmq", "generic"), Dialects.names());
        for (String name : Dialects.names()) {
            assertEquals(
                    !name.equals("auto"),
                    Dialects.named(name, UnaryOperator.identity()).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "activemq ", "hornetq"})
    void otherNamesAreRefusedWithThoseThatThereAre(String name) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Dialects.named(name, UnaryOperator.identity()));

        assertEquals(
                "expected one of the brokers [auto, activemq, artemis, rabbitmq, generic], got '" + name + "'",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "ActiveMQ/6.3.1,                                                 ActiveMQ Classic",
        "ActiveMQ-Artemis/2.55.0 ActiveMQ Artemis Messaging Engine,      ActiveMQ Artemis",
        "RabbitMQ/4.3.0,                                                 RabbitMQ",
        "activemq/6.3.1,                                                 a generic STOMP broker",
        "ActiveMQ,                                                       a generic STOMP broker",
        "'',                                                             a generic STOMP broker",
    })
    void aServerTellsItsDialect(String server, String name) {
        assertEquals(name, Dialects.ofServer(server, UnaryOperator.identity()).name());
    }

    @Test
    void theBrokersOwnPrefixesAreOfferedForChange() {
        List<Prefixes> offered = new ArrayList<>();
        UnaryOperator<Prefixes> prefixes = defaults -> {
            offered.add(defaults);
            return new Prefixes("Q:", "T:", "", "");
        };

        assertEquals("Q:a", Dialects.ofServer("ActiveMQ/6", prefixes).destination(queue("a")));
        assertEquals("Q:a", Dialects.ofServer("ActiveMQ-Artemis/2", prefixes).destination(queue("a")));
        assertEquals("Q:a", Dialects.named("generic", prefixes).orElseThrow().destination(queue("a")));
        assertEquals(List.of(Prefixes.SLASHES, Prefixes.NONE, Prefixes.SLASHES), offered);
    }

    // ---- what a broker is like ----

    /** In 1.2 Artemis closes the connection after every ERROR. */
    @Test
    void artemisIsBestSpokenToIn11() {
        assertEquals(List.of(Version.V1_0, Version.V1_1), ARTEMIS.versions());
        assertEquals(Version.all(), ACTIVEMQ.versions());
        assertEquals(Version.all(), GENERIC.versions());
    }

    @Test
    void onlyActiveMqCommitsAcknowledgementsAndMovesWhatIsRefused() {
        assertEquals(CommitScheme.ATOMIC, ACTIVEMQ.commitScheme());
        assertEquals(CommitScheme.SENDS_THEN_ACKS, ARTEMIS.commitScheme());
        assertEquals(CommitScheme.ATOMIC, GENERIC.commitScheme());
        assertEquals(PoisonScheme.NACK, ACTIVEMQ.poisonScheme());
        assertEquals(PoisonScheme.FORWARD, ARTEMIS.poisonScheme());
        assertEquals(PoisonScheme.FORWARD, GENERIC.poisonScheme());
    }

    @Test
    void deadLettersGoWhereTheBrokerHasThem() {
        assertEquals(queue("ActiveMQ.DLQ"), ACTIVEMQ.deadLetters());
        assertEquals(queue("DLQ"), ARTEMIS.deadLetters());
        assertEquals(queue("DLQ"), GENERIC.deadLetters());
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    void capabilitiesAreThoseOfTheBrokers(Capability capability) {
        Set<Capability> activeMq = Set.of(
                Capability.TEMPORARY_DESTINATIONS,
                Capability.DURABLE_SUBSCRIPTIONS,
                Capability.BROWSING,
                Capability.DELIVERY_DELAY,
                Capability.QUEUE_SELECTORS);
        Set<Capability> artemis = Set.of(
                Capability.TEMPORARY_DESTINATIONS,
                Capability.DURABLE_SUBSCRIPTIONS,
                Capability.SHARED_DURABLE_SUBSCRIPTIONS,
                Capability.DELIVERY_DELAY,
                Capability.QUEUE_SELECTORS);

        Set<Capability> rabbitMq = Set.of(
                Capability.TEMPORARY_DESTINATIONS,
                Capability.DURABLE_SUBSCRIPTIONS,
                Capability.SHARED_DURABLE_SUBSCRIPTIONS,
                Capability.SHARED_SUBSCRIPTIONS,
                Capability.ANONYMOUS_SHARED_SUBSCRIPTIONS);

        assertEquals(rabbitMq.contains(capability), RABBITMQ.can(capability));
        assertEquals(activeMq.contains(capability), ACTIVEMQ.can(capability));
        assertEquals(artemis.contains(capability), ARTEMIS.can(capability));
        assertEquals(capability == Capability.TEMPORARY_DESTINATIONS, GENERIC.can(capability));
        assertFalse(capability.text().isBlank());
    }

    // ---- selectors ----

    @ParameterizedTest
    @CsvSource({
        "JMSPriority,      AMQPriority",
        "JMSTimestamp,     AMQTimestamp",
        "JMSExpiration,    AMQExpiration",
        "JMSDeliveryMode,  AMQDurable",
        "JMSMessageID,     AMQUserID",
        "JMSXGroupID,      AMQGroupID",
        "JMSType,          JMSType",
        "JMSCorrelationID, JMSCorrelationID",
        "jmspriority,      jmspriority",
        "age,              age",
    })
    void artemisHasOtherNamesForHeaders(String name, String translated) {
        assertEquals(translated, ARTEMIS.selectorIdentifier(name));
    }

    @ParameterizedTest
    @CsvSource({
        "JMSDeliveryMode, PERSISTENT,     DURABLE",
        "JMSDeliveryMode, NON_PERSISTENT, NON_DURABLE",
        "JMSDeliveryMode, other,          other",
        "JMSType,         PERSISTENT,     PERSISTENT",
        "mode,            NON_PERSISTENT, NON_PERSISTENT",
    })
    void artemisHasOtherWordsForDeliveryModes(String identifier, String value, String translated) {
        assertEquals(translated, ARTEMIS.selectorLiteral(identifier, value));
        assertEquals(value, ACTIVEMQ.selectorLiteral(identifier, value));
        assertEquals(value, GENERIC.selectorLiteral(identifier, value));
    }

    /** Its selectors would compare with the identifier that the broker has given. */
    @Test
    void activeMqCannotSelectByOurMessageIdentifiers() {
        assertNull(ACTIVEMQ.selectorIdentifier("JMSMessageID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSPriority", "JMSDeliveryMode", "JMSXGroupID", "age"})
    void otherBrokersHaveTheNamesOfJakartaMessaging(String name) {
        assertEquals(name, ACTIVEMQ.selectorIdentifier(name));
        assertEquals(name, GENERIC.selectorIdentifier(name));
    }

    // ---- CONNECT ----

    /** ActiveMQ un-escapes CONNECT whatever the version, the others never do. */
    @Test
    void onlyActiveMqReadsEscapesInConnect() {
        String text = "a\\b:c\nd";

        assertEquals("a\\\\b\\cc\\nd", ACTIVEMQ.connectText(text));
        assertEquals(text, ARTEMIS.connectText(text));
        assertEquals(text, GENERIC.connectText(text));
    }

    @Test
    void plainTextStaysAsItIsInConnect() {
        for (Dialect dialect : ALL) {
            assertEquals("secret w\u00f6rd", dialect.connectText("secret w\u00f6rd"));
        }
    }

    /** Artemis joins it with the name of a subscription by a dot. */
    @Test
    void aClientIdentifierIsWrittenAsTheBrokerReadsIt() {
        assertEquals("a.b", ACTIVEMQ.clientId("a.b"));
        assertEquals("a\\cb", ACTIVEMQ.clientId("a:b"));
        assertEquals("a\\.b\\\\c", ARTEMIS.clientId("a.b\\c"));
        assertEquals("a.b", GENERIC.clientId("a.b"));
    }

    // ---- kinds of bodies ----

    @ParameterizedTest
    @CsvSource({
        "MESSAGE, N, true",
        "TEXT,    T, true",
        "BYTES,   B, false",
        "MAP,     M, true",
        "STREAM,  S, true",
        "OBJECT,  O, false",
    })
    void aKindOfBodyHasALetter(BodyKind kind, char letter, boolean isText) {
        assertEquals(letter, kind.letter());
        assertEquals(kind, BodyKind.of(letter));
        assertEquals(isText, kind.isText());
    }

    @ParameterizedTest
    @ValueSource(chars = {'X', 't', '\0', ' ', '\uffff'})
    void whatNobodyKnowsIsBytes(char letter) {
        assertEquals(BodyKind.BYTES, BodyKind.of(letter));
    }

    @Test
    void everyLetterIsAnUpperCaseOneOfItsOwn() {
        assertEquals(
                BodyKind.values().length,
                Arrays.stream(BodyKind.values())
                        .map(BodyKind::letter)
                        .distinct()
                        .count());
        for (BodyKind kind : BodyKind.values()) {
            assertTrue(kind.letter() >= 'A' && kind.letter() <= 'Z');
        }
    }

    // ---- acknowledgements ----

    @ParameterizedTest
    @EnumSource(AckScheme.class)
    void consumersAcknowledgeAsTheirSessionsWouldLike(AckScheme wanted) {
        for (Version version : Version.all()) {
            assertEquals(wanted, ACTIVEMQ.acks(wanted, version));
            assertEquals(wanted, ARTEMIS.acks(wanted, version));
        }
        assertEquals(wanted, GENERIC.acks(wanted, Version.V1_1));
        assertEquals(wanted, GENERIC.acks(wanted, Version.V1_2));
    }

    /** So each message has to be acknowledged, but none may be before those before it. */
    @Test
    void whatAnAcknowledgementCoversIsNotKnownInStomp10() {
        assertEquals(AckScheme.IN_ORDER, GENERIC.acks(AckScheme.CUMULATIVE, Version.V1_0));
        assertEquals("client", AckScheme.IN_ORDER.mode());
        assertEquals(AckScheme.NONE, GENERIC.acks(AckScheme.NONE, Version.V1_0));

        DialectException refusal =
                assertThrows(DialectException.class, () -> GENERIC.acks(AckScheme.INDIVIDUAL, Version.V1_0));

        assertEquals(ErrorKind.UNSUPPORTED, refusal.kind());
        assertTrue(refusal.getMessage().contains("stomp.broker"), refusal.getMessage());
    }

    /** ActiveMQ reads the last three parts as numbers, and drops the connection if they are none. */
    @ParameterizedTest
    @CsvSource({
        "ID:vm-43889-1795446839078-3:1:-1:1:1,              true",
        "ID:host:1:2:3,                                     true",
        "ID:0c2b7a5e-2e1f-4b43-a1d5-0d0a7f0f0b11:1:17:1-1,  false",
        "ID:host:1:2:,                                      false",
        "ID:host:1:-:3,                                     false",
        "ID:uuid:17,                                        false",
        "plain,                                             false",
        "'',                                                false",
    })
    void activeMqCanAcknowledgeItsOwnIdentifiers(String id, boolean isAcknowledgeable) {
        Frame message = Sample.message("message-id", id);

        assertEquals(isAcknowledgeable, ACTIVEMQ.canAcknowledge(message));
        assertTrue(ARTEMIS.canAcknowledge(message));
        assertTrue(RABBITMQ.canAcknowledge(message));
    }
}

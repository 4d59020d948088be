package org.stompest.dialect;

import java.util.List;
import java.util.Optional;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** What differs between brokers, as functions from requests to headers and back. Immutable. */
public sealed interface Dialect permits ActiveMqDialect, ArtemisDialect, RabbitMqDialect, GenericDialect {
    /** The broker's name for people. */
    String name();

    /** The versions to offer if the user does not care, best last. */
    List<Version> versions();

    /** Whether the broker can do it. */
    boolean can(Capability capability);

    /** How consumers share the connections to the broker. */
    default LinkScheme linkScheme() {
        return LinkScheme.SHARED;
    }

    /** The virtual host if the user names none, empty for the host of the URI. */
    default Optional<String> virtualHost() {
        return Optional.empty();
    }

    /** Whether an answer to CONNECT is about the virtual host. */
    default boolean refusesVirtualHost(Frame error) {
        return false;
    }

    /**
     * How a consumer acknowledges to this broker if its session would like to do it in that way.
     *
     * @throws DialectException if the version has nothing that would do
     */
    default AckScheme acks(AckScheme wanted, Version version) {
        return wanted;
    }

    /** How to commit. */
    CommitScheme commitScheme();

    /** How to get rid of a message that cannot be handled. */
    PoisonScheme poisonScheme();

    /** What a NACK has to say so that the message does not come again. */
    default Headers rejection() {
        return Headers.EMPTY;
    }

    /** Where dead letters go if nobody says otherwise; only for {@link PoisonScheme#FORWARD}. */
    Address deadLetters();

    /**
     * A destination as the broker spells it.
     *
     * @throws DialectException if the broker has no such destination
     */
    String destination(Address address);

    /**
     * Adds the headers of a message, its destination excepted.
     *
     * @throws DialectException if the broker cannot carry one of them
     */
    void send(Outgoing message, Headers.Builder headers);

    /** Adds what tells text from bytes. */
    void body(BodyKind kind, byte[] body, Headers.Builder headers);

    /**
     * Checks all headers of a message together, before those that ask for a receipt or name a transaction.
     *
     * @throws DialectException if the broker would drop the connection because of their number or size
     */
    void checkSize(Headers headers);

    /**
     * Adds the headers of SUBSCRIBE, its destination excepted.
     *
     * @throws DialectException if the broker has no such subscriptions
     */
    void subscribe(SubscriptionRequest request, Headers.Builder headers);

    /** What the broker sends of such a subscription without acknowledgements. */
    Window window(SubscriptionRequest request);

    /**
     * Deletes a durable subscription that is not in use.
     *
     * @param clientId the client identifier of the connection, null for none
     * @throws DialectException if the broker has no durable subscriptions
     */
    Deletion deleteSubscription(String name, String clientId);

    /** The headers of the SEND that creates a temporary destination, empty if the broker does that when it is used first. */
    default Optional<Headers> createTemporary(Address address) {
        return Optional.empty();
    }

    /** Deletes a temporary destination, empty if only the broker can, when the connection ends. */
    default Optional<Deletion> deleteTemporary(Address address) {
        return Optional.empty();
    }

    /** What the broker calls an identifier of a selector; null if it cannot tell its value. */
    default String selectorIdentifier(String name) {
        return name;
    }

    /** What the broker calls a value that an identifier is compared with. */
    default String selectorLiteral(String identifier, String value) {
        return value;
    }

    /** Reads the headers of a MESSAGE; numbers that are none count as absent. */
    Incoming receive(Frame message, Address subscribed);

    /**
     * The headers of a copy of a message that goes to the dead letters, its destination excepted: what belongs to the delivery is left
     * out, and where it came from is told.
     */
    Headers deadLetter(Frame message, Address subscribed, Address deadLetters);

    /** Whether a message that does not come from this library is text. */
    boolean isText(Frame message);

    /** Whether the broker can take an acknowledgement of that message; if not, one of a later message has to cover it. */
    default boolean canAcknowledge(Frame message) {
        return true;
    }

    /** What a message is known by across redeliveries to this client. */
    String messageKey(Frame message);

    /** A text as it has to stand in a header of CONNECT. */
    default String connectText(String text) {
        return text;
    }

    /** A client identifier as it has to stand in a header of CONNECT. */
    default String clientId(String text) {
        return text;
    }

    /** Whether the message ends a browse. */
    default boolean endsBrowse(Frame message) {
        return false;
    }

    /** What an ERROR is about. */
    ErrorKind errorKind(Frame error);

    /** What a user can do about an ERROR, where the broker's own words do not tell. */
    default Optional<String> advice(Frame error) {
        return Optional.empty();
    }
}

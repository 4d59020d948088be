package org.stompest.dialect;

import java.util.List;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** What differs between brokers, as functions from requests to headers and back. Immutable. */
public sealed interface Dialect permits ActiveMqDialect, ArtemisDialect, GenericDialect {
    /** The broker's name for people. */
    String name();

    /** The versions to offer if the user does not care, best last. */
    List<Version> versions();

    /** Whether the broker can do it. */
    boolean can(Capability capability);

    /** How to commit. */
    CommitScheme commitScheme();

    /** How to get rid of a message that cannot be handled. */
    PoisonScheme poisonScheme();

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

    /**
     * The headers of an UNSUBSCRIBE that deletes a durable subscription which is not in use.
     *
     * @throws DialectException if the broker has no durable subscriptions
     */
    Headers deleteSubscription(String name);

    /** What the broker calls an identifier of a selector; null if it cannot tell its value. */
    String selectorIdentifier(String name);

    /** What the broker calls a value that an identifier is compared with. */
    String selectorLiteral(String identifier, String value);

    /** Reads the headers of a MESSAGE; numbers that are none count as absent. */
    Incoming receive(Frame message, Address subscribed);

    /**
     * The headers of a copy of a message that goes to the dead letters, its destination excepted: what belongs to the delivery is left
     * out, and where it came from is told.
     */
    Headers deadLetter(Frame message, Address subscribed, Address deadLetters);

    /** Whether a message that does not come from this library is text. */
    boolean isText(Frame message);

    /** What a message is known by across redeliveries to this client. */
    String messageKey(Frame message);

    /** A text as it has to stand in a header of CONNECT. */
    String connectText(String text);

    /** A client identifier as it has to stand in a header of CONNECT. */
    String clientId(String text);

    /** Whether the message ends a browse. */
    boolean endsBrowse(Frame message);

    /** What an ERROR is about. */
    ErrorKind errorKind(Frame error);
}

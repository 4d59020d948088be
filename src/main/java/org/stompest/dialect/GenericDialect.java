package org.stompest.dialect;

import java.util.List;
import java.util.Locale;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** A broker that nothing is known of but STOMP itself, and the headers that most brokers understand. Immutable. */
final class GenericDialect implements Dialect {
    private static final String NAME = "a generic STOMP broker";

    private final Prefixes prefixes;

    GenericDialect(Prefixes prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Version> versions() {
        return Version.all();
    }

    @Override
    public boolean can(Capability capability) {
        return capability == Capability.TEMPORARY_DESTINATIONS;
    }

    /** STOMP 1.0 does not say which messages an acknowledgement covers. */
    @Override
    public AckScheme acks(AckScheme wanted, Version version) {
        if (version != Version.V1_0 || wanted == AckScheme.NONE) {
            return wanted;
        }
        if (wanted == AckScheme.INDIVIDUAL) {
            throw unsupported("be relied on to acknowledge single messages in STOMP " + version);
        }
        return AckScheme.IN_ORDER;
    }

    @Override
    public CommitScheme commitScheme() {
        return CommitScheme.ATOMIC;
    }

    /** STOMP leaves open what a NACK does, so it cannot be relied on to keep the message. */
    @Override
    public PoisonScheme poisonScheme() {
        return PoisonScheme.FORWARD;
    }

    @Override
    public Address deadLetters() {
        return new Address(Address.Kind.QUEUE, "DLQ");
    }

    /** A name that starts with a slash is the broker's own spelling already. */
    @Override
    public String destination(Address address) {
        HeaderText.checkName(address, NAME);
        return address.name().startsWith("/") ? address.name() : prefixes.of(address.kind()) + address.name();
    }

    @Override
    public void send(Outgoing message, Headers.Builder headers) {
        HeaderText.addCommon(message, headers);
        if (message.timestamp() != 0) {
            headers.add(HeaderText.TIMESTAMP, Long.toString(message.timestamp()));
        }
        if (message.replyTo() != null) {
            headers.add(HeaderText.REPLY_TO, destination(message.replyTo()));
        }
        if (message.deliveryTime() > 0) {
            throw unsupported("deliver messages later");
        }
    }

    @Override
    public void body(BodyKind kind, byte[] body, Headers.Builder headers) {
        headers.add(Headers.CONTENT_LENGTH, Integer.toString(body.length));
        if (kind.isText()) {
            headers.add(Headers.CONTENT_TYPE, "text/plain;charset=UTF-8");
        }
    }

    @Override
    public void checkSize(Headers headers) {
        // Nothing is known of any limits.
    }

    @Override
    public void subscribe(SubscriptionRequest request, Headers.Builder headers) {
        headers.add(Headers.ACK, request.acks().mode());
        if (request.selector() != null) {
            throw unsupported("be relied on to evaluate selectors");
        }
        if (request.subscriptionName() != null) {
            throw unsupported("keep named subscriptions");
        }
        if (request.isBrowsing()) {
            throw unsupported("browse a queue");
        }
    }

    private static DialectException unsupported(String what) {
        return new DialectException(
                ErrorKind.UNSUPPORTED,
                NAME + " cannot " + what + "; name the broker by the option stomp.broker if it can");
    }

    /** Nothing is said of a window, so there is none. */
    @Override
    public Window window(SubscriptionRequest request) {
        return Window.UNLIMITED;
    }

    @Override
    public Deletion deleteSubscription(String name, String clientId) {
        throw unsupported("keep named subscriptions");
    }

    @Override
    public Incoming receive(Frame message, Address subscribed) {
        Address destination = prefixes.parse(message.headers().get(Headers.DESTINATION, ""));
        String replyTo = message.header(HeaderText.REPLY_TO);
        return new Incoming(
                destination == null ? subscribed : destination,
                HeaderText.isTrue(message, HeaderText.PERSISTENT),
                HeaderText.priority(message),
                HeaderText.number(message, HeaderText.EXPIRES, 0),
                HeaderText.number(message, HeaderText.TIMESTAMP, 0),
                0,
                message.header(Headers.MESSAGE_ID),
                message.header(HeaderText.CORRELATION_ID),
                message.header(HeaderText.TYPE),
                replyTo == null ? null : replyTo(replyTo),
                HeaderText.redeliveries(message),
                message.header("JMSXGroupID"));
    }

    private Address replyTo(String text) {
        Address address = prefixes.parse(text);
        return address == null ? new Address(Address.Kind.QUEUE, text) : address;
    }

    @Override
    public Headers deadLetter(Frame message, Address subscribed, Address deadLetters) {
        Headers.Builder copy = HeaderText.copy(message);
        copy.add(HeaderText.ORIGINAL_DESTINATION, message.headers().get(Headers.DESTINATION, ""));
        // A content type that there is already is among what was copied.
        boolean isPlainText = isText(message) && !message.headers().contains(Headers.CONTENT_TYPE);
        body(isPlainText ? BodyKind.TEXT : BodyKind.BYTES, message.body(), copy);
        return copy.build();
    }

    @Override
    public boolean isText(Frame message) {
        String type = message.header(Headers.CONTENT_TYPE);
        return type == null
                ? !message.headers().contains(Headers.CONTENT_LENGTH)
                : type.toLowerCase(Locale.ROOT).startsWith("text/");
    }

    @Override
    public String messageKey(Frame message) {
        return message.headers().get(Headers.MESSAGE_ID, "");
    }

    @Override
    public ErrorKind errorKind(Frame error) {
        String text = HeaderText.message(error).toLowerCase(Locale.ROOT);
        return HeaderText.containsAny(
                        text,
                        "access refused",
                        "access_refused",
                        "authori",
                        "authenti",
                        "password",
                        "permission",
                        "bad connect")
                ? ErrorKind.SECURITY
                : ErrorKind.OTHER;
    }

    @Override
    public String toString() {
        return NAME;
    }
}

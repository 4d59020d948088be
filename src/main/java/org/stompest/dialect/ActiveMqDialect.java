package org.stompest.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** ActiveMQ Classic 5.18 and later. Immutable. */
final class ActiveMqDialect implements Dialect {
    private static final String NAME = "ActiveMQ Classic";
    private static final String SCHEDULED_DELAY = "AMQ_SCHEDULED_DELAY";
    private static final String MESSAGE_TYPE = "amq-msg-type";

    /** What other connections see of a temporary destination: the broker's own name for it, behind a prefix of its own. */
    private static final String REMOTE_ID = "ID:";

    private static final Prefixes REMOTE = new Prefixes("", "", "/remote-temp-queue/", "/remote-temp-topic/");

    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.TEMPORARY_DESTINATIONS,
            Capability.DURABLE_SUBSCRIPTIONS,
            Capability.BROWSING,
            Capability.DELIVERY_DELAY,
            Capability.QUEUE_SELECTORS);

    private final Prefixes prefixes;

    ActiveMqDialect(Prefixes prefixes) {
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
        return CAPABILITIES.contains(capability);
    }

    @Override
    public CommitScheme commitScheme() {
        return CommitScheme.ATOMIC;
    }

    @Override
    public PoisonScheme poisonScheme() {
        return PoisonScheme.NACK;
    }

    @Override
    public Address deadLetters() {
        return new Address(Address.Kind.QUEUE, "ActiveMQ.DLQ");
    }

    @Override
    public String destination(Address address) {
        HeaderText.checkName(address, NAME);
        boolean isRemote = address.kind().isTemporary() && address.name().startsWith(REMOTE_ID);
        return (isRemote ? REMOTE : prefixes).of(address.kind()) + address.name();
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
            headers.add(SCHEDULED_DELAY, Long.toString(Math.max(1, message.deliveryTime() - message.timestamp())));
        }
    }

    @Override
    public void body(BodyKind kind, byte[] body, Headers.Builder headers) {
        boolean isText = kind.isText();
        boolean hasNul = isText && indexOfNul(body) >= 0;
        if (!isText || hasNul) {
            headers.add(Headers.CONTENT_LENGTH, Integer.toString(body.length));
        }
        if (hasNul) {
            headers.add(MESSAGE_TYPE, "text");
        }
    }

    private static int indexOfNul(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void subscribe(SubscriptionRequest request, Headers.Builder headers) {
        headers.add(Headers.ACK, request.acks().mode());
        headers.add("activemq.prefetchSize", Integer.toString(request.prefetch()));
        HeaderText.addIfPresent(HeaderText.SELECTOR, request.selector(), headers);
        if (request.noLocal()) {
            headers.add("activemq.noLocal", "true");
        }
        if (request.isShared()) {
            throw new DialectException(
                    ErrorKind.UNSUPPORTED,
                    NAME
                            + " has no shared subscriptions; consume from a queue Consumer.<name>.VirtualTopic.<topic> and send to the"
                            + " topic VirtualTopic.<topic> instead");
        }
        HeaderText.addIfPresent("activemq.subscriptionName", request.subscriptionName(), headers);
        if (request.isBrowsing()) {
            headers.add("browser", "true");
        }
    }

    @Override
    public String selectorIdentifier(String name) {
        return name;
    }

    @Override
    public String selectorLiteral(String identifier, String value) {
        return value;
    }

    @Override
    public Incoming receive(Frame message, Address subscribed) {
        String destination = message.headers().get(Headers.DESTINATION, "");
        Address parsed = parse(destination);
        String replyTo = message.header(HeaderText.REPLY_TO);
        return new Incoming(
                parsed == null ? subscribed : parsed,
                HeaderText.isTrue(message, HeaderText.PERSISTENT),
                HeaderText.priority(message),
                HeaderText.number(message, HeaderText.EXPIRES, 0),
                HeaderText.number(message, HeaderText.TIMESTAMP, 0),
                0,
                message.header(Headers.MESSAGE_ID),
                message.header(HeaderText.CORRELATION_ID),
                message.header(HeaderText.TYPE),
                replyTo == null ? null : parse(replyTo),
                HeaderText.isTrue(message, HeaderText.REDELIVERED),
                message.header("JMSXGroupID"));
    }

    private Address parse(String text) {
        Address remote = REMOTE.parse(text);
        return remote == null ? prefixes.parse(text) : remote;
    }

    @Override
    public Headers deadLetter(Frame message, Address subscribed, Address deadLetters) {
        Headers.Builder copy = HeaderText.copy(message);
        copy.add("original-destination", message.headers().get(Headers.DESTINATION, ""));
        body(isText(message) ? BodyKind.TEXT : BodyKind.BYTES, message.body(), copy);
        return copy.build();
    }

    @Override
    public boolean isText(Frame message) {
        return !message.headers().contains(Headers.CONTENT_LENGTH) || "text".equals(message.header(MESSAGE_TYPE));
    }

    @Override
    public String messageKey(Frame message) {
        return message.headers().get(Headers.MESSAGE_ID, "");
    }

    /** The broker un-escapes CONNECT, whatever the version. */
    @Override
    public String connectText(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace(":", "\\c");
    }

    @Override
    public ErrorKind errorKind(Frame error) {
        String message = error.headers().get(Headers.MESSAGE, "");
        String text = HeaderText.message(error);
        if (HeaderText.containsAny(message, "User name [", "is not authorized", "password is invalid")
                || text.startsWith("java.lang.SecurityException")) {
            return ErrorKind.SECURITY;
        }
        if (text.contains("InvalidClientIDException") || message.contains(" already connected from ")) {
            return ErrorKind.CLIENT_ID;
        }
        if (text.contains("InvalidSelectorException")) {
            return ErrorKind.SELECTOR;
        }
        if (HeaderText.containsAny(text, "InvalidDestinationException", "DestinationDoesNotExistException")
                || message.contains("temporary queue created by another connection")) {
            return ErrorKind.DESTINATION;
        }
        if (HeaderText.containsAny(text, "ResourceAllocationException", "Usage Manager")) {
            return ErrorKind.RESOURCE;
        }
        if (message.startsWith("COMMIT FAILED") || message.startsWith("Transaction marked rollback")) {
            return ErrorKind.TRANSACTION;
        }
        return ErrorKind.OTHER;
    }

    @Override
    public String toString() {
        return NAME;
    }
}

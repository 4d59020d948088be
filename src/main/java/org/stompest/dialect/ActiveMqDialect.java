package org.stompest.dialect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** ActiveMQ Classic 5.18 and later. Immutable. */
final class ActiveMqDialect implements Dialect {
    private static final String NAME = "ActiveMQ Classic";
    private static final String SCHEDULED_DELAY = "AMQ_SCHEDULED_DELAY";
    private static final String SUBSCRIPTION_NAME = "activemq.subscriptionName";
    private static final String BROWSER = "browser";
    private static final String MESSAGE_TYPE = "amq-msg-type";

    /** What other connections see of a temporary destination: the broker's own name for it, behind a prefix of its own. */
    private static final String REMOTE_ID = "ID:";

    private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** The limits of the broker's wire format, less the two headers that may still come. */
    private static final int MOST_HEADERS = 998;

    /** How many messages of a queue the broker has in its hands at a time, by default. */
    private static final int PAGE = 200;

    private static final int LONGEST_HEADER = 10_240;

    private static final Prefixes REMOTE = new Prefixes("", "", "/remote-temp-queue/", "/remote-temp-topic/");

    /** How the broker and its own clients write the parts of composite destinations. */
    private static final Prefixes URLS = new Prefixes("queue://", "topic://", "", "");

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
        checkParts(address);
        if (address.kind().isTemporary()) {
            boolean isRemote = address.name().startsWith(REMOTE_ID);
            return (isRemote ? REMOTE : prefixes).of(address.kind()) + address.name();
        }
        return address.name().indexOf(',') < 0 ? prefixes.of(address.kind()) + address.name() : composite(address);
    }

    /** The broker looks for the prefix of each part, takes one without for a queue, and does not know its own URLs. */
    private String composite(Address address) {
        int question = address.name().indexOf('?');
        int length = question < 0 ? address.name().length() : question;
        return Arrays.stream(address.name().substring(0, length).split(","))
                        .map(part -> part(address.kind(), part.strip()))
                        .collect(Collectors.joining(","))
                + address.name().substring(length);
    }

    private String part(Address.Kind kind, String text) {
        Address url = URLS.parse(text);
        if (url != null) {
            return prefixes.of(url.kind()) + url.name();
        }
        boolean isSpelt = text.startsWith(prefixes.queue()) || text.startsWith(prefixes.topic());
        return isSpelt ? text : prefixes.of(kind) + text;
    }

    /** A comma joins names, and a question mark begins options; the broker drops the connection if it cannot read them. */
    private static void checkParts(Address address) {
        String name = address.name();
        int question = name.indexOf('?');
        if (hasBlankPart(name, question < 0 ? name.length() : question)
                || !name.trim().equals(name)
                || question >= 0 && MALFORMED_ESCAPE.matcher(name).find(question)) {
            throw new DialectException(
                    ErrorKind.DESTINATION,
                    "expected the name of a " + address.kind() + " on " + NAME
                            + " to be names joined by commas, none of them blank, and options behind a question mark, got '"
                            + name
                            + "'");
        }
    }

    /** The broker takes control characters for blanks. */
    private static boolean hasBlankPart(String names, int length) {
        boolean isBlank = true;
        for (int i = 0; i < length; i++) {
            char character = names.charAt(i);
            if (character == ',' && isBlank) {
                return true;
            }
            isBlank = character == ',' || isBlank && character <= ' ';
        }
        return isBlank;
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
            if (message.timestamp() == 0) {
                // The broker counts the delay from now, which nobody but the sender can know.
                throw new DialectException(
                        ErrorKind.OTHER, "expected the time of sending of a message that is delivered later, got none");
            }
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

    @Override
    public void checkSize(Headers headers) {
        if (headers.size() > MOST_HEADERS) {
            throw new DialectException(
                    ErrorKind.OTHER,
                    "expected at most " + MOST_HEADERS + " headers and properties on " + NAME + ", got "
                            + headers.size());
        }
        for (int i = 0; i < headers.size(); i++) {
            int length = HeaderText.encodedLength(headers.name(i)) + 1 + HeaderText.encodedLength(headers.value(i));
            if (length > LONGEST_HEADER) {
                throw new DialectException(
                        ErrorKind.OTHER,
                        "expected headers and properties of at most " + LONGEST_HEADER + " bytes on " + NAME + ", got "
                                + length + " in " + headers.name(i));
            }
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
        if (request.isShared()) {
            throw new DialectException(
                    ErrorKind.UNSUPPORTED,
                    NAME
                            + " has no shared subscriptions; consume from a queue Consumer.<name>.VirtualTopic.<topic> and send to the"
                            + " topic VirtualTopic.<topic> instead");
        }
        HeaderText.addIfPresent(SUBSCRIPTION_NAME, request.subscriptionName(), headers);
        if (request.isBrowsing()) {
            headers.add(BROWSER, "true");
        }
    }

    /** Without acknowledgements the broker looks no further than a page, and at another one for another subscription. */
    @Override
    public Window window(SubscriptionRequest request) {
        boolean isQueue = !request.address().kind().isTopic();
        return Window.ofMessages(isQueue ? Math.min(request.prefetch(), PAGE) : request.prefetch(), isQueue);
    }

    @Override
    public Deletion deleteSubscription(String name, String clientId) {
        // The id is asked for and not looked at.
        return Deletion.plain(Headers.of(Headers.ID, "delete", SUBSCRIPTION_NAME, name));
    }

    /** Message identifiers are the broker's here, those of the senders stand where its selectors do not look. */
    @Override
    public String selectorIdentifier(String name) {
        return name.equals("JMSMessageID") ? null : name;
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
                HeaderText.redeliveries(message),
                message.header("JMSXGroupID"));
    }

    private Address parse(String text) {
        Address remote = REMOTE.parse(text);
        return remote == null ? prefixes.parse(text) : remote;
    }

    @Override
    public Headers deadLetter(Frame message, Address subscribed, Address deadLetters) {
        Headers.Builder copy = HeaderText.copy(message);
        copy.add(HeaderText.ORIGINAL_DESTINATION, message.headers().get(Headers.DESTINATION, ""));
        body(isText(message) ? BodyKind.TEXT : BodyKind.BYTES, message.body(), copy);
        return copy.build();
    }

    @Override
    public boolean isText(Frame message) {
        return !message.headers().contains(Headers.CONTENT_LENGTH) || "text".equals(message.header(MESSAGE_TYPE));
    }

    /**
     * The broker reads its own identifiers, which end in three numbers, and drops the connection at those that AMQP clients have given.
     */
    @Override
    public boolean canAcknowledge(Frame message) {
        String id = message.headers().get(Headers.MESSAGE_ID, "");
        int end = id.length();
        for (int i = 0; i < 3; i++) {
            int colon = id.lastIndexOf(':', end - 1);
            if (colon < 0 || !isNumber(id, colon + 1, end)) {
                return false;
            }
            end = colon;
        }
        return true;
    }

    private static boolean isNumber(String text, int start, int end) {
        int first = start < end && text.charAt(start) == '-' ? start + 1 : start;
        for (int i = first; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return first < end;
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
    public String clientId(String text) {
        return connectText(text);
    }

    @Override
    public boolean endsBrowse(Frame message) {
        return "end".equals(message.header(BROWSER));
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

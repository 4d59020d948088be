package org.stompest.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** ActiveMQ Artemis 2.39 and later. Immutable. */
final class ArtemisDialect implements Dialect {
    private static final String NAME = "ActiveMQ Artemis";
    private static final String SUBSCRIPTION_NAME = "durable-subscription-name";
    private static final String DESTINATION_TYPE = "destination-type";
    private static final String SUBSCRIPTION_TYPE = "subscription-type";
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final String SCHEDULED_TIME = "AMQ_SCHEDULED_TIME";
    private static final String SCHEDULED_DELIVERY = "_AMQ_SCHED_DELIVERY";
    private static final String AMQP_MESSAGE_ID = "NATIVE_MESSAGE_ID";

    /** How reply destinations are written, so that the broker's own clients can answer. */
    private static final Prefixes URLS = new Prefixes("queue://", "topic://", "temp-queue://", "temp-topic://");

    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.TEMPORARY_DESTINATIONS,
            Capability.DURABLE_SUBSCRIPTIONS,
            Capability.SHARED_DURABLE_SUBSCRIPTIONS,
            Capability.DELIVERY_DELAY,
            Capability.QUEUE_SELECTORS);

    private final Prefixes prefixes;

    ArtemisDialect(Prefixes prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** In 1.2 the broker closes the connection after every ERROR, in 1.1 it goes on. */
    @Override
    public List<Version> versions() {
        return List.of(Version.V1_0, Version.V1_1);
    }

    @Override
    public boolean can(Capability capability) {
        return CAPABILITIES.contains(capability);
    }

    @Override
    public CommitScheme commitScheme() {
        return CommitScheme.SENDS_THEN_ACKS;
    }

    /** The broker takes a NACK for an ACK. */
    @Override
    public PoisonScheme poisonScheme() {
        return PoisonScheme.FORWARD;
    }

    @Override
    public Address deadLetters() {
        return new Address(Address.Kind.QUEUE, "DLQ");
    }

    @Override
    public String destination(Address address) {
        HeaderText.checkName(address, NAME);
        return (address.kind().isTemporary() ? "" : prefixes.of(address.kind())) + address.name();
    }

    private static String routing(Address address) {
        return address.kind().isTopic() ? "MULTICAST" : "ANYCAST";
    }

    @Override
    public void send(Outgoing message, Headers.Builder headers) {
        // Without a type the broker takes its default, and may make a topic of a queue for good.
        headers.add(DESTINATION_TYPE, routing(message.destination()));
        HeaderText.addCommon(message, headers);
        if (message.replyTo() != null) {
            Address replyTo = message.replyTo();
            HeaderText.checkName(replyTo, NAME);
            headers.add(HeaderText.REPLY_TO, URLS.of(replyTo.kind()) + replyTo.name());
        }
        if (message.messageId() != null) {
            headers.add(AMQP_MESSAGE_ID, message.messageId());
            if (message.isRepeatable()) {
                headers.add(DUPLICATE_ID, message.messageId());
            }
        }
        if (message.deliveryTime() > 0) {
            headers.add(SCHEDULED_TIME, Long.toString(message.deliveryTime()));
        }
    }

    @Override
    public void body(BodyKind kind, byte[] body, Headers.Builder headers) {
        if (!kind.isText()) {
            headers.add(Headers.CONTENT_LENGTH, Integer.toString(body.length));
        }
    }

    @Override
    public void checkSize(Headers headers) {
        // There are no limits but those of memory.
    }

    @Override
    public void subscribe(SubscriptionRequest request, Headers.Builder headers) {
        headers.add(Headers.ACK, request.acks().mode());
        headers.add(SUBSCRIPTION_TYPE, routing(request.address()));
        if (request.acks() != AckScheme.NONE) {
            // Bytes, not messages; in mode auto any window but the unlimited one stalls for ever.
            headers.add("consumer-window-size", Integer.toString(request.windowBytes()));
        }
        if (request.selector() != null && request.subscriptionName() == null) {
            // Properties are texts on the wire; without this prefix the broker compares no text with a number. A
            // subscription with a name would keep its first selector for ever; there the client selects alone.
            headers.add(HeaderText.SELECTOR, "convert_string_expressions:" + request.selector());
        }
        if (request.isBrowsing()) {
            throw new DialectException(
                    ErrorKind.UNSUPPORTED, NAME + " cannot browse a queue over STOMP; use its console");
        }
        if (request.isShared() && !request.isDurable()) {
            throw new DialectException(
                    ErrorKind.UNSUPPORTED,
                    NAME + " cannot make shared subscriptions over STOMP that are not durable; make a durable one,"
                            + " with a client identifier");
        }
        if (request.subscriptionName() != null) {
            headers.add(SUBSCRIPTION_NAME, part(request.subscriptionName()));
        }
    }

    /** Who subscribes to a topic without a name gets copies of his own. */
    @Override
    public Window window(SubscriptionRequest request) {
        return Window.ofBytes(
                request.windowBytes(), !request.address().kind().isTopic() || request.subscriptionName() != null);
    }

    @Override
    public Deletion deleteSubscription(String name, String clientId) {
        return Deletion.plain(Headers.of(SUBSCRIPTION_NAME, part(name)));
    }

    /** The broker joins client identifier and name by a dot; its own clients escape the dots within. */
    private static String part(String text) {
        return text.replace("\\", "\\\\").replace(".", "\\.");
    }

    @Override
    public String selectorIdentifier(String name) {
        return switch (name) {
            case "JMSPriority" -> "AMQPriority";
            case "JMSTimestamp" -> "AMQTimestamp";
            case "JMSExpiration" -> "AMQExpiration";
            case "JMSDeliveryMode" -> "AMQDurable";
            case "JMSMessageID" -> "AMQUserID";
            case "JMSXGroupID" -> "AMQGroupID";
            default -> name;
        };
    }

    @Override
    public String selectorLiteral(String identifier, String value) {
        if (!identifier.equals("JMSDeliveryMode")) {
            return value;
        }
        return switch (value) {
            case "PERSISTENT" -> "DURABLE";
            case "NON_PERSISTENT" -> "NON_DURABLE";
            default -> value;
        };
    }

    @Override
    public Incoming receive(Frame message, Address subscribed) {
        String messageId = message.header(AMQP_MESSAGE_ID);
        String replyTo = message.header(HeaderText.REPLY_TO);
        return new Incoming(
                destination(message, subscribed),
                HeaderText.isTrue(message, HeaderText.PERSISTENT),
                HeaderText.priority(message),
                HeaderText.number(message, HeaderText.EXPIRES, 0),
                HeaderText.number(message, HeaderText.TIMESTAMP, 0),
                HeaderText.number(message, SCHEDULED_DELIVERY, 0),
                messageId == null ? "ID:" + messageKey(message) : messageId,
                message.header(HeaderText.CORRELATION_ID),
                message.header(HeaderText.TYPE),
                replyTo == null ? null : replyTo(replyTo),
                HeaderText.redeliveries(message),
                message.headers().get("_AMQ_GROUP_ID", message.header("JMSXGroupID")));
    }

    private Address destination(Frame message, Address subscribed) {
        String text = message.headers().get(Headers.DESTINATION, "");
        Address prefixed = prefixes.parse(text);
        if (prefixed != null) {
            return prefixed;
        }
        if (text.equals(subscribed.name()) || text.isEmpty()) {
            return subscribed;
        }
        String type = message.header(DESTINATION_TYPE);
        boolean isTopic = type == null ? subscribed.kind().isTopic() : type.equals("MULTICAST");
        return new Address(isTopic ? Address.Kind.TOPIC : Address.Kind.QUEUE, text);
    }

    private Address replyTo(String text) {
        Address address = URLS.parse(text);
        if (address == null) {
            address = prefixes.parse(text);
        }
        return address == null ? new Address(Address.Kind.QUEUE, text) : address;
    }

    @Override
    public Headers deadLetter(Frame message, Address subscribed, Address deadLetters) {
        Headers.Builder copy = HeaderText.copy(message);
        copy.add(DESTINATION_TYPE, routing(deadLetters))
                .add("_AMQ_ORIG_ADDRESS", subscribed.name())
                .add("_AMQ_ORIG_QUEUE", subscribed.name());
        body(isText(message) ? BodyKind.TEXT : BodyKind.BYTES, message.body(), copy);
        return copy.build();
    }

    /** Text has its length at the end of the headers, bytes at their beginning; nothing else tells the two apart. */
    @Override
    public boolean isText(Frame message) {
        Headers headers = message.headers();
        for (int i = 0; i < headers.size(); i++) {
            switch (headers.name(i)) {
                case Headers.CONTENT_LENGTH -> {
                    return false;
                }
                case Headers.MESSAGE_ID -> {
                    return true;
                }
                default -> {}
            }
        }
        return true;
    }

    /** The part before the comma is the consumer, the part behind it the message. */
    @Override
    public String messageKey(Frame message) {
        String id = message.headers().get(Headers.MESSAGE_ID, "");
        return id.substring(id.indexOf(',') + 1);
    }

    @Override
    public String clientId(String text) {
        return part(text);
    }

    @Override
    public ErrorKind errorKind(Frame error) {
        String text = HeaderText.message(error);
        if (HeaderText.containsAny(text, "AMQ229031", "AMQ229032", "Security Error occurred", "AMQ229213")) {
            return ErrorKind.SECURITY;
        }
        if (HeaderText.containsAny(text, "AMQ339001", "does not exist", "AMQ229216", "null or empty")) {
            return ErrorKind.DESTINATION;
        }
        if (HeaderText.containsAny(text, "AMQ229020", "Invalid filter", "Invalid selector", "AMQ219020")) {
            return ErrorKind.SELECTOR;
        }
        if (HeaderText.containsAny(text, "AMQ229102", "AMQ229119", "is full")) {
            return ErrorKind.RESOURCE;
        }
        return text.contains("AMQ339013") ? ErrorKind.TRANSACTION : ErrorKind.OTHER;
    }

    @Override
    public String toString() {
        return NAME;
    }
}

package org.stompest.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** RabbitMQ 3.10 to 4.3 with its STOMP plugin. Immutable. */
final class RabbitMqDialect implements Dialect {
    static final String NAME = "RabbitMQ";

    /** As the broker spells them; a temporary queue is one that a SEND must not create. */
    static final Prefixes PREFIXES = new Prefixes("/queue/", "/topic/", "/amq/queue/", "/topic/");

    /** What the names of temporary destinations of this library begin with: nothing else tells them from others. */
    private static final String TEMPORARY = "stompest-";

    private static final String REPLY_QUEUE = "/reply-queue/";
    private static final String AMQ_QUEUE = "/amq/queue/";
    private static final String AMQP_MESSAGE_ID = "amqp-message-id";
    private static final String AUTO_DELETE = "auto-delete";
    private static final String DURABLE = "durable";
    private static final String EXCLUSIVE = "exclusive";
    private static final String EXPIRATION = "expiration";
    private static final String QUEUE_NAME = "x-queue-name";
    private static final String PREFETCH_COUNT = "prefetch-count";
    private static final String NATIVE_MESSAGE_ID = "JMSMessageID";
    private static final String NATIVE_TIMESTAMP = "JMSTimestamp";
    private static final String NATIVE_TYPE = "JMSType";
    private static final String TEXT_MESSAGE = "TextMessage";
    private static final String INEQUIVALENT = "inequivalent arg";

    /** How long a temporary queue stays that nobody uses: its connection may have crashed, or may only be idle. */
    private static final String UNUSED_MILLIS = Long.toString(24L * 60 * 60 * 1_000);

    /** In AMQP timestamps are seconds, in STOMP milliseconds: before 1973 it is no time of a message, as seconds not before 5138. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    /** The broker's limit, less the two headers that may still come. */
    private static final int MOST_HEADERS = 98;

    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.TEMPORARY_DESTINATIONS,
            Capability.DURABLE_SUBSCRIPTIONS,
            Capability.SHARED_DURABLE_SUBSCRIPTIONS,
            Capability.SHARED_SUBSCRIPTIONS,
            Capability.ANONYMOUS_SHARED_SUBSCRIPTIONS);

    private final Prefixes prefixes;

    RabbitMqDialect(Prefixes prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The broker escapes in 1.0 as well, against the specification, and drops a connection of 1.1 that has a carriage return in a header. */
    @Override
    public List<Version> versions() {
        return List.of(Version.V1_2);
    }

    @Override
    public boolean can(Capability capability) {
        return CAPABILITIES.contains(capability);
    }

    /** UNSUBSCRIBE gives no message back, and an error of one consumer ends the connection of all. */
    @Override
    public LinkScheme linkScheme() {
        return LinkScheme.PER_CONSUMER;
    }

    @Override
    public Optional<String> virtualHost() {
        return Optional.of("/");
    }

    @Override
    public boolean refusesVirtualHost(Frame error) {
        return HeaderText.message(error).contains("Virtual host '");
    }

    /** A cumulative acknowledgement would cover other subscriptions, and without any the broker knows no window. */
    @Override
    public AckScheme acks(AckScheme wanted, Version version) {
        return AckScheme.INDIVIDUAL;
    }

    @Override
    public CommitScheme commitScheme() {
        return CommitScheme.SENDS_CONFIRMED_AFTER_COMMIT_THEN_ACKS;
    }

    /** A queue without a dead letter exchange drops what is rejected, and nothing tells whether it has one. */
    @Override
    public PoisonScheme poisonScheme() {
        return PoisonScheme.FORWARD_OR_NACK;
    }

    @Override
    public Headers rejection() {
        return Headers.of("requeue", "false");
    }

    @Override
    public Address deadLetters() {
        return new Address(Address.Kind.QUEUE, "DLQ");
    }

    @Override
    public String destination(Address address) {
        RabbitMqName name = RabbitMqName.of(address);
        return RabbitMqName.isVerbatim(address) ? name.text() : prefixes.of(address.kind()) + name.encoded();
    }

    @Override
    public void send(Outgoing message, Headers.Builder headers) {
        if (message.deliveryTime() > 0) {
            throw unsupported("deliver messages later over STOMP");
        }
        if (message.persistent()) {
            // Said of a message that is not, it would create a queue for this connection alone.
            headers.add(HeaderText.PERSISTENT, "true");
        }
        HeaderText.checkPriority(message);
        headers.add(HeaderText.PRIORITY, Integer.toString(message.priority()));
        if (message.expiration() != 0) {
            headers.add(HeaderText.EXPIRES, Long.toString(message.expiration()));
            headers.add(EXPIRATION, Long.toString(Math.max(1, message.expiration() - message.sentAt())));
        }
        if (message.timestamp() != 0) {
            headers.add(HeaderText.TIMESTAMP, Long.toString(message.timestamp()));
        }
        addShort(HeaderText.CORRELATION_ID, message.correlationId(), headers);
        addShort(HeaderText.TYPE, message.type(), headers);
        addShort(AMQP_MESSAGE_ID, message.messageId(), headers);
        if (message.replyTo() != null) {
            addShort(HeaderText.REPLY_TO, replyTo(message.replyTo()), headers);
        }
        if (!message.destination().kind().isTopic()) {
            headers.addAll(RabbitMqName.of(message.destination()).arguments());
        }
    }

    /**
     * Clients of AMQP answer to a queue of the bare name, which consumers of STOMP see with a prefix that creates no queue. Other queues
     * keep theirs, as whoever answers first to one may have to create it.
     */
    private String replyTo(Address address) {
        return address.kind() == Address.Kind.TEMPORARY_QUEUE ? address.name() : destination(address);
    }

    private static void addShort(String name, String value, Headers.Builder headers) {
        RabbitMqName.checkLength("a " + name, value);
        HeaderText.addIfPresent(name, value, headers);
    }

    private static DialectException unsupported(String what) {
        return new DialectException(ErrorKind.UNSUPPORTED, NAME + " cannot " + what);
    }

    @Override
    public void body(BodyKind kind, byte[] body, Headers.Builder headers) {
        headers.add(Headers.CONTENT_LENGTH, Integer.toString(body.length));
        if (kind.isText()) {
            headers.add(Headers.CONTENT_TYPE, "text/plain;charset=UTF-8");
            // The broker's own JMS client takes everything else for bytes.
            headers.add(NATIVE_TYPE, TEXT_MESSAGE);
        } else {
            headers.add(Headers.CONTENT_TYPE, "application/octet-stream");
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
            RabbitMqName.checkLength("the name of a header", headers.name(i));
        }
    }

    @Override
    public void subscribe(SubscriptionRequest request, Headers.Builder headers) {
        if (request.isBrowsing()) {
            throw unsupported("browse a queue over STOMP; look at it by its management plugin");
        }
        if (request.selector() != null) {
            throw unsupported("evaluate selectors over STOMP");
        }
        headers.add(Headers.ACK, AckScheme.INDIVIDUAL.mode());
        headers.add(PREFETCH_COUNT, Integer.toString(request.prefetch()));
        headers.addAll(RabbitMqName.of(request.address()).arguments());
        if (request.subscriptionName() != null && (request.isDurable() || !request.isShared())) {
            addQueue(durableQueue(request.subscriptionName(), request.clientId()), false, headers);
        } else if (request.subscriptionName() != null) {
            addQueue(sharedQueue(request.subscriptionName(), request.clientId()), true, headers);
            headers.add(EXCLUSIVE, "false");
        }
    }

    /** A queue that is durable in either case, because newer brokers have no others that several connections may use. */
    private static void addQueue(String name, boolean endsWithConsumers, Headers.Builder headers) {
        headers.add(DURABLE, "true")
                .add(AUTO_DELETE, Boolean.toString(endsWithConsumers))
                .add(QUEUE_NAME, name);
    }

    private static String durableQueue(String name, String clientId) {
        return queueName("stompest.", name, clientId);
    }

    private static String sharedQueue(String name, String clientId) {
        return queueName("stompest-shared.", name, clientId);
    }

    private static String queueName(String prefix, String name, String clientId) {
        String queue = prefix + part(clientId == null ? "" : clientId) + "." + part(name);
        RabbitMqName.checkLength("a client identifier and the name of a subscription", queue);
        return queue;
    }

    private static String part(String text) {
        return text.replace("\\", "\\\\").replace(".", "\\.");
    }

    /** Who subscribes to a topic without a name gets copies of his own. */
    @Override
    public Window window(SubscriptionRequest request) {
        return Window.ofMessages(
                request.prefetch(), !request.address().kind().isTopic() || request.subscriptionName() != null);
    }

    @Override
    public Deletion deleteSubscription(String name, String clientId) {
        Headers.Builder headers = Headers.builder();
        addQueue(durableQueue(name, clientId), false, headers);
        return deletion(headers, durableQueue(name, clientId));
    }

    /** Only who has subscribed may delete, to whatever topic. The binding made for it ends with the queue. */
    private Deletion deletion(Headers.Builder subscribe, String queue) {
        subscribe.add(Headers.ACK, AckScheme.INDIVIDUAL.mode()).add(PREFETCH_COUNT, "1");
        return new Deletion(
                prefixes.topic() + TEMPORARY + "deletion",
                subscribe.build(),
                Headers.of(DURABLE, "true", QUEUE_NAME, queue));
    }

    /**
     * An exclusive queue could be used by one STOMP connection only, so the queue is an ordinary one that expires some time after its last
     * use.
     */
    @Override
    public Optional<Headers> createTemporary(Address address) {
        if (address.kind() != Address.Kind.TEMPORARY_QUEUE) {
            return Optional.empty();
        }
        Headers.Builder headers = Headers.builder();
        headers.add(Headers.DESTINATION, PREFIXES.queue() + address.name())
                // The message creates the queue and does not stay in it.
                .add(EXPIRATION, "0")
                .add(DURABLE, "true")
                .add(AUTO_DELETE, "false")
                .add(EXCLUSIVE, "false")
                .addAll(temporaryArguments());
        return Optional.of(headers.build());
    }

    private static Headers temporaryArguments() {
        return Headers.of("x-queue-type", "classic", "x-expires", UNUSED_MILLIS);
    }

    @Override
    public Optional<Deletion> deleteTemporary(Address address) {
        if (address.kind() != Address.Kind.TEMPORARY_QUEUE) {
            return Optional.empty();
        }
        Headers.Builder headers = Headers.builder();
        addQueue(address.name(), false, headers);
        headers.addAll(temporaryArguments());
        return Optional.of(deletion(headers, address.name()));
    }

    @Override
    public Incoming receive(Frame message, Address subscribed) {
        String replyTo = message.header(HeaderText.REPLY_TO);
        return new Incoming(
                destination(message, subscribed),
                HeaderText.isTrue(message, HeaderText.PERSISTENT),
                HeaderText.priority(message),
                expiration(message),
                timestamp(message),
                0,
                lastingId(message, "ID:" + message.headers().get(Headers.MESSAGE_ID, "")),
                message.header(HeaderText.CORRELATION_ID),
                type(message),
                replyTo == null ? null : replyTo(replyTo),
                redeliveries(message),
                message.header("JMSXGroupID"));
    }

    /** The broker's own JMS client has headers of its own for what it does not put into the properties of AMQP. */
    private static String lastingId(Frame message, String other) {
        return message.headers().get(AMQP_MESSAGE_ID, message.headers().get(NATIVE_MESSAGE_ID, other));
    }

    private static long timestamp(Frame message) {
        long timestamp = HeaderText.number(message, HeaderText.TIMESTAMP, 0);
        if (timestamp == 0) {
            return HeaderText.number(message, NATIVE_TIMESTAMP, 0);
        }
        return timestamp > 0 && timestamp < LEAST_MILLIS ? timestamp * 1_000 : timestamp;
    }

    /** Of others the time to live is known, and only their JMS client tells exactly when it began. */
    private static long expiration(Frame message) {
        long expires = HeaderText.number(message, HeaderText.EXPIRES, 0);
        long sentAt = HeaderText.number(message, NATIVE_TIMESTAMP, 0);
        long timeToLive = HeaderText.number(message, EXPIRATION, 0);
        return expires == 0 && sentAt > 0 && timeToLive > 0 ? sentAt + timeToLive : expires;
    }

    private static String type(Frame message) {
        String other = message.header(NATIVE_TYPE);
        return message.headers().get(HeaderText.TYPE, TEXT_MESSAGE.equals(other) ? null : other);
    }

    /** The broker rebuilds it from what routes the message, which for a queue says nothing that the subscription does not. */
    private Address destination(Frame message, Address subscribed) {
        String text = message.headers().get(Headers.DESTINATION, "");
        boolean isTopic = subscribed.kind().isTopic() && text.startsWith(prefixes.topic());
        return isTopic
                ? topic(RabbitMqName.decoded(text.substring(prefixes.topic().length())))
                : subscribed;
    }

    private static Address topic(String name) {
        return new Address(name.startsWith(TEMPORARY) ? Address.Kind.TEMPORARY_TOPIC : Address.Kind.TOPIC, name);
    }

    /** What this library cannot make of a name stays as the broker spells it, and can be answered to. */
    private Address replyTo(String text) {
        String queue = null;
        if (text.startsWith(REPLY_QUEUE)) {
            queue = text.substring(REPLY_QUEUE.length());
        } else if (text.startsWith(AMQ_QUEUE)) {
            queue = text.substring(AMQ_QUEUE.length());
        }
        if (queue != null && queue.startsWith(TEMPORARY)) {
            return new Address(Address.Kind.TEMPORARY_QUEUE, queue);
        }
        if (text.startsWith(prefixes.topic())) {
            return topic(text.substring(prefixes.topic().length()).replace("%2F", "/"));
        }
        return text.startsWith(prefixes.queue())
                ? new Address(
                        Address.Kind.QUEUE,
                        text.substring(prefixes.queue().length()).replace("%2F", "/"))
                : new Address(Address.Kind.QUEUE, text);
    }

    /** Quorum queues count: 4.3 all deliveries, earlier ones those that have failed. */
    private static int redeliveries(Frame message) {
        long counted =
                HeaderText.number(message, "x-acquired-count", HeaderText.number(message, "x-delivery-count", 0));
        int flagged = HeaderText.redeliveries(message);
        return counted > flagged ? (int) Math.min(counted, Integer.MAX_VALUE - 1) : flagged;
    }

    @Override
    public Headers deadLetter(Frame message, Address subscribed, Address deadLetters) {
        Headers.Builder copy = HeaderText.copy(message);
        copy.add(HeaderText.ORIGINAL_DESTINATION, message.headers().get(Headers.DESTINATION, ""));
        copy.add(Headers.CONTENT_LENGTH, Integer.toString(message.body().length));
        copy.addAll(RabbitMqName.of(deadLetters).arguments());
        return copy.build();
    }

    @Override
    public boolean isText(Frame message) {
        String type = message.headers().get(Headers.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.contains("charset=")
                || type.startsWith("application/json")
                || type.startsWith("application/xml")
                // Whatever the type of the content: the broker's own JMS client says of all that it is bytes.
                || TEXT_MESSAGE.equals(message.header(NATIVE_TYPE));
    }

    /** The broker numbers deliveries, not messages. */
    @Override
    public String messageKey(Frame message) {
        return lastingId(message, message.headers().get(Headers.MESSAGE_ID, ""));
    }

    @Override
    public ErrorKind errorKind(Frame error) {
        String text = HeaderText.message(error);
        if (text.startsWith("Bad CONNECT") || HeaderText.containsAny(text, "access_refused", "ACCESS_REFUSED")) {
            return ErrorKind.SECURITY;
        }
        if (HeaderText.containsAny(
                text,
                "not_found",
                "resource_locked",
                INEQUIVALENT,
                "invalid arg",
                "Invalid destination",
                "Unknown destination",
                "Server cancelled subscription")) {
            return ErrorKind.DESTINATION;
        }
        return ErrorKind.OTHER;
    }

    @Override
    public Optional<String> advice(Frame error) {
        return HeaderText.message(error).contains(INEQUIVALENT)
                ? Optional.of("the queue exists with other arguments: give its name the same arguments, or use "
                        + AMQ_QUEUE + "<name>, which takes the queue as it is")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return NAME;
    }
}

package org.stompest.jms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The options of a connection factory: one table, from which URIs are read, unknown names are corrected, and documentation is made.
 * Immutable.
 */
enum Option {
    USERNAME("jms.username", OptionKind.TEXT, "", "Who connects.", "jms.userName", "jms.user"),
    PASSWORD("jms.password", OptionKind.SECRET, "", "The secret of who connects.", "jms.passcode"),
    CLIENT_ID("jms.clientID", OptionKind.TEXT, "", "The client identifier of each connection."),
    CONNECT_TIMEOUT(
            "jms.connectTimeout",
            OptionKind.DURATION,
            "15000",
            "How long createConnection waits, over all brokers and attempts; 0 for ever."),
    SEND_TIMEOUT(
            "jms.sendTimeout",
            OptionKind.DURATION,
            "60000",
            "How long a send waits for the broker to confirm it, time to reconnect included; 0 for ever."),
    REQUEST_TIMEOUT(
            "jms.requestTimeout",
            OptionKind.DURATION,
            "30000",
            "How long other calls wait for the broker: createConsumer, commit, acknowledge; 0 for ever."),
    CLOSE_TIMEOUT(
            "jms.closeTimeout",
            OptionKind.DURATION,
            "15000",
            "How long close and stop wait in all, for listeners at work and for the broker."),
    FORCE_ASYNC_SEND(
            "jms.forceAsyncSend",
            OptionKind.BOOLEAN,
            "false",
            "Persistent sends return before the broker has confirmed them; what fails later goes to the ExceptionListener.",
            "jms.useAsyncSend"),
    FORCE_SYNC_SEND(
            "jms.forceSyncSend",
            OptionKind.BOOLEAN,
            "false",
            "Sends that are not persistent wait for the broker too.",
            "jms.alwaysSyncSend"),
    POPULATE_USER_ID(
            "jms.populateJMSXUserID",
            OptionKind.BOOLEAN,
            "false",
            "Whether messages tell by JMSXUserID who has sent them, unless the broker knows better."),
    LOCAL_MESSAGE_EXPIRY(
            "jms.localMessageExpiry",
            OptionKind.BOOLEAN,
            "true",
            "Messages that have expired on their way are dropped.",
            "jms.consumerExpiryCheckEnabled"),
    DUPS_OK_BATCH_SIZE(
            "jms.dupsOkBatchSize",
            OptionKind.COUNT,
            "50",
            "How many messages DUPS_OK_ACKNOWLEDGE acknowledges at a time."),
    USE_DAEMON_THREAD(
            "jms.useDaemonThread",
            OptionKind.BOOLEAN,
            "false",
            "Whether an open connection leaves the JVM free to exit."),
    EXCEPTION_LISTENER_ON_INTERRUPT(
            "jms.exceptionListenerOnInterrupt",
            OptionKind.BOOLEAN,
            "false",
            "Whether the ExceptionListener hears of lost connections that are being restored."),
    QUEUE_PREFETCH(
            "jms.prefetchPolicy.queuePrefetch",
            OptionKind.COUNT,
            "100",
            "How many unacknowledged messages a broker sends to a queue consumer, at least 1."),
    TOPIC_PREFETCH(
            "jms.prefetchPolicy.topicPrefetch",
            OptionKind.COUNT,
            "1000",
            "The same for subscribers that are not durable."),
    DURABLE_TOPIC_PREFETCH(
            "jms.prefetchPolicy.durableTopicPrefetch", OptionKind.COUNT, "100", "The same for durable subscribers."),
    QUEUE_BROWSER_PREFETCH(
            "jms.prefetchPolicy.queueBrowserPrefetch", OptionKind.COUNT, "500", "The same for queue browsers."),
    ALL_PREFETCH("jms.prefetchPolicy.all", OptionKind.COUNT, "", "Sets the four above."),
    PREFETCH_WINDOW(
            "jms.prefetchPolicy.windowBytes",
            OptionKind.SIZE,
            "1m",
            "The same in bytes, for brokers that count those (Artemis)."),
    MAXIMUM_REDELIVERIES(
            "jms.redeliveryPolicy.maximumRedeliveries",
            OptionKind.LIMIT,
            "6",
            "After how many redeliveries a message goes to the dead letters; -1 for never.",
            "jms.redeliveryPolicy.maxRedeliveries"),
    REDELIVERY_OUTCOME(
            "jms.redeliveryPolicy.outcome",
            OptionKind.OUTCOME,
            "dead-letter",
            "dead-letter, or reject for what the broker does with rejected messages (RabbitMQ: the dead letter exchange of the queue)."),
    DEAD_LETTER_QUEUE(
            "jms.redeliveryPolicy.deadLetterQueue",
            OptionKind.TEXT,
            "",
            "Where dead letters go if the broker cannot move them itself; DLQ if empty."),
    ALLOW_LIST(
            "jms.deserializationPolicy.allowList",
            OptionKind.TEXT,
            "",
            "Classes and packages that object messages may hold, separated by commas.",
            "jms.trustedPackages"),
    DENY_LIST(
            "jms.deserializationPolicy.denyList",
            OptionKind.TEXT,
            "",
            "Classes and packages that object messages must not hold, whatever is allowed."),
    TRUST_ALL(
            "jms.deserializationPolicy.trustAll",
            OptionKind.BOOLEAN,
            "false",
            "Whether object messages may hold anything that is not denied. Dangerous.",
            "jms.trustAllPackages"),
    BROKER(
            "stomp.broker",
            OptionKind.BROKER,
            "auto",
            "The kind of broker: auto, activemq, artemis, rabbitmq or generic."),
    VERSIONS(
            "stomp.versions", OptionKind.VERSIONS, "", "The versions on offer; by default those that suit the broker."),
    HOST("stomp.host", OptionKind.TEXT, "", "The virtual host; by default the host of the URI.", "stomp.vhost"),
    OMIT_HOST("stomp.omitHost", OptionKind.BOOLEAN, "false", "Leaves the header host out of CONNECT."),
    USE_STOMP_FRAME("stomp.useStompFrame", OptionKind.BOOLEAN, "false", "Connects by STOMP instead of CONNECT."),
    HEART_BEAT(
            "stomp.heartbeat",
            OptionKind.HEART_BEAT,
            "10000,10000",
            "Heart-beats: what to send and what to expect, in ms."),
    HEART_BEAT_TOLERANCE(
            "stomp.heartbeatTolerance",
            OptionKind.FACTOR,
            "3.0",
            "After how many intervals of silence the broker counts as gone."),
    CONNECTED_TIMEOUT(
            "stomp.connectedTimeout",
            OptionKind.DURATION,
            "10000",
            "How long one broker may take to answer CONNECT.",
            "jms.connectResponseTimeout"),
    QUEUE_PREFIX(
            "stomp.queuePrefix",
            OptionKind.TEXT,
            "",
            "What stands before queues on the wire, if not the broker's default."),
    TOPIC_PREFIX(
            "stomp.topicPrefix",
            OptionKind.TEXT,
            "",
            "What stands before topics on the wire, if not the broker's default."),
    MAX_FRAME_SIZE("stomp.maxFrameSize", OptionKind.SIZE, "100m", "The largest body that is accepted."),
    MAX_HEADERS("stomp.maxHeaders", OptionKind.COUNT, "1000", "The most headers that are accepted in one frame."),
    MAX_HEADER_LENGTH("stomp.maxHeaderLength", OptionKind.SIZE, "64k", "The longest header that is accepted.");

    private final String canonicalName;
    private final OptionKind kind;
    private final String defaultText;
    private final String text;
    private final List<String> aliases;

    Option(String canonicalName, OptionKind kind, String defaultText, String text, String... aliases) {
        this.canonicalName = canonicalName;
        this.kind = kind;
        this.defaultText = defaultText;
        this.text = text;
        this.aliases = List.of(aliases);
    }

    String canonicalName() {
        return canonicalName;
    }

    OptionKind kind() {
        return kind;
    }

    /** The default as it would be written; empty if it depends on something else. */
    String defaultText() {
        return defaultText;
    }

    /** What it is for, in a sentence. */
    String text() {
        return text;
    }

    List<String> aliases() {
        return aliases;
    }

    /** The option of a name or an alias, in any case. */
    static Optional<Option> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.canonicalName.toLowerCase(Locale.ROOT).equals(wanted)
                        || each.aliases.stream().anyMatch(alias -> alias.toLowerCase(Locale.ROOT)
                                .equals(wanted)))
                .findFirst();
    }

    /** The value of a text. */
    Object parse(String value) {
        try {
            return kind.parse(value);
        } catch (IllegalArgumentException e) {
            String shown = kind == OptionKind.SECRET ? "(hidden)" : value;
            throw new IllegalArgumentException(
                    "expected " + kind.description() + " for the option " + canonicalName + ", got '" + shown + "'", e);
        }
    }
}

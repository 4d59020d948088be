package org.stompest.jms;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.stompest.client.AnonymousErrors;
import org.stompest.client.ClientOptions;
import org.stompest.client.Credentials;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Dialects;
import org.stompest.dialect.Prefixes;
import org.stompest.failover.FailoverUri;
import org.stompest.failover.NearestName;
import org.stompest.jms.message.ObjectPolicy;
import org.stompest.protocol.FrameLimits;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;
import org.stompest.transport.TransportOptions;

/** What a connection is made with: a snapshot of its factory. Immutable. */
final class ConnectionConfig {
    private static final String TRANSPORT = "transport.";
    private static final String HEADER = "stomp.header.";
    private static final Set<Option> PREFETCHES = Set.of(
            Option.QUEUE_PREFETCH, Option.TOPIC_PREFETCH, Option.DURABLE_TOPIC_PREFETCH, Option.QUEUE_BROWSER_PREFETCH);

    private final FailoverUri uri;
    private final Map<Option, Object> values;
    private final TransportOptions transportOptions;
    private final Headers connectHeaders;
    private final ObjectPolicy objectPolicy;

    /**
     * Reads the options of a URI, and those set besides it, which win.
     *
     * @throws IllegalArgumentException if the URI or an option is malformed or unknown
     */
    ConnectionConfig(String uriText, Map<Option, Object> overrides) {
        uri = FailoverUri.parse(uriText, ConnectionConfig::isOurs);
        values = new EnumMap<>(Option.class);
        Map<String, String> transport = new LinkedHashMap<>();
        Headers.Builder headers = Headers.builder();
        uri.options().forEach((name, value) -> {
            if (startsWith(TRANSPORT, name)) {
                transport.put(name.substring(TRANSPORT.length()), value);
            } else if (startsWith(HEADER, name)) {
                headers.add(name.substring(HEADER.length()), value);
            } else {
                Option option = Option.named(name).orElseThrow(() -> unknown(name));
                if (values.put(option, option.parse(value)) != null) {
                    throw new IllegalArgumentException(
                            "expected the option " + option.canonicalName() + " once, got it again as " + name);
                }
            }
        });
        if (overrides.containsKey(Option.ALL_PREFETCH)) {
            values.keySet().removeAll(PREFETCHES);
        }
        values.putAll(overrides);
        transportOptions = TransportOptions.DEFAULT.with(transport);
        connectHeaders = headers.build();
        objectPolicy =
                ObjectPolicy.of(is(Option.TRUST_ALL) ? List.of("*") : list(Option.ALLOW_LIST), list(Option.DENY_LIST));
        clientOptions(Version.all(), Optional.empty()).build();
    }

    private static boolean isOurs(String name) {
        return startsWith("jms.", name) || startsWith("stomp.", name) || startsWith(TRANSPORT, name);
    }

    private static boolean startsWith(String prefix, String name) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    static IllegalArgumentException unknown(String name) {
        List<String> names =
                Arrays.stream(Option.values()).map(Option::canonicalName).toList();
        return new IllegalArgumentException(
                "expected a known option, got '" + name + "'" + NearestName.hint(name, names));
    }

    FailoverUri uri() {
        return uri;
    }

    private Object value(Option option) {
        Object value = values.get(option);
        return value == null ? option.parse(option.defaultText()) : value;
    }

    String text(Option option) {
        return (String) value(option);
    }

    boolean is(Option option) {
        return (Boolean) value(option);
    }

    int number(Option option) {
        return (Integer) value(option);
    }

    Duration duration(Option option) {
        return (Duration) value(option);
    }

    private List<String> list(Option option) {
        return Arrays.stream(text(option).split(","))
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** The window of a consumer; 0 would mean to pull, which STOMP cannot, so it counts as 1. */
    int prefetch(Option option) {
        Object all = values.get(Option.ALL_PREFETCH);
        return Math.max(1, all != null && !values.containsKey(option) ? (Integer) all : number(option));
    }

    ObjectPolicy objectPolicy() {
        return objectPolicy;
    }

    /** The dialect that was asked for, empty to take that of the server. */
    Optional<Dialect> dialect() {
        return Dialects.named(text(Option.BROKER), prefixes());
    }

    UnaryOperator<Prefixes> prefixes() {
        String queue = text(Option.QUEUE_PREFIX);
        String topic = text(Option.TOPIC_PREFIX);
        return defaults -> new Prefixes(
                queue.isEmpty() ? defaults.queue() : queue,
                topic.isEmpty() ? defaults.topic() : topic,
                defaults.temporaryQueue(),
                defaults.temporaryTopic());
    }

    /** The versions that were asked for, empty to take those that suit the broker. */
    @SuppressWarnings("unchecked")
    Optional<List<Version>> versions() {
        return Optional.ofNullable((List<Version>) values.get(Option.VERSIONS));
    }

    /** Credentials of the factory; empty to take those of the URI. */
    Optional<Credentials> credentials() {
        String user = text(Option.USERNAME);
        return user.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, text(Option.PASSWORD)));
    }

    /** Whether the user has chosen a virtual host. */
    boolean namesHost() {
        return !text(Option.HOST).isEmpty();
    }

    /** The options of the STOMP client below, those of one connection left out. */
    ClientOptions.Builder clientOptions(List<Version> versions, Optional<String> clientId) {
        ClientOptions.Builder builder = ClientOptions.builder(uri)
                .transportOptions(transportOptions)
                .versions(versions)
                .omitHost(is(Option.OMIT_HOST))
                .useStompFrame(is(Option.USE_STOMP_FRAME))
                .heartBeat((HeartBeat) value(Option.HEART_BEAT))
                .heartBeatTolerance((Double) value(Option.HEART_BEAT_TOLERANCE))
                .connectHeaders(
                        clientId.map(id -> connectHeaders.with("client-id", id)).orElse(connectHeaders))
                .connectTimeout(duration(Option.CONNECT_TIMEOUT))
                .connectedTimeout(duration(Option.CONNECTED_TIMEOUT))
                .requestTimeout(duration(Option.REQUEST_TIMEOUT))
                .closeTimeout(duration(Option.CLOSE_TIMEOUT))
                .daemonThreads(is(Option.USE_DAEMON_THREAD))
                .limits(new FrameLimits(
                        number(Option.MAX_HEADER_LENGTH),
                        Math.max(1, number(Option.MAX_HEADERS)),
                        FrameLimits.DEFAULT.maxHead(),
                        number(Option.MAX_FRAME_SIZE)));
        if (namesHost()) {
            builder.host(text(Option.HOST));
        }
        switch (text(Option.BROKER)) {
            case "artemis" -> builder.anonymousErrors(reply -> AnonymousErrors.ANSWER_SUBSCRIBE);
            case "rabbitmq" -> builder.anonymousErrors(reply -> AnonymousErrors.END_LINK);
            default -> {}
        }
        return builder;
    }
}

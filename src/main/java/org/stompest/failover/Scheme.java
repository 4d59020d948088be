package org.stompest.failover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The four ways to reach a STOMP broker, with the names under which users know them. Immutable.
 */
enum Scheme {
    STOMP("stomp", 61613, List.of("stomp", "tcp", "nio", "stomp+nio")),
    STOMP_SSL("stomp+ssl", 61614, List.of("stomp+ssl", "stomps", "ssl", "nio+ssl", "stomp+nio+ssl")),
    WS("ws", 80, List.of("ws", "stomp+ws")),
    WSS("wss", 443, List.of("wss", "stomp+wss"));

    /** No name of a scheme is longer, so that a search for one has a bound. */
    static final int LONGEST_NAME = 20;

    private static final Map<String, Scheme> BY_NAME = byName();

    private static final String PLAIN = "stomp://host:61613";
    private static final String SECURE = "stomp+ssl://host:61614";
    private static final String COMPOSITE = "failover:(stomp://host1,stomp://host2)";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("amqp", PLAIN),
            Map.entry("amqps", SECURE),
            Map.entry("amqp+ssl", SECURE),
            Map.entry("amqpws", "ws://host/path"),
            Map.entry("amqpwss", "wss://host/path"),
            Map.entry("mqtt", PLAIN),
            Map.entry("mqtts", SECURE),
            Map.entry("mqtt+ssl", SECURE),
            Map.entry("nats", PLAIN),
            Map.entry("auto", PLAIN),
            Map.entry("auto+nio", PLAIN),
            Map.entry("auto+ssl", SECURE),
            Map.entry("auto+nio+ssl", SECURE),
            Map.entry("vm", PLAIN),
            Map.entry("udp", PLAIN),
            Map.entry("jgroups", COMPOSITE),
            Map.entry("peer", PLAIN),
            Map.entry("http", "ws://host/path"),
            Map.entry("https", "wss://host/path"),
            Map.entry("multicast", COMPOSITE),
            Map.entry("discovery", COMPOSITE),
            Map.entry("static", COMPOSITE),
            Map.entry("masterslave", COMPOSITE),
            Map.entry("fanout", COMPOSITE),
            Map.entry("zeroconf", COMPOSITE));

    private final String canonical;
    private final int defaultPort;
    private final List<String> names;

    Scheme(String canonical, int defaultPort, List<String> names) {
        this.canonical = canonical;
        this.defaultPort = defaultPort;
        this.names = names;
    }

    String canonical() {
        return canonical;
    }

    int defaultPort() {
        return defaultPort;
    }

    boolean hasPath() {
        return this == WS || this == WSS;
    }

    boolean secure() {
        return this == STOMP_SSL || this == WSS;
    }

    /** Finds a scheme by any of its names, in any case. */
    static Optional<Scheme> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Says what to write instead of the scheme of another protocol or transport, if this is one. */
    static Optional<String> insteadOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String advice = ADVICE.get(lower);
        if (advice == null && lower.startsWith("amqp")) {
            advice = PLAIN;
        }
        if (advice == null && lower.startsWith("http")) {
            advice = ADVICE.get("http");
        }
        return Optional.ofNullable(advice);
    }

    /** Whether a name is a scheme that this package knows, be it to accept or to refuse it. */
    static boolean known(String name) {
        return named(name).isPresent() || insteadOf(name).isPresent();
    }

    /** Whether a known scheme and {@code ://} stand at an index of a text. */
    static boolean startsUri(String text, int index) {
        int end = index;
        while (end < text.length() && end - index < LONGEST_NAME && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.startsWith("://", end) && known(text.substring(index, end));
    }

    /** Whether a character may stand in the name of a scheme (RFC 3986, 3.1). */
    static boolean isNamePart(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '+'
                || character == '-'
                || character == '.';
    }

    static List<String> acceptedNames() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static Map<String, Scheme> byName() {
        Map<String, Scheme> found = new LinkedHashMap<>();
        for (Scheme scheme : values()) {
            for (String name : scheme.names) {
                found.put(name, scheme);
            }
        }
        return found;
    }
}

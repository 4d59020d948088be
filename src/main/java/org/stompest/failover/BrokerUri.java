package org.stompest.failover;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where one broker is and how to reach it, such as {@code stomp+ssl://broker.example.org:61614}. Immutable.
 *
 * <p>{@link #toString()} shows neither user nor password, and hides the values of options whose name contains
 * {@code pass}, {@code pwd}, {@code secret}, {@code token} or {@code credential}.
 *
 * @param scheme how to reach the broker: {@code stomp} (plain TCP), {@code stomp+ssl} (TLS), {@code ws} (WebSocket) or
 *     {@code wss} (WebSocket over TLS)
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; in lower case
 * @param port the TCP port, 1 to 65535
 * @param path the path of a WebSocket with its leading slash, as it is written in the URI; empty without a path and for
 *     the schemes {@code stomp} and {@code stomp+ssl}
 * @param user the user of the user-info, percent-decoded
 * @param password the password of the user-info, percent-decoded; only with a user
 * @param options the options of this broker alone, such as {@code transport.connectTimeout}, in written order, values
 *     percent-decoded; their meaning is up to the reader
 */
public record BrokerUri(
        String scheme,
        String host,
        int port,
        String path,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> options) {

    /** The greatest port. */
    static final int MAX_PORT = 65_535;

    /**
     * Checks the components, writes the host in lower case and copies the options.
     *
     * @param scheme see the component of that name
     * @param host see the component of that name
     * @param port see the component of that name
     * @param path see the component of that name
     * @param user see the component of that name
     * @param password see the component of that name
     * @param options see the component of that name
     * @throws NullPointerException if a component, or a name or value of an option, is null
     * @throws IllegalArgumentException if the scheme is none of the four, the host is no host, the port is out of
     *     range, there is a password without a user, or the path is not that of a WebSocket
     */
    public BrokerUri {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Scheme known = Scheme.named(scheme)
                .filter(found -> found.canonical().equals(scheme))
                .orElseThrow(() ->
                        new IllegalArgumentException("scheme: expected stomp, stomp+ssl, ws or wss, got " + scheme));
        HostText.problem(host).ifPresent(problem -> {
            throw new IllegalArgumentException("host: " + problem);
        });
        // A zone is the name of a network interface, whose case matters.
        host = host.indexOf('%') < 0 ? host.toLowerCase(Locale.ROOT) : host;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: expected 1 to " + MAX_PORT + ", got " + port);
        }
        if (!path.isEmpty() && (!known.hasPath() || !path.startsWith("/") || !isPrintableAscii(path))) {
            throw new IllegalArgumentException(
                    "path: expected none, or for ws and wss one of printable ASCII characters that starts with '/'");
        }
        if (password.isPresent() && user.isEmpty()) {
            throw new IllegalArgumentException("password: expected a user with it, got none");
        }
        Map<String, String> copy = new LinkedHashMap<>();
        options.forEach((name, value) ->
                copy.put(Objects.requireNonNull(name, "option name"), Objects.requireNonNull(value, name)));
        options = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads the URI of one broker: {@code scheme://[user[:password]@]host[:port][/path][?name=value&name=value]}.
     *
     * <p>Schemes are matched without regard to case. {@code stomp}, {@code tcp}, {@code nio} and {@code stomp+nio} mean
     * plain TCP with the default port 61613; {@code stomp+ssl}, {@code stomps}, {@code ssl}, {@code nio+ssl} and
     * {@code stomp+nio+ssl} mean TLS with 61614; {@code ws} and {@code stomp+ws} mean WebSocket with 80; {@code wss}
     * and {@code stomp+wss} mean WebSocket over TLS with 443. IPv6 addresses stand in square brackets.
     *
     * @param text the URI, at most {@link FailoverUri#MAX_LENGTH} characters without blanks
     * @return the broker
     * @throws FailoverUriException if the text is not such a URI
     */
    public static BrokerUri parse(String text) {
        MaskedText source = FailoverUriParser.checked(Objects.requireNonNull(text, "text"));
        return new BrokerUriParser(source, "").parse(text);
    }

    /**
     * Tells whether bytes are encrypted on the way to this broker.
     *
     * @return true for {@code stomp+ssl} and {@code wss}
     */
    public boolean secure() {
        return scheme.equals(Scheme.STOMP_SSL.canonical()) || scheme.equals(Scheme.WSS.canonical());
    }

    /**
     * Tells whether STOMP frames travel in WebSocket messages.
     *
     * @return true for {@code ws} and {@code wss}
     */
    public boolean webSocket() {
        return scheme.equals(Scheme.WS.canonical()) || scheme.equals(Scheme.WSS.canonical());
    }

    /**
     * Tells whether another URI leads to the same place, whatever its user-info and options are.
     *
     * @param other the other URI
     * @return true if scheme, host, port and path are the same
     */
    public boolean sameAddress(BrokerUri other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port && path.equals(other.path);
    }

    /** Adds the options that this broker does not set itself; names are compared without regard to case. */
    BrokerUri withDefaults(Map<String, String> defaults) {
        Map<String, String> merged = new LinkedHashMap<>(options);
        var own = options.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        defaults.forEach((name, value) -> {
            if (!own.contains(name.toLowerCase(Locale.ROOT))) {
                merged.put(name, value);
            }
        });
        return new BrokerUri(scheme, host, port, path, user, password, merged);
    }

    /**
     * Writes the URI for people, with its canonical scheme and its port, without user-info and with secret values
     * masked.
     *
     * @return the URI without secrets
     */
    @Override
    public String toString() {
        String address = host.indexOf(':') < 0 ? host : "[" + host.replace("%", "%25") + "]";
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + shown(option.getKey(), option.getValue()))
                .collect(Collectors.joining("&"));
        return scheme + "://" + address + ":" + port + path + (query.isEmpty() ? "" : "?" + query);
    }

    static boolean isPrintableAscii(String path) {
        return path.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }

    private static String shown(String name, String value) {
        return MaskedText.isSecret(name) ? MaskedText.MASK : PercentCoding.encode(value);
    }
}

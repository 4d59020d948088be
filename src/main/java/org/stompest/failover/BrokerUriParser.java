package org.stompest.failover;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the URI of one broker. Immutable.
 *
 * @param source the whole text, for errors
 * @param where the place of the broker in the whole text, such as {@code "broker 2"}; empty if it is the whole text
 */
record BrokerUriParser(MaskedText source, String where) {
    private static final int PORT_DIGITS = 5;

    BrokerUri parse(String text) {
        int colon = text.indexOf(':');
        Scheme scheme = scheme(colon < 0 ? "" : text.substring(0, colon));
        if (!text.startsWith("://", colon)) {
            throw error("expected '//' after " + source.quote(text.substring(0, colon + 1)));
        }
        String rest = text.substring(colon + 3);
        if (rest.indexOf('#') >= 0) {
            throw error("expected no fragment, got '#' (write %23 for that character)");
        }
        int question = rest.indexOf('?');
        String beforeQuery = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> options = question < 0 ? Map.of() : options(rest.substring(question + 1));
        int slash = beforeQuery.indexOf('/');
        String authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
        String path = slash < 0 ? "" : path(scheme, beforeQuery.substring(slash));
        int at = authority.indexOf('@');
        if (authority.indexOf('@', at + 1) >= 0) {
            throw error("expected one '@' behind user and password, got more (write %40 inside of them)");
        }
        String[] userInfo = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        return broker(scheme, authority.substring(at + 1), path, userInfo, options);
    }

    private BrokerUri broker(
            Scheme scheme, String hostAndPort, String path, String[] userInfo, Map<String, String> options) {
        Optional<String> user = userInfo.length > 0 ? Optional.of(decoded("user", userInfo[0])) : Optional.empty();
        Optional<String> password =
                userInfo.length > 1 ? Optional.of(decoded("password", userInfo[1])) : Optional.empty();
        if (user.isPresent() && user.get().isEmpty()) {
            throw error("expected a user ahead of '@', got none");
        }
        boolean bracket = hostAndPort.startsWith("[");
        int end = bracket ? hostAndPort.indexOf(']') + 1 : hostAndPort.indexOf(':');
        if (bracket && end == 0) {
            throw error("expected ']' behind an IPv6 address, got none");
        }
        end = end < 0 ? hostAndPort.length() : end;
        if (!bracket && hostAndPort.indexOf(':', end + 1) >= 0) {
            throw error("expected host:port, got more colons (an IPv6 address stands in square brackets)");
        }
        String host = bracket ? ipv6(hostAndPort.substring(1, end - 1)) : hostAndPort.substring(0, end);
        HostText.problem(host).ifPresent(problem -> {
            throw error(problem);
        });
        int port = end == hostAndPort.length() ? scheme.defaultPort() : port(hostAndPort.substring(end));
        return new BrokerUri(scheme.canonical(), host, port, path, user, password, options);
    }

    private Scheme scheme(String name) {
        if (name.isEmpty() || !name.chars().allMatch(character -> Scheme.isNamePart((char) character))) {
            throw error("expected a scheme, a host and a port such as stomp://host:61613, got no scheme");
        }
        Optional<String> advice = Scheme.insteadOf(name);
        if (advice.isPresent()) {
            throw error("the scheme " + source.quote(name) + " does not lead to STOMP: write " + advice.get());
        }
        if (name.equalsIgnoreCase("failover")) {
            throw error("'failover:' stands once, at the start of the URI, and not ahead of a broker");
        }
        return Scheme.named(name)
                .orElseThrow(() -> error("unknown scheme " + source.quoteIfClear(name)
                        + NearestName.hint(name, Scheme.acceptedNames())
                        + " (expected stomp, stomp+ssl, ws or wss)"));
    }

    private String ipv6(String address) {
        String plain = address.replace("%25", "%");
        if (plain.indexOf(':') < 0) {
            throw error("expected an IPv6 address in the square brackets, got something else");
        }
        return plain;
    }

    private int port(String colonAndPort) {
        String digits = colonAndPort.substring(1);
        boolean number = colonAndPort.startsWith(":")
                && !digits.isEmpty()
                && digits.chars().allMatch(character -> character >= '0' && character <= '9');
        int port = number && digits.length() <= PORT_DIGITS ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > BrokerUri.MAX_PORT) {
            throw error("expected ':' and a port from 1 to " + BrokerUri.MAX_PORT + " behind the host, got "
                    + source.quoteIfClear(colonAndPort));
        }
        return port;
    }

    private String path(Scheme scheme, String path) {
        if (path.indexOf('@') >= 0) {
            throw error("got '@' behind '/' (write %2F inside of user and password, %40 inside of a path)");
        }
        if (!scheme.hasPath()) {
            throw error(
                    "expected no path with the scheme " + scheme.canonical() + ", got " + source.quoteIfClear(path));
        }
        if (!BrokerUri.isPrintableAscii(path)) {
            throw error("expected a path of printable ASCII characters, got others (percent-encode them)");
        }
        decoded("path", path);
        return path;
    }

    private Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (QueryOption option : new QueryReader(source, where).byAmpersand(query)) {
            checkName(source, where, option.name());
            options.put(option.name(), option.value());
        }
        return options;
    }

    /** Refuses the options whose place is outside of the brackets, behind all brokers. */
    static void checkName(MaskedText source, String where, String name) {
        boolean outer = FailoverUriParser.startsWith(name, "jms.")
                || FailoverUriParser.startsWith(name, ReconnectOptions.PREFIX)
                || FailoverUriParser.startsWith(name, FailoverUriParser.NESTED)
                || ReconnectOptions.named(name).isPresent();
        if (outer) {
            throw source.error((where.isEmpty() ? "" : where + ": ") + "the option " + source.quote(name)
                    + " is not one of a single broker: write it outside of the brackets, as in"
                    + " failover:(stomp://host1,stomp://host2)?name=value");
        }
    }

    private String decoded(String part, String text) {
        try {
            return PercentCoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw error("the " + part + ": " + e.getMessage(), e);
        }
    }

    private FailoverUriException error(String reason) {
        return source.error((where.isEmpty() ? "" : where + ": ") + reason);
    }

    private FailoverUriException error(String reason, Throwable cause) {
        return source.error((where.isEmpty() ? "" : where + ": ") + reason, cause);
    }
}

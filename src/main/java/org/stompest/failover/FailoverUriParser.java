package org.stompest.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads a failover URI, or the URI of a single broker. Not thread-safe, for a single use.
 */
final class FailoverUriParser {
    static final String NESTED = "nested.";

    private static final String FAILOVER = "failover:";
    private static final int MAX_BROKERS = 256;

    private final String text;
    private final MaskedText source;
    private final Predicate<String> foreign;
    private final Map<String, String> nested = new LinkedHashMap<>();
    private final Map<String, String> upper = new LinkedHashMap<>();
    private final Map<String, String> written = new HashMap<>();

    FailoverUriParser(String text, Predicate<String> foreign) {
        this.source = checked(text);
        this.text = text;
        this.foreign = foreign;
    }

    /** Refuses what cannot be a URI of any kind. */
    static MaskedText checked(String text) {
        if (text.length() > FailoverUri.MAX_LENGTH) {
            throw new FailoverUriException(
                    "expected at most " + FailoverUri.MAX_LENGTH + " characters, got " + text.length(), "(not shown)");
        }
        MaskedText source = new MaskedText(text);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isWhitespace(character)
                    || Character.isSpaceChar(character)
                    || Character.isISOControl(character)) {
                throw source.error("expected no blank or control character, got one at character " + (index + 1)
                        + " (write %20 for a blank in a value)");
            }
        }
        return source;
    }

    static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    FailoverUri parse() {
        boolean prefixed = startsWith(text, FAILOVER);
        String rest = prefixed ? text.substring(FAILOVER.length()) : text;
        rest = prefixed && rest.startsWith("//") ? rest.substring(2) : rest;
        boolean brackets = rest.startsWith("(");
        int end = brackets ? closingBracket(rest) : rest.indexOf('?');
        String list = brackets ? rest.substring(1, end) : end < 0 ? rest : rest.substring(0, end);
        String tail = end < 0 ? "" : rest.substring(brackets ? end + 1 : end);
        if (!tail.isEmpty() && !tail.startsWith("?")) {
            throw source.error("expected '?' or nothing behind ')', got something else");
        }
        List<BrokerUri> brokers = brokers(list, prefixed || brackets);
        boolean failover = prefixed || brackets || brokers.size() > 1;
        ReconnectPolicy policy = tail.isEmpty() ? ReconnectPolicy.defaults() : policy(tail.substring(1), brackets);
        brokers.replaceAll(broker -> broker.withDefaults(nested));
        return new FailoverUri(source.toString(), failover, brokers, policy, upper);
    }

    private int closingBracket(String rest) {
        int close = rest.indexOf(')');
        if (close < 0) {
            throw source.error("expected ')' behind the list of brokers, got none");
        }
        if (rest.lastIndexOf('(', close) > 0) {
            throw source.error("expected one pair of brackets around the brokers, got '(' inside of them");
        }
        return close;
    }

    private List<BrokerUri> brokers(String list, boolean composite) {
        if (list.isEmpty()) {
            throw source.error("expected at least one broker such as stomp://host:61613, got none");
        }
        String[] items = list.split(",", -1);
        if (items.length > MAX_BROKERS) {
            throw source.error("expected at most " + MAX_BROKERS + " brokers, got " + items.length);
        }
        List<BrokerUri> brokers = new ArrayList<>();
        for (String item : items) {
            String where = composite || items.length > 1 ? "broker " + (brokers.size() + 1) : "";
            if (item.isEmpty()) {
                throw source.error(where + ": expected a broker such as stomp://host:61613, got nothing");
            }
            int bracket = Math.max(item.indexOf('('), item.indexOf(')'));
            if (bracket >= 0 && Scheme.insteadOf(item.split(":", 2)[0]).isEmpty()) {
                throw source.error("expected brackets around the whole list of brokers or none, got only one, or one in"
                        + " another place");
            }
            brokers.add(new BrokerUriParser(source, where).parse(item));
        }
        return brokers;
    }

    private ReconnectPolicy policy(String query, boolean brackets) {
        boolean commas = QueryReader.hasCommaForm(query);
        QueryReader reader = new QueryReader(source, "");
        List<QueryOption> options = commas ? reader.byComma(query) : reader.byAmpersand(query);
        ReconnectPolicyBuilder builder = (commas ? ReconnectPolicy.stompest() : ReconnectPolicy.defaults()).toBuilder();
        for (QueryOption option : options) {
            checkSeparators(option, brackets);
            String bare = withoutPrefix(option.name());
            var known = ReconnectOptions.named(bare);
            if (startsWith(bare, NESTED)) {
                nest(option, bare.substring(NESTED.length()));
            } else if (known.isPresent()) {
                once(known.get().option().name(), option);
                apply(known.get(), option, builder);
            } else if (foreign.test(option.name())) {
                upper.put(option.name(), option.value());
            } else {
                throw source.error(unknown(option.name()));
            }
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw source.error(e.getMessage(), e);
        }
    }

    private void checkSeparators(QueryOption option, boolean brackets) {
        String raw = option.raw();
        List<String> pieces = QueryReader.pieces(raw);
        for (String piece : pieces.subList(1, pieces.size())) {
            String bare = withoutPrefix(piece.substring(0, piece.indexOf('=')));
            if (startsWith(bare, NESTED) || ReconnectOptions.named(bare).isPresent()) {
                throw source.error("the option " + source.quote(option.name()) + ": expected '&' or ',' between all"
                        + " options, got both (write %2C for a comma in a value)");
            }
        }
        boolean list = ReconnectOptions.named(withoutPrefix(option.name()))
                .filter(entry -> entry.option().name().equals("priorityURIs"))
                .isPresent();
        for (int comma = raw.indexOf(','); !brackets && !list && comma >= 0; comma = raw.indexOf(',', comma + 1)) {
            if (Scheme.startsUri(raw, comma + 1)) {
                throw source.error(
                        "the option " + source.quote(option.name()) + " stands ahead of another broker: write"
                                + " brackets around brokers with options, as in failover:(broker?name=value,broker)");
            }
        }
    }

    private void nest(QueryOption option, String name) {
        if (name.isEmpty()) {
            throw source.error("expected the name of an option behind 'nested.', got none");
        }
        once(NESTED + name.toLowerCase(Locale.ROOT), option);
        BrokerUriParser.checkName(source, "the option " + source.quote(option.name()), name);
        nested.put(name, option.value());
    }

    private void once(String key, QueryOption option) {
        String earlier = written.put(key, option.name());
        if (earlier != null) {
            throw source.error("the same option is set twice, as " + source.quote(earlier) + " and as "
                    + source.quote(option.name()));
        }
    }

    private void apply(ReconnectOptions.Entry entry, QueryOption option, ReconnectPolicyBuilder builder) {
        try {
            entry.apply(option.value(), builder);
        } catch (FailoverUriException e) {
            throw source.error(entry.option().name() + ": " + e.reason(), e);
        } catch (IllegalArgumentException e) {
            throw source.error(
                    entry.option().name() + ": " + e.getMessage() + ", got " + source.quote(option.value()), e);
        }
    }

    private String unknown(String name) {
        String prefix = startsWith(name, ReconnectOptions.PREFIX) ? ReconnectOptions.PREFIX : "";
        List<String> names =
                ReconnectOptions.names().stream().map(known -> prefix + known).toList();
        String hint = NearestName.hint(name, names);
        if (hint.isEmpty() && name.indexOf('.') > 0 && prefix.isEmpty() && !startsWith(name, "jms.")) {
            hint = " (an option of one broker is written inside of the brackets, one for all brokers as nested."
                    + source.quote(name).replace("'", "") + ")";
        }
        return "unknown option " + source.quote(name) + hint;
    }

    private static String withoutPrefix(String name) {
        return startsWith(name, ReconnectOptions.PREFIX) ? name.substring(ReconnectOptions.PREFIX.length()) : name;
    }
}

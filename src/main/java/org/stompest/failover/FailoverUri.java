package org.stompest.failover;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which brokers to connect to, and how to reconnect: the parsed form of a URI such as
 * {@code failover:(stomp://broker1,stomp://broker2)?maxReconnectDelay=5s}. Immutable.
 *
 * <p>The forms of the URI:
 * <pre>
 * failover:(broker,broker)?name=value&amp;name=value
 * failover://(broker,broker)?name=value&amp;name=value
 * failover:broker,broker?name=value&amp;name=value
 * (broker,broker)?name=value&amp;name=value
 * broker,broker?name=value&amp;name=value
 * broker?name=value&amp;name=value
 * </pre>
 *
 * <p>Each broker is written as in {@link BrokerUri#parse(String)}. Inside of the brackets it may have options of its
 * own; without brackets, all options are behind the last broker and are those of the whole URI. There they are:
 * <ul>
 * <li>the options of the {@link ReconnectPolicy}, listed in {@link ReconnectPolicy#options()}, bare or with the prefix
 * {@code failover.};
 * <li>{@code nested.name=value} or {@code failover.nested.name=value}, which gives the option {@code name} to every
 * broker that does not set it itself;
 * <li>options of upper layers, if the caller lets them pass.
 * </ul>
 *
 * <p>Names are matched without regard to case, values are percent-decoded once, and no option may be set twice in any
 * spelling. Options are separated by {@code &}. A query without {@code &} in which a comma is followed by
 * {@code name=} is in the comma form of the Python client stompest: its options are separated by commas, its defaults
 * are those of {@link ReconnectPolicy#stompest()}, and its pacing is {@link Pacing#EACH_BROKER}.
 */
public final class FailoverUri {
    /** The greatest length of the text of a URI, in characters. */
    public static final int MAX_LENGTH = 65_536;

    private final String masked;
    private final boolean failover;
    private final List<BrokerUri> brokers;
    private final ReconnectPolicy policy;
    private final Map<String, String> options;

    FailoverUri(
            String masked,
            boolean failover,
            List<BrokerUri> brokers,
            ReconnectPolicy policy,
            Map<String, String> options) {
        this.masked = masked;
        this.failover = failover;
        this.brokers = List.copyOf(brokers);
        this.policy = policy;
        this.options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Reads a URI all of whose outer options belong to this package.
     *
     * @param text the URI, at most {@link #MAX_LENGTH} characters without blanks and at most 256 brokers
     * @return the brokers and the policy
     * @throws FailoverUriException if the text is not such a URI, or has an unknown option
     */
    public static FailoverUri parse(String text) {
        return parse(text, name -> false);
    }

    /**
     * Reads a URI whose outer options may also belong to upper layers.
     *
     * @param text the URI, at most {@link #MAX_LENGTH} characters without blanks and at most 256 brokers
     * @param foreignOption says for the name of an option, as written, which this package does not know, whether to
     *     collect it in {@link #options()}; if not, the option is an error
     * @return the brokers, the policy and the options of upper layers
     * @throws FailoverUriException if the text is not such a URI, or has an unknown option
     */
    public static FailoverUri parse(String text, Predicate<String> foreignOption) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(foreignOption, "foreignOption");
        return new FailoverUriParser(text, foreignOption).parse();
    }

    /**
     * Tells whether the URI asks for reconnecting.
     *
     * @return true if it is written with {@code failover:}, with brackets, or with more than one broker; false for the
     *     plain URI of a single broker
     */
    public boolean isFailover() {
        return failover;
    }

    /**
     * Returns the brokers, with the nested options applied.
     *
     * @return one or more brokers in written order, repeated ones included; cannot be modified
     */
    public List<BrokerUri> brokers() {
        return brokers;
    }

    /**
     * Returns how to reconnect, from the options of the URI and the defaults.
     *
     * @return the policy
     */
    public ReconnectPolicy policy() {
        return policy;
    }

    /**
     * Returns the options of upper layers.
     *
     * @return names as written with values percent-decoded, in written order; cannot be modified
     */
    public Map<String, String> options() {
        return options;
    }

    /**
     * Compares the parsed content, not the spelling.
     *
     * @param other the other object
     * @return true if the other one is a URI with the same brokers, policy and options of the same form
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FailoverUri that
                && failover == that.failover
                && brokers.equals(that.brokers)
                && policy.equals(that.policy)
                && options.equals(that.options);
    }

    /**
     * Returns a hash code that agrees with {@link #equals(Object)}.
     *
     * @return the hash code
     */
    @Override
    public int hashCode() {
        return Objects.hash(failover, brokers, policy, options);
    }

    /**
     * Returns the text of the URI for people.
     *
     * @return the text with user-info and secret values masked, and cut off if very long
     */
    @Override
    public String toString() {
        return masked;
    }
}

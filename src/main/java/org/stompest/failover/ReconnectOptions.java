package org.stompest.failover;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of the options of a {@link ReconnectPolicy}: parsing, defaults, suggestions and documentation come from
 * here. Stateless.
 */
final class ReconnectOptions {
    /** What may stand ahead of every name. */
    static final String PREFIX = "failover.";

    /**
     * One line of the table.
     *
     * @param option what users have to know
     * @param setter reads the text of a value and sets it
     */
    record Entry(ReconnectOption option, BiConsumer<ReconnectPolicyBuilder, String> setter) {
        /** Sets the option to a percent-decoded value; throws an IllegalArgumentException that says what was expected. */
        void apply(String value, ReconnectPolicyBuilder builder) {
            setter.accept(builder, value);
        }
    }

    private static final List<Entry> TABLE = List.of(
            line(
                    "initialReconnectDelay",
                    List.of(),
                    "10",
                    OptionValues::duration,
                    ReconnectPolicyBuilder::initialReconnectDelay,
                    "The delay before the first attempt after a live connection was lost (with the comma form: before"
                            + " the second attempt), in milliseconds."),
            line(
                    "reconnectDelay",
                    List.of(),
                    "",
                    OptionValues::duration,
                    ReconnectPolicyBuilder::reconnectDelay,
                    "The delay before the second round, from which the delays of later rounds grow, in milliseconds;"
                            + " the initialReconnectDelay if not set."),
            line(
                    "maxReconnectDelay",
                    List.of("maxRetryInterval"),
                    "30000",
                    OptionValues::duration,
                    ReconnectPolicyBuilder::maxReconnectDelay,
                    "The upper bound of every delay, jitter included, in milliseconds."),
            line(
                    "useExponentialBackOff",
                    List.of("useReconnectBackOff"),
                    "true",
                    OptionValues::flag,
                    ReconnectPolicyBuilder::useExponentialBackOff,
                    "Whether the delay grows from step to step."),
            line(
                    "backOffMultiplier",
                    List.of("reconnectDelayExponent", "reconnectBackOffMultiplier", "retryIntervalMultiplier"),
                    "2.0",
                    OptionValues::decimal,
                    ReconnectPolicyBuilder::backOffMultiplier,
                    "The factor by which the delay grows, 1 or more."),
            line(
                    "reconnectDelayJitter",
                    List.of(),
                    "100",
                    OptionValues::duration,
                    ReconnectPolicyBuilder::reconnectDelayJitter,
                    "The upper bound of a random time that is added to the delay of each attempt, in milliseconds."),
            line(
                    "maxReconnectAttempts",
                    List.of("reconnectAttempts"),
                    "-1",
                    OptionValues::integer,
                    ReconnectPolicyBuilder::maxReconnectAttempts,
                    "How many rounds over all brokers to try after a connection was lost: -1 without limit, 0 and 1"
                            + " one round."),
            line(
                    "startupMaxReconnectAttempts",
                    List.of("initialConnectAttempts"),
                    "-1",
                    OptionValues::integer,
                    ReconnectPolicyBuilder::startupMaxReconnectAttempts,
                    "How many rounds over all brokers to try before the first connection: -1 without limit, 0 and 1"
                            + " one round."),
            line(
                    "randomize",
                    List.of(),
                    "true",
                    OptionValues::flag,
                    ReconnectPolicyBuilder::randomize,
                    "Whether the order of the brokers is shuffled anew for each round."),
            line(
                    "priorityBackup",
                    List.of(),
                    "false",
                    OptionValues::flag,
                    ReconnectPolicyBuilder::priorityBackup,
                    "Whether the brokers in priorityURIs, or local ones if there are none, are tried before the"
                            + " others."),
            line(
                    "priorityURIs",
                    List.of(),
                    "",
                    OptionValues::brokers,
                    ReconnectPolicyBuilder::priorityURIs,
                    "The brokers that priorityBackup prefers, separated by commas."),
            line(
                    "timeout",
                    List.of(),
                    "-1",
                    OptionValues::durationOrNone,
                    (builder, timeout) -> timeout.ifPresent(builder::timeout),
                    "How long a send waits for a connection, in milliseconds; -1 if the sender's own time-out"
                            + " applies."),
            line(
                    "warnAfterReconnectAttempts",
                    List.of(),
                    "10",
                    OptionValues::integer,
                    ReconnectPolicyBuilder::warnAfterReconnectAttempts,
                    "After how many failed attempts to warn, again and again; 0 or -1 for never."),
            line(
                    "trackMessages",
                    List.of(),
                    "true",
                    OptionValues::flag,
                    ReconnectPolicyBuilder::trackMessages,
                    "Whether messages whose receipt was lost with the connection are sent again."),
            line(
                    "maxCacheSize",
                    List.of(),
                    "16m",
                    OptionValues::size,
                    ReconnectPolicyBuilder::maxCacheSize,
                    "How many bytes of sends may wait for their receipts before senders have to wait."),
            line(
                    "disconnectedBehavior",
                    List.of(),
                    "block",
                    OptionValues::behavior,
                    ReconnectPolicyBuilder::disconnectedBehavior,
                    "What an operation does without a connection: block until its time-out, or reject at once."));

    private static final Map<String, Entry> BY_NAME = byName();

    private ReconnectOptions() {}

    static List<ReconnectOption> all() {
        return TABLE.stream().map(Entry::option).toList();
    }

    /** All spellings, without prefix. */
    static List<String> names() {
        return TABLE.stream().flatMap(ReconnectOptions::spellings).toList();
    }

    /** Finds an option by any of its spellings in any case, without prefix. */
    static Optional<Entry> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A policy with every default of the table. */
    static ReconnectPolicy defaults() {
        ReconnectPolicyBuilder builder = new ReconnectPolicyBuilder();
        for (Entry entry : TABLE) {
            if (!entry.option().defaultText().isEmpty()) {
                entry.apply(entry.option().defaultText(), builder);
            }
        }
        return builder.build();
    }

    private static <T> Entry line(
            String name,
            List<String> aliases,
            String defaultText,
            Function<String, T> reader,
            BiConsumer<ReconnectPolicyBuilder, T> setter,
            String text) {
        return new Entry(
                new ReconnectOption(name, aliases, defaultText, text),
                (builder, value) -> setter.accept(builder, reader.apply(value)));
    }

    private static Map<String, Entry> byName() {
        Map<String, Entry> found = new HashMap<>();
        TABLE.forEach(entry -> spellings(entry).forEach(name -> found.put(name.toLowerCase(Locale.ROOT), entry)));
        return Map.copyOf(found);
    }

    private static Stream<String> spellings(Entry entry) {
        return Stream.concat(Stream.of(entry.option().name()), entry.option().aliases().stream());
    }
}

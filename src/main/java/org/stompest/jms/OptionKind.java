package org.stompest.jms;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import org.stompest.dialect.Dialects;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

/** The kinds of values that options have. Immutable. */
enum OptionKind {
    TEXT("a text"),
    SECRET("a text"),
    BOOLEAN("true or false"),
    COUNT("a number of 0 or more"),
    LIMIT("a number of 0 or more, or -1 for none"),
    FACTOR("a number of 1 or more"),
    DURATION("milliseconds, or a number with ms, s, m or h"),
    SIZE("bytes, or a number with k or m"),
    VERSIONS("STOMP versions separated by commas"),
    HEART_BEAT("two intervals in milliseconds separated by a comma"),
    OUTCOME("dead-letter or reject"),
    BROKER("one of " + Dialects.names());

    /** In whatever unit; a bound against overflow, not a sensible value. */
    private static final long MAX_DURATION = 3_155_760_000_000L;

    private final String description;

    OptionKind(String description) {
        this.description = description;
    }

    /** What is expected, in words. */
    String description() {
        return description;
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is not of this kind
     */
    Object parse(String text) {
        return switch (this) {
            case TEXT, SECRET -> text;
            case BOOLEAN -> bool(text);
            case COUNT -> number(text, 0);
            case LIMIT -> number(text, -1);
            case FACTOR -> factor(text);
            case DURATION -> duration(text);
            case SIZE -> size(text);
            case VERSIONS -> stomp(() -> Version.listOf(text));
            case HEART_BEAT -> stomp(() -> HeartBeat.of(text));
            case OUTCOME -> outcome(text);
            case BROKER -> broker(text);
        };
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static int number(String text, int least) {
        int number = Integer.parseInt(text);
        if (number < least) {
            throw new IllegalArgumentException("less than " + least);
        }
        return number;
    }

    private static double factor(String text) {
        double factor = Double.parseDouble(text);
        if (!(factor >= 1 && factor <= 1_000)) {
            throw new IllegalArgumentException("not between 1 and 1000");
        }
        return factor;
    }

    private static Duration duration(String text) {
        String unit = text.replaceFirst("^[0-9]+", "");
        long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
        if (number > MAX_DURATION) {
            throw new IllegalArgumentException("more than a hundred years");
        }
        return switch (unit) {
            case "", "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw new IllegalArgumentException("unknown unit " + unit);
        };
    }

    private static int size(String text) {
        String unit = text.replaceFirst("^[0-9]+", "").toLowerCase(Locale.ROOT);
        long number = number(text.substring(0, text.length() - unit.length()), 1);
        long bytes =
                switch (unit) {
                    case "" -> number;
                    case "k" -> number << 10;
                    case "m" -> number << 20;
                    default -> throw new IllegalArgumentException("unknown unit " + unit);
                };
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("not less than 2 GiB");
        }
        return (int) bytes;
    }

    private static boolean outcome(String text) {
        return switch (text) {
            case "dead-letter" -> false;
            case "reject" -> true;
            default -> throw new IllegalArgumentException("no outcome");
        };
    }

    private static String broker(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!Dialects.names().contains(name)) {
            throw new IllegalArgumentException("unknown broker");
        }
        return name;
    }

    private static Object stomp(Supplier<Object> parser) {
        try {
            return parser.get();
        } catch (StompException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}

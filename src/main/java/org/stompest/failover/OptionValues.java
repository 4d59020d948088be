package org.stompest.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the values of options. Stateless. Every method throws an IllegalArgumentException whose message says what was
 * expected, without the text that was given.
 */
final class OptionValues {
    private static final int LONGEST_NUMBER = 19;

    private OptionValues() {}

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    static int integer(String text) {
        long number = number(text, "a whole number from -1 to " + Integer.MAX_VALUE);
        if (number != (int) number) {
            throw new IllegalArgumentException("expected a whole number from -1 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** Bytes, or with the suffix k or m units of 1024 or 1024 * 1024 bytes. */
    static int size(String text) {
        String expected = "a number of bytes from 0 to " + Integer.MAX_VALUE + " such as 131072, 128k or 1m";
        int unit = text.endsWith("k") ? 1024 : text.endsWith("m") ? 1024 * 1024 : 1;
        long number = number(unit == 1 ? text : text.substring(0, text.length() - 1), expected);
        if (number < 0 || number > Integer.MAX_VALUE / unit) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return (int) number * unit;
    }

    static double decimal(String text) {
        int point = text.indexOf('.');
        boolean good = point < 0 ? digits(text) : digits(text.substring(0, point)) && digits(text.substring(point + 1));
        if (!good) {
            throw new IllegalArgumentException("expected a decimal number of 1 or more such as 2.0");
        }
        return Double.parseDouble(text);
    }

    static Duration duration(String text) {
        String expected = "a time in milliseconds from 0 to " + ReconnectPolicy.MAX_DELAY.toMillis()
                + ", or one with a unit such as 250ms, 30s, 5m or 1h";
        long unit = 1;
        int suffix = 0;
        if (text.endsWith("ms")) {
            suffix = 2;
        } else if (text.endsWith("s")) {
            unit = 1_000;
            suffix = 1;
        } else if (text.endsWith("m")) {
            unit = 60_000;
            suffix = 1;
        } else if (text.endsWith("h")) {
            unit = 3_600_000;
            suffix = 1;
        }
        long number = number(text.substring(0, text.length() - suffix), expected);
        if (number < 0 || number > ReconnectPolicy.MAX_DELAY.toMillis() / unit) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return Duration.ofMillis(number * unit);
    }

    static Optional<Duration> durationOrNone(String text) {
        return text.equals("-1") ? Optional.empty() : Optional.of(duration(text));
    }

    static List<BrokerUri> brokers(String text) {
        List<BrokerUri> brokers = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            brokers.add(BrokerUri.parse(item));
        }
        return brokers;
    }

    static DisconnectedBehavior behavior(String text) {
        return switch (text) {
            case "block" -> DisconnectedBehavior.BLOCK;
            case "reject" -> DisconnectedBehavior.REJECT;
            default -> throw new IllegalArgumentException("expected block or reject");
        };
    }

    private static long number(String text, String expected) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        // 18 digits always fit, so that no overflow is left to catch.
        if (!digits(digits) || digits.length() >= LONGEST_NUMBER) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return Long.parseLong(text);
    }

    private static boolean digits(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}

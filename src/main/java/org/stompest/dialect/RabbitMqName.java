package org.stompest.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.stompest.protocol.Headers;

/**
 * The name of a queue or topic on RabbitMQ, and the arguments of its queue, which the broker wants with every frame that may create it:
 * {@code orders?x-queue-type=quorum&x-max-priority=9}. Immutable.
 *
 * @param text the name without the arguments
 * @param arguments the arguments as headers
 */
record RabbitMqName(String text, Headers arguments) {
    private static final Set<String> TEXTS =
            Set.of("x-queue-type", "x-dead-letter-exchange", "x-dead-letter-routing-key");

    private static final Set<String> NUMBERS =
            Set.of("x-max-priority", "x-message-ttl", "x-expires", "x-max-length", "x-max-length-bytes");

    /** Longer names are cut off or end the connection. */
    private static final int LONGEST = 255;

    /**
     * Reads the name of an address. One that starts with a slash is the broker's own spelling already, and has no arguments.
     *
     * @throws DialectException if the broker cannot have such a name
     */
    static RabbitMqName of(Address address) {
        HeaderText.checkName(address, RabbitMqDialect.NAME);
        String name = address.name();
        if (isVerbatim(address)) {
            return new RabbitMqName(name, Headers.EMPTY);
        }
        int question = name.indexOf('?');
        String text = question < 0 ? name : name.substring(0, question);
        if (text.isBlank() || text.contains("%2F")) {
            throw invalid("the name of a " + address.kind() + " that is not blank and has no %2F in it", address);
        }
        checkLength("the name of a " + address.kind(), text);
        return new RabbitMqName(text, question < 0 ? Headers.EMPTY : arguments(address, name.substring(question + 1)));
    }

    static boolean isVerbatim(Address address) {
        return address.name().startsWith("/");
    }

    private static Headers arguments(Address address, String text) {
        Headers.Builder arguments = Headers.builder();
        for (String argument : text.split("&", -1)) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? "" : argument.substring(equals + 1);
            boolean isNumber = NUMBERS.contains(name) && value.matches("[0-9]{1,18}");
            if (!isNumber && !(TEXTS.contains(name) && equals > 0)) {
                throw invalid("arguments of a queue, texts " + TEXTS + " or numbers " + NUMBERS, address);
            }
            arguments.add(name, value);
        }
        return arguments.build();
    }

    private static DialectException invalid(String expected, Address address) {
        return new DialectException(
                ErrorKind.DESTINATION,
                "expected " + expected + " on " + RabbitMqDialect.NAME + ", got '" + address.name() + "'");
    }

    /** A slash within the name would begin another part of the destination. */
    String encoded() {
        return text.replace("/", "%2F");
    }

    /**
     * Checks what the broker keeps in a short string.
     *
     * @throws DialectException if it is too long
     */
    static void checkLength(String what, String text) {
        if (text != null && text.length() * 3 > LONGEST) {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST) {
                throw new DialectException(
                        ErrorKind.OTHER,
                        "expected " + what + " of at most " + LONGEST + " bytes on " + RabbitMqDialect.NAME + ", got "
                                + length);
            }
        }
    }

    /** The name in the header {@code destination} of a MESSAGE, which has more escapes than that of a SEND. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] result = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                result[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                result[length++] = bytes[i];
            }
        }
        return new String(result, 0, length, StandardCharsets.UTF_8);
    }
}

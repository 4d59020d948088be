package org.stompest.dialect;

import java.util.Set;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/** Headers that most brokers have in common, written and read. Stateless. */
final class HeaderText {
    static final String CORRELATION_ID = "correlation-id";
    static final String EXPIRES = "expires";
    static final String ORIGINAL_DESTINATION = "original-destination";
    static final String PERSISTENT = "persistent";
    static final String PRIORITY = "priority";
    static final String REDELIVERED = "redelivered";
    static final String REPLY_TO = "reply-to";
    static final String TIMESTAMP = "timestamp";
    static final String TYPE = "type";
    static final String SELECTOR = "selector";

    static final int DEFAULT_PRIORITY = 4;

    /** What belongs to a delivery and not to its message, or would let the copy expire or come late. */
    private static final Set<String> OF_DELIVERY = Set.of(
            Headers.ACK,
            Headers.CONTENT_LENGTH,
            Headers.DESTINATION,
            Headers.MESSAGE_ID,
            Headers.RECEIPT,
            Headers.SUBSCRIPTION,
            Headers.TRANSACTION,
            "amq-msg-type",
            "destination-type",
            EXPIRES,
            PERSISTENT,
            REDELIVERED,
            ORIGINAL_DESTINATION,
            "scheduledJobId",
            TIMESTAMP,
            "amqp-message-id",
            "auto-delete",
            "durable",
            "exclusive",
            "expiration",
            "user-id");

    private HeaderText() {}

    /** The headers of a message that a copy of it keeps. */
    static Headers.Builder copy(Frame message) {
        Headers.Builder copy = Headers.builder();
        message.headers().forEach((name, value) -> {
            if (!OF_DELIVERY.contains(name)
                    && !name.startsWith("_AMQ_")
                    && !name.startsWith("AMQ_SCHEDULED_")
                    && !name.startsWith("x-")) {
                copy.add(name, value);
            }
        });
        return copy.add(PERSISTENT, "true");
    }

    static void addIfPresent(String name, String value, Headers.Builder headers) {
        if (value != null) {
            headers.add(name, value);
        }
    }

    static void checkPriority(Outgoing message) {
        if (message.priority() < 0 || message.priority() > 9) {
            throw new DialectException(ErrorKind.OTHER, "expected a priority from 0 to 9, got " + message.priority());
        }
    }

    static void addCommon(Outgoing message, Headers.Builder headers) {
        headers.add(PERSISTENT, message.persistent() ? "true" : "false");
        checkPriority(message);
        if (message.priority() != DEFAULT_PRIORITY) {
            headers.add(PRIORITY, Integer.toString(message.priority()));
        }
        if (message.expiration() != 0) {
            headers.add(EXPIRES, Long.toString(message.expiration()));
        }
        addIfPresent(CORRELATION_ID, message.correlationId(), headers);
        addIfPresent(TYPE, message.type(), headers);
    }

    static long number(Frame message, String name, long other) {
        String text = message.header(name);
        if (text == null || text.isEmpty()) {
            return other;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            // A property of a foreign sender may hide the real header; better no value than no message.
            return other;
        }
    }

    static int priority(Frame message) {
        long priority = number(message, PRIORITY, DEFAULT_PRIORITY);
        return priority < 0 || priority > 9 ? DEFAULT_PRIORITY : (int) priority;
    }

    /** How often a message was delivered before, as far as a flag can tell. */
    static int redeliveries(Frame message) {
        return isTrue(message, REDELIVERED) ? 1 : 0;
    }

    static boolean isTrue(Frame message, String name) {
        return "true".equals(message.header(name));
    }

    static String message(Frame error) {
        return error.headers().get(Headers.MESSAGE, "") + "\n" + error.text();
    }

    static boolean containsAny(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of a text in UTF-8, with all that any version of STOMP escapes. */
    static int encodedLength(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x80) {
                length += character == '\\' || character == ':' || character == '\n' || character == '\r' ? 2 : 1;
            } else {
                // Each half of a surrogate pair is two of its four bytes.
                length += character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
            }
        }
        return length;
    }

    static void checkName(Address address, String broker) {
        String name = address.name();
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new DialectException(
                    ErrorKind.DESTINATION,
                    "expected the name of a " + address.kind() + " on " + broker + " without blanks around it, got '"
                            + name + "'");
        }
    }
}

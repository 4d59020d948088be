package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;

/**
 * The properties of a message: typed values by name, in the order in which they were set (Jakarta Messaging 3.1, 3.5). Those of a
 * received message are read from its headers when somebody asks for them. Not thread-safe.
 */
final class Properties {
    private static final Set<String> RESERVED_WORDS =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private Map<String, Object> values;
    private Supplier<Map<String, Object>> source;
    private boolean isReadOnly;

    /** From now on the properties are those that a source gives, read-only. */
    void receive(Supplier<Map<String, Object>> received) {
        values = null;
        source = received;
        isReadOnly = true;
    }

    private Map<String, Object> values() {
        if (values == null) {
            values = source == null ? new LinkedHashMap<>() : source.get();
            source = null;
        }
        return values;
    }

    boolean isEmpty() {
        return values == null && source == null || values().isEmpty();
    }

    Map<String, Object> asMap() {
        return isEmpty() ? Map.of() : values();
    }

    Object get(String name) {
        return isEmpty() ? null : values().get(name);
    }

    boolean contains(String name) {
        return !isEmpty() && values().containsKey(name);
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    void set(String name, Object value) throws MessageNotWriteableException, MessageFormatException {
        checkName(name);
        checkWritable();
        checkType(name, value);
        values().put(name, value);
    }

    /** Sets what the provider sets on send (3.5.9), whoever else may set properties. */
    void put(String name, Object value) {
        values().put(name, value);
    }

    void checkWritable() throws MessageNotWriteableException {
        if (isReadOnly) {
            throw new MessageNotWriteableException(
                    "expected a message whose properties can be set, got one that was received; call clearProperties first",
                    ErrorCodes.READ_ONLY);
        }
    }

    void clear() {
        values = null;
        source = null;
        isReadOnly = false;
    }

    /** Whether a property goes with a message that is sent on, and is not the last broker's word on who has sent it and how often. */
    static boolean travels(String name) {
        return !name.equals(JmsMessage.DELIVERY_COUNT) && !name.equals(JmsMessage.USER_ID);
    }

    private static void checkType(String name, Object value) throws MessageFormatException {
        boolean isAllowed = value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Float;
        if (!isAllowed) {
            throw new MessageFormatException(
                    "expected a boolean, a number or a String for property '" + name + "', got a "
                            + value.getClass().getName(),
                    ErrorCodes.TYPE);
        }
    }

    /** A property can be used in selectors, so its name has to be an identifier there (3.8.1.1). */
    static void checkName(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected the name of a property, got " + (name == null ? "null" : "''"));
        }
        boolean isIdentifier = Character.isJavaIdentifierStart(name.charAt(0));
        for (int i = 1; i < name.length() && isIdentifier; i++) {
            isIdentifier = Character.isJavaIdentifierPart(name.charAt(i));
        }
        if (!isIdentifier || name.length() <= 7 && RESERVED_WORDS.contains(name.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "expected the name of a property to be a Java identifier and no word of the selector syntax, got '"
                            + name + "'");
        }
    }
}

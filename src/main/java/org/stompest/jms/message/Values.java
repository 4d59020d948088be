package org.stompest.jms.message;

import jakarta.jms.MessageFormatException;

/**
 * The conversions between the types of properties and of the fields of map and stream messages: what was set as one type may be got as
 * another (Jakarta Messaging 3.1, 3.5.4 and 3.11.3). A missing value converts as its text null would. Stateless.
 */
final class Values {
    private Values() {}

    static boolean toBoolean(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw cannot(value, "boolean");
    }

    static byte toByte(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Byte.parseByte((String) value);
        }
        if (value instanceof Byte number) {
            return number;
        }
        throw cannot(value, "byte");
    }

    static short toShort(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Short.parseShort((String) value);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).shortValue();
        }
        throw cannot(value, "short");
    }

    static char toChar(Object value) throws MessageFormatException {
        if (value == null) {
            throw new NullPointerException("a missing value is no char");
        }
        if (value instanceof Character character) {
            return character;
        }
        throw cannot(value, "char");
    }

    static int toInt(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Integer.parseInt((String) value);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        throw cannot(value, "int");
    }

    static long toLong(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Long.parseLong((String) value);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw cannot(value, "long");
    }

    static float toFloat(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Float.parseFloat((String) value);
        }
        if (value instanceof Float number) {
            return number;
        }
        throw cannot(value, "float");
    }

    static double toDouble(Object value) throws MessageFormatException {
        if (value == null || value instanceof String) {
            return Double.parseDouble((String) value);
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        throw cannot(value, "double");
    }

    static String toText(Object value) throws MessageFormatException {
        if (value instanceof byte[]) {
            throw cannot(value, "String");
        }
        return value == null ? null : value.toString();
    }

    /** A copy, so that neither side sees what the other does to its array. */
    static byte[] toBytes(Object value) throws MessageFormatException {
        if (value == null || value instanceof byte[]) {
            return value == null ? null : ((byte[]) value).clone();
        }
        throw cannot(value, "byte[]");
    }

    private static MessageFormatException cannot(Object value, String type) {
        return new MessageFormatException(
                "expected a value that converts to " + type + ", got a "
                        + value.getClass().getSimpleName(),
                ErrorCodes.CONVERSION);
    }
}

package org.stompest.jms.message;

import java.util.Base64;
import java.util.Locale;

import jakarta.jms.MessageFormatException;

/** The types of the fields of map and stream messages, with their place in {@link FieldsCodec}'s encoding. Immutable. */
enum FieldType {
    NULL(Void.class),
    BOOLEAN(Boolean.class),
    BYTE(Byte.class),
    SHORT(Short.class),
    CHAR(Character.class),
    INT(Integer.class),
    LONG(Long.class),
    FLOAT(Float.class),
    DOUBLE(Double.class),
    STRING(String.class),
    BYTES(byte[].class);

    private final Class<?> javaType;
    private final String word;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a value.
     *
     * @throws MessageFormatException if a field cannot hold it
     */
    static FieldType of(Object value) throws MessageFormatException {
        if (value == null) {
            return NULL;
        }
        for (FieldType type : values()) {
            if (type.javaType == value.getClass()) {
                return type;
            }
        }
        throw BodyErrors.type(value);
    }

    /** The type with this word, or null. */
    static FieldType named(String word) {
        for (FieldType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }

    /**
     * A value that nobody else can change.
     *
     * @throws MessageFormatException if a field cannot hold it
     */
    static Object copy(Object value) throws MessageFormatException {
        return of(value) == BYTES ? ((byte[]) value).clone() : value;
    }

    String word() {
        return word;
    }

    void write(Object value, JsonWriter json) {
        switch (this) {
            case CHAR, STRING -> json.string(value.toString());
            case BYTES -> json.string(Base64.getEncoder().encodeToString((byte[]) value));
            case FLOAT, DOUBLE -> {
                if (Double.isFinite(((Number) value).doubleValue())) {
                    json.plain(value.toString());
                } else {
                    json.string(value.toString());
                }
            }
            default -> json.plain(String.valueOf(value));
        }
    }

    Object read(JsonReader json) throws MessageFormatException {
        return switch (this) {
            case NULL -> json.nothing();
            case BOOLEAN -> json.bool();
            case BYTE -> (byte) json.integer(word, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) json.integer(word, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> (int) json.integer(word, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> json.integer(word, Long.MIN_VALUE, Long.MAX_VALUE);
            case CHAR -> character(json);
            case FLOAT -> floating(json).floatValue();
            case DOUBLE -> floating(json).doubleValue();
            case STRING -> json.string();
            case BYTES -> bytes(json);
        };
    }

    private static char character(JsonReader json) throws MessageFormatException {
        String text = json.string();
        if (text.length() != 1) {
            throw json.error("a string of one UTF-16 unit as a char", "one of " + text.length());
        }
        return text.charAt(0);
    }

    private Number floating(JsonReader json) throws MessageFormatException {
        boolean isText = json.peek() == '"';
        String text = isText ? json.string() : json.number();
        if (isText && !text.equals("NaN") && !text.equals("Infinity") && !text.equals("-Infinity")) {
            throw json.error("a number, \"NaN\", \"Infinity\" or \"-Infinity\" as a " + word, "another string");
        }
        return isText ? (Number) Double.valueOf(text) : floating(text, json);
    }

    /** The number with a text. */
    Number floating(String text, JsonReader json) throws MessageFormatException {
        // Not by way of double for floats, which would round twice.
        Number number = this == FLOAT ? (Number) Float.valueOf(text) : (Number) Double.valueOf(text);
        if (Double.isInfinite(number.doubleValue())) {
            throw json.error("a number in the range of " + word, JsonReader.excerpt(text));
        }
        return number;
    }

    private static byte[] bytes(JsonReader json) throws MessageFormatException {
        String text = json.string();
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw BodyErrors.caused(json.error("base64 as bytes", "another string"), e);
        }
    }
}

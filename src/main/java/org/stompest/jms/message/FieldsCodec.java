package org.stompest.jms.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.jms.MessageFormatException;

/**
 * The bodies of map and stream messages as JSON (RFC 8259) in UTF-8, which others can read and write without this library. A field
 * is an object with one member: its name is the type, its value the value. A map message is an object of fields by name, a stream
 * message an array of fields:
 *
 * <pre>{@code
 * {"age":{"int":42},"name":{"string":"x"},"data":{"bytes":"AQID"},"none":{"null":null}}
 * [{"int":42},{"string":"x"},{"bytes":"AQID"},{"null":null}]
 * }</pre>
 *
 * <p>The types and what they have as value:
 * <ul>
 *   <li>{@code null}: null
 *   <li>{@code boolean}: true or false
 *   <li>{@code byte}, {@code short}, {@code int}, {@code long}: a number without fraction or exponent, in the range of 8, 16, 32 or
 *       64 bits with sign. Those of 64 bits are exact; whoever reads numbers as floating-point ones has to take care
 *   <li>{@code float}, {@code double}: a number, in the range of IEEE 754 binary32 or binary64, with as many digits as make it exact;
 *       or one of the strings "NaN", "Infinity" and "-Infinity"
 *   <li>{@code char}: a string of one UTF-16 unit
 *   <li>{@code string}: a string; a surrogate without its other half is escaped ({@code \}{@code ud800})
 *   <li>{@code bytes}: a string with base64 (RFC 4648, section 4)
 * </ul>
 *
 * <p>The order of the fields is kept. The text holds no control characters, so that no broker stumbles over a NUL. A reader of this
 * library takes a plain value for a field as well: a string as {@code string}, a boolean as {@code boolean}, null as {@code null}, a
 * number without fraction and exponent as {@code long}, any other as {@code double}. It refuses everything else, with the place where
 * it is wrong: other types, other numbers of members, numbers out of range, a name that occurs twice, arrays or objects as values. No
 * bytes at all are no fields. Stateless.
 */
final class FieldsCodec {
    private static final String TYPES =
            Arrays.stream(FieldType.values()).map(FieldType::word).collect(Collectors.joining(", "));

    private FieldsCodec() {}

    /** Encodes the fields of a map message, all of which are of types that it may have. */
    static byte[] encodeMap(Map<String, Object> fields) throws MessageFormatException {
        JsonWriter json = new JsonWriter();
        char separator = '{';
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            json.plain(separator);
            json.string(field.getKey());
            json.plain(':');
            write(field.getValue(), json);
            separator = ',';
        }
        json.plain(fields.isEmpty() ? "{}" : "}");
        return json.utf8();
    }

    /** Encodes the fields of a stream message, all of which are of types that it may have. */
    static byte[] encodeStream(List<Object> fields) throws MessageFormatException {
        JsonWriter json = new JsonWriter();
        char separator = '[';
        for (Object field : fields) {
            json.plain(separator);
            write(field, json);
            separator = ',';
        }
        json.plain(fields.isEmpty() ? "[]" : "]");
        return json.utf8();
    }

    private static void write(Object value, JsonWriter json) throws MessageFormatException {
        FieldType type = FieldType.of(value);
        json.plain('{');
        json.string(type.word());
        json.plain(':');
        type.write(value, json);
        json.plain('}');
    }

    /**
     * Decodes the fields of a map message.
     *
     * @return a map that is the caller's
     * @throws MessageFormatException if the body is malformed
     */
    static Map<String, Object> decodeMap(byte[] body) throws MessageFormatException {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (body.length == 0) {
            return fields;
        }
        JsonReader json = new JsonReader(body);
        json.take('{');
        if (!json.skip('}')) {
            do {
                String name = json.string();
                if (fields.containsKey(name)) {
                    throw json.error("each name once", "'" + JsonReader.excerpt(name) + "' again");
                }
                json.take(':');
                fields.put(name, read(json));
            } while (json.skip(','));
            json.take('}');
        }
        json.end();
        return fields;
    }

    /**
     * Decodes the fields of a stream message.
     *
     * @return a list that is the caller's
     * @throws MessageFormatException if the body is malformed
     */
    static List<Object> decodeStream(byte[] body) throws MessageFormatException {
        List<Object> fields = new ArrayList<>();
        if (body.length == 0) {
            return fields;
        }
        JsonReader json = new JsonReader(body);
        json.take('[');
        if (!json.skip(']')) {
            do {
                fields.add(read(json));
            } while (json.skip(','));
            json.take(']');
        }
        json.end();
        return fields;
    }

    private static Object read(JsonReader json) throws MessageFormatException {
        return switch (json.peek()) {
            case '{' -> readTyped(json);
            case '"' -> json.string();
            case 't', 'f' -> json.bool();
            case 'n' -> json.nothing();
            default -> readNumber(json);
        };
    }

    private static Object readTyped(JsonReader json) throws MessageFormatException {
        json.take('{');
        String word = json.string();
        FieldType type = FieldType.named(word);
        if (type == null) {
            throw json.error("one of the types " + TYPES, "'" + JsonReader.excerpt(word) + "'");
        }
        json.take(':');
        Object value = type.read(json);
        json.take('}');
        return value;
    }

    private static Object readNumber(JsonReader json) throws MessageFormatException {
        String number = json.number();
        if (JsonReader.isInteger(number)) {
            return json.integer(number, FieldType.LONG.word(), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return FieldType.DOUBLE.floating(number, json);
    }
}

package org.stompest.jms.message;

import java.util.Map;

import org.stompest.dialect.BodyKind;

/**
 * What STOMP cannot say of a message, in one header: {@value #HEADER}. Its value starts with the letter of the body's kind, in lower
 * case if there is no body at all, and goes on with fields of the form {@code ;name=value}: {@code p} the types of properties that are
 * no texts, as letter and name, {@code t} the time of sending, {@code d} the time of delivery, {@code c} the sending client if the message id does not tell it, {@code
 * i} the message id. So {@code
 * T;p=iage,zurgent;t=1795446839078;i=ID:x} is a text message with an int {@code age} and a boolean {@code urgent}. {@link HintsWriter} writes
 * it, {@link HintsReader} makes of it what this class holds. Immutable.
 *
 * @param kind the kind of the body
 * @param hasBody false for a text message without text, and the like
 * @param types the letters of the types, by property; texts are left out
 * @param timestamp when it was sent, 0 if not told
 * @param deliveryTime when it may be delivered, 0 if not told
 * @param origin who has sent it: the client identifier, or else that of the connection; or null
 * @param messageId the identifier, or null
 */
record Hints(
        BodyKind kind,
        boolean hasBody,
        Map<String, Character> types,
        long timestamp,
        long deliveryTime,
        String origin,
        String messageId) {

    static final String HEADER = "JMS_stompest";

    /** Stands before the names of properties that would clash with headers of STOMP or a broker. */
    static final String ESCAPE = "JMS_stompest_";

    /** The letter of a property whose value is null. */
    static final char NULL = 'n';

    /** The letter of the type of a property, 0 for a text. */
    static char letter(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Integer) {
            return 'i';
        }
        if (value instanceof Boolean) {
            return 'z';
        }
        if (value instanceof Long) {
            return 'l';
        }
        if (value instanceof Double) {
            return 'd';
        }
        if (value instanceof Float) {
            return 'f';
        }
        if (value instanceof Short) {
            return 's';
        }
        return value instanceof Byte ? 'b' : 0;
    }

    /** The value of a type and a text; the text itself if it does not fit, because some sender has changed it. */
    static Object value(char letter, String text) {
        try {
            return switch (letter) {
                case NULL -> null;
                case 'i' -> Integer.valueOf(text);
                case 'z' -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
                case 'l' -> Long.valueOf(text);
                case 'd' -> Double.valueOf(text);
                case 'f' -> Float.valueOf(text);
                case 's' -> Short.valueOf(text);
                case 'b' -> Byte.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }
}

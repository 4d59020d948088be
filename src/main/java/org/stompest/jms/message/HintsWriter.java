package org.stompest.jms.message;

import java.util.Map;

import org.stompest.dialect.BodyKind;
import org.stompest.dialect.Outgoing;

/** Writes the header of {@link Hints}. Stateless. */
final class HintsWriter {
    private static final int USUAL_LENGTH = 64;

    private HintsWriter() {}

    /**
     * The value of the header.
     *
     * @param kind the kind of the body
     * @param hasBody whether there is one, if only an empty one
     * @param properties the properties
     * @param headers the other headers
     * @param origin who sends it, null if the message id tells
     */
    static String write(
            BodyKind kind, boolean hasBody, Map<String, Object> properties, Outgoing headers, String origin) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        text.append(hasBody ? kind.letter() : Character.toLowerCase(kind.letter()));
        String separator = ";p=";
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            char type = Hints.letter(property.getValue());
            if (type != 0 && Properties.travels(property.getKey())) {
                text.append(separator).append(type).append(property.getKey());
                separator = ",";
            }
        }
        if (headers.timestamp() != 0) {
            text.append(";t=").append(headers.timestamp());
        }
        if (headers.deliveryTime() != 0) {
            text.append(";d=").append(headers.deliveryTime());
        }
        if (origin != null) {
            text.append(";c=").append(origin);
        }
        if (headers.messageId() != null) {
            text.append(";i=").append(headers.messageId());
        }
        return text.toString();
    }
}

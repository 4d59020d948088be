package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.stompest.dialect.BodyKind;
import org.stompest.protocol.Frame;

/** Reads the header of {@link Hints}. What it does not understand counts as not there: the header may come from anybody. Stateless. */
final class HintsReader {
    private HintsReader() {}

    static Optional<Hints> read(Frame message) {
        String text = message.header(Hints.HEADER);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        char letter = text.charAt(0);
        Map<String, Character> types = Map.of();
        long timestamp = 0;
        long deliveryTime = 0;
        String origin = null;
        String messageId = null;
        int start = 1;
        while (start < text.length() - 2 && text.charAt(start) == ';' && text.charAt(start + 2) == '=') {
            char field = text.charAt(start + 1);
            // The message id comes last and may hold anything.
            int end = field == 'i' ? -1 : text.indexOf(';', start + 3);
            String value = text.substring(start + 3, end < 0 ? text.length() : end);
            switch (field) {
                case 'p' -> types = types(value);
                case 't' -> timestamp = number(value);
                case 'd' -> deliveryTime = number(value);
                case 'c' -> origin = value;
                case 'i' -> messageId = value;
                default -> {}
            }
            start = end < 0 ? text.length() : end;
        }
        return Optional.of(new Hints(
                BodyKind.of(Character.toUpperCase(letter)),
                Character.isUpperCase(letter),
                types,
                timestamp,
                deliveryTime,
                origin,
                messageId));
    }

    private static Map<String, Character> types(String text) {
        Map<String, Character> types = new LinkedHashMap<>();
        for (String type : text.split(",")) {
            if (type.length() > 1) {
                types.put(type.substring(1), type.charAt(0));
            }
        }
        return types;
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

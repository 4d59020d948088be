package org.stompest.jms.message;

import java.util.LinkedHashMap;
import java.util.Map;

import org.stompest.dialect.BodyKind;
import org.stompest.protocol.Frame;

/** Reads the header of {@link Hints}. What it does not understand counts as not there: the header may come from anybody. Stateless. */
final class HintsReader {
    private HintsReader() {}

    /** The hints of a message, null if it has none. */
    static Hints read(Frame message) {
        String text = message.header(Hints.HEADER);
        if (text == null || text.isEmpty()) {
            return null;
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
            end = end < 0 ? text.length() : end;
            start += 3;
            switch (field) {
                case 'p' -> types = types(text, start, end);
                case 't' -> timestamp = number(text, start, end);
                case 'd' -> deliveryTime = number(text, start, end);
                case 'c' -> origin = text.substring(start, end);
                case 'i' -> messageId = text.substring(start, end);
                default -> {}
            }
            start = end;
        }
        return new Hints(
                BodyKind.of(Character.toUpperCase(letter)),
                Character.isUpperCase(letter),
                types,
                timestamp,
                deliveryTime,
                origin,
                messageId);
    }

    private static Map<String, Character> types(String text, int start, int end) {
        Map<String, Character> types = new LinkedHashMap<>();
        int letter = start;
        while (letter < end) {
            int comma = text.indexOf(',', letter);
            int next = comma < 0 || comma > end ? end : comma;
            if (next - letter > 1) {
                types.put(text.substring(letter + 1, next), text.charAt(letter));
            }
            letter = next + 1;
        }
        return types;
    }

    private static long number(String text, int start, int end) {
        try {
            return Math.max(0, Long.parseLong(text, start, end, 10));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

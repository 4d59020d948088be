package org.stompest.it.strict;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame. Of headers that are repeated it has the first. Not to be changed once it is handed on.
 *
 * @param command the command
 * @param headers the headers in their order, not escaped
 * @param body the body
 */
record StrictFrame(String command, Map<String, String> headers, byte[] body) {
    private static final byte[] NO_BODY = new byte[0];

    static StrictFrame of(String command, String... namesAndValues) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StrictFrame(command, headers, NO_BODY);
    }

    /** A header, or null. */
    String header(String name) {
        return headers.get(name);
    }

    String require(String name) throws StrictViolation {
        String value = headers.get(name);
        if (value == null) {
            throw new StrictViolation(command + " needs the header " + name);
        }
        return value;
    }
}

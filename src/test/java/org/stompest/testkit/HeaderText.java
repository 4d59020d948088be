package org.stompest.testkit;

import org.stompest.protocol.Headers;

/** Headers that are written {@code name:value}, without escapes. Stateless. */
final class HeaderText {
    private HeaderText() {}

    static Headers parse(String... lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines) {
            int colon = colon(line);
            headers.add(line.substring(0, colon), line.substring(colon + 1));
        }
        return headers.build();
    }

    static int colon(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("expected a header as name:value, got '" + line + "'");
        }
        return colon;
    }
}

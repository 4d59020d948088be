package org.stompest.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The tour of the README shows what it says. */
@Timeout(120)
class QuickstartIT {
    @Test
    void tourShowsWhatItSays() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Quickstart.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        for (String line : List.of(
                "the listener got 'order 3', amount 30",
                "asked with 'world', got 'hello, world'",
                "rolled back: 0 bookings on the broker",
                "received again 'payment', redelivered",
                "committed: 1 booking on the broker",
                "the broker is up again, and the send has returned",
                "received 'sent while it was down'")) {
            assertTrue(text.contains(line), () -> "expected '" + line + "' in:\n" + text);
        }
    }
}

package org.stompest.it.conformance;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

import org.stompest.it.BrokerKind;
import org.stompest.it.Feature;

import org.junit.jupiter.api.function.Executable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How the library refuses what a broker cannot do: it says which broker, and what to do instead. Stateless. */
final class Refusal {
    private static final String UNSUPPORTED = "STOMPEST-UNSUPPORTED";

    private Refusal() {}

    static void assertUnsupported(BrokerKind kind, Feature feature, Executable call) {
        JMSException refusal = assertThrows(JMSException.class, call);
        assertText(kind, feature, refusal.getErrorCode(), refusal.getMessage());
    }

    /** The same of the simplified API. */
    static void assertUnsupportedByContext(BrokerKind kind, Feature feature, Executable call) {
        JMSRuntimeException refusal = assertThrows(JMSRuntimeException.class, call);
        assertText(kind, feature, refusal.getErrorCode(), refusal.getMessage());
    }

    private static void assertText(BrokerKind kind, Feature feature, String code, String message) {
        assertEquals(UNSUPPORTED, code, message);
        assertTrue(message.contains(kind.title()), message);
        assertTrue(message.contains(kind.wayOut(feature)), message);
    }
}

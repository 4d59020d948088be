package org.stompest.jms;

import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.XAConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

/** Distributed transactions, which a provider may leave out (Jakarta Messaging 3.1, 11.3), and STOMP has to. */
class StompXAConnectionFactoryTest {
    private static final XAConnectionFactory FACTORY = new StompXAConnectionFactory();
    private static final String TEXT =
            "expected a local transaction, got a request for a distributed one (XA), which STOMP has no commands for;"
                    + " use StompConnectionFactory with a transacted session, or for XA the broker's native client";

    static Stream<Executable> connections() {
        return Stream.of(FACTORY::createXAConnection, () -> FACTORY.createXAConnection("joe", "secret"));
    }

    static Stream<Executable> contexts() {
        return Stream.of(FACTORY::createXAContext, () -> FACTORY.createXAContext("joe", "secret"));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void aConnectionIsRefusedAndTheWayOutIsNamed(Executable connection) {
        JMSException refusal = assertThrowsExactly(JMSException.class, connection);

        assertEquals("STOMPEST-UNSUPPORTED", refusal.getErrorCode());
        assertEquals(TEXT, refusal.getMessage());
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aContextIsRefusedWithTheTwin(Executable context) {
        JMSRuntimeException refusal = assertThrowsExactly(JMSRuntimeException.class, context);

        assertEquals("STOMPEST-UNSUPPORTED", refusal.getErrorCode());
        assertEquals(TEXT, refusal.getMessage());
    }

    /** A container asks the class what it can do. */
    @Test
    void theFactoryOfConnectionsIsNoneOfXa() {
        assertFalse(XAConnectionFactory.class.isAssignableFrom(StompConnectionFactory.class));
    }
}

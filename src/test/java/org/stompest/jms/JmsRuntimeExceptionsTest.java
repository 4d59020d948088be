package org.stompest.jms;

import java.util.stream.Stream;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class JmsRuntimeExceptionsTest {
    private static final String MESSAGE = "what has happened";
    private static final String CODE = "A-CODE";

    static Stream<Arguments> twins() {
        return Stream.of(
                arguments(new IllegalStateException(MESSAGE, CODE), IllegalStateRuntimeException.class),
                arguments(new InvalidClientIDException(MESSAGE, CODE), InvalidClientIDRuntimeException.class),
                arguments(new InvalidDestinationException(MESSAGE, CODE), InvalidDestinationRuntimeException.class),
                arguments(new InvalidSelectorException(MESSAGE, CODE), InvalidSelectorRuntimeException.class),
                arguments(new JMSSecurityException(MESSAGE, CODE), JMSSecurityRuntimeException.class),
                arguments(new MessageFormatException(MESSAGE, CODE), MessageFormatRuntimeException.class),
                arguments(new MessageNotWriteableException(MESSAGE, CODE), MessageNotWriteableRuntimeException.class),
                arguments(new ResourceAllocationException(MESSAGE, CODE), ResourceAllocationRuntimeException.class),
                arguments(
                        new TransactionInProgressException(MESSAGE, CODE), TransactionInProgressRuntimeException.class),
                arguments(
                        new TransactionRolledBackException(MESSAGE, CODE), TransactionRolledBackRuntimeException.class),
                arguments(new JMSException(MESSAGE, CODE), JMSRuntimeException.class),
                arguments(new MessageEOFException(MESSAGE, CODE), JMSRuntimeException.class),
                arguments(new MessageNotReadableException(MESSAGE, CODE), JMSRuntimeException.class));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void eachBecomesItsTwinAndNothingIsLost(JMSException cause, Class<? extends JMSRuntimeException> expected) {
        JMSRuntimeException twin = JmsRuntimeExceptions.of(cause);
        assertSame(expected, twin.getClass());
        assertEquals(MESSAGE, twin.getMessage());
        assertEquals(CODE, twin.getErrorCode());
        assertSame(cause, twin.getCause());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void callsAndActionsThrowTheTwin(JMSException cause, Class<? extends JMSRuntimeException> expected) {
        assertThrows(
                expected,
                () -> JmsRuntimeExceptions.run(() -> {
                    throw cause;
                }));
        assertThrows(
                expected,
                () -> JmsRuntimeExceptions.get(() -> {
                    throw cause;
                }));
    }

    @Test
    void ourOwnSubclassIsStillThereAsTheCause() {
        JMSException cause = new TransactionInDoubtException("commit", JmsExceptions.IN_DOUBT);
        assertSame(cause, JmsRuntimeExceptions.of(cause).getCause());
    }

    @Test
    void anExceptionWithoutTextAndCodeStaysOne() {
        JMSRuntimeException twin = JmsRuntimeExceptions.of(new JMSException(null));
        assertNull(twin.getMessage());
        assertNull(twin.getErrorCode());
    }

    @Test
    void uncheckedExceptionsPassAndResultsToo() {
        IllegalArgumentException thrown = new IllegalArgumentException("as it is");
        assertSame(
                thrown,
                assertThrows(
                        IllegalArgumentException.class,
                        () -> JmsRuntimeExceptions.run(() -> {
                            throw thrown;
                        })));
        assertEquals("result", JmsRuntimeExceptions.get(() -> "result"));
    }
}

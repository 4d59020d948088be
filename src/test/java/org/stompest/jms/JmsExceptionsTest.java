package org.stompest.jms;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.client.BrokerException;
import org.stompest.client.ClientClosedException;
import org.stompest.client.CommitInDoubtException;
import org.stompest.client.ConnectFailedException;
import org.stompest.client.ConnectionLostException;
import org.stompest.client.WaitInterruptedException;
import org.stompest.client.WaitTimeoutException;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.DialectException;
import org.stompest.dialect.Dialects;
import org.stompest.dialect.ErrorKind;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.StompException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class JmsExceptionsTest {
    private static final Dialect DIALECT =
            Dialects.named("activemq", UnaryOperator.identity()).orElseThrow();

    /** What only the client makes. */
    private static BrokerException refusal(String message) {
        BrokerException refusal = mock(BrokerException.class);
        when(refusal.getMessage()).thenReturn(message);
        when(refusal.error()).thenReturn(Frame.of(Command.ERROR, Headers.of("message", message)));
        return refusal;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ClientClosedException("closed", null), IllegalStateException.class, "STOMPEST-CLOSED"),
                Arguments.of(
                        new CommitInDoubtException("lost", null),
                        TransactionInDoubtException.class,
                        "STOMPEST-IN-DOUBT"),
                Arguments.of(new ConnectionLostException("lost", null), JMSException.class, "STOMPEST-CONNECTION-LOST"),
                Arguments.of(new WaitTimeoutException("late", null), JMSException.class, "STOMPEST-TIMEOUT"),
                Arguments.of(
                        new WaitInterruptedException("interrupted", null), JMSException.class, "STOMPEST-INTERRUPTED"),
                Arguments.of(new FrameException("too long"), MessageFormatException.class, "STOMPEST-FRAME"),
                Arguments.of(new ProtocolException("unexpected"), JMSException.class, "STOMPEST-PROTOCOL"),
                Arguments.of(new ConnectFailedException("nobody", null), JMSException.class, "STOMPEST-CONNECT"),
                Arguments.of(
                        new ConnectFailedException("nobody", new ConnectionLostException("lost", null)),
                        JMSException.class,
                        "STOMPEST-CONNECT"),
                Arguments.of(
                        new ConnectFailedException("refused", refusal("User name [x] or password is invalid.")),
                        JMSSecurityException.class,
                        "STOMPEST-REFUSED"),
                Arguments.of(
                        new ConnectFailedException(
                                "refused", refusal("Broker: b - Client: c already connected from d")),
                        InvalidClientIDException.class,
                        "STOMPEST-REFUSED"),
                Arguments.of(
                        refusal("User u is not authorized to read from: queue://X"),
                        JMSSecurityException.class,
                        "STOMPEST-REFUSED"),
                Arguments.of(
                        refusal("COMMIT FAILED: Transaction marked rollback only"),
                        TransactionRolledBackException.class,
                        "STOMPEST-ROLLED-BACK"),
                Arguments.of(refusal("whatever"), JMSException.class, "STOMPEST-REFUSED"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureBecomesAnExceptionOfJakartaMessaging(StompException cause, Class<?> type, String code) {
        JMSException exception = JmsExceptions.of("send to queue://a", cause, DIALECT);

        assertSame(type, exception.getClass());
        assertEquals(code, exception.getErrorCode());
        assertEquals("send to queue://a: " + cause.getMessage(), exception.getMessage());
        assertSame(cause, exception.getCause());
        assertSame(cause, exception.getLinkedException());
    }

    @Test
    void aRefusalTellsWhatToDoWhereTheBrokerDoesNot() {
        Dialect rabbit = Dialects.named("rabbitmq", UnaryOperator.identity()).orElseThrow();

        JMSException exception = JmsExceptions.of("send to queue://a", refusal("inequivalent arg 'x'"), rabbit);

        assertSame(InvalidDestinationException.class, exception.getClass());
        String message = exception.getMessage();
        assertTrue(message.startsWith("send to queue://a: inequivalent arg 'x'; "), message);
        assertTrue(message.contains("/amq/queue/"), message);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(ErrorKind.SECURITY, JMSSecurityException.class, "STOMPEST-REFUSED"),
                Arguments.of(ErrorKind.DESTINATION, InvalidDestinationException.class, "STOMPEST-DESTINATION"),
                Arguments.of(ErrorKind.SELECTOR, InvalidSelectorException.class, "STOMPEST-REFUSED"),
                Arguments.of(ErrorKind.CLIENT_ID, InvalidClientIDException.class, "STOMPEST-REFUSED"),
                Arguments.of(ErrorKind.RESOURCE, ResourceAllocationException.class, "STOMPEST-REFUSED"),
                Arguments.of(ErrorKind.TRANSACTION, TransactionRolledBackException.class, "STOMPEST-ROLLED-BACK"),
                Arguments.of(ErrorKind.UNSUPPORTED, JMSException.class, "STOMPEST-UNSUPPORTED"),
                Arguments.of(ErrorKind.OTHER, JMSException.class, "STOMPEST-REFUSED"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatADialectRefusesIsOfTheKindThatItSays(ErrorKind kind, Class<?> type, String code) {
        JMSException exception = JmsExceptions.of("what", new DialectException(kind, "why"), DIALECT);

        assertSame(type, exception.getClass());
        assertEquals(code, exception.getErrorCode());
        assertEquals("what: why", exception.getMessage());
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void noKindIsForgotten(ErrorKind kind) {
        assertEquals(
                Optional.of(kind),
                kinds().map(each -> (ErrorKind) each.get()[0])
                        .filter(kind::equals)
                        .findFirst());
    }

    @Test
    void statesHaveCodes() {
        assertEquals("STOMPEST-CLOSED", JmsExceptions.closed("session").getErrorCode());
        assertEquals(
                "expected an open session, got one that is closed",
                JmsExceptions.closed("session").getMessage());
        assertEquals("STOMPEST-STATE", JmsExceptions.state("why").getErrorCode());
        assertNotNull(JmsExceptions.state("why").getMessage());
    }

    @Test
    void aCauseIsThereInBothWays() {
        Exception cause = new Exception("why");

        JMSException exception = JmsExceptions.withCause(new JMSException("what"), cause);

        assertSame(cause, exception.getCause());
        assertSame(cause, exception.getLinkedException());
    }
}

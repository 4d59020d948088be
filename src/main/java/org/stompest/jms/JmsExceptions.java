package org.stompest.jms;

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
import org.stompest.dialect.ErrorKind;
import org.stompest.protocol.FrameException;
import org.stompest.protocol.StompException;

/** The one place that turns exceptions of STOMP into those of Jakarta Messaging (3.1, chapter 10). Stateless. */
final class JmsExceptions {
    static final String CLOSED = "STOMPEST-CLOSED";
    static final String STATE = "STOMPEST-STATE";
    static final String ARGUMENT = "STOMPEST-ARGUMENT";
    static final String DESTINATION = "STOMPEST-DESTINATION";
    static final String UNSUPPORTED = "STOMPEST-UNSUPPORTED";
    static final String CONNECTION_LOST = "STOMPEST-CONNECTION-LOST";
    static final String ROLLED_BACK = "STOMPEST-ROLLED-BACK";
    static final String IN_DOUBT = "STOMPEST-IN-DOUBT";
    private static final String CONNECT = "STOMPEST-CONNECT";
    static final String TIMEOUT = "STOMPEST-TIMEOUT";
    static final String INTERRUPTED = "STOMPEST-INTERRUPTED";
    private static final String REFUSED = "STOMPEST-REFUSED";
    private static final String FRAME = "STOMPEST-FRAME";
    private static final String PROTOCOL = "STOMPEST-PROTOCOL";

    private JmsExceptions() {}

    /**
     * The exception for what went wrong.
     *
     * @param what what was tried, for the message: "send to queue://a"
     * @param cause what went wrong
     * @param dialect tells what the broker means
     */
    static JMSException of(String what, StompException cause, Dialect dialect) {
        return withCause(create(what + ": " + cause.getMessage() + advice(cause, dialect), cause, dialect), cause);
    }

    private static String advice(StompException cause, Dialect dialect) {
        return cause instanceof BrokerException refusal
                ? dialect.advice(refusal.error()).map(each -> "; " + each).orElse("")
                : "";
    }

    private static JMSException create(String message, StompException cause, Dialect dialect) {
        if (cause instanceof BrokerException refusal) {
            return of(dialect.errorKind(refusal.error()), message);
        }
        if (cause instanceof DialectException refusal) {
            return of(refusal.kind(), message);
        }
        if (cause instanceof ConnectFailedException) {
            return cause.getCause() instanceof BrokerException refusal
                    ? of(dialect.errorKind(refusal.error()), message)
                    : new JMSException(message, CONNECT);
        }
        if (cause instanceof ClientClosedException) {
            return new IllegalStateException(message, CLOSED);
        }
        if (cause instanceof CommitInDoubtException) {
            return new TransactionInDoubtException(message, IN_DOUBT);
        }
        if (cause instanceof ConnectionLostException) {
            return new JMSException(message, CONNECTION_LOST);
        }
        if (cause instanceof WaitTimeoutException) {
            return new JMSException(message, TIMEOUT);
        }
        if (cause instanceof WaitInterruptedException) {
            return new JMSException(message, INTERRUPTED);
        }
        return cause instanceof FrameException
                ? new MessageFormatException(message, FRAME)
                : new JMSException(message, PROTOCOL);
    }

    private static JMSException of(ErrorKind kind, String message) {
        return switch (kind) {
            case SECURITY -> new JMSSecurityException(message, REFUSED);
            case DESTINATION -> new InvalidDestinationException(message, DESTINATION);
            case SELECTOR -> new InvalidSelectorException(message, REFUSED);
            case CLIENT_ID -> new InvalidClientIDException(message, REFUSED);
            case RESOURCE -> new ResourceAllocationException(message, REFUSED);
            case TRANSACTION -> new TransactionRolledBackException(message, ROLLED_BACK);
            case UNSUPPORTED -> new JMSException(message, UNSUPPORTED);
            case OTHER -> new JMSException(message, REFUSED);
        };
    }

    static IllegalStateException closed(String what) {
        return new IllegalStateException("expected an open " + what + ", got one that is closed", CLOSED);
    }

    static IllegalStateException state(String message) {
        return new IllegalStateException(message, STATE);
    }

    /** With a cause in both of the ways that an exception of Jakarta Messaging has. */
    static <E extends JMSException> E withCause(E exception, Exception cause) {
        exception.initCause(cause);
        exception.setLinkedException(cause);
        return exception;
    }
}

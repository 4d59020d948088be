package org.stompest.jms;

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
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;

/**
 * The one place that turns the checked exceptions of Jakarta Messaging into their unchecked twins, which the simplified API throws (3.1,
 * chapter 10). Stateless.
 */
final class JmsRuntimeExceptions {
    private JmsRuntimeExceptions() {}

    /** What returns something or throws a checked exception. */
    @FunctionalInterface
    interface Call<T> {
        T get() throws JMSException;
    }

    /** What does something or throws a checked exception. */
    @FunctionalInterface
    interface Action {
        void run() throws JMSException;
    }

    static <T> T get(Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw of(e);
        }
    }

    static void run(Action action) {
        try {
            action.run();
        } catch (JMSException e) {
            throw of(e);
        }
    }

    /**
     * The twin: with the same message and error code, and the checked exception as its cause, so that nothing is lost that hangs on
     * that. What has no twin becomes a plain {@link JMSRuntimeException}.
     */
    static JMSRuntimeException of(JMSException cause) {
        String message = cause.getMessage();
        String code = cause.getErrorCode();
        if (cause instanceof IllegalStateException) {
            return new IllegalStateRuntimeException(message, code, cause);
        }
        if (cause instanceof InvalidClientIDException) {
            return new InvalidClientIDRuntimeException(message, code, cause);
        }
        if (cause instanceof InvalidDestinationException) {
            return new InvalidDestinationRuntimeException(message, code, cause);
        }
        if (cause instanceof InvalidSelectorException) {
            return new InvalidSelectorRuntimeException(message, code, cause);
        }
        if (cause instanceof JMSSecurityException) {
            return new JMSSecurityRuntimeException(message, code, cause);
        }
        if (cause instanceof MessageFormatException) {
            return new MessageFormatRuntimeException(message, code, cause);
        }
        if (cause instanceof MessageNotWriteableException) {
            return new MessageNotWriteableRuntimeException(message, code, cause);
        }
        if (cause instanceof ResourceAllocationException) {
            return new ResourceAllocationRuntimeException(message, code, cause);
        }
        if (cause instanceof TransactionInProgressException) {
            return new TransactionInProgressRuntimeException(message, code, cause);
        }
        return cause instanceof TransactionRolledBackException
                ? new TransactionRolledBackRuntimeException(message, code, cause)
                : new JMSRuntimeException(message, code, cause);
    }
}

package org.stompest.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;

/** The exceptions that the bodies of several kinds of messages have in common. Stateless. */
final class BodyErrors {
    private BodyErrors() {}

    static MessageNotReadableException writeOnly() {
        return new MessageNotReadableException(
                "expected a body that can be read, got one that is being written; call reset first",
                ErrorCodes.WRITE_ONLY);
    }

    static MessageEOFException end() {
        return new MessageEOFException("expected more to read, got the end of the body", ErrorCodes.END_OF_BODY);
    }

    static MessageFormatException type(Object value) {
        return new MessageFormatException(
                "expected a boolean, a char, a number, a String or a byte[], got a "
                        + value.getClass().getName(),
                ErrorCodes.TYPE);
    }

    static MessageFormatException malformed(String text) {
        return new MessageFormatException(text, ErrorCodes.BODY);
    }

    /** The exception with its cause, which Jakarta Messaging wants to be linked as well. */
    static <T extends JMSException> T caused(T exception, Throwable cause) {
        exception.initCause(cause);
        if (cause instanceof Exception linked) {
            exception.setLinkedException(linked);
        }
        return exception;
    }
}

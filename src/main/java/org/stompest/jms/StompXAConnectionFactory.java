package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;

/**
 * Refuses distributed transactions, which are optional (Jakarta Messaging 3.1, 11.3): STOMP commits in one step, so no session can prepare
 * first and wait for what others say. Where an XA factory is configured all the same, this one tells why there is none and what to use
 * instead. {@link StompConnectionFactory} is no XA factory, so that containers do not try. Immutable.
 */
public final class StompXAConnectionFactory implements XAConnectionFactory {
    /** Creates a factory; it takes no configuration, since it makes no connections. */
    public StompXAConnectionFactory() {}

    /**
     * Refuses.
     *
     * @return never
     * @throws JMSException always, with the error code {@code STOMPEST-UNSUPPORTED}
     */
    @Override
    public XAConnection createXAConnection() throws JMSException {
        throw refusal();
    }

    /**
     * Refuses.
     *
     * @param username ignored
     * @param password ignored
     * @return never
     * @throws JMSException always, with the error code {@code STOMPEST-UNSUPPORTED}
     */
    @Override
    public XAConnection createXAConnection(String username, String password) throws JMSException {
        throw refusal();
    }

    /**
     * Refuses.
     *
     * @return never
     * @throws jakarta.jms.JMSRuntimeException always, with the error code {@code STOMPEST-UNSUPPORTED}
     */
    @Override
    public XAJMSContext createXAContext() {
        throw JmsRuntimeExceptions.of(refusal());
    }

    /**
     * Refuses.
     *
     * @param username ignored
     * @param password ignored
     * @return never
     * @throws jakarta.jms.JMSRuntimeException always, with the error code {@code STOMPEST-UNSUPPORTED}
     */
    @Override
    public XAJMSContext createXAContext(String username, String password) {
        throw JmsRuntimeExceptions.of(refusal());
    }

    private static JMSException refusal() {
        return new JMSException(
                "expected a local transaction, got a request for a distributed one (XA), which STOMP has no commands for;"
                        + " use StompConnectionFactory with a transacted session, or for XA the broker's native client",
                JmsExceptions.UNSUPPORTED);
    }
}

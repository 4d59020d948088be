package org.stompest.jms;

import jakarta.jms.JMSException;

/**
 * The connection broke while a commit was on its way: the transaction may have been committed or rolled back. Messages consumed in it
 * may come again, then marked as redelivered.
 */
public final class TransactionInDoubtException extends JMSException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param reason what happened
     * @param errorCode the code of the error
     */
    public TransactionInDoubtException(String reason, String errorCode) {
        super(reason, errorCode);
    }
}

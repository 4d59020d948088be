package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** The acknowledgement modes of sessions: those of Jakarta Messaging (3.1, 6.2.10) and those that vendors have added. Immutable. */
enum AckMode {
    AUTO(Session.AUTO_ACKNOWLEDGE),
    CLIENT(Session.CLIENT_ACKNOWLEDGE),
    DUPS_OK(Session.DUPS_OK_ACKNOWLEDGE),
    TRANSACTED(Session.SESSION_TRANSACTED),
    /** Each message alone, as ActiveMQ (4), Qpid and Artemis (101) have it. */
    INDIVIDUAL(101),
    /** None at all: the broker forgets a message as soon as it has sent it (Qpid: 257, Artemis: 100). */
    NONE(257);

    private static final int INDIVIDUAL_OF_ACTIVEMQ = 4;
    private static final int NONE_OF_ARTEMIS = 100;

    private final int code;

    AckMode(int code) {
        this.code = code;
    }

    /** The constant of Jakarta Messaging or of the vendor. */
    int code() {
        return code;
    }

    static AckMode of(int code) throws JMSException {
        return switch (code) {
            case Session.SESSION_TRANSACTED -> TRANSACTED;
            case Session.AUTO_ACKNOWLEDGE -> AUTO;
            case Session.CLIENT_ACKNOWLEDGE -> CLIENT;
            case Session.DUPS_OK_ACKNOWLEDGE -> DUPS_OK;
            case INDIVIDUAL_OF_ACTIVEMQ, 101 -> INDIVIDUAL;
            case NONE_OF_ARTEMIS, 257 -> NONE;
            default ->
                throw new JMSException(
                        "expected an acknowledgement mode from 0 to 4, 100, 101 or 257, got " + code,
                        JmsExceptions.ARGUMENT);
        };
    }
}

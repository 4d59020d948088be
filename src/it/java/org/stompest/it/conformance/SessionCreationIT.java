package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How sessions are made (Jakarta Messaging 3.1, 6.2.10, 6.2.7 and the API documentation of Connection). */
@Timeout(120)
class SessionCreationIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** API, createSession(boolean, int): a transacted session ignores the mode that it is given. */
    @Brokers
    void aTransactedSessionIgnoresTheAcknowledgeMode(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        for (int mode : List.of(0, 1, 2, 3, 42, -1)) {
            Session session = connection.createSession(true, mode);
            assertTrue(session.getTransacted());
            assertEquals(Session.SESSION_TRANSACTED, session.getAcknowledgeMode());
        }
    }

    /** API, createSession(boolean, int): one that is not transacted has the mode. */
    @Brokers
    void aSessionThatIsNotTransactedHasItsAcknowledgeMode(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            for (Session session : List.of(connection.createSession(false, mode), connection.createSession(mode))) {
                assertFalse(session.getTransacted());
                assertEquals(mode, session.getAcknowledgeMode());
            }
        }
    }

    /** API, createSession(int) and createSession(). */
    @Brokers
    void oneArgumentTellsTransactedSessionsToo(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        assertTrue(transacted.getTransacted());
        assertEquals(Session.SESSION_TRANSACTED, transacted.getAcknowledgeMode());
        Session simple = connection.createSession();
        assertFalse(simple.getTransacted());
        assertEquals(Session.AUTO_ACKNOWLEDGE, simple.getAcknowledgeMode());
    }

    /** API: what is no mode is refused; the modes that vendors have added are known. */
    @Brokers
    void otherModesAreRefused(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        for (int mode : List.of(-1, 5, 99, 102, 256, 258, Integer.MAX_VALUE)) {
            assertThrows(JMSException.class, () -> connection.createSession(mode));
            assertThrows(JMSException.class, () -> connection.createSession(false, mode));
        }
        assertThrows(JMSException.class, () -> connection.createSession(false, Session.SESSION_TRANSACTED));
        for (int mode : List.of(4, 100, 101, 257)) {
            assertFalse(connection.createSession(mode).getTransacted());
            assertFalse(connection.createSession(false, mode).getTransacted());
        }
    }

    /** 6.2.7 and 6.2.10: a session that is not transacted has nothing to commit, and one that is has nothing to recover. */
    @Brokers
    void eachKindRefusesWhatIsForTheOther(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        for (int mode : List.of(1, 2, 3, 101, 257)) {
            Session session = connection.createSession(mode);
            assertThrows(IllegalStateException.class, session::commit);
            assertThrows(IllegalStateException.class, session::rollback);
            session.recover();
        }
        assertThrows(IllegalStateException.class, connection.createSession(Session.SESSION_TRANSACTED)::recover);
    }

    /** 6.2.3: names are only names; nothing is made on the broker, and what names the same is equal. */
    @Brokers
    void namesOfDestinationsAreOnlyNames(BrokerKind kind) throws Exception {
        Session session = jms.stopped(kind).createSession();
        Session other = jms.stopped(kind).createSession();
        String name = jms.name(kind);
        assertEquals(session.createQueue(name), other.createQueue(name));
        assertEquals(name, session.createQueue(name).getQueueName());
        assertEquals(session.createTopic(name), other.createTopic(name));
        assertEquals(name, session.createTopic(name).getTopicName());
        assertFalse(session.createQueue(name).equals(session.createTopic(name)));
        assertThrows(InvalidDestinationException.class, () -> session.createQueue(null));
        assertThrows(InvalidDestinationException.class, () -> session.createTopic(null));
        assertNull(session.getMessageListener());
    }
}

package org.stompest.it.conformance;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The client identifier of a connection (Jakarta Messaging 3.1, 6.1.2). */
@Timeout(120)
class ConnectionClientIdIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.1.2: an identifier is optional, and none that the provider makes for itself shows. */
    @Brokers
    void thereIsNoneUntilOneIsSet(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        assertNull(connection.getClientID());
        connection.start();
        assertNull(connection.getClientID());
        String id = jms.name(kind);
        Connection named = jms.stopped(kind);
        named.setClientID(id);
        assertEquals(id, named.getClientID());
    }

    /** 6.1.2: asking questions and listening for exceptions is no use of a connection. */
    @Brokers
    void itCanStillBeSetAfterQuestions(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        connection.getMetaData();
        connection.setExceptionListener(failure -> {});
        connection.getExceptionListener();
        connection.getClientID();
        String id = jms.name(kind);
        connection.setClientID(id);
        assertEquals(id, connection.getClientID());
        assertWorks(kind, connection);
    }

    private void assertWorks(BrokerKind kind, Connection connection) throws JMSException {
        connection.start();
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        JmsFixture.send(session, queue, "works");
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("works", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    private interface Use {
        void use(Connection connection) throws JMSException;
    }

    private void assertTooLate(BrokerKind kind, Use use) throws JMSException {
        Connection connection = jms.stopped(kind);
        use.use(connection);
        assertThrows(IllegalStateException.class, () -> connection.setClientID(jms.name(kind)));
        assertNull(connection.getClientID());
    }

    /** 6.1.2: it has to be set before any other action on the connection. */
    @Brokers
    void itCannotBeSetAfterTheConnectionWasUsed(BrokerKind kind) throws Exception {
        assertTooLate(kind, Connection::start);
        assertTooLate(kind, Connection::createSession);
        assertTooLate(kind, connection -> connection.createSession(true, 0).close());
    }

    /** 6.1.2: once set, it stays. */
    @Brokers
    void itCannotBeSetTwice(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        String id = jms.name(kind);
        connection.setClientID(id);
        assertThrows(IllegalStateException.class, () -> connection.setClientID(jms.name(kind)));
        assertThrows(IllegalStateException.class, () -> connection.setClientID(id));
        assertEquals(id, connection.getClientID());
    }

    /** 6.1.2: what is configured for the factory holds for its connections, and is not overridden. */
    @Brokers
    void thatOfTheFactoryIsSetFromTheStartAndStays(BrokerKind kind) throws Exception {
        String id = jms.name(kind);
        StompConnectionFactory factory = jms.factory(kind, "");
        factory.setClientID(id);
        Connection connection = jms.closing(factory.createConnection());
        assertEquals(id, connection.getClientID());
        assertThrows(IllegalStateException.class, () -> connection.setClientID(jms.name(kind)));
        assertEquals(id, connection.getClientID());
        assertWorks(kind, connection);
    }

    /** 6.1.2: an identifier that is none is invalid; another may be set then. */
    @Brokers
    void noneAndEmptyAreInvalid(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        assertThrows(InvalidClientIDException.class, () -> connection.setClientID(null));
        assertThrows(InvalidClientIDException.class, () -> connection.setClientID(""));
        String id = jms.name(kind);
        connection.setClientID(id);
        assertEquals(id, connection.getClientID());
    }

    /** 6.1.2: two connections with the same identifier are refused where the broker can tell; Artemis cannot over STOMP. */
    @Brokers
    void thatOfALiveConnectionIsRefusedBySetClientId(BrokerKind kind) throws Exception {
        String id = jms.name(kind);
        jms.stopped(kind).setClientID(id);
        Connection second = jms.stopped(kind);
        if (kind.can(Feature.CLIENT_ID_CONFLICTS)) {
            assertThrows(InvalidClientIDException.class, () -> second.setClientID(id));
            assertNull(second.getClientID());
            String other = jms.name(kind);
            second.setClientID(other);
            assertEquals(other, second.getClientID());
        } else {
            second.setClientID(id);
            assertEquals(id, second.getClientID());
        }
        assertWorks(kind, second);
    }

    /** 6.1.2: a connection is usable without an identifier after the one that was tried for it was refused. */
    @Brokers
    void aConnectionGoesOnWithoutTheOneThatWasRefused(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        assertThrows(InvalidClientIDException.class, () -> connection.setClientID(""));
        if (kind.can(Feature.CLIENT_ID_CONFLICTS)) {
            String id = jms.name(kind);
            jms.stopped(kind).setClientID(id);
            assertThrows(InvalidClientIDException.class, () -> connection.setClientID(id));
        }
        assertWorks(kind, connection);
    }

    /** 6.1.2: the same for an identifier that comes with the factory, by createConnection. */
    @Brokers
    void thatOfALiveConnectionIsRefusedByCreateConnection(BrokerKind kind) throws Exception {
        String id = jms.name(kind);
        jms.stopped(kind, "jms.clientID=" + id);
        StompConnectionFactory factory = jms.factory(kind, "jms.clientID=" + id);
        if (kind.can(Feature.CLIENT_ID_CONFLICTS)) {
            assertThrows(InvalidClientIDException.class, factory::createConnection);
        } else {
            assertEquals(id, jms.closing(factory.createConnection()).getClientID());
        }
    }

    /** 6.1.8: close is complete on the broker too, so that the identifier is free at once. */
    @Brokers
    void itIsFreeAsSoonAsItsConnectionIsClosed(BrokerKind kind) throws Exception {
        String id = jms.name(kind);
        for (int i = 0; i < 20; i++) {
            try (Connection connection = jms.factory(kind, "").createConnection()) {
                connection.setClientID(id);
                connection.start();
            }
        }
    }
}

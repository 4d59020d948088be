package org.stompest.it.interop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

import org.stompest.it.Eventually;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Messages of AMQP with identifiers of their own, on ActiveMQ Classic. The broker shows the identifier to consumers of STOMP, and when they
 * acknowledge, looks for a message of its own that has it: it takes what is behind the last colons for numbers, fails, and drops the
 * connection without an ERROR. So the library sends no acknowledgement of them.
 */
@Timeout(120)
class AmqpIdsIT {
    private static final NativeClient CLIENT = NativeClient.AMQP_CLASSIC;

    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    private final String queue = InteropFixture.name(CLIENT);
    private Session theirs;

    @BeforeEach
    void sendWithId() throws Exception {
        theirs = interop.theirs(CLIENT).createSession();
        theirs.createProducer(theirs.createQueue(queue)).send(theirs.createTextMessage("with id"));
    }

    private long count() {
        return interop.broker(CLIENT).messageCount(queue);
    }

    /** The listener is told, with what the sender may do, and the connection stays. */
    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void itArrivesOnceAndStaysUntilALaterOneIsAcknowledged(int mode) throws Exception {
        Connection connection = interop.ours(CLIENT);
        CompletableFuture<JMSException> told = new CompletableFuture<>();
        connection.setExceptionListener(told::complete);
        Session session = connection.createSession(mode);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        settle(session, InteropFixture.next(consumer));
        assertNull(consumer.receive(InteropFixture.SILENCE));
        JMSException got = told.get(InteropFixture.PATIENCE, TimeUnit.MILLISECONDS);
        assertTrue(got.getMessage().contains("disable message identifiers"), got.getMessage());
        assertEquals(1, count());
        InteropFixture.producer(CLIENT, theirs, theirs.createQueue(queue)).send(theirs.createTextMessage("without id"));
        settle(session, InteropFixture.next(consumer));
        assertNull(consumer.receive(InteropFixture.SILENCE));
        Eventually.isEqual(0L, this::count, "the number of messages");
    }

    private static void settle(Session session, Message message) throws JMSException {
        if (session.getTransacted()) {
            session.commit();
        } else {
            message.acknowledge();
        }
    }

    /** One acknowledgement is for all messages before it, too. */
    @Test
    void aLaterMessageOfTheBrokersNamingIsAcknowledgedTogetherWithIt() throws Exception {
        InteropFixture.producer(CLIENT, theirs, theirs.createQueue(queue)).send(theirs.createTextMessage("without id"));
        Session session = interop.ours(CLIENT).createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        InteropFixture.next(consumer);
        Message later = InteropFixture.next(consumer);
        assertEquals("without id", InteropFixture.text(later));
        later.acknowledge();
        Eventually.isEqual(0L, this::count, "the number of messages");
    }

    /** 257 is the session mode without acknowledgements. */
    @Test
    void withoutAcknowledgementsItArrivesAndIsGone() throws Exception {
        Session session = interop.ours(CLIENT).createSession(257);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        assertEquals("with id", InteropFixture.text(InteropFixture.next(consumer)));
        Eventually.isEqual(0L, this::count, "the number of messages");
    }
}

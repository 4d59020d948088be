package org.stompest.it.interop;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages on RabbitMQ that one side gives back and the other gets. */
@Timeout(120)
class RabbitRedeliveryIT {
    @RegisterExtension
    final RabbitFixture rabbit = new RabbitFixture();

    private String queueOfOne() throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, session -> session.createTextMessage("a"));
        return queue;
    }

    private void assertWeSeeItAgain(String queue) throws Exception {
        Message got = rabbit.ourNext(queue);
        assertEquals("a", InteropFixture.text(got));
        assertTrue(got.getJMSRedelivered());
        assertEquals(2, got.getIntProperty("JMSXDeliveryCount"));
    }

    private static void take(Connection connection, int mode, String queue, boolean isOurs) throws Exception {
        try (connection) {
            Session session = connection.createSession(mode);
            Queue destination = isOurs ? session.createQueue(queue) : RabbitFixture.amqp(queue);
            assertFalse(InteropFixture.next(session.createConsumer(destination)).getJMSRedelivered());
            if (session.getTransacted()) {
                session.rollback();
            }
        }
    }

    @Test
    void whatAmqpRefusesWeSeeAsRedelivered() throws Exception {
        String queue = queueOfOne();
        Envelope envelope = RabbitFixture.get(rabbit.channel(), queue, false).getEnvelope();
        assertFalse(envelope.isRedeliver());
        rabbit.channel().basicNack(envelope.getDeliveryTag(), false, true);
        assertWeSeeItAgain(queue);
    }

    @Test
    void whatAmqpDoesNotAcknowledgeBeforeItClosesWeSeeAsRedelivered() throws Exception {
        String queue = queueOfOne();
        Channel channel = rabbit.newChannel();
        assertFalse(RabbitFixture.get(channel, queue, false).getEnvelope().isRedeliver());
        channel.getConnection().close();
        assertWeSeeItAgain(queue);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void whatTheirJmsClientGivesBackWeSeeAsRedelivered(int mode) throws Exception {
        String queue = queueOfOne();
        take(rabbit.theirs(), mode, queue, false);
        assertWeSeeItAgain(queue);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void whatWeGiveBackAmqpSeesAsRedelivered(int mode) throws Exception {
        String queue = queueOfOne();
        take(rabbit.ours(), mode, queue, true);
        GetResponse got = rabbit.get(queue);
        assertEquals("a", RabbitFixture.text(got));
        assertTrue(got.getEnvelope().isRedeliver());
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void whatWeGiveBackTheirJmsClientSeesAsRedelivered(int mode) throws Exception {
        String queue = queueOfOne();
        take(rabbit.ours(), mode, queue, true);
        Message got = rabbit.theirNext(queue);
        assertEquals("a", InteropFixture.text(got));
        assertTrue(got.getJMSRedelivered());
    }

    /** A delivery has another number each time, so the identifier must be that of the message. */
    @Test
    void aMessageOfTheirJmsClientHasTheSameIdentifierEachTime() throws Exception {
        String queue = rabbit.queue();
        String sent = rabbit.theirSend(queue, true, session -> session.createTextMessage("a"))
                .getJMSMessageID();
        Session session = rabbit.ours().createSession(Session.SESSION_TRANSACTED);
        var consumer = session.createConsumer(session.createQueue(queue));
        assertEquals(sent, InteropFixture.next(consumer).getJMSMessageID());
        session.rollback();
        assertEquals(sent, InteropFixture.next(consumer).getJMSMessageID());
        session.commit();
    }

    @Test
    void whatOneSideCommitsTheOthersDoNotSee() throws Exception {
        String queue = queueOfOne();
        try (Connection connection = rabbit.ours()) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            InteropFixture.next(session.createConsumer(session.createQueue(queue)));
            session.commit();
        }
        assertEquals(0, rabbit.count(queue));
        assertNull(rabbit.channel().basicGet(queue, true));
    }
}

package org.stompest.it.interop;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Requests of one side that the other answers to where JMSReplyTo says. */
@Timeout(120)
class ReplyIT {
    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    /** Makes the destination of the answers. */
    private interface Replies {
        Destination make(Session session, String name) throws JMSException;
    }

    /** What the answering side has seen as JMSReplyTo. */
    private Destination ask(NativeClient client, boolean isOurs, Replies replies) throws Exception {
        Connection asker = isOurs ? interop.ours(client) : interop.theirs(client);
        Connection answerer = isOurs ? interop.theirs(client) : interop.ours(client);
        String name = InteropFixture.name(client);
        Session asking = asker.createSession();
        Destination answers = replies.make(asking, InteropFixture.name(client));
        MessageConsumer answer = asking.createConsumer(answers);
        Message question = asking.createTextMessage("question");
        question.setJMSReplyTo(answers);
        question.setJMSCorrelationID("1");
        producer(client, asking, isOurs, asking.createQueue(name)).send(question);

        Session answering = answerer.createSession();
        Message asked = InteropFixture.next(answering.createConsumer(answering.createQueue(name)));
        Message reply = answering.createTextMessage("answer to " + InteropFixture.text(asked));
        reply.setJMSCorrelationID(asked.getJMSCorrelationID());
        producer(client, answering, !isOurs, asked.getJMSReplyTo()).send(reply);

        Message got = InteropFixture.next(answer);
        assertEquals("answer to question", InteropFixture.text(got));
        assertEquals("1", got.getJMSCorrelationID());
        return asked.getJMSReplyTo();
    }

    private static MessageProducer producer(
            NativeClient client, Session session, boolean isOurs, Destination destination) throws JMSException {
        return isOurs ? session.createProducer(destination) : InteropFixture.producer(client, session, destination);
    }

    @ParameterizedTest
    @EnumSource
    void theyAnswerToOurTemporaryQueue(NativeClient client) throws Exception {
        assertInstanceOf(Queue.class, ask(client, true, (session, name) -> session.createTemporaryQueue()));
    }

    @ParameterizedTest
    @EnumSource
    void weAnswerToTheirTemporaryQueue(NativeClient client) throws Exception {
        assertInstanceOf(TemporaryQueue.class, ask(client, false, (session, name) -> session.createTemporaryQueue()));
    }

    @ParameterizedTest
    @EnumSource
    void theyAnswerToOurTemporaryTopic(NativeClient client) throws Exception {
        assertInstanceOf(Topic.class, ask(client, true, (session, name) -> session.createTemporaryTopic()));
    }

    @ParameterizedTest
    @EnumSource
    void weAnswerToTheirTemporaryTopic(NativeClient client) throws Exception {
        assertInstanceOf(TemporaryTopic.class, ask(client, false, (session, name) -> session.createTemporaryTopic()));
    }

    @ParameterizedTest
    @EnumSource
    void bothAnswerToAQueue(NativeClient client) throws Exception {
        assertInstanceOf(Queue.class, ask(client, true, Session::createQueue));
        assertInstanceOf(Queue.class, ask(client, false, Session::createQueue));
    }

    @ParameterizedTest
    @EnumSource
    void bothAnswerToATopic(NativeClient client) throws Exception {
        assertInstanceOf(Topic.class, ask(client, true, Session::createTopic));
        assertInstanceOf(Topic.class, ask(client, false, Session::createTopic));
    }

    /** The name survives as well, and no client needs to know a prefix. */
    @ParameterizedTest
    @EnumSource
    void aNamedReplyDestinationHasTheSameNameOnTheOtherSide(NativeClient client) throws Exception {
        String name = InteropFixture.name(client);
        Message ours = interop.toTheirs(client, session -> replyTo(session, session.createQueue(name)));
        assertEquals(name, assertInstanceOf(Queue.class, ours.getJMSReplyTo()).getQueueName());
        Message theirs = interop.toOurs(client, session -> replyTo(session, session.createTopic(name)));
        assertEquals(name, assertInstanceOf(Topic.class, theirs.getJMSReplyTo()).getTopicName());
    }

    private static Message replyTo(Session session, Destination destination) throws JMSException {
        Message message = session.createTextMessage("question");
        message.setJMSReplyTo(destination);
        return message;
    }
}

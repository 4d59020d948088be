package org.stompest.it.interop;

import jakarta.jms.Destination;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Requests of one side on RabbitMQ that the other answers to where reply-to says. */
@Timeout(120)
class RabbitReplyIT {
    @RegisterExtension
    final RabbitFixture rabbit = new RabbitFixture();

    private static void assertAnswered(MessageConsumer answers) throws Exception {
        Message got = InteropFixture.next(answers);
        assertEquals("answer", InteropFixture.text(got));
        assertEquals("1", got.getJMSCorrelationID());
    }

    private static Message question(Session session, Destination answers) throws Exception {
        Message question = session.createTextMessage("question");
        question.setJMSReplyTo(answers);
        question.setJMSCorrelationID("1");
        return question;
    }

    /** A session that waits for answers in a temporary queue, and has asked in a queue. */
    private MessageConsumer askByUs(String queue) throws Exception {
        Session session = rabbit.ours().createSession();
        TemporaryQueue answers = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(answers);
        session.createProducer(session.createQueue(queue)).send(question(session, answers));
        return consumer;
    }

    /** As is the custom of AMQP: to the queue whose name reply-to is. */
    @Test
    void amqpAnswersToOurTemporaryQueue() throws Exception {
        String queue = rabbit.queue();
        MessageConsumer answers = askByUs(queue);
        BasicProperties asked = rabbit.get(queue).getProps();
        BasicProperties answer = new BasicProperties.Builder()
                .correlationId(asked.getCorrelationId())
                .contentType("text/plain")
                .build();
        rabbit.publish(asked.getReplyTo(), answer, "answer");
        assertAnswered(answers);
    }

    @Test
    void theirJmsClientAnswersToOurTemporaryQueue() throws Exception {
        String queue = rabbit.queue();
        MessageConsumer answers = askByUs(queue);
        Session session = rabbit.theirs(true).createSession();
        Message asked = InteropFixture.next(session.createConsumer(RabbitFixture.amqp(queue)));
        Message answer = session.createTextMessage("answer");
        answer.setJMSCorrelationID(asked.getJMSCorrelationID());
        session.createProducer(asked.getJMSReplyTo()).send(answer);
        assertAnswered(answers);
    }

    /** It reads reply-to only if its factory is given the strategy for that. */
    @Test
    void theirJmsClientSeesNoReplyDestinationByDefault() throws Exception {
        String queue = rabbit.queue();
        askByUs(queue);
        assertNull(rabbit.theirNext(queue).getJMSReplyTo());
    }

    private void answerByUs(String queue) throws Exception {
        Session session = rabbit.ours().createSession();
        Message asked = InteropFixture.next(session.createConsumer(session.createQueue(queue)));
        Message answer = session.createTextMessage("answer");
        answer.setJMSCorrelationID(asked.getJMSCorrelationID());
        session.createProducer(assertInstanceOf(Queue.class, asked.getJMSReplyTo()))
                .send(answer);
    }

    @Test
    void weAnswerToAnExclusiveQueueOfAmqp() throws Exception {
        String queue = rabbit.queue();
        String answers = rabbit.channel().queueDeclare().getQueue();
        rabbit.publish(
                queue,
                new BasicProperties.Builder()
                        .replyTo(answers)
                        .correlationId("1")
                        .build(),
                "question");
        answerByUs(queue);
        GetResponse got = rabbit.get(answers);
        assertEquals("1", got.getProps().getCorrelationId());
        assertEquals("answer", RabbitFixture.text(got));
    }

    @Test
    void weAnswerToAQueueOfTheirJmsClient() throws Exception {
        String queue = rabbit.queue();
        Queue answers = RabbitFixture.amqp(rabbit.queue());
        Session session = rabbit.theirs().createSession();
        session.createProducer(RabbitFixture.amqp(queue)).send(question(session, answers));
        answerByUs(queue);
        assertAnswered(session.createConsumer(answers));
    }

    /** A queue with a name keeps the spelling of STOMP, as whoever answers may have to create it. */
    @Test
    void amqpSeesTheDestinationOfStompForOtherQueuesOfOurs() throws Exception {
        String queue = rabbit.queue();
        rabbit.send(queue, session -> question(session, session.createQueue("answers")));
        assertEquals("/queue/answers", rabbit.get(queue).getProps().getReplyTo());
        rabbit.send(queue, session -> question(session, session.createTopic("answers")));
        assertEquals("/topic/answers", rabbit.get(queue).getProps().getReplyTo());
    }
}

package org.stompest.it.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.stompest.it.Eventually;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Queues with priorities on RabbitMQ that both sides use, and messages of one side that expire before the other asks. */
@Timeout(120)
class RabbitQueuesIT {
    private static final int[] PRIORITIES = {0, 4, 9, 5};
    private static final List<String> IN_ORDER = List.of("9", "5", "4", "0");
    private static final String ARGUMENTS = "?x-max-priority=9";

    @RegisterExtension
    final RabbitFixture rabbit = new RabbitFixture();

    private String withPriorities() throws Exception {
        return rabbit.queue(Map.of("x-max-priority", 9));
    }

    private void sendOurs(String queue) throws Exception {
        Session session = rabbit.ours().createSession();
        MessageProducer producer = session.createProducer(session.createQueue(queue + ARGUMENTS));
        for (int each : PRIORITIES) {
            producer.send(session.createTextMessage("" + each), DeliveryMode.PERSISTENT, each, 0);
        }
    }

    private static List<String> texts(MessageConsumer consumer) throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < PRIORITIES.length; i++) {
            Message got = InteropFixture.next(consumer);
            texts.add(InteropFixture.text(got));
            assertEquals(texts.get(i), "" + got.getJMSPriority());
        }
        return texts;
    }

    private List<String> ourTexts(String queue) throws Exception {
        Eventually.isEqual((long) PRIORITIES.length, () -> rabbit.count(queue), "the messages in " + queue);
        Session session = rabbit.ours().createSession();
        return texts(session.createConsumer(session.createQueue(queue + ARGUMENTS)));
    }

    @Test
    void ourPrioritiesOrderTheMessagesOfAmqp() throws Exception {
        String queue = withPriorities();
        sendOurs(queue);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < PRIORITIES.length; i++) {
            texts.add(RabbitFixture.text(rabbit.get(queue)));
        }
        assertEquals(IN_ORDER, texts);
    }

    @Test
    void ourPrioritiesOrderTheMessagesOfTheirJmsClient() throws Exception {
        String queue = withPriorities();
        sendOurs(queue);
        assertEquals(IN_ORDER, texts(rabbit.theirs().createSession().createConsumer(RabbitFixture.amqp(queue))));
    }

    @Test
    void prioritiesOfAmqpOrderOurMessages() throws Exception {
        String queue = withPriorities();
        for (int each : PRIORITIES) {
            rabbit.publish(
                    queue,
                    new BasicProperties.Builder()
                            .contentType("text/plain")
                            .priority(each)
                            .build(),
                    "" + each);
        }
        assertEquals(IN_ORDER, ourTexts(queue));
    }

    @Test
    void prioritiesOfTheirJmsClientOrderOurMessages() throws Exception {
        String queue = withPriorities();
        Session session = rabbit.theirs(true).createSession();
        MessageProducer producer = session.createProducer(RabbitFixture.amqp(queue));
        for (int each : PRIORITIES) {
            producer.send(session.createTextMessage("" + each), DeliveryMode.PERSISTENT, each, 0);
        }
        assertEquals(IN_ORDER, ourTexts(queue));
    }

    private void assertExpires(String queue) throws Exception {
        Eventually.isEqual(0L, () -> rabbit.count(queue), "the messages in " + queue);
    }

    @Test
    void ourMessagesExpireForThem() throws Exception {
        String queue = rabbit.queue();
        Session session = rabbit.ours().createSession();
        session.createProducer(session.createQueue(queue))
                .send(session.createTextMessage("gone"), DeliveryMode.PERSISTENT, 4, 1);
        assertExpires(queue);
        assertNull(rabbit.channel().basicGet(queue, true));
        Session theirs = rabbit.theirs().createSession();
        assertNull(theirs.createConsumer(RabbitFixture.amqp(queue)).receive(InteropFixture.SILENCE));
    }

    @Test
    void theirMessagesExpireForUs() throws Exception {
        String queue = rabbit.queue();
        rabbit.publish(queue, new BasicProperties.Builder().expiration("1").build(), "gone");
        // What is committed has arrived.
        Session theirs = rabbit.theirs().createSession(Session.SESSION_TRANSACTED);
        theirs.createProducer(RabbitFixture.amqp(queue))
                .send(theirs.createTextMessage("gone"), DeliveryMode.PERSISTENT, 4, 1);
        theirs.commit();
        assertExpires(queue);
        rabbit.publish(
                queue, new BasicProperties.Builder().contentType("text/plain").build(), "stays");
        assertEquals("stays", InteropFixture.text(rabbit.ourNext(queue)));
    }
}

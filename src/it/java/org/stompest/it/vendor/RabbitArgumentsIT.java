package org.stompest.it.vendor;

import java.util.List;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the arguments in the name of a queue do on RabbitMQ, and what happens if they are not those that the queue has. */
@Timeout(120)
class RabbitArgumentsIT {
    private static final List<Integer> PRIORITIES = List.of(1, 9, 4, 0, 6);

    @RegisterExtension
    final VendorFixture rabbit = new VendorFixture(BrokerKind.RABBITMQ);

    private void sendPriorities(Session session, Queue queue) throws Exception {
        MessageProducer producer = session.createProducer(queue);
        for (int each : PRIORITIES) {
            producer.send(session.createTextMessage("priority " + each), 2, each, 0);
        }
    }

    private static void assertOfOtherArguments(String name, Executable call) {
        InvalidDestinationException refusal = assertThrows(InvalidDestinationException.class, call);
        String message = refusal.getMessage();
        assertTrue(message.contains(name), message);
        assertTrue(message.contains("x-max-priority"), message);
        assertTrue(message.contains("same arguments"), message);
        assertTrue(message.contains("/amq/queue/"), message);
    }

    @Test
    void messagesThatWaitInAPriorityQueueComeByPriority() throws Exception {
        Session session = rabbit.session();
        Queue queue = session.createQueue(rabbit.name() + "?x-max-priority=9");
        sendPriorities(session, queue);
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = VendorFixture.next(consumer);
        assertEquals("priority 9", VendorFixture.text(first));
        assertEquals(9, first.getJMSPriority());
        assertEquals(List.of("priority 6", "priority 4", "priority 1", "priority 0"), VendorFixture.texts(consumer, 4));
    }

    @Test
    void messagesOfAnyOtherQueueComeInTheOrderOfTheirSending() throws Exception {
        Session session = rabbit.session();
        Queue queue = session.createQueue(rabbit.name());
        sendPriorities(session, queue);
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals(
                List.of("priority 1", "priority 9", "priority 4", "priority 0", "priority 6"),
                VendorFixture.texts(consumer, 5));
    }

    /** Prefetched messages do not wait in the queue any more: without prefetch the urgent one overtakes all but the one at hand. */
    @Test
    void urgentMessagesOvertakeThoseThatAreNotPrefetched() throws Exception {
        Session session = rabbit.connect("jms.prefetchPolicy.all=1").createSession(Session.CLIENT_ACKNOWLEDGE);
        String name = rabbit.name();
        Queue queue = session.createQueue(name + "?x-max-priority=9");
        MessageConsumer consumer = session.createConsumer(queue);
        VendorFixture.send(session, queue, "at hand", "waiting");
        Message atHand = VendorFixture.next(consumer);
        assertEquals("at hand", VendorFixture.text(atHand));
        session.createProducer(queue).send(session.createTextMessage("urgent"), 2, 9, 0);
        rabbit.awaitCount(3, name);
        atHand.acknowledge();
        assertEquals("urgent", VendorFixture.text(VendorFixture.next(consumer)));
    }

    @Test
    void whoSendsToAQueueOfOtherArgumentsIsToldWhatToDo() throws Exception {
        String name = rabbit.name();
        rabbit.send(rabbit.session().createQueue(name + "?x-max-priority=9"), "a");
        Session session = rabbit.session();
        MessageProducer producer = session.createProducer(session.createQueue(name));
        assertOfOtherArguments(name, () -> producer.send(session.createMessage()));
        rabbit.awaitCount(1, name);
    }

    @Test
    void whoConsumesFromAQueueOfOtherArgumentsIsToldWhatToDo() throws Exception {
        String name = rabbit.name();
        rabbit.send(rabbit.session().createQueue(name), "a");
        Session session = rabbit.session();
        Queue queue = session.createQueue(name + "?x-max-priority=9");
        assertOfOtherArguments(name, () -> session.createConsumer(queue));
        MessageConsumer other = session.createConsumer(session.createQueue(name));
        assertEquals("a", VendorFixture.text(VendorFixture.next(other)), "the connection is in order");
    }

    @Test
    void aConnectionWithFailoverOutlivesASendToAQueueOfOtherArguments() throws Exception {
        String name = rabbit.name();
        rabbit.send(rabbit.session().createQueue(name + "?x-max-priority=9"), "a");
        Session session = rabbit.started(new StompConnectionFactory(
                        "failover:(" + rabbit.broker().uri() + ")"))
                .createSession();
        MessageProducer producer = session.createProducer(null);
        assertOfOtherArguments(name, () -> producer.send(session.createQueue(name), session.createMessage()));
        producer.send(session.createQueue(name + "?x-max-priority=9"), session.createTextMessage("b"));
        rabbit.awaitCount(2, name);
    }

    @Test
    void aQueueIsUsedAsItIsByTheSpellingOfTheBroker() throws Exception {
        String name = rabbit.name();
        rabbit.send(rabbit.session().createQueue(name + "?x-max-priority=9"), "a");
        Session session = rabbit.session();
        Queue queue = session.createQueue("/amq/queue/" + name);
        VendorFixture.send(session, queue, "b");
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = VendorFixture.next(consumer);
        assertEquals("a", VendorFixture.text(first));
        assertEquals(queue, first.getJMSDestination());
        assertEquals("b", VendorFixture.text(VendorFixture.next(consumer)));
    }

    @Test
    void whatIsTooOldGoesToTheDeadLettersOfItsQueue() throws Exception {
        Session session = rabbit.session();
        String dead = rabbit.name();
        MessageConsumer consumer = session.createConsumer(session.createQueue(dead));
        String name = rabbit.name();
        Message sent = session.createTextMessage("too old");
        sent.setStringProperty("colour", "red");
        session.createProducer(session.createQueue(
                        name + "?x-message-ttl=50&x-dead-letter-exchange=&x-dead-letter-routing-key=" + dead))
                .send(sent);
        Message got = VendorFixture.next(consumer);
        assertEquals("too old", VendorFixture.text(got));
        assertEquals("red", got.getStringProperty("colour"));
        assertEquals(sent.getJMSMessageID(), got.getJMSMessageID());
        assertEquals(sent.getJMSTimestamp(), got.getJMSTimestamp());
        assertEquals(session.createQueue(dead), got.getJMSDestination());
        assertFalse(got.getJMSRedelivered());
        assertEquals(0L, rabbit.broker().messageCount(name));
    }

    /** The library knows the names and which of them are numbers, the broker the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?x-queue-mode=lazy",
                "?x-max-priority=high",
                "?x-max-priority",
                "?",
                "?x-queue-type=",
                "?x-queue-type=large"
            })
    void argumentsThatTheBrokerDoesNotTakeAreRefused(String arguments) throws Exception {
        Session session = rabbit.session();
        Queue queue = session.createQueue("q" + arguments);
        InvalidDestinationException refusal =
                assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue), arguments);
        assertTrue(refusal.getMessage().contains("x-queue-type"), refusal.getMessage());
    }
}

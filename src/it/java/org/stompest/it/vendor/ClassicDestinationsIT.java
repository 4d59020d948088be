package org.stompest.it.vendor;

import java.util.List;

import jakarta.jms.Destination;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** What destinations can be named on ActiveMQ Classic: composite and virtual ones, and those with options. */
@Timeout(120)
class ClassicDestinationsIT {
    @RegisterExtension
    final VendorFixture classic = new VendorFixture(BrokerKind.CLASSIC);

    @Test
    void eachQueueOfACompositeOneGetsACopy() throws Exception {
        Session session = classic.session();
        Queue one = session.createQueue(classic.name());
        Queue two = session.createQueue(classic.name());
        Queue both = session.createQueue(one.getQueueName() + "," + two.getQueueName());
        VendorFixture.send(session, both, "copy");
        for (Queue each : List.of(one, two)) {
            MessageConsumer consumer = session.createConsumer(each);
            Message got = VendorFixture.next(consumer);
            assertEquals("copy", VendorFixture.text(got));
            assertEquals(each, got.getJMSDestination());
            assertNull(consumer.receive(VendorFixture.SILENCE));
        }
    }

    @Test
    void aCompositeQueueMayHoldATopic() throws Exception {
        Session session = classic.session();
        Queue queue = session.createQueue(classic.name());
        Topic topic = session.createTopic(classic.name());
        MessageConsumer subscriber = session.createConsumer(topic);
        VendorFixture.send(
                session, session.createQueue(queue.getQueueName() + ",topic://" + topic.getTopicName()), "copy");
        Message ofTopic = VendorFixture.next(subscriber);
        assertEquals("copy", VendorFixture.text(ofTopic));
        assertEquals(topic, ofTopic.getJMSDestination());
        Message ofQueue = VendorFixture.next(session.createConsumer(queue));
        assertEquals("copy", VendorFixture.text(ofQueue));
        assertEquals(queue, ofQueue.getJMSDestination());
    }

    @Test
    void eachTopicOfACompositeOneGetsACopyAndNoQueueDoes() throws Exception {
        Session session = classic.session();
        Topic one = session.createTopic(classic.name());
        Topic two = session.createTopic(classic.name());
        Topic both = session.createTopic(one.getTopicName() + "," + two.getTopicName());
        List<MessageConsumer> consumers = List.of(session.createConsumer(one), session.createConsumer(two));
        VendorFixture.send(session, both, "copy");
        for (MessageConsumer each : consumers) {
            assertEquals("copy", VendorFixture.text(VendorFixture.next(each)));
        }
        assertEquals(0L, classic.broker().messageCount(two.getTopicName()));
    }

    @Test
    void theCopiesOfATransactionComeWithItsCommit() throws Exception {
        Session session = classic.connect("").createSession(Session.SESSION_TRANSACTED);
        String one = classic.name();
        String two = classic.name();
        Queue both = session.createQueue(one + "," + two);
        VendorFixture.send(session, both, "never");
        session.rollback();
        VendorFixture.send(session, both, "copy");
        assertEquals(0L, classic.broker().messageCount(one));
        session.commit();
        classic.awaitCount(1, one);
        classic.awaitCount(1, two);
    }

    @Test
    void aConsumerOfACompositeQueueGetsTheMessagesOfAll() throws Exception {
        Session session = classic.session();
        String one = classic.name();
        String two = classic.name();
        MessageConsumer consumer = session.createConsumer(session.createQueue(one + "," + two));
        for (Destination each : List.of(session.createQueue(one), session.createQueue(two))) {
            assertGets(consumer, session, each);
        }
    }

    @Test
    void aSubscriberOfACompositeTopicGetsTheMessagesOfAll() throws Exception {
        Session session = classic.session();
        String one = classic.name();
        String two = classic.name();
        MessageConsumer consumer = session.createConsumer(session.createTopic(one + "," + two));
        for (Destination each : List.of(session.createTopic(one), session.createTopic(two))) {
            assertGets(consumer, session, each);
        }
    }

    private static void assertGets(MessageConsumer consumer, Session session, Destination each) throws Exception {
        VendorFixture.send(session, each, "to " + each);
        Message got = VendorFixture.next(consumer);
        assertEquals("to " + each, VendorFixture.text(got));
        assertEquals(each, got.getJMSDestination());
    }

    @Test
    void aWildcardStandsForWordsOfQueuesAndTopics() throws Exception {
        Session session = classic.session();
        String root = classic.name();
        MessageConsumer stars = session.createConsumer(session.createTopic(root + ".*.end"));
        MessageConsumer all = session.createConsumer(session.createTopic(root + ".>"));
        VendorFixture.send(session, session.createTopic(root + ".one.end"), "a");
        VendorFixture.send(session, session.createTopic(root + ".one.two.end"), "b");
        assertEquals(List.of("a", "b"), VendorFixture.texts(all, 2));
        Message got = VendorFixture.next(stars);
        assertEquals("a", VendorFixture.text(got));
        assertEquals(session.createTopic(root + ".one.end"), got.getJMSDestination());
        assertNull(stars.receive(VendorFixture.SILENCE));
        MessageConsumer queues = session.createConsumer(session.createQueue(root + ".*"));
        VendorFixture.send(session, session.createQueue(root + ".one"), "c");
        Message ofQueue = VendorFixture.next(queues);
        assertEquals("c", VendorFixture.text(ofQueue));
        assertEquals(session.createQueue(root + ".one"), ofQueue.getJMSDestination());
    }

    @Test
    void eachNameOfAVirtualTopicHasAQueueOfItsOwnThatKeepsWhatComesWithoutConsumers() throws Exception {
        Session session = classic.session();
        Topic topic = session.createTopic("VirtualTopic." + classic.name());
        for (String each : List.of("A", "B")) {
            session.createConsumer(session.createQueue("Consumer." + each + "." + topic.getTopicName()))
                    .close();
        }
        MessageConsumer subscriber = session.createConsumer(topic);
        VendorFixture.send(session, topic, "news");
        assertEquals("news", VendorFixture.text(VendorFixture.next(subscriber)));
        for (String each : List.of("A", "B")) {
            Queue queue = session.createQueue("Consumer." + each + "." + topic.getTopicName());
            Message got = VendorFixture.next(session.createConsumer(queue));
            assertEquals("news", VendorFixture.text(got));
            assertEquals(queue, got.getJMSDestination());
        }
    }

    /** Over STOMP the broker cuts them off: the destination is the one without them, and an exclusive consumer is not. */
    @Test
    void optionsOfADestinationAreAcceptedAndHaveNoEffect() throws Exception {
        Session one = classic.sessionWithoutPrefetch();
        Session two = classic.sessionWithoutPrefetch();
        Queue plain = one.createQueue(classic.name());
        Queue exclusive = one.createQueue(plain.getQueueName() + "?consumer.exclusive=true&consumer.priority=10");
        MessageConsumer first = one.createConsumer(exclusive);
        MessageConsumer second = two.createConsumer(plain);
        classic.send(exclusive, "a");
        classic.send(plain, "b");
        Message got = VendorFixture.next(first);
        assertEquals(plain, got.getJMSDestination());
        VendorFixture.next(second);
    }
}

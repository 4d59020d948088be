package org.stompest.it.vendor;

import java.util.List;

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

/** Queues of an address of Artemis, named {@code address::queue}, the fully qualified name. */
@Timeout(120)
class ArtemisAddressIT {
    @RegisterExtension
    final VendorFixture artemis = new VendorFixture(BrokerKind.ARTEMIS);

    @Test
    void whatIsSentToAQueueOfAnAddressGoesToThatQueueAlone() throws Exception {
        Session session = artemis.session();
        String address = artemis.name();
        Queue left = session.createQueue(address + "::" + address + "-left");
        Queue right = session.createQueue(address + "::" + address + "-right");
        VendorFixture.send(session, left, "a", "b", "c");
        VendorFixture.send(session, right, "d");
        artemis.awaitCount(3, address + "-left");
        MessageConsumer consumer = session.createConsumer(right);
        Message got = VendorFixture.next(consumer);
        assertEquals("d", VendorFixture.text(got));
        assertEquals(right, got.getJMSDestination());
        assertNull(consumer.receive(VendorFixture.SILENCE));
        assertEquals(List.of("a", "b", "c"), VendorFixture.texts(session.createConsumer(left), 3));
    }

    @Test
    void rolledBackMessagesComeAgain() throws Exception {
        Session session = artemis.connect("").createSession(Session.SESSION_TRANSACTED);
        String address = artemis.name();
        Queue queue = session.createQueue(address + "::" + address + "-part");
        artemis.send(queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("a", VendorFixture.text(VendorFixture.next(consumer)));
        session.rollback();
        Message again = VendorFixture.next(consumer);
        assertEquals("a", VendorFixture.text(again));
        assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
        session.commit();
        artemis.awaitCount(0, address + "-part");
    }

    @Test
    void whatIsSentToTheAddressGoesToOneOfItsQueues() throws Exception {
        Session session = artemis.session();
        String address = artemis.name();
        List<MessageConsumer> consumers = List.of(
                session.createConsumer(session.createQueue(address + "::" + address + "-left")),
                session.createConsumer(session.createQueue(address + "::" + address + "-right")));
        VendorFixture.send(session, session.createQueue(address), "a", "b");
        for (MessageConsumer each : consumers) {
            VendorFixture.next(each);
            assertNull(each.receive(VendorFixture.SILENCE));
        }
    }

    /** A subscription that has the name of its queue needs no client identifier. The broker may delete it, but not while it holds messages. */
    @Test
    void consumersOfOneQueueOfATopicShareItAndItKeepsWhatTheyLeave() throws Exception {
        String name = artemis.name();
        Session one = artemis.sessionWithoutPrefetch();
        Session two = artemis.sessionWithoutPrefetch();
        Topic queue = one.createTopic(name + "::" + name + "-audit");
        MessageConsumer first = one.createConsumer(queue);
        MessageConsumer second = two.createConsumer(queue);
        MessageConsumer every = one.createConsumer(one.createTopic(name));
        artemis.send(one.createTopic(name), "a", "b");
        assertEquals(List.of("a", "b"), VendorFixture.texts(every, 2));
        List<String> shared =
                List.of(VendorFixture.text(VendorFixture.next(first)), VendorFixture.text(VendorFixture.next(second)));
        assertEquals(List.of("a", "b"), shared.stream().sorted().toList());
        first.close();
        artemis.send(one.createTopic(name), "c");
        second.close();
        artemis.awaitCount(1, name + "-audit");
        Message kept = VendorFixture.next(two.createConsumer(queue));
        assertEquals("c", VendorFixture.text(kept));
        assertEquals(one.createTopic(name), kept.getJMSDestination());
    }
}

package org.stompest.it.vendor;

import java.util.List;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What destinations can be named on RabbitMQ. */
@Timeout(120)
class RabbitDestinationsIT {
    @RegisterExtension
    final VendorFixture rabbit = new VendorFixture(BrokerKind.RABBITMQ);

    @Test
    void theSpellingOfTheBrokerCreatesNoQueue() throws Exception {
        String name = rabbit.name();
        Session session = rabbit.session();
        Queue queue = session.createQueue("/amq/queue/" + name);
        InvalidDestinationException refusal =
                assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue));
        assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
        VendorFixture.send(session, queue, "dropped");
        MessageConsumer consumer = session.createConsumer(session.createQueue(name));
        VendorFixture.send(session, queue, "kept");
        assertEquals("kept", VendorFixture.text(VendorFixture.next(consumer)));
    }

    @Test
    void messagesGoThroughAnExchangeToThoseWhoListenToItsKey() throws Exception {
        Session session = rabbit.session();
        String key = "/exchange/amq.direct/" + rabbit.name();
        Topic topic = session.createTopic(key);
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = session.createConsumer(topic);
        MessageConsumer other = session.createConsumer(session.createTopic(key + "-other"));
        VendorFixture.send(session, topic, "to the topic");
        VendorFixture.send(session, session.createQueue(key), "to the queue");
        for (MessageConsumer each : List.of(one, two)) {
            Message first = VendorFixture.next(each);
            assertEquals("to the topic", VendorFixture.text(first));
            assertEquals(topic, first.getJMSDestination());
            assertEquals("to the queue", VendorFixture.text(VendorFixture.next(each)));
        }
        assertNull(other.receive(VendorFixture.SILENCE));
    }

    @Test
    void theExchangeOfTopicsIsThatOfTheBroker() throws Exception {
        Session session = rabbit.session();
        String name = rabbit.name();
        MessageConsumer consumer = session.createConsumer(session.createTopic(name));
        VendorFixture.send(session, session.createTopic("/exchange/amq.topic/" + name), "a");
        Message got = VendorFixture.next(consumer);
        assertEquals("a", VendorFixture.text(got));
        assertEquals(session.createTopic(name), got.getJMSDestination());
    }

    @Test
    void anExchangeThatThereIsNotIsRefused() throws Exception {
        Session session = rabbit.session();
        Topic topic = session.createTopic("/exchange/" + rabbit.name() + "/key");
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(topic));
        InvalidDestinationException refusal =
                assertThrows(InvalidDestinationException.class, () -> VendorFixture.send(session, topic, "to nowhere"));
        assertTrue(refusal.getMessage().contains("no exchange"), refusal.getMessage());
    }

    @Test
    void aStarStandsForOneWordOfATopicAndAHashForAnyNumber() throws Exception {
        Session session = rabbit.session();
        String root = rabbit.name();
        MessageConsumer stars = session.createConsumer(session.createTopic(root + ".*.end"));
        MessageConsumer hashes = session.createConsumer(session.createTopic(root + ".#"));
        for (String each : List.of("", ".one", ".one.end", ".one.two.end", ".end")) {
            VendorFixture.send(session, session.createTopic(root + each), each);
        }
        for (String each : List.of("", ".one", ".one.end", ".one.two.end", ".end")) {
            Message got = VendorFixture.next(hashes);
            assertEquals(each, VendorFixture.text(got));
            assertEquals(session.createTopic(root + each), got.getJMSDestination());
        }
        Message got = VendorFixture.next(stars);
        assertEquals(".one.end", VendorFixture.text(got));
        assertEquals(session.createTopic(root + ".one.end"), got.getJMSDestination());
        assertNull(stars.receive(VendorFixture.SILENCE));
    }

    @Test
    void durableSubscriptionsMayHaveWildcards() throws Exception {
        Session session = rabbit.connect("jms.clientID=" + rabbit.name()).createSession();
        String root = rabbit.name();
        Topic pattern = session.createTopic(root + ".#");
        session.createDurableConsumer(pattern, "sub").close();
        VendorFixture.send(session, session.createTopic(root + ".a"), "a");
        Message got = VendorFixture.next(session.createDurableConsumer(pattern, "sub"));
        assertEquals("a", VendorFixture.text(got));
        assertEquals(session.createTopic(root + ".a"), got.getJMSDestination());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a b",
                "h\u00fcte",
                "\u20ac \ud83d\ude00",
                "100%",
                "%41",
                "a:b",
                "a\\b",
                "a,b;c=d",
                "~!@$^&()|<>\"'"
            })
    void namesMayHoldAnyCharacters(String part) throws Exception {
        Session session = rabbit.session();
        String name = rabbit.name() + part;
        for (Destination each : List.of(session.createQueue(name), session.createTopic(name))) {
            MessageConsumer consumer = session.createConsumer(each);
            Message request = session.createTextMessage("to " + each);
            request.setJMSReplyTo(each);
            session.createProducer(each).send(request);
            Message got = VendorFixture.next(consumer);
            assertEquals("to " + each, VendorFixture.text(got));
            assertEquals(each, got.getJMSDestination());
            assertEquals(each, got.getJMSReplyTo());
            VendorFixture.send(session, got.getJMSReplyTo(), "reply");
            assertEquals("reply", VendorFixture.text(VendorFixture.next(consumer)));
        }
        assertTrue(rabbit.hasQueue(name.replace("/", "%2F")));
    }

    @Test
    void aNameThatTheBrokerWouldReadAsAnotherIsRefused() throws Exception {
        Session session = rabbit.session();
        Queue queue = session.createQueue("a%2Fb");
        InvalidDestinationException refusal =
                assertThrows(InvalidDestinationException.class, () -> session.createConsumer(queue));
        assertTrue(refusal.getMessage().contains("%2F"), refusal.getMessage());
    }
}

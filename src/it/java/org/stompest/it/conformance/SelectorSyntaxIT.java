package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The syntax of selectors is checked where they are presented, and never left to the broker (Jakarta Messaging 3.1, 3.8.1 and 10.3). */
@Timeout(120)
class SelectorSyntaxIT {
    private static final List<String> INVALID = List.of(
            "number =",
            "= 1",
            "number == 1",
            "number != 1",
            "number = 1 AND",
            "(number = 1",
            "number = 1)",
            "number",
            "'text",
            "text = \"double\"",
            "number IN (1, 2)",
            "text IN ()",
            "text LIKE 5",
            "text LIKE 'a' ESCAPE 'ab'",
            "number BETWEEN 1",
            "number BETWEEN 'a' AND 'b'",
            "text > 'a'",
            "text IS 'null'",
            "number + 1",
            "5",
            "#a = 1",
            "number = 1; DROP",
            "number = 1 /* comment */",
            "NOT",
            " ");

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 10.3: at once, with the right type, for every kind of consumer; and the connection goes on. */
    @Brokers
    void whatIsNoSelectorIsRefusedAtOnce(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind, "jms.clientID=" + jms.name(kind)).createSession();
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        for (String invalid : INVALID) {
            if (invalid.equals("number")) {
                // An identifier alone may be a truth.
                session.createConsumer(topic, invalid).close();
                continue;
            }
            InvalidSelectorException refusal =
                    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, invalid), invalid);
            assertTrue(refusal.getMessage().contains(invalid), refusal.getMessage());
            assertThrows(InvalidSelectorException.class, () -> session.createConsumer(topic, invalid), invalid);
            assertThrows(InvalidSelectorException.class, () -> session.createConsumer(topic, invalid, true), invalid);
            if (kind.can(Feature.DURABLE_SUBSCRIPTIONS)) {
                assertThrows(
                        InvalidSelectorException.class,
                        () -> session.createDurableConsumer(topic, "sub", invalid, false),
                        invalid);
            }
        }
        MessageConsumer consumer = session.createConsumer(queue);
        JmsFixture.send(session, queue, "next");
        assertEquals("next", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
    }

    /** 10.3: of the domain-specific interfaces too, and of connection consumers. */
    @Brokers
    void everyInterfaceRefusesThem(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        Connection connection = jms.connect(kind, "jms.clientID=" + jms.name(kind));
        String invalid = "number ==";
        assertThrows(
                InvalidSelectorException.class,
                () -> connection.createConnectionConsumer(queue, invalid, () -> null, 1));
        assertThrows(
                InvalidSelectorException.class,
                () -> connection.createDurableConnectionConsumer(topic, "sub", invalid, () -> null, 1));
        QueueSession queues = jms.closing(jms.factory(kind, "").createQueueConnection())
                .createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThrows(InvalidSelectorException.class, () -> queues.createReceiver(queue, invalid));
        TopicSession topics = jms.closing(jms.factory(kind, "").createTopicConnection())
                .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThrows(InvalidSelectorException.class, () -> topics.createSubscriber(topic, invalid, false));
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            assertThrows(InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, invalid));
        }
    }

    /** 10.3: also browsers, and consumers that share, where the broker has them. */
    @Brokers
    void browsersAndSharedConsumersRefuseThem(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind, "jms.clientID=" + jms.name(kind)).createSession();
        if (kind.can(Feature.BROWSING)) {
            Queue queue = jms.queue(kind);
            assertThrows(InvalidSelectorException.class, () -> session.createBrowser(queue, "number =="));
        }
        if (kind.can(Feature.SHARED_DURABLE_SUBSCRIPTIONS)) {
            Topic topic = jms.topic(kind);
            assertThrows(
                    InvalidSelectorException.class,
                    () -> session.createSharedDurableConsumer(topic, "sub", "number =="));
        }
    }

    /** 8.2: null and the empty text mean that there is no selector; others are given back as they were written. */
    @Brokers
    void theSelectorIsGivenBackAsItWasWritten(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Topic topic = jms.topic(kind);
        assertNull(session.createConsumer(topic).getMessageSelector());
        assertNull(session.createConsumer(topic, null).getMessageSelector());
        assertNull(session.createConsumer(topic, "").getMessageSelector());
        String odd = " number\t>=\n+7E1   aNd(text iS nOt nUlL)  ";
        assertEquals(odd, session.createConsumer(topic, odd).getMessageSelector());
    }

    /** 3.8.1: what the broker cannot tell of a queue without withholding messages is refused, with the reason. */
    @Brokers
    void whatABrokerCannotTellOfAQueueIsRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        for (String selector : List.of(
                "number + 1 = 2",
                "number = other",
                "number * 2 > 5",
                "-number = 1",
                "number BETWEEN other AND 5",
                "text = 'a' AND number - 1 = 0")) {
            InvalidSelectorException refusal = assertThrows(
                    InvalidSelectorException.class, () -> session.createConsumer(queue, selector), selector);
            assertTrue(refusal.getMessage().contains(kind.title()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(selector), refusal.getMessage());
        }
    }
}

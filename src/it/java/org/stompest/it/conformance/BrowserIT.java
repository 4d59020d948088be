package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Looking at queues without consuming (Jakarta Messaging 3.1, 4.1.6), on the brokers that can do it over STOMP. */
@Timeout(120)
class BrowserIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    private static List<String> texts(QueueBrowser browser) throws JMSException {
        List<String> texts = new ArrayList<>();
        Enumeration<?> all = browser.getEnumeration();
        while (all.hasMoreElements()) {
            texts.add(JmsFixture.text((Message) all.nextElement()));
        }
        return texts;
    }

    /** 4.1.6: some cannot over STOMP; the refusal says so, and where to look instead. */
    @Brokers(cannot = Feature.BROWSING)
    void brokersThatCannotRefuse(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        Refusal.assertUnsupported(kind, Feature.BROWSING, () -> session.createBrowser(queue));
        Refusal.assertUnsupported(kind, Feature.BROWSING, () -> session.createBrowser(queue, "number = 1"));
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            Refusal.assertUnsupportedByContext(kind, Feature.BROWSING, () -> context.createBrowser(queue));
        }
        JmsFixture.send(session, queue, "the session goes on");
        assertEquals(
                "the session goes on",
                JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 4.1.6: in the order of the queue; and they stay there, neither consumed nor marked. */
    @Brokers(can = Feature.BROWSING)
    void messagesAreSeenInOrderAndStay(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        JmsFixture.send(session, queue, "a", "b", "c");
        QueueBrowser browser = session.createBrowser(queue);
        assertEquals(queue, browser.getQueue());
        assertEquals(List.of("a", "b", "c"), texts(browser));
        assertEquals(3, jms.count(kind, queue));
        assertEquals(
                List.of("a false 1", "b false 1", "c false 1"), JmsFixture.stories(session.createConsumer(queue), 3));
    }

    /** 4.1.6: nothing, in a queue that nobody has sent to yet. */
    @Brokers(can = Feature.BROWSING)
    void anEmptyQueueHasNothingToSee(BrokerKind kind) throws Exception {
        QueueBrowser browser = jms.connect(kind).createSession().createBrowser(jms.queue(kind));
        Enumeration<?> none = browser.getEnumeration();
        assertFalse(none.hasMoreElements());
        assertThrows(NoSuchElementException.class, none::nextElement);
    }

    /** API of QueueBrowser: each enumeration looks anew. */
    @Brokers(can = Feature.BROWSING)
    void everyEnumerationLooksAnew(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        QueueBrowser browser = session.createBrowser(queue);
        assertEquals(List.of(), texts(browser));
        JmsFixture.send(session, queue, "a", "b");
        assertEquals(List.of("a", "b"), texts(browser));
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertEquals("a", JmsFixture.text(consumer.receive(JmsFixture.PATIENCE)));
        }
        Enumeration<?> left = browser.getEnumeration();
        assertTrue(left.hasMoreElements());
        assertTrue(left.hasMoreElements(), "asking twice takes nothing");
        assertEquals("b", JmsFixture.text((Message) left.nextElement()));
        assertThrows(NoSuchElementException.class, left::nextElement);
    }

    /** 4.1.6: those that a selector selects. */
    @Brokers(can = Feature.BROWSING)
    void aSelectorSelectsWhatIsSeen(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        SelectorCase.send(session, session.createProducer(queue));
        QueueBrowser browser = session.createBrowser(queue, "number > 1");
        assertEquals("number > 1", browser.getMessageSelector());
        assertEquals(List.of("pear", "plum"), texts(browser));
        assertEquals(5, texts(session.createBrowser(queue)).size());
    }

    /** 4.1.6: whole messages, which cannot be written. */
    @Brokers(can = Feature.BROWSING)
    void whatIsSeenIsTheWholeMessage(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        Message sent = session.createTextMessage("body");
        sent.setIntProperty("number", 5);
        sent.setJMSCorrelationID("correlation");
        session.createProducer(queue).send(sent, 2, 7, 600_000);
        Message seen = (Message) session.createBrowser(queue).getEnumeration().nextElement();
        assertEquals("body", seen.getBody(String.class));
        assertEquals(5, seen.getObjectProperty("number"));
        assertEquals("correlation", seen.getJMSCorrelationID());
        assertEquals(7, seen.getJMSPriority());
        assertEquals(sent.getJMSMessageID(), seen.getJMSMessageID());
        assertEquals(sent.getJMSExpiration(), seen.getJMSExpiration());
        assertEquals(queue, seen.getJMSDestination());
        assertThrows(MessageNotWriteableException.class, () -> seen.setIntProperty("number", 6));
    }

    /** 4.1.6: more than fit into the broker's window at a time. */
    @Brokers(can = Feature.BROWSING)
    void moreMessagesThanTheWindowHoldsAreSeen(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session =
                jms.connect(kind, "jms.prefetchPolicy.queueBrowserPrefetch=10").createSession();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add("message " + i);
        }
        JmsFixture.send(session, queue, sent.toArray(String[]::new));
        assertEquals(sent, texts(session.createBrowser(queue)));
    }

    /** 6.2.7: a transaction neither shows its own sends early, nor takes part in what is seen. */
    @Brokers(can = Feature.BROWSING)
    void browsersOfTransactedSessionsSeeWhatIsCommitted(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession(true, Session.SESSION_TRANSACTED);
        JmsFixture.send(session, queue, "a");
        assertEquals(List.of(), texts(session.createBrowser(queue)));
        session.commit();
        assertEquals(List.of("a"), texts(session.createBrowser(queue)));
        session.rollback();
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("a false 1", JmsFixture.story(consumer.receive(JmsFixture.PATIENCE)));
        session.commit();
    }

    /** API of QueueBrowser, 10.3. */
    @Brokers(can = Feature.BROWSING)
    void aClosedBrowserShowsNothing(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        JmsFixture.send(session, queue, "a", "b");
        QueueBrowser browser = session.createBrowser(queue);
        Enumeration<?> open = browser.getEnumeration();
        assertTrue(open.hasMoreElements());
        browser.close();
        browser.close();
        assertThrows(IllegalStateException.class, browser::getEnumeration);
        assertThrows(IllegalStateException.class, browser::getQueue);
        assertThrows(IllegalStateException.class, browser::getMessageSelector);
        assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
        assertEquals(List.of("a", "b"), texts(session.createBrowser(queue)));
        QueueBrowser last = session.createBrowser(queue);
        session.close();
        assertThrows(IllegalStateException.class, last::getEnumeration);
    }
}

package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What selectors select (Jakarta Messaging 3.1, 3.8.1). */
@Timeout(120)
class SelectorIT {
    private static final List<String> ALL = List.of("apple", "pear", "plum", "fig", "none");

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** What has been sent, behind a last message of the same connection, or less if there is less. */
    private static TreeSet<String> rest(MessageConsumer consumer) throws Exception {
        TreeSet<String> rest = new TreeSet<>();
        for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
            rest.add(JmsFixture.text(next));
        }
        return rest;
    }

    /** Takes what is expected, and what else there is. */
    private static TreeSet<String> selected(MessageConsumer consumer, int count) throws Exception {
        TreeSet<String> selected = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            Message next = consumer.receive(2_000);
            if (next == null) {
                break;
            }
            selected.add(JmsFixture.text(next));
        }
        selected.addAll(rest(consumer));
        return selected;
    }

    private static void assertAll(Map<SelectorCase, TreeSet<String>> got) {
        List<String> differences = new ArrayList<>();
        got.forEach((each, names) -> {
            if (!names.equals(new TreeSet<>(each.expected()))) {
                differences.add(each.selector() + ": expected " + each.expected() + ", got " + names);
            }
        });
        assertEquals(List.of(), differences);
    }

    private void assertSubscribersGet(BrokerKind kind, List<SelectorCase> cases) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind).createSession();
        Map<SelectorCase, MessageConsumer> consumers = new LinkedHashMap<>();
        for (SelectorCase each : cases) {
            consumers.put(each, session.createConsumer(topic, each.selector()));
        }
        MessageConsumer everything = session.createConsumer(topic);
        Session sender = jms.connect(kind).createSession();
        SelectorCase.send(sender, sender.createProducer(topic));
        assertEquals(ALL.size(), JmsFixture.texts(everything, ALL.size()).size());
        Map<SelectorCase, TreeSet<String>> got = new LinkedHashMap<>();
        for (Map.Entry<SelectorCase, MessageConsumer> each : consumers.entrySet()) {
            got.put(
                    each.getKey(),
                    selected(each.getValue(), each.getKey().expected().size()));
        }
        assertAll(got);
    }

    /** 3.8.1. */
    @Brokers
    void subscribersGetWhatTheirSelectorsSelect(BrokerKind kind) throws Exception {
        assertSubscribersGet(kind, SelectorCase.PORTABLE);
    }

    /** 3.8.1: by the types that the sender has set, arithmetic and comparisons of properties included. */
    @Brokers
    void subscribersGetWhatSelectorsOverTypesSelect(BrokerKind kind) throws Exception {
        assertSubscribersGet(kind, SelectorCase.TYPED);
    }

    /** 3.8.1: for queues the broker selects; what is not selected stays, for whoever wants it. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void consumersOfQueuesGetWhatTheirSelectorsSelectAndNoMore(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Map<SelectorCase, TreeSet<String>> got = new LinkedHashMap<>();
        Map<SelectorCase, TreeSet<String>> left = new LinkedHashMap<>();
        for (SelectorCase each : SelectorCase.PORTABLE) {
            Queue queue = jms.queue(kind);
            SelectorCase.send(session, session.createProducer(queue));
            int count = each.expected().size();
            try (MessageConsumer consumer = session.createConsumer(queue, each.selector())) {
                got.put(each, selected(consumer, count));
            }
            List<String> others =
                    ALL.stream().filter(name -> !each.expected().contains(name)).toList();
            try (MessageConsumer consumer = session.createConsumer(queue)) {
                left.put(new SelectorCase(each.selector(), others), selected(consumer, others.size()));
            }
        }
        assertAll(got);
        assertAll(left);
    }

    /** 3.8.1: messages that are not selected are neither consumed nor marked, and keep their order. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void messagesThatAreNotSelectedStayAsTheyWere(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        for (int i = 0; i < 20; i++) {
            Message message = session.createTextMessage("message " + i);
            message.setIntProperty("number", i);
            session.createProducer(queue).send(message);
        }
        MessageConsumer odd = session.createConsumer(queue, "number IN ('x') OR number > 16");
        assertEquals(List.of("message 17", "message 18", "message 19"), JmsFixture.texts(odd, 3));
        assertNull(odd.receiveNoWait());
        MessageConsumer all = jms.connect(kind).createSession().createConsumer(queue);
        for (int i = 0; i < 17; i++) {
            assertEquals("message " + i + " false 1", JmsFixture.story(all.receive(JmsFixture.PATIENCE)));
        }
    }

    /** 3.8.1: two consumers with selectors share a queue without getting into each other's way. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void consumersWithDifferentSelectorsShareAQueue(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        MessageConsumer small = connection.createSession().createConsumer(queue, "number < 10");
        MessageConsumer large = connection.createSession().createConsumer(queue, "number >= 10");
        Session session = jms.connect(kind).createSession();
        for (int i = 0; i < 20; i++) {
            Message message = session.createTextMessage("message " + i);
            message.setIntProperty("number", i);
            session.createProducer(queue).send(message);
        }
        for (int i = 0; i < 10; i++) {
            assertEquals("message " + i, JmsFixture.text(small.receive(JmsFixture.PATIENCE)));
            assertEquals("message " + (10 + i), JmsFixture.text(large.receive(JmsFixture.PATIENCE)));
        }
        assertNull(small.receiveNoWait());
    }

    /** 3.8.1: some brokers do not select; the refusal says so, while subscribers of topics select by themselves. */
    @Brokers(cannot = Feature.QUEUE_SELECTORS)
    void brokersThatDoNotSelectFromQueuesRefuse(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        JmsFixture.send(session, queue, "stays");
        for (String selector : List.of("number = 1", "JMSPriority > 4")) {
            InvalidSelectorException refusal =
                    assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
            assertEquals("STOMPEST-UNSUPPORTED", refusal.getErrorCode());
            assertTrue(refusal.getMessage().contains(kind.title()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(selector), refusal.getMessage());
        }
        try (JMSContext context = jms.factory(kind, "").createContext()) {
            assertThrows(InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, "number = 1"));
        }
        assertEquals("stays", JmsFixture.text(session.createConsumer(queue).receive(JmsFixture.PATIENCE)));
    }

    /** 8.3.3: a durable subscription selects while nobody consumes, too. */
    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void durableSubscriptionsSelect(BrokerKind kind) throws Exception {
        Topic topic = jms.topic(kind);
        Session session = jms.connect(kind, "jms.clientID=" + jms.name(kind)).createSession();
        session.createDurableConsumer(topic, "sub", "number > 1", false).close();
        SelectorCase.send(session, session.createProducer(topic));
        MessageConsumer consumer = session.createDurableConsumer(topic, "sub", "number > 1", false);
        assertEquals(List.of("pear", "plum"), JmsFixture.texts(consumer, 2));
        assertNull(consumer.receiveNoWait());
    }

    /** 3.8.1.1: the id by which a reply is awaited, in the way that request and reply over one queue have it. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void repliesAreSelectedByTheirCorrelationId(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        Message request = session.createMessage();
        session.createProducer(jms.queue(kind)).send(request);
        for (String id : List.of("other", request.getJMSMessageID(), "another")) {
            Message reply = session.createTextMessage("reply to " + id);
            reply.setJMSCorrelationID(id);
            session.createProducer(queue).send(reply);
        }
        String selector = "JMSCorrelationID = '" + request.getJMSMessageID() + "'";
        Message reply = session.createConsumer(queue, selector).receive(JmsFixture.PATIENCE);
        assertNotNull(reply);
        assertEquals(request.getJMSMessageID(), reply.getJMSCorrelationID());
    }
}

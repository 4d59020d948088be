package org.stompest.it.vendor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** Messages of groups, sent to one queue with two consumers, and who has got which. Used by one thread. */
final class Groups {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int ROUNDS = 10;

    private final Map<String, Set<Integer>> consumers = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    /** A message at a consumer. */
    private record Arrival(int consumer, String text) {}

    /** Sends two messages of each group in turn, so that a fair share of single ones would split each pair. */
    static Groups sent(VendorFixture fixture, boolean isGrouped) throws Exception {
        Session sender = fixture.session();
        Queue queue = sender.createQueue(fixture.name());
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            listen(fixture.session(), queue, i, arrivals);
        }
        MessageProducer producer = sender.createProducer(queue);
        for (int i = 0; i < ROUNDS; i++) {
            for (String each : NAMES) {
                for (int j = 0; j < 2; j++) {
                    Message message = sender.createTextMessage(each + " " + (2 * i + j));
                    if (isGrouped) {
                        message.setStringProperty("JMSXGroupID", each);
                    }
                    producer.send(message);
                }
            }
        }
        Groups result = new Groups();
        for (int i = 0; i < 2 * ROUNDS * NAMES.size(); i++) {
            Arrival arrival = arrivals.poll(VendorFixture.PATIENCE, TimeUnit.MILLISECONDS);
            assertNotNull(arrival, "message " + i);
            result.add(arrival);
        }
        return result;
    }

    private static void listen(Session session, Queue queue, int index, BlockingQueue<Arrival> arrivals)
            throws JMSException {
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                arrivals.add(new Arrival(index, VendorFixture.text(message)));
            } catch (JMSException e) {
                throw new IllegalStateException("expected the text of " + message, e);
            }
        });
    }

    private void add(Arrival arrival) {
        String group = arrival.text().substring(0, 1);
        consumers.computeIfAbsent(group, each -> new TreeSet<>()).add(arrival.consumer());
        texts.computeIfAbsent(group, each -> new ArrayList<>()).add(arrival.text());
    }

    /** How many consumers the messages of each group have gone to. */
    Map<String, Integer> consumersPerGroup() {
        Map<String, Integer> counts = new HashMap<>();
        consumers.forEach((group, each) -> counts.put(group, each.size()));
        return counts;
    }

    /** All consumers that have got something. */
    Set<Integer> consumers() {
        Set<Integer> all = new TreeSet<>();
        consumers.values().forEach(all::addAll);
        return all;
    }

    /** Each group as a whole has gone to one of the two consumers, in its order, and both have got some. */
    void assertEachAtOneConsumer() {
        assertEquals(Map.of("a", 1, "b", 1, "c", 1, "d", 1), consumersPerGroup());
        assertEquals(Set.of(0, 1), consumers());
        for (String each : NAMES) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 2 * ROUNDS; i++) {
                expected.add(each + " " + i);
            }
            assertEquals(expected, texts.get(each));
        }
    }

    /** The consumer of a group is the first; when that has closed, what comes goes to the other one. */
    static void assertTakenOver(VendorFixture fixture) throws Exception {
        Session sender = fixture.session();
        Queue queue = sender.createQueue(fixture.name());
        MessageProducer producer = sender.createProducer(queue);
        MessageConsumer first = fixture.session().createConsumer(queue);
        send(sender, producer, "first");
        assertEquals("first", VendorFixture.text(VendorFixture.next(first)));
        MessageConsumer second = fixture.session().createConsumer(queue);
        send(sender, producer, "still the first");
        assertEquals("still the first", VendorFixture.text(VendorFixture.next(first)));
        first.close();
        send(sender, producer, "the second");
        assertEquals("the second", VendorFixture.text(VendorFixture.next(second)));
    }

    private static void send(Session session, MessageProducer producer, String text) throws JMSException {
        Message message = session.createTextMessage(text);
        message.setStringProperty("JMSXGroupID", "group");
        producer.send(message);
    }
}

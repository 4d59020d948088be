package org.stompest.it.conformance;

import java.util.List;
import java.util.Map;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/**
 * A selector, and which of some messages it selects. Immutable.
 *
 * @param selector the selector
 * @param expected the names of the messages
 */
record SelectorCase(String selector, List<String> expected) {
    static SelectorCase of(String selector, String... expected) {
        return new SelectorCase(selector, List.of(expected));
    }

    /** Sends the messages, each with its name as text. They are persistent but for one, so that they keep their order. */
    static void send(Session session, MessageProducer producer) throws JMSException {
        send(
                session,
                producer,
                "apple",
                4,
                Map.of("number", 1, "big", 5_000_000_000L, "price", 0.5d, "text", "apple pie", "flag", true));
        send(
                session,
                producer,
                "pear",
                4,
                Map.of("number", 2, "big", -1L, "price", 1.5d, "text", "it's", "flag", false));
        send(
                session,
                producer,
                "plum",
                4,
                Map.of("number", 10, "price", 10.0d, "text", "100%_x", "type", "taken", "part", "a"));
        send(
                session,
                producer,
                "fig",
                7,
                Map.of("number", -3, "price", -2.5d, "text", "", "flag", true, "JMSXGroupID", "group"));
        send(session, producer, "none", 4, Map.of());
    }

    private static void send(
            Session session, MessageProducer producer, String name, int priority, Map<String, ?> properties)
            throws JMSException {
        Message message = session.createTextMessage(name);
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (name.equals("pear")) {
            message.setJMSType("fruit");
            message.setJMSCorrelationID("correlation: 1");
        }
        boolean isPersistent = !name.equals("none");
        producer.send(message, isPersistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT, priority, 0);
    }

    /** What is the same for queues and topics, on all brokers. */
    static final List<SelectorCase> PORTABLE = List.of(
            of("number = 1", "apple"),
            of("1 = number", "apple"),
            of("number <> 1", "pear", "plum", "fig"),
            of("number > 1", "pear", "plum"),
            of("number >= 2", "pear", "plum"),
            of("number < 0", "fig"),
            of("number <= -3", "fig"),
            of("number = 1.0", "apple"),
            of("number > 1.5", "pear", "plum"),
            of("number = 1E1", "plum"),
            of("number = +0xA", "plum"),
            of("big = 5000000000", "apple"),
            of("big > 4999999999", "apple"),
            of("big = 5E9", "apple"),
            of("price > 0", "apple", "pear", "plum"),
            of("price > 1", "pear", "plum"),
            of("price = 10", "plum"),
            of("price < 1.5", "apple", "fig"),
            of("price <> 1.5", "apple", "plum", "fig"),
            of("number BETWEEN 1 AND 2", "apple", "pear"),
            of("number NOT BETWEEN 1 AND 2", "plum", "fig"),
            of("price BETWEEN 0 AND 2", "apple", "pear"),
            of("price BETWEEN 0.5 AND 1.5", "apple", "pear"),
            of("price NOT BETWEEN -2.5 AND 1.5", "plum"),
            of("flag", "apple", "fig"),
            of("NOT flag", "pear"),
            of("flag = TRUE", "apple", "fig"),
            of("flag = false", "pear"),
            of("flag <> TRUE", "pear"),
            of("flag IS NULL", "plum", "none"),
            of("text = 'apple pie'", "apple"),
            of("text = 'it''s'", "pear"),
            of("text = ''", "fig"),
            of("text <> 'it''s'", "apple", "plum", "fig"),
            of("text IN ('it''s', 'apple pie', 'x')", "apple", "pear"),
            of("text NOT IN ('it''s', 'apple pie')", "plum", "fig"),
            of("text LIKE 'apple%'", "apple"),
            of("text LIKE '%p__'", "apple"),
            of("text LIKE '100\\%\\_x' ESCAPE '\\'", "plum"),
            of("text NOT LIKE '%p%'", "pear", "plum", "fig"),
            of("text IS NULL", "none"),
            of("text IS NOT NULL", "apple", "pear", "plum", "fig"),
            of("type = 'taken'", "plum"),
            of("type IS NULL", "apple", "pear", "fig", "none"),
            of("number > 0 AND flag", "apple"),
            of("number > 5 OR flag", "apple", "plum", "fig"),
            of("number > 0 AND (text = 'it''s' OR part = 'a')", "pear", "plum"),
            of("NOT (number = 1)", "pear", "plum", "fig"),
            of("NOT number = 1 AND price > 0", "pear", "plum"),
            of("number = 1 OR number IS NULL", "apple", "none"),
            of("JMSPriority > 4", "fig"),
            of("JMSPriority = 4 AND number > 1", "pear", "plum"),
            of("JMSType = 'fruit'", "pear"),
            of("JMSType IS NULL", "apple", "plum", "fig", "none"),
            of("JMSCorrelationID = 'correlation: 1'", "pear"),
            of("JMSCorrelationID LIKE 'corr%'", "pear"),
            of("JMSDeliveryMode = 'NON_PERSISTENT'", "none"),
            of("JMSDeliveryMode = 'PERSISTENT' AND flag", "apple", "fig"),
            of("JMSDeliveryMode <> 'PERSISTENT'", "none"),
            of("JMSDeliveryMode IN ('NON_PERSISTENT')", "none"),
            of("JMSTimestamp > 1000000000000 AND number = 1", "apple"),
            of("JMSXGroupID = 'group'", "fig"),
            of("Number = 1"),
            of("absent = 1 OR absent <> 1"),
            of("absent IS NULL", "apple", "pear", "plum", "fig", "none"),
            of("TRUE", "apple", "pear", "plum", "fig", "none"));

    /** What needs the types of the values, so that only subscriptions to topics have it over STOMP. */
    static final List<SelectorCase> TYPED = List.of(
            of("number + 1 = 2", "apple"),
            of("number * 2 + 1 > 4", "pear", "plum"),
            of("number / 2 = 1", "pear"),
            of("-number = 3", "fig"),
            of("number > price", "apple", "pear"),
            of("number = price", "plum"),
            of("number BETWEEN price AND price + 1", "apple", "pear", "plum"),
            of("number + price >= 3 AND text LIKE '%'", "pear", "plum"),
            of("text = part"),
            of("text = 1"),
            of("number = '1'"),
            of("number <> '1'"),
            of("flag = 'true'"),
            of("NOT (number = '1')", "apple", "pear", "plum", "fig"),
            of("NOT (text = 1)", "apple", "pear", "plum", "fig"),
            of("NOT (flag = 'true')", "apple", "pear", "fig"),
            of("price = 1.5 AND NOT (number = '2' OR text = 5)", "pear"),
            of("JMSMessageID LIKE 'ID:%' AND number > 1", "pear", "plum"),
            of("JMSMessageID IS NULL"));

    @Override
    public String toString() {
        return selector;
    }
}

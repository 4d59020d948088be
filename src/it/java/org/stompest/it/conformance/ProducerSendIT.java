package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Sending: where to, what, and when it is done (Jakarta Messaging 3.1, 7.2, 7.7 and 7.8). */
@Timeout(120)
class ProducerSendIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 7.2: a producer of a destination sends to that and nowhere else, not even to the same by name. */
    @Brokers
    void aProducerOfADestinationIsNotToldAnother(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Message message = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            Completions completions = new Completions();
            for (Queue to : new Queue[] {queue, jms.queue(kind), null}) {
                assertThrows(UnsupportedOperationException.class, () -> producer.send(to, message));
                assertThrows(UnsupportedOperationException.class, () -> producer.send(to, message, 2, 4, 0));
                assertThrows(UnsupportedOperationException.class, () -> producer.send(to, message, completions));
                assertThrows(
                        UnsupportedOperationException.class, () -> producer.send(to, message, 2, 4, 0, completions));
            }
            assertEquals(0, completions.unseen());
        }
        assertNull(session.createConsumer(queue).receive(SILENCE));
    }

    /** 7.2: a producer without a destination has to be told one. */
    @Brokers
    void aProducerWithoutADestinationIsToldOneEachTime(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        Topic topic = jms.topic(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        MessageConsumer subscriber = session.createConsumer(topic);
        MessageProducer producer = session.createProducer(null);
        TextMessage message = session.createTextMessage("a");
        assertThrows(UnsupportedOperationException.class, () -> producer.send(message));
        assertThrows(UnsupportedOperationException.class, () -> producer.send(message, 2, 4, 0));
        assertThrows(UnsupportedOperationException.class, () -> producer.send(message, new Completions()));
        assertThrows(UnsupportedOperationException.class, () -> producer.send(message, 2, 4, 0, new Completions()));
        assertThrows(InvalidDestinationException.class, () -> producer.send(null, message));
        assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, 2, 4, 0));
        assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, new Completions()));
        assertThrows(InvalidDestinationException.class, () -> producer.send(null, message, 2, 4, 0, new Completions()));
        producer.send(queue, message);
        assertEquals(queue, message.getJMSDestination());
        producer.send(topic, message, 2, 4, 0);
        assertEquals(topic, message.getJMSDestination());
        assertEquals(queue, consumer.receive(PATIENCE).getJMSDestination());
        assertEquals(topic, subscriber.receive(PATIENCE).getJMSDestination());
    }

    /** 7.2, API: no message is no message, and a listener is needed where one is asked for. */
    @Brokers
    void nullIsNoMessageAndNoListener(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer fixed = session.createProducer(queue);
        MessageProducer free = session.createProducer(null);
        Message message = session.createMessage();
        assertThrows(MessageFormatException.class, () -> fixed.send(null));
        assertThrows(MessageFormatException.class, () -> fixed.send(null, 2, 4, 0));
        assertThrows(MessageFormatException.class, () -> fixed.send((Message) null, new Completions()));
        assertThrows(MessageFormatException.class, () -> free.send(queue, null));
        assertThrows(MessageFormatException.class, () -> free.send(queue, null, 2, 4, 0));
        assertThrows(MessageFormatException.class, () -> free.send(queue, null, new Completions()));
        assertThrows(IllegalArgumentException.class, () -> fixed.send(message, null));
        assertThrows(IllegalArgumentException.class, () -> fixed.send(message, 2, 4, 0, null));
        assertThrows(IllegalArgumentException.class, () -> free.send(queue, message, null));
        assertThrows(IllegalArgumentException.class, () -> free.send(queue, message, 2, 4, 0, null));
        assertNull(session.createConsumer(queue).receive(SILENCE));
    }

    /** 7.7: send returns when the broker has confirmed a persistent message; it does not wait for others. */
    @Brokers
    void sendWaitsUntilThePersistentMessageIsConfirmed(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Session session = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection())
                    .createSession();
            Queue queue = jms.queue(kind);
            MessageProducer producer = session.createProducer(queue);
            proxy.toClient().stall();
            producer.send(session.createTextMessage("a"), DeliveryMode.NON_PERSISTENT, 4, 0);
            Call<Void> send = JmsFixture.start(() -> producer.send(session.createTextMessage("b")));
            Eventually.isEqual(2L, () -> jms.count(kind, queue), "messages sent");
            Eventually.holds(send::isBlocked, "send waits");
            proxy.toClient().resume();
            send.get();
        }
    }

    /** 7.7: one that is not persistent arrives too, as long as nothing breaks. */
    @Brokers
    void messagesThatAreNotPersistentArriveInOrder(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String text : List.of("a", "b", "c")) {
            producer.send(session.createTextMessage(text));
        }
        assertEquals(List.of("a", "b", "c"), texts(session.createConsumer(queue), 3));
    }

    /** 7.8: a message whose time is over is not delivered. */
    @Brokers
    void anExpiredMessageIsNotDelivered(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        Message brief = session.createTextMessage("brief");
        producer.send(brief, 2, 4, 1);
        producer.send(session.createTextMessage("lasting"));
        Eventually.holds(() -> System.currentTimeMillis() > brief.getJMSExpiration(), "it has expired");
        MessageConsumer consumer = session.createConsumer(queue);
        assertEquals("lasting", text(consumer.receive(PATIENCE)));
        assertNull(consumer.receive(SILENCE));
    }
}

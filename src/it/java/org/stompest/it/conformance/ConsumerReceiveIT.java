package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Asking for messages (Jakarta Messaging 3.1, 8.1 to 8.6). */
@Timeout(120)
class ConsumerReceiveIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** API: a consumer needs a destination, and a selector that is one. */
    @Brokers
    void aConsumerNeedsADestinationAndASelectorThatIsOne(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        Queue queue = jms.queue(kind);
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1"));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1", true));
        assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, "a ="));
        assertThrows(InvalidSelectorException.class, () -> session.createConsumer(queue, "= a", false));
    }

    /** 8.1, API: no selector and an empty one are none. */
    @Brokers(can = Feature.QUEUE_SELECTORS)
    void theSelectorIsGivenBackAndNoneIsNull(BrokerKind kind) throws Exception {
        Session session = jms.stopped(kind).createSession();
        Queue queue = jms.queue(kind);
        assertNull(session.createConsumer(queue).getMessageSelector());
        assertNull(session.createConsumer(queue, null).getMessageSelector());
        assertNull(session.createConsumer(queue, "").getMessageSelector());
        assertNull(session.createConsumer(queue, null, false).getMessageSelector());
        assertEquals(
                "JMSType = 'a'", session.createConsumer(queue, "JMSType = 'a'").getMessageSelector());
    }

    /** 8.6: receive() and receive(0) wait for ever, which is until there is a message. */
    @Brokers
    void receiveWithoutATimeWaitsForAMessage(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (boolean isZero : List.of(true, false)) {
            Queue queue = jms.queue(kind);
            MessageConsumer consumer = connection.createSession().createConsumer(queue);
            Call<Message> receive = JmsFixture.call(() -> isZero ? consumer.receive(0) : consumer.receive());
            Eventually.holds(receive::isBlocked, "receive waits");
            jms.send(kind, queue, "a");
            assertEquals("a", text(receive.get()));
        }
    }

    /** 8.6: receive with a time gives null when that is over, not earlier. */
    @Brokers
    void receiveWithATimeGivesNullAfterwards(BrokerKind kind) throws Exception {
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(jms.queue(kind));
        long start = System.nanoTime();
        assertNull(consumer.receive(50));
        assertTrue(System.nanoTime() - start >= 50_000_000L, "the time is over");
        assertNull(consumer.receiveNoWait());
        assertNull(consumer.receive(-1));
    }

    /** 8.6: receiveNoWait gives what is at hand. */
    @Brokers
    void receiveNoWaitGivesWhatIsAtHand(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        assertEquals("a", text(consumer.receive(PATIENCE)));
        for (String expected : List.of("b", "c")) {
            Message[] got = new Message[1];
            Eventually.holds(
                    () -> {
                        got[0] = consumer.receiveNoWait();
                        return got[0] != null;
                    },
                    "a message is at hand");
            assertEquals(expected, text(got[0]));
        }
        assertNull(consumer.receiveNoWait());
    }

    /** 8.6: a receive that waits ends with null when its consumer is closed, and fails afterwards. */
    @Brokers
    void closeEndsAReceiveThatWaits(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(jms.queue(kind));
        Call<Message> receive = JmsFixture.call(consumer::receive);
        Eventually.holds(receive::isBlocked, "receive waits");
        consumer.close();
        assertNull(receive.get());
        assertThrows(IllegalStateException.class, consumer::receive);
    }

    /** 8.6: a thread that is interrupted is told so by an exception, and stays interrupted; the consumer goes on. */
    @Brokers
    void anInterruptedReceiveFailsAndLosesNothing(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        Call<Boolean> receive = JmsFixture.call(() -> {
            assertThrows(JMSException.class, consumer::receive);
            return Thread.currentThread().isInterrupted();
        });
        Eventually.holds(receive::isBlocked, "receive waits");
        receive.interrupt();
        assertTrue(receive.get(), "still interrupted");
        jms.send(kind, queue, "a");
        assertEquals("a", text(consumer.receive(PATIENCE)));
    }

    /** 8.6: a receive that waits when the connection is lost for good fails; it does not hang. */
    @Brokers
    void aReceiveThatWaitsFailsWhenTheConnectionIsLost(BrokerKind kind) throws Exception {
        try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
            Connection connection = jms.closing(new StompConnectionFactory(proxy.uri()).createConnection());
            connection.start();
            MessageConsumer consumer = connection.createSession().createConsumer(jms.queue(kind));
            Call<Message> receive = JmsFixture.call(consumer::receive);
            Eventually.holds(receive::isBlocked, "receive waits");
            proxy.refuse();
            proxy.cut();
            Exception failure = assertThrows(Exception.class, receive::get);
            assertTrue(failure.getCause() instanceof JMSException, failure.toString());
            assertFalse(failure.getCause() instanceof IllegalStateException, failure.toString());
        }
    }

    /** 3.4.9: a message that expires while it waits here is dropped and acknowledged; receive goes on waiting for another. */
    @Brokers
    void whatExpiresOnItsWayIsDropped(BrokerKind kind) throws Exception {
        for (int mode : JmsFixture.modes(kind, 0, 1, 2, 3, 101)) {
            Connection connection = jms.connect(kind);
            Session session = connection.createSession(mode);
            Queue queue = jms.queue(kind);
            MessageConsumer consumer = session.createConsumer(queue);
            Session sending = jms.connect(kind).createSession();
            MessageProducer producer = sending.createProducer(queue);
            connection.stop();
            Message brief = sending.createTextMessage("brief");
            producer.send(sending.createTextMessage("a"));
            producer.send(brief, 2, 4, 200);
            producer.send(sending.createTextMessage("b"));
            connection.start();
            assertEquals("a", text(consumer.receive(PATIENCE)));
            connection.stop();
            Eventually.holds(() -> System.currentTimeMillis() > brief.getJMSExpiration(), "it has expired");
            connection.start();
            Message last = consumer.receive(PATIENCE);
            assertEquals("b", text(last));
            assertNull(consumer.receive(SILENCE));
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            } else {
                last.acknowledge();
            }
            connection.close();
            long left = mode == 101 ? 1 : 0;
            Eventually.isEqual(left, () -> jms.count(kind, queue), "messages left in mode " + mode);
        }
    }

    /** 8.8: what has arrived and was not handed out is there for others at once, in its order. */
    @Brokers
    void closeGivesBackWhatHasArrived(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : JmsFixture.modes(kind, 0, 1, 2, 3, 101)) {
            Session session = connection.createSession(mode);
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c", "d", "e");
            MessageConsumer consumer = session.createConsumer(queue);
            Message first = consumer.receive(PATIENCE);
            assertEquals("a", text(first));
            first.acknowledge();
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            }
            consumer.close();
            MessageConsumer next = connection.createSession().createConsumer(queue);
            assertEquals(List.of("b", "c", "d", "e"), texts(next, 4), "mode " + mode);
        }
    }
}

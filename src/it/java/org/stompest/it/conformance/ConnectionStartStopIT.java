package org.stompest.it.conformance;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Starting and stopping the delivery of a connection (Jakarta Messaging 3.1, 6.1.4 and 6.1.5). */
@Timeout(120)
class ConnectionStartStopIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.1.4: a connection is made in stopped mode, in which it delivers nothing. */
    @Brokers
    void nothingIsReceivedBeforeStart(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        JmsFixture.send(session, queue, "a");
        assertNull(consumer.receive(SILENCE));
        assertNull(consumer.receiveNoWait());
        connection.start();
        assertEquals("a", text(consumer.receive(PATIENCE)));
    }

    /** 6.1.4: nor is a listener called. */
    @Brokers
    void listenersAreSilentBeforeStart(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(heard::add);
        jms.send(kind, queue, "a");
        assertNull(heard.poll(SILENCE, TimeUnit.MILLISECONDS));
        connection.start();
        assertEquals("a", text(heard.poll(PATIENCE, TimeUnit.MILLISECONDS)));
    }

    /** 6.1.4: a connection that is stopped can send. */
    @Brokers
    void sendingNeedsNoStart(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        JmsFixture.send(jms.stopped(kind).createSession(), queue, "a");
        assertEquals(
                "a",
                text(jms.connect(kind).createSession().createConsumer(queue).receive(PATIENCE)));
    }

    /** 8.3.1: a subscription exists as long as its consumer, started or not. */
    @Brokers
    void aSubscriptionCollectsWhileTheConnectionIsStopped(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        Topic topic = jms.topic(kind);
        MessageConsumer subscriber = connection.createSession().createConsumer(topic);
        jms.send(kind, topic, "before", "start");
        connection.start();
        assertEquals(List.of("before", "start"), texts(subscriber, 2));
        connection.stop();
        jms.send(kind, topic, "after");
        connection.start();
        assertEquals("after", text(subscriber.receive(PATIENCE)));
    }

    /** 6.1.4 and 6.1.5: what is started already is not started, and the same for stop. */
    @Brokers
    void startAndStopMayBeRepeated(BrokerKind kind) throws Exception {
        Connection connection = jms.stopped(kind);
        connection.stop();
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        JmsFixture.send(session, queue, "a", "b");
        connection.start();
        connection.start();
        assertEquals("a", text(consumer.receive(PATIENCE)));
        connection.stop();
        connection.stop();
        assertNull(consumer.receive(SILENCE));
        connection.start();
        assertEquals("b", text(consumer.receive(PATIENCE)));
    }

    /** 6.1.5: after stop no receive gives a message, although some have arrived; its time goes on. */
    @Brokers
    void stopPausesWhatHasArrived(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = session.createConsumer(queue);
        JmsFixture.send(session, queue, "a", "b", "c");
        assertEquals("a", text(consumer.receive(PATIENCE)));
        connection.stop();
        assertNull(consumer.receiveNoWait());
        assertNull(consumer.receive(SILENCE));
        connection.start();
        assertEquals(List.of("b", "c"), texts(consumer, 2));
    }

    /** 6.1.5: one that waits gets its message after the next start. */
    @Brokers
    void aReceiveThatWaitsWhileStoppedIsServedAfterStart(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        connection.stop();
        Call<Message> receive = JmsFixture.call(consumer::receive);
        Eventually.holds(receive::isBlocked, "receive waits");
        jms.send(kind, queue, "a");
        assertFalse(receive.isDone());
        connection.start();
        assertEquals("a", text(receive.get()));
    }

    /** 6.1.5: stop waits for the listener at work, which has the full service of the connection meanwhile. */
    @Brokers
    void stopWaitsForAListenerThatStillMayDoAnything(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        Queue answers = jms.queue(kind);
        HeldListener listener = new HeldListener(() -> {
            JmsFixture.send(session, answers, "answer");
            connection.createSession(true, 0).close();
        });
        session.createConsumer(queue).setMessageListener(listener);
        jms.send(kind, queue, "a", "b");
        assertEquals("a", listener.awaitBegin());

        Call<Void> stop = JmsFixture.start(connection::stop);
        Eventually.holds(stop::isBlocked, "stop waits");
        assertFalse(listener.isEnded());
        listener.release();
        stop.get();
        assertEquals("done", listener.outcome());
        Eventually.isEqual(1L, () -> jms.count(kind, answers), "answers");
        assertEquals(0, listener.unseen());
        connection.start();
        assertEquals("b", listener.awaitBegin());
    }

    /** 6.1.5: stop called by a listener of the connection would wait for itself, so it fails. */
    @Brokers
    void aListenerCannotStopItsOwnConnection(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue queue = jms.queue(kind);
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        connection.createSession().createConsumer(queue).setMessageListener(message -> {
            try {
                connection.stop();
                outcomes.add("stopped");
            } catch (JMSException e) {
                outcomes.add(e);
            }
        });
        jms.send(kind, queue, "a", "b");
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(IllegalStateException.class, outcomes.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    /** 6.1.8: what a connection that was never started has been sent ahead goes to others, as new, when it is closed. */
    @Brokers
    void aConnectionThatWasNeverStartedLeavesEverythingToOthersWhenItIsClosed(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection never = jms.stopped(kind);
        never.createSession().createConsumer(queue);
        jms.send(kind, queue, "a", "b", "c", "d");
        MessageConsumer busy = jms.connect(kind).createSession().createConsumer(queue);
        never.close();
        assertEquals(List.of("a", "b", "c", "d"), texts(busy, 4));
    }
}

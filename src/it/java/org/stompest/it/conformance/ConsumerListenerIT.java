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
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Session;
import jakarta.jms.TopicSubscriber;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Listeners of consumers, and how consumers end (Jakarta Messaging 3.1, 8.7 and 8.8). */
@Timeout(120)
class ConsumerListenerIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** API: what was set is given back; null unsets it, and then one can receive again. */
    @Brokers
    void aListenerCanBeSetGotAndUnset(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        assertNull(consumer.getMessageListener());
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        MessageListener listener = heard::add;
        consumer.setMessageListener(listener);
        assertSame(listener, consumer.getMessageListener());
        jms.send(kind, queue, "a");
        assertEquals("a", text(heard.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        consumer.setMessageListener(null);
        assertNull(consumer.getMessageListener());
        jms.send(kind, queue, "b");
        assertEquals("b", text(consumer.receive(PATIENCE)));
        assertEquals(0, heard.size());
    }

    /** 8.7: on a connection that is started delivery begins with the listener, with what has arrived before. */
    @Brokers
    void aListenerGetsWhatHasArrivedBefore(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c");
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        assertEquals("a", text(consumer.receive(PATIENCE)));
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        consumer.setMessageListener(heard::add);
        for (String expected : List.of("b", "c")) {
            assertEquals(expected, text(heard.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        }
    }

    /** 8.7: another listener takes over. */
    @Brokers
    void aListenerCanBeReplaced(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        BlockingQueue<Message> first = new LinkedBlockingQueue<>();
        BlockingQueue<Message> second = new LinkedBlockingQueue<>();
        consumer.setMessageListener(first::add);
        jms.send(kind, queue, "a");
        assertEquals("a", text(first.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        consumer.setMessageListener(second::add);
        jms.send(kind, queue, "b");
        assertEquals("b", text(second.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        assertEquals(0, first.size());
    }

    /** 6.2.5: while a thread waits in receive no listener can be set. */
    @Brokers
    void aListenerCannotBeSetWhileAThreadReceives(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        MessageConsumer consumer = jms.connect(kind).createSession().createConsumer(queue);
        Call<Message> receive = JmsFixture.call(consumer::receive);
        Eventually.holds(receive::isBlocked, "receive waits");
        assertThrows(IllegalStateException.class, () -> consumer.setMessageListener(message -> {}));
        jms.send(kind, queue, "a");
        assertEquals("a", text(receive.get()));
    }

    /** 8.8: every method of a closed consumer fails but close, which can be repeated. */
    @Brokers
    void everyOtherMethodOfAClosedConsumerIsRefused(BrokerKind kind) throws Exception {
        Session session = jms.connect(kind).createSession();
        for (MessageConsumer each :
                List.of(session.createConsumer(jms.queue(kind)), session.createConsumer(jms.topic(kind), "a = 1"))) {
            each.close();
            ClosedObjects.assertRefuseEverything(MessageConsumer.class, each, session);
            each.close();
        }
        QueueReceiver receiver = jms.closing(jms.factory(kind, "").createQueueConnection())
                .createQueueSession(false, 1)
                .createReceiver(jms.queue(kind));
        receiver.close();
        ClosedObjects.assertRefuseEverything(QueueReceiver.class, receiver, session);
        TopicSubscriber subscriber = jms.closing(jms.factory(kind, "").createTopicConnection())
                .createTopicSession(false, 1)
                .createSubscriber(jms.topic(kind));
        subscriber.close();
        ClosedObjects.assertRefuseEverything(TopicSubscriber.class, subscriber, session);
    }

    /** 8.8: close from another thread waits for the listener at work, whose message is acknowledged. */
    @Brokers
    void closeWaitsForTheListener(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Queue answers = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer consumer = session.createConsumer(queue);
        HeldListener listener = new HeldListener(() -> JmsFixture.send(session, answers, "answer"));
        consumer.setMessageListener(listener);
        jms.send(kind, queue, "a", "b");
        assertEquals("a", listener.awaitBegin());
        Call<Void> close = JmsFixture.start(consumer::close);
        Eventually.holds(close::isBlocked, "close waits");
        listener.release();
        close.get();
        assertEquals("done", listener.outcome());
        assertEquals(0, listener.unseen());
        assertEquals(List.of("b"), texts(session.createConsumer(queue), 1));
        Eventually.isEqual(1L, () -> jms.count(kind, answers), "answers");
    }

    /** 8.8: a listener may close its own consumer; its message is acknowledged afterwards, and others get the next ones. */
    @Brokers
    void aListenerMayCloseItsOwnConsumer(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            Session session = connection.createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            HeldListener listener = new HeldListener(consumer::close);
            consumer.setMessageListener(listener);
            jms.send(kind, queue, "a", "b");
            assertEquals("a", listener.awaitBegin());
            listener.release();
            assertEquals("done", listener.outcome());
            assertThrows(IllegalStateException.class, consumer::getMessageListener);
            MessageConsumer next = session.createConsumer(queue);
            assertEquals("b", text(next.receive(PATIENCE)), "mode " + mode);
            assertNull(next.receive(SILENCE));
            session.close();
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left in mode " + mode);
            assertEquals(0, listener.unseen());
        }
    }

    /** 8.8: the same where the client settles; over STOMP others get the next ones when it has. */
    @Brokers
    void aListenerMayCloseItsOwnConsumerAndSettleLater(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        for (int mode : JmsFixture.modes(kind, Session.SESSION_TRANSACTED, Session.CLIENT_ACKNOWLEDGE, 101)) {
            Queue queue = jms.queue(kind);
            Session session = connection.createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
            consumer.setMessageListener(message -> {
                try {
                    consumer.close();
                    heard.add(message);
                } catch (JMSException e) {
                    throw new java.lang.IllegalStateException(e);
                }
            });
            jms.send(kind, queue, "a", "b");
            Message first = heard.poll(PATIENCE, TimeUnit.MILLISECONDS);
            assertEquals("a", text(first));
            // Only when the listener has returned the session is this thread's.
            connection.stop();
            connection.start();
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            } else {
                first.acknowledge();
            }
            assertEquals(List.of("b"), texts(session.createConsumer(queue), 1));
            Eventually.isEqual(1L, () -> jms.count(kind, queue), "messages left in mode " + mode);
            session.close();
            assertEquals(0, heard.size());
        }
    }

    /** 8.8: a listener may close another consumer of its session, and make one. */
    @Brokers
    void aListenerMayCloseAndMakeOtherConsumers(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Queue later = jms.queue(kind);
        Session session = jms.connect(kind).createSession();
        MessageConsumer other = session.createConsumer(jms.queue(kind));
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                other.close();
                session.createConsumer(later).setMessageListener(heard::add);
            } catch (JMSException e) {
                heard.add(e);
            }
        });
        jms.send(kind, queue, "a");
        jms.send(kind, later, "b");
        assertEquals("b", text((Message) heard.poll(PATIENCE, TimeUnit.MILLISECONDS)));
        assertThrows(IllegalStateException.class, other::getMessageSelector);
    }
}

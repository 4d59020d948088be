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
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.TcpProxy;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** The end of a connection (Jakarta Messaging 3.1, 6.1.8). */
@Timeout(120)
class ConnectionCloseIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.1.8: what is closed already is not closed, without an exception. */
    @Brokers
    void closeMayBeRepeated(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(jms.queue(kind));
        MessageProducer producer = session.createProducer(jms.queue(kind));
        connection.close();
        connection.close();
        session.close();
        consumer.close();
        producer.close();
        connection.close();
    }

    /** 6.1.8: every method of a closed connection fails, whatever it is given. */
    @Brokers
    void everyOtherMethodOfAClosedConnectionIsRefused(BrokerKind kind) throws Exception {
        Session living = jms.connect(kind).createSession();
        Connection connection = jms.stopped(kind);
        connection.close();
        ClosedObjects.assertRefuseEverything(Connection.class, connection, living);
        QueueConnection queues = jms.factory(kind, "").createQueueConnection();
        queues.close();
        ClosedObjects.assertRefuseEverything(QueueConnection.class, queues, living);
        TopicConnection topics = jms.factory(kind, "").createTopicConnection();
        topics.close();
        ClosedObjects.assertRefuseEverything(TopicConnection.class, topics, living);
    }

    /** 6.1.8: its sessions, producers, consumers and browsers are closed with it. */
    @Brokers
    void everythingOfTheConnectionIsClosedToo(BrokerKind kind) throws Exception {
        Session living = jms.connect(kind).createSession();
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        MessageProducer producer = session.createProducer(queue);
        MessageConsumer consumer = session.createConsumer(queue);
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        connection.close();
        ClosedObjects.assertRefuseEverything(Session.class, session, living);
        ClosedObjects.assertRefuseEverything(Session.class, transacted, living);
        ClosedObjects.assertRefuseEverything(MessageProducer.class, producer, living);
        ClosedObjects.assertRefuseEverything(MessageConsumer.class, consumer, living);
    }

    /** 6.1.8: a browser is closed too; where the broker shows no queues over STOMP there is none. */
    @Brokers
    void browsersOfTheConnectionAreClosedToo(BrokerKind kind) throws Exception {
        Session living = jms.connect(kind).createSession();
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        if (!kind.can(Feature.BROWSING)) {
            Refusal.assertUnsupported(kind, Feature.BROWSING, () -> session.createBrowser(queue));
            return;
        }
        QueueBrowser browser = session.createBrowser(queue);
        QueueBrowser looking = session.createBrowser(queue);
        looking.getEnumeration();
        connection.close();
        ClosedObjects.assertRefuseEverything(QueueBrowser.class, browser, living);
        ClosedObjects.assertRefuseEverything(QueueBrowser.class, looking, living);
        browser.close();
    }

    /** 6.1.8: who waits for a message gets null. */
    @Brokers
    void aReceiveThatWaitsGivesNull(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        MessageConsumer forever = connection.createSession().createConsumer(jms.queue(kind));
        MessageConsumer limited = connection.createSession().createConsumer(jms.queue(kind));
        Call<Message> one = JmsFixture.call(forever::receive);
        Call<Message> other = JmsFixture.call(() -> limited.receive(2 * PATIENCE));
        Eventually.holds(() -> one.isBlocked() && other.isBlocked(), "both wait");
        connection.close();
        assertNull(one.get());
        assertNull(other.get());
    }

    /** 6.1.8: close waits for the listener at work, which has all facilities of connection and session meanwhile. */
    @Brokers
    void closeWaitsForAListenerThatStillMayDoAnything(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Session session = connection.createSession();
        Queue queue = jms.queue(kind);
        Queue answers = jms.queue(kind);
        MessageProducer producer = session.createProducer(answers);
        HeldListener listener = new HeldListener(() -> {
            connection.getMetaData();
            producer.send(session.createTextMessage("answer"));
            JmsFixture.send(session, answers, "another");
            connection.createSession().close();
        });
        session.createConsumer(queue).setMessageListener(listener);
        jms.send(kind, queue, "a", "b");
        assertEquals("a", listener.awaitBegin());

        Call<Void> close = JmsFixture.start(connection::close);
        Eventually.holds(close::isBlocked, "close waits");
        listener.release();
        close.get();
        assertEquals("done", listener.outcome());
        assertEquals(0, listener.unseen());
        Eventually.isEqual(2L, () -> jms.count(kind, answers), "answers");
        assertEquals(List.of("b"), texts(jms.connect(kind).createSession().createConsumer(queue), 1));
    }

    /** 6.1.8: open transactions are rolled back. */
    @Brokers
    void closeRollsBack(BrokerKind kind) throws Exception {
        Queue in = jms.queue(kind);
        Queue out = jms.queue(kind);
        jms.send(kind, in, "a");
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        assertEquals("a", text(session.createConsumer(in).receive(PATIENCE)));
        JmsFixture.send(session, out, "never");
        connection.close();
        Session next = jms.connect(kind).createSession();
        Message again = next.createConsumer(in).receive(PATIENCE);
        assertEquals("a", text(again));
        assertNull(next.createConsumer(out).receive(SILENCE));
    }

    /** 6.1.8: messages that the client has not acknowledged are not acknowledged by close, and go to others at once, in order. */
    @Brokers
    void closeDoesNotAcknowledgeForTheClient(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a", "b", "c", "d");
        Connection connection = jms.connect(kind);
        MessageConsumer consumer =
                connection.createSession(Session.CLIENT_ACKNOWLEDGE).createConsumer(queue);
        assertEquals(List.of("a", "b"), texts(consumer, 2));
        connection.close();
        MessageConsumer next = jms.connect(kind).createSession().createConsumer(queue);
        assertEquals(List.of("a", "b", "c", "d"), texts(next, 4));
    }

    /** 6.1.8: a message can be read after its connection was closed, but not acknowledged. */
    @Brokers
    void aMessageOutlivesItsConnectionButCannotBeAcknowledged(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "a");
        Connection connection = jms.connect(kind);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        TextMessage message = assertInstanceOf(
                TextMessage.class, session.createConsumer(queue).receive(PATIENCE));
        connection.close();
        assertEquals("a", message.getText());
        assertEquals(queue, message.getJMSDestination());
        message.clearBody();
        message.setText("b");
        assertThrows(IllegalStateException.class, message::acknowledge);
    }

    /** 6.1.8: a listener that closed its own connection would wait for itself, so this fails. */
    @Brokers
    void aListenerCannotCloseItsOwnConnection(BrokerKind kind) throws Exception {
        Connection connection = jms.connect(kind);
        Queue queue = jms.queue(kind);
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        connection.createSession().createConsumer(queue).setMessageListener(message -> {
            try {
                connection.close();
                outcomes.add("closed");
            } catch (JMSException e) {
                outcomes.add(e);
            }
        });
        jms.send(kind, queue, "a", "b");
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(IllegalStateException.class, outcomes.poll(PATIENCE, TimeUnit.MILLISECONDS));
        }
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
    }

    /** 6.1.8: a listener may close another connection than its own. */
    @Brokers
    void aListenerMayCloseAnotherConnection(BrokerKind kind) throws Exception {
        Connection other = jms.connect(kind);
        Queue queue = jms.queue(kind);
        HeldListener listener = new HeldListener(other::close);
        listener.release();
        jms.connect(kind).createSession().createConsumer(queue).setMessageListener(listener);
        jms.send(kind, queue, "a");
        assertEquals("done", listener.outcome());
        assertThrows(IllegalStateException.class, other::createSession);
    }

    /** 6.1.8: a connection whose broker is gone can be closed nevertheless, in silence, and so can what belongs to it. */
    @Brokers
    void aConnectionWhoseBrokerIsGoneClosesInSilence(BrokerKind kind) throws Exception {
        for (String form : List.of("%s", "failover:(%s)")) {
            try (TcpProxy proxy = new TcpProxy(jms.broker(kind).port())) {
                Connection connection = new StompConnectionFactory(
                                form.formatted(proxy.uri()) + "?jms.closeTimeout=1000")
                        .createConnection();
                connection.start();
                BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
                connection.setExceptionListener(told::add);
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(jms.queue(kind));
                MessageProducer producer = session.createProducer(jms.queue(kind));
                Session other = connection.createSession(Session.SESSION_TRANSACTED);
                JmsFixture.send(other, jms.queue(kind), "never");
                proxy.refuse();
                proxy.cut();
                if (form.equals("%s")) {
                    Eventually.holds(() -> !told.isEmpty(), "the loss is known");
                }
                producer.close();
                consumer.close();
                session.close();
                connection.close();
            }
        }
    }
}

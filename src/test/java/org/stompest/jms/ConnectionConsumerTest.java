package org.stompest.jms;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** What connection consumers and the sessions of their pools say to a broker (Jakarta Messaging 3.1, 11.2). */
@Timeout(60)
class ConnectionConsumerTest {
    private final FakeBroker broker = FakeBroker.onSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Message> got = new LinkedBlockingQueue<>();
    private final BlockingQueue<JMSException> reports = new LinkedBlockingQueue<>();
    private final Queue queue = new StompQueue("q");
    private Connection connection;
    private Peer peer;

    @BeforeEach
    void connect() throws JMSException {
        connection = new StompConnectionFactory(broker.uri() + "?stomp.broker=activemq&jms.clientID=c&timeout=10000")
                .createConnection();
        connection.setExceptionListener(reports::add);
        connection.start();
        peer = broker.connection(1);
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        threads.shutdownNow();
        broker.close();
    }

    private Session session(int mode) throws JMSException {
        return session(mode, got::add);
    }

    private Session session(int mode, MessageListener listener) throws JMSException {
        Session session = connection.createSession(mode);
        session.setMessageListener(listener);
        return session;
    }

    private String subscribed() {
        return peer.skipTo("SUBSCRIBE").require("id");
    }

    private <T> T next(BlockingQueue<T> from) throws InterruptedException {
        T next = from.poll(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(next, () -> "one more in " + broker.trace());
        return next;
    }

    private String nextText() throws Exception {
        return ((TextMessage) next(got)).getText();
    }

    private List<String> settled() {
        return peer.frames().stream()
                .filter(each -> each.command() == Command.ACK || each.command() == Command.UNSUBSCRIBE)
                .map(each -> each.command() + " " + each.header("id"))
                .toList();
    }

    /** A pool whose sessions run on the thread that hands messages out. */
    private static ServerSessionPool direct(Session session) {
        return () -> new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                session.run();
            }
        };
    }

    // ---- selecting ----

    /** Somebody else may want it; and an acknowledgement would lose it. */
    @Test
    void whatTheBrokerSelectsOfAQueueIsHandedOut() throws Exception {
        connection.createConnectionConsumer(queue, "a = 1", direct(session(Session.AUTO_ACKNOWLEDGE)), 1);
        peer.message(subscribed(), "1", "a");
        assertEquals("a", nextText());
    }

    @Test
    void whatTheSelectorDoesNotWantOfATopicIsNotHandedOut() throws Exception {
        Topic topic = new StompTopic("t");
        connection.createConnectionConsumer(topic, "a = 1", direct(session(Session.AUTO_ACKNOWLEDGE)), 1);
        String id = subscribed();
        peer.message(id, "1", "a", "a:2");
        peer.message(id, "2", "b", "a:1");
        assertEquals("b", nextText());
    }

    // ---- pools that fail ----

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesWaitWhenThePoolThrows(boolean isUnchecked) throws Exception {
        CountDownLatch repair = new CountDownLatch(1);
        ServerSessionPool pool = direct(session(Session.AUTO_ACKNOWLEDGE));
        connection.createConnectionConsumer(
                queue,
                null,
                () -> {
                    if (repair.getCount() == 0) {
                        return pool.getServerSession();
                    }
                    if (isUnchecked) {
                        throw new UnsupportedOperationException("broken");
                    }
                    throw new JMSException("broken");
                },
                1);
        peer.message(subscribed(), "1", "a");
        assertTrue(next(reports).getMessage().contains("broken"));
        repair.countDown();
        connection.start();
        assertEquals("a", nextText());
        // There were two reasons to ask the pool while it was broken: the new consumer, and the message.
        assertTrue(reports.size() <= 1, reports::toString);
    }

    @Test
    void whatASessionThatCannotBeStartedHasGotGoesToAnotherOne() throws Exception {
        CountDownLatch repair = new CountDownLatch(1);
        Session broken = session(Session.AUTO_ACKNOWLEDGE);
        ServerSessionPool pool = direct(session(Session.AUTO_ACKNOWLEDGE));
        ServerSession unstartable = new ServerSession() {
            @Override
            public Session getSession() {
                return broken;
            }

            @Override
            public void start() throws JMSException {
                throw new JMSException("broken");
            }
        };
        connection.createConnectionConsumer(
                queue, null, () -> repair.getCount() > 0 ? unstartable : pool.getServerSession(), 1);
        String id = subscribed();
        peer.message(id, "1", "a");
        assertEquals("broken", next(reports).getMessage());
        repair.countDown();
        peer.message(id, "2", "b");
        assertEquals("a", nextText());
        assertEquals("b", nextText());
    }

    @Test
    void aSessionOfAnotherConnectionIsRefused() throws Exception {
        Connection other = new StompConnectionFactory(broker.uri() + "?stomp.broker=activemq").createConnection();
        Session foreign = other.createSession();
        connection.createConnectionConsumer(queue, null, direct(foreign), 1);
        peer.message(subscribed(), "1", "a");
        assertInstanceOf(IllegalStateException.class, next(reports));
        other.close();
    }

    // ---- sessions ----

    @Test
    void withoutAListenerMessagesStay() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE, null);
        HeldPool pool = new HeldPool(session);
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        pool.next().run();
        session.setMessageListener(got::add);
        session.run();
        assertEquals("a", nextText());
    }

    @Test
    void aStoppedConnectionKeepsWhatASessionHas() throws Exception {
        HeldPool pool = new HeldPool(session(Session.AUTO_ACKNOWLEDGE));
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        Session late = pool.next();
        connection.stop();
        late.run();
        assertEquals(0, got.size());
        connection.start();
        pool.next().run();
        assertEquals("a", nextText());
    }

    @Test
    void whatAClosedSessionHasNotHandedOutGoesToAnotherOne() throws Exception {
        HeldPool pool = new HeldPool(session(Session.AUTO_ACKNOWLEDGE));
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        Session first = pool.next();
        pool.use(session(Session.AUTO_ACKNOWLEDGE));
        first.close();
        pool.next().run();
        assertEquals("a", nextText());
        first.run();
        assertEquals(0, got.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void whatAClosedSessionHasNotAcknowledgedGoesToAnotherOne(int mode) throws Exception {
        HeldPool pool = new HeldPool(session(mode));
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        Session first = pool.next();
        first.run();
        assertEquals("a", nextText());
        pool.use(session(Session.AUTO_ACKNOWLEDGE));
        first.close();
        pool.next().run();
        Message again = next(got);
        assertTrue(again.getJMSRedelivered());
        assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    }

    @Test
    void aClosedSessionInThePoolIsReported() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        HeldPool pool = new HeldPool(session);
        session.close();
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        next(reports);
        pool.use(session(Session.AUTO_ACKNOWLEDGE));
        connection.start();
        pool.next().run();
        assertEquals("a", nextText());
    }

    @Test
    void whatIsRolledBackIsHandedOutAgain() throws Exception {
        HeldPool pool = new HeldPool(session(Session.SESSION_TRANSACTED));
        connection.createConnectionConsumer(queue, null, pool, 1);
        String id = subscribed();
        peer.message(id, "1", "a");
        Session session = pool.next();
        session.run();
        assertEquals("a", nextText());
        session.rollback();
        pool.next().run();
        assertEquals("a", nextText());
    }

    // ---- closing ----

    /** A listener that waits for the test. */
    private MessageListener waiting(CountDownLatch entered, CountDownLatch leave) {
        return message -> {
            entered.countDown();
            try {
                leave.await(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void awaitClosed(ConnectionConsumer consumer) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < FakeBroker.PATIENCE.toNanos()) {
            try {
                consumer.getServerSessionPool();
                Thread.onSpinWait();
            } catch (JMSException e) {
                return;
            }
        }
        fail("expected the consumer to be closed within " + FakeBroker.PATIENCE + ", got " + broker.trace());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acknowledgementsPrecedeTheEndOfTheSubscription(boolean isConnectionClosed) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Session session = session(Session.AUTO_ACKNOWLEDGE, waiting(entered, leave));
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, direct(session), 1);
        String id = subscribed();
        peer.message(id, "1", "a");
        assertTrue(entered.await(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        Future<?> closing = threads.submit(() -> {
            if (isConnectionClosed) {
                connection.close();
            } else {
                consumer.close();
            }
            return null;
        });
        awaitClosed(consumer);
        if (!isConnectionClosed) {
            closing.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        assertEquals(List.of(), settled());
        leave.countDown();
        closing.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        peer.skipTo("UNSUBSCRIBE");
        assertEquals(List.of("ACK 1", "UNSUBSCRIBE " + id), settled());
    }

    @Test
    void aClosedConsumerWaitsForTheApplicationToAcknowledge() throws Exception {
        HeldPool pool = new HeldPool(session(Session.CLIENT_ACKNOWLEDGE));
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
        String id = subscribed();
        peer.message(id, "1", "a");
        pool.next().run();
        consumer.close();
        assertEquals(List.of(), settled());
        next(got).acknowledge();
        peer.skipTo("UNSUBSCRIBE");
        assertEquals(List.of("ACK 1", "UNSUBSCRIBE " + id), settled());
    }

    /** The subscription is one with acknowledgements, whatever the session thinks of them. */
    @Test
    void aSessionThatDoesNotAcknowledgeDoesNotFillTheWindow() throws Exception {
        HeldPool pool = new HeldPool(session(100));
        connection.createConnectionConsumer(queue, null, pool, 1);
        peer.message(subscribed(), "1", "a");
        pool.next().run();
        assertEquals("a", nextText());
        peer.skipTo("ACK");
        assertEquals(List.of("ACK 1"), settled());
    }

    @Test
    void aConsumerCreatedWhileTheConnectionClosesIsClosed() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Session session = session(Session.AUTO_ACKNOWLEDGE, waiting(entered, leave));
        ConnectionConsumer first = connection.createConnectionConsumer(queue, null, direct(session), 1);
        peer.message(subscribed(), "1", "a");
        assertTrue(entered.await(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        peer.oblige("SUBSCRIBE");
        Future<ConnectionConsumer> second =
                threads.submit(() -> connection.createConnectionConsumer(queue, null, direct(session), 1));
        Frame subscribe = peer.skipTo("SUBSCRIBE");
        Future<?> closing = threads.submit(() -> {
            connection.close();
            return null;
        });
        awaitClosed(first);
        peer.receipt(subscribe);
        Exception refusal = assertThrows(Exception.class, second::get);
        assertInstanceOf(IllegalStateException.class, refusal.getCause());
        peer.skipTo("UNSUBSCRIBE", "id:" + subscribe.require("id"));
        leave.countDown();
        closing.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- creating ----

    @Test
    void aStartWhileAConsumerIsCreatedIsNotMissed() throws Exception {
        connection.stop();
        peer.oblige("SUBSCRIBE");
        ServerSessionPool pool = direct(session(Session.AUTO_ACKNOWLEDGE));
        Future<?> creating = threads.submit(() -> connection.createConnectionConsumer(queue, null, pool, 1));
        Frame subscribe = peer.skipTo("SUBSCRIBE");
        peer.message(subscribe.require("id"), "1", "a");
        // The confirmation comes behind the message.
        Session other = connection.createSession();
        other.createProducer(queue).send(other.createMessage());
        connection.start();
        peer.receipt(subscribe);
        creating.get(FakeBroker.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertEquals("a", nextText());
    }

    @Test
    void aPoolIsRequired() {
        JMSException refusal = assertThrows(
                JMSException.class, () -> connection.createConnectionConsumer((Destination) queue, null, null, 1));
        assertEquals(JMSException.class, refusal.getClass());
        assertEquals("STOMPEST-ARGUMENT", refusal.getErrorCode());
    }

    @Test
    void aDurableSubscriptionToSomethingElseIsDeletedFirst() throws Exception {
        ServerSessionPool pool = direct(session(Session.AUTO_ACKNOWLEDGE));
        Topic topic = new StompTopic("t");
        connection.createDurableConnectionConsumer(topic, "sub", null, pool, 1).close();
        peer.skipTo("SUBSCRIBE");
        connection.createDurableConnectionConsumer(topic, "sub", "a = 1", pool, 1);
        peer.skipTo("UNSUBSCRIBE", "activemq.subscriptionName:sub");
        peer.skipTo("SUBSCRIBE", "activemq.subscriptionName:sub");
    }
}

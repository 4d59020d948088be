package org.stompest.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.story;

/** Listeners that throw (Jakarta Messaging 3.1, 8.7). */
@Timeout(120)
class ConsumerFailureIT {
    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** Throws at some messages. Thread-safe. */
    private static final class ThrowingListener implements MessageListener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final int times;
        private final boolean isError;

        /** Throws until a message named "bad" has come that often. */
        ThrowingListener(int times, boolean isError) {
            this.times = times;
            this.isError = isError;
        }

        @Override
        public void onMessage(Message message) {
            boolean isBad;
            try {
                heard.add(story(message));
                isBad = JmsFixture.text(message).equals("bad") && message.getIntProperty("JMSXDeliveryCount") <= times;
            } catch (JMSException e) {
                heard.add(e.toString());
                return;
            }
            if (isBad && isError) {
                throw new StackOverflowError("cannot handle it");
            }
            if (isBad) {
                throw new IllegalArgumentException("cannot handle it");
            }
        }

        List<String> next(int count) throws InterruptedException {
            List<String> next = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                next.add(heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
            }
            return next;
        }

        String silence() throws InterruptedException {
            return heard.poll(SILENCE, TimeUnit.MILLISECONDS);
        }
    }

    private void assertImmediatelyAgain(BrokerKind kind, int mode, boolean isError) throws Exception {
        Queue queue = jms.queue(kind);
        jms.send(kind, queue, "bad", "good");
        Connection connection = jms.connect(kind);
        ThrowingListener listener = new ThrowingListener(2, isError);
        connection.createSession(mode).createConsumer(queue).setMessageListener(listener);
        assertEquals(List.of("bad false 1", "bad true 2", "bad true 3", "good false 1"), listener.next(4));
        Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left in mode " + mode);
        connection.close();
        assertNull(listener.silence());
    }

    /** 8.7: where the session acknowledges by itself, the message comes again at once, marked, counted, and before others. */
    @Brokers
    void theMessageComesAgainAtOnce(BrokerKind kind) throws Exception {
        assertImmediatelyAgain(kind, Session.AUTO_ACKNOWLEDGE, false);
        assertImmediatelyAgain(kind, Session.DUPS_OK_ACKNOWLEDGE, false);
    }

    /** 8.7: an Error is no other matter, and the thread that delivers survives it. */
    @Brokers
    void theMessageComesAgainAfterAnErrorToo(BrokerKind kind) throws Exception {
        assertImmediatelyAgain(kind, Session.AUTO_ACKNOWLEDGE, true);
        assertImmediatelyAgain(kind, Session.DUPS_OK_ACKNOWLEDGE, true);
    }

    /** 8.7: it does not come for ever: after as many redeliveries as were agreed on, the next message has its turn. */
    @Brokers
    void theProviderGivesUpInTheEnd(BrokerKind kind) throws Exception {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "bad", "good");
            ThrowingListener listener = new ThrowingListener(Integer.MAX_VALUE, false);
            jms.connect(kind, "jms.redeliveryPolicy.maximumRedeliveries=2")
                    .createSession(mode)
                    .createConsumer(queue)
                    .setMessageListener(listener);
            assertEquals(List.of("bad false 1", "bad true 2", "bad true 3", "good false 1"), listener.next(4));
            assertNull(listener.silence());
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left in mode " + mode);
        }
    }

    /** 8.7: where the client acknowledges, the next message follows, and nothing comes again before recover. */
    @Brokers
    void theNextMessageFollowsWhereTheClientAcknowledges(BrokerKind kind) throws Exception {
        for (int mode : JmsFixture.modes(kind, Session.CLIENT_ACKNOWLEDGE, 101)) {
            for (boolean isError : List.of(false, true)) {
                Queue queue = jms.queue(kind);
                jms.send(kind, queue, "bad", "good");
                Connection connection = jms.connect(kind);
                Session session = connection.createSession(mode);
                ThrowingListener listener = new ThrowingListener(1, isError);
                session.createConsumer(queue).setMessageListener(listener);
                assertEquals(List.of("bad false 1", "good false 1"), listener.next(2));
                assertNull(listener.silence());
                assertEquals(2, jms.count(kind, queue));
                connection.stop();
                session.recover();
                connection.start();
                assertEquals(List.of("bad true 2", "good true 2"), listener.next(2));
                connection.close();
            }
        }
    }

    /** 8.7: in a transaction the next message follows, and nothing is rolled back by itself. */
    @Brokers
    void theNextMessageFollowsInATransaction(BrokerKind kind) throws Exception {
        for (boolean isError : List.of(false, true)) {
            Queue queue = jms.queue(kind);
            Connection connection = jms.connect(kind);
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            jms.send(kind, queue, "bad", "good");
            ThrowingListener listener = new ThrowingListener(1, isError);
            session.createConsumer(queue).setMessageListener(listener);
            assertEquals(List.of("bad false 1", "good false 1"), listener.next(2));
            assertNull(listener.silence());
            connection.stop();
            session.rollback();
            connection.start();
            assertEquals(List.of("bad true 2", "good true 2"), listener.next(2));
            connection.stop();
            session.commit();
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
            connection.close();
        }
    }
}

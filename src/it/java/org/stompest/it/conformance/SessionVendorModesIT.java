package org.stompest.it.conformance;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.stompest.it.conformance.JmsFixture.PATIENCE;
import static org.stompest.it.conformance.JmsFixture.SILENCE;
import static org.stompest.it.conformance.JmsFixture.stories;
import static org.stompest.it.conformance.JmsFixture.text;
import static org.stompest.it.conformance.JmsFixture.texts;

/** Acknowledgement modes that vendors have added to those of Jakarta Messaging 3.1, 6.2.10. */
@Timeout(120)
class SessionVendorModesIT {
    /** INDIVIDUAL_ACKNOWLEDGE of ActiveMQ, and of Artemis and Qpid. */
    private static final List<Integer> INDIVIDUAL = List.of(4, 101);

    /** PRE_ACKNOWLEDGE of Artemis, NO_ACKNOWLEDGE of Qpid. */
    private static final List<Integer> NONE = List.of(100, 257);

    @RegisterExtension
    final JmsFixture jms = new JmsFixture();

    /** 6.2.10, extended: each message is acknowledged alone, in any order. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void individualAcknowledgementIsForOneMessage(BrokerKind kind) throws Exception {
        for (int mode : INDIVIDUAL) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c", "d");
            Session session = jms.connect(kind).createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            Message second = consumer.receive(PATIENCE);
            assertEquals("c", text(consumer.receive(PATIENCE)));
            second.acknowledge();
            Eventually.isEqual(3L, () -> jms.count(kind, queue), "messages left");
            session.close();
            MessageConsumer next = jms.connect(kind).createSession().createConsumer(queue);
            assertEquals(List.of("a", "c", "d"), texts(next, 3));
            assertNull(next.receive(SILENCE));
        }
    }

    /** 6.2.10, extended: recover gives back what was not acknowledged, marked and counted. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void recoverIsForWhatWasNotAcknowledgedIndividually(BrokerKind kind) throws Exception {
        for (int mode : INDIVIDUAL) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c", "d");
            Session session = jms.connect(kind).createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            consumer.receive(PATIENCE).acknowledge();
            assertEquals("c", text(consumer.receive(PATIENCE)));
            session.recover();
            assertEquals(List.of("a true 2", "c true 2", "d false 1"), stories(consumer, 3));
        }
    }

    /** 8.8, extended: a message can be acknowledged alone after its consumer was closed. */
    @Brokers(can = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void individualAcknowledgementOutlivesTheConsumer(BrokerKind kind) throws Exception {
        for (int mode : INDIVIDUAL) {
            Queue queue = jms.queue(kind);
            jms.send(kind, queue, "a", "b", "c");
            Session session = jms.connect(kind).createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            assertEquals("a", text(consumer.receive(PATIENCE)));
            Message second = consumer.receive(PATIENCE);
            consumer.close();
            second.acknowledge();
            session.close();
            MessageConsumer next = jms.connect(kind).createSession().createConsumer(queue);
            assertEquals(List.of("a", "c"), texts(next, 2));
            assertNull(next.receive(SILENCE));
        }
    }

    /** 6.2.10, extended: without acknowledgements the broker forgets a message when it has sent it. */
    @Brokers(can = Feature.NO_ACKNOWLEDGEMENT)
    void withoutAcknowledgementsWhatIsSentIsGone(BrokerKind kind) throws Exception {
        for (int mode : NONE) {
            Queue queue = jms.queue(kind);
            Session session = jms.connect(kind).createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            jms.send(kind, queue, "a", "b");
            Message first = consumer.receive(PATIENCE);
            assertEquals("a", text(first));
            Eventually.isEqual(0L, () -> jms.count(kind, queue), "messages left");
            first.acknowledge();
            session.recover();
            assertEquals(List.of("b false 1"), stories(consumer, 1));
            session.close();
            assertNull(jms.connect(kind).createSession().createConsumer(queue).receive(SILENCE));
        }
    }

    /** STOMP 1.0 does not say which messages an acknowledgement covers, so that single ones are refused where the broker is not known. */
    @Brokers(cannot = Feature.INDIVIDUAL_ACKNOWLEDGEMENTS)
    void individualAcknowledgementIsRefusedWhereItIsNotDefined(BrokerKind kind) throws Exception {
        Queue queue = jms.queue(kind);
        Connection connection = jms.connect(kind);
        for (int mode : List.of(4, 101)) {
            Session session = connection.createSession(mode);
            Refusal.assertUnsupported(kind, Feature.INDIVIDUAL_ACKNOWLEDGEMENTS, () -> session.createConsumer(queue));
            JmsFixture.send(session, queue, "a");
        }
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        assertEquals(List.of("a", "a"), JmsFixture.texts(consumer, 2));
    }

    /** 6.2.10, extended: where the broker would know no window then, a message is gone when it is handed out. */
    @Brokers(cannot = Feature.NO_ACKNOWLEDGEMENT)
    void withoutAcknowledgementsWhatIsHandedOutIsGone(BrokerKind kind) throws Exception {
        for (int mode : NONE) {
            Queue queue = jms.queue(kind);
            Session session = jms.connect(kind).createSession(mode);
            MessageConsumer consumer = session.createConsumer(queue);
            jms.send(kind, queue, "a", "b");
            Message first = consumer.receive(PATIENCE);
            assertEquals("a", text(first));
            Eventually.isEqual(1L, () -> jms.count(kind, queue), "messages left");
            session.recover();
            session.close();
            assertEquals(
                    "b",
                    text(jms.connect(kind).createSession().createConsumer(queue).receive(PATIENCE)));
        }
    }
}

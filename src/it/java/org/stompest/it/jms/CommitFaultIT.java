package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.FrameTrap;
import org.stompest.it.SharedBrokers;
import org.stompest.it.TcpProxy;
import org.stompest.it.jms.CommitOutcome.Ending;
import org.stompest.jms.TransactionInDoubtException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.stompest.it.jms.JmsSteps.PATIENCE;
import static org.stompest.it.jms.JmsSteps.connect;
import static org.stompest.it.jms.JmsSteps.send;
import static org.stompest.it.jms.JmsSteps.text;

/**
 * A fault at each step of a commit: what the commit says, what is sent and what comes again is just what {@link CommitFault} allows. So no
 * message received is ever gone without the messages sent being there, and of those there are all or none.
 */
@Timeout(120)
class CommitFaultIT {
    /** How long a commit waits for a receipt that is lost, in milliseconds; receipts that are not lost have to come sooner. */
    private static final int WAIT_FOR_LOST = 3_000;

    private static final String OPTIONS = "?maxReconnectDelay=200&reconnectDelayJitter=0&jms.requestTimeout=";

    /** How long to wait for what must not come, in milliseconds. */
    private static final long SILENCE = 100;

    /** How long to wait before looking at something else, in milliseconds. */
    private static final long SHORT = 20;

    /** What is sent behind all that is tested. */
    private static final String LAST = ".";

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    static Stream<Arguments> faults() {
        return Arrays.stream(BrokerKind.values())
                .flatMap(kind -> CommitFault.of(kind).flatMap(fault -> IntStream.rangeClosed(fault.queues(), 2)
                        .mapToObj(queues -> arguments(kind, queues, fault))));
    }

    @ParameterizedTest(name = "{0}, messages from {1} queues, {2}")
    @MethodSource("faults")
    void aFaultDuringCommitHasNoOtherOutcomeThanTheTableSays(BrokerKind kind, int queues, CommitFault fault)
            throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        FrameTrap trap = new FrameTrap();
        String out = kind.newQueue("commit-out").name();
        List<String> in = new ArrayList<>();
        for (int i = 0; i < queues; i++) {
            in.add(kind.newQueue("commit-in").name());
            send(broker.uri(), in.get(i), received(i).split(""));
        }
        try (TcpProxy proxy = new TcpProxy(broker.port(), trap);
                Connection connection = connect("failover:(" + proxy.uri() + ")" + OPTIONS + patience(fault))) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            List<MessageConsumer> consumers = new ArrayList<>();
            for (String each : in) {
                consumers.add(session.createConsumer(session.createQueue(each)));
            }
            for (int i = 0; i < queues; i++) {
                for (String each : received(i).split("")) {
                    assertEquals(each, text(consumers.get(i).receive(PATIENCE)));
                }
            }
            send(session, session.createQueue(out), CommitOutcome.SENT.split(""));

            int links = proxy.connections();
            trap.arm(fault.point(), fault.fault());
            Ending ending = commit(session);
            assertTrue(trap.isSprung(), "the commit passes the point of the fault");
            int replaced = replacedLinks(kind, queues, fault, ending);
            Eventually.holds(() -> proxy.connections() >= links + replaced, replaced + " new links are there");

            List<CommitOutcome> allowed = fault.allowed().stream()
                    .map(each -> each.among(CommitOutcome.RECEIVED.substring(0, 2 * queues)))
                    .toList();
            Again again = new Again(broker, in, consumers);
            Eventually.isEqual(
                    "",
                    () -> {
                        again.take();
                        CommitOutcome now = new CommitOutcome(ending, sent(broker.messageCount(out)), again.texts());
                        return again.isComplete() && allowed.contains(now) ? "" : now + ", and there may be more";
                    },
                    "what is none of " + allowed);
            again.assertNoMore();
            String sent = sent(broker.messageCount(out));

            send(session, session.createQueue(out), LAST);
            assertEquals(Ending.COMMITTED, commit(session));
            assertEquals(sent + LAST, drain(broker, out));
            for (String each : in) {
                Eventually.isEqual(0L, () -> broker.messageCount(each), "messages left in " + each);
            }
        }
        assertEquals(List.of(), broker.takeViolations());
    }

    /** What is received from one of the queues. */
    private static String received(int queue) {
        return CommitOutcome.RECEIVED.substring(2 * queue, 2 * queue + 2);
    }

    private static long patience(CommitFault fault) {
        return fault.fault() == FrameTrap.Fault.LOSE ? WAIT_FOR_LOST : PATIENCE;
    }

    private static Ending commit(Session session) throws JMSException {
        try {
            session.commit();
            return Ending.COMMITTED;
        } catch (TransactionRolledBackException e) {
            return Ending.ROLLED_BACK;
        } catch (TransactionInDoubtException e) {
            return Ending.IN_DOUBT;
        }
    }

    /** How many links break, or are given up since what they carry is in doubt; what came by them is void. */
    private static int replacedLinks(BrokerKind kind, int queues, CommitFault fault, Ending ending) {
        if (ending == Ending.IN_DOUBT || fault.fault() == FrameTrap.Fault.CUT_ALL) {
            return kind == BrokerKind.RABBITMQ ? 1 + queues : 1;
        }
        return fault.fault() == FrameTrap.Fault.CUT_ONE ? 1 : 0;
    }

    /** As many of the texts sent; which ones they are shows when they are received. */
    private static String sent(long count) {
        return count > CommitOutcome.SENT.length()
                ? count + " messages"
                : CommitOutcome.SENT.substring(0, Math.toIntExact(count));
    }

    /** All texts of a queue, in order, up to the one that was sent last. */
    private static String drain(EmbeddedBroker broker, String queue) throws JMSException {
        StringBuilder texts = new StringBuilder();
        try (Connection connection = connect(broker.uri())) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            while (texts.indexOf(LAST) < 0) {
                texts.append(text(consumer.receive(PATIENCE)));
            }
            assertNull(consumer.receive(SILENCE));
        }
        return texts.toString();
    }

    /** The messages that come to the session again. Used by one thread. */
    private static final class Again {
        private final EmbeddedBroker broker;
        private final List<String> queues;
        private final List<MessageConsumer> consumers;
        private final List<StringBuilder> texts;

        Again(EmbeddedBroker broker, List<String> queues, List<MessageConsumer> consumers) {
            this.broker = broker;
            this.queues = queues;
            this.consumers = consumers;
            this.texts = queues.stream().map(each -> new StringBuilder()).toList();
        }

        void take() throws JMSException {
            for (int i = 0; i < consumers.size(); i++) {
                Message message = consumers.get(i).receive(SHORT);
                if (message != null) {
                    assertTrue(message.getJMSRedelivered(), "a message that comes again says so");
                    texts.get(i).append(text(message));
                }
            }
        }

        String texts() {
            return String.join("", texts);
        }

        /** Whether all that the queues still hold has come. */
        boolean isComplete() {
            return IntStream.range(0, queues.size())
                    .allMatch(i ->
                            broker.messageCount(queues.get(i)) == texts.get(i).length());
        }

        void assertNoMore() throws JMSException {
            for (MessageConsumer each : consumers) {
                assertNull(each.receive(SILENCE));
            }
        }
    }
}

package org.stompest.it.jms;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.Brokers;
import org.stompest.it.Eventually;
import org.stompest.it.Feature;
import org.stompest.it.SharedBrokers;
import org.stompest.jms.StompConnectionFactory;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The simplified API, on each broker. */
@Timeout(120)
class ContextIT {
    private static final long PATIENCE = JmsSteps.PATIENCE;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @RegisterExtension
    static final SharedBrokers SECURED = new SharedBrokers(BrokerSetup.SECURED);

    private static StompConnectionFactory factory(BrokerKind kind) {
        return new StompConnectionFactory(BROKERS.get(kind).uri());
    }

    private static JMSContext open(BrokerKind kind, int mode) {
        return factory(kind).createContext(mode);
    }

    private static JMSContext open(BrokerKind kind) {
        return factory(kind).createContext();
    }

    private static void send(JMSContext context, Destination destination, String... texts) {
        JMSProducer producer = context.createProducer();
        for (String each : texts) {
            producer.send(destination, each);
        }
    }

    private static void sendFromElsewhere(BrokerKind kind, Destination destination, String... texts) {
        try (JMSContext context = open(kind)) {
            send(context, destination, texts);
        }
    }

    private static String body(JMSConsumer consumer) {
        return consumer.receiveBody(String.class, PATIENCE);
    }

    // ---- connection and contexts ----

    @Brokers
    void theConnectionLastsAsLongAsOneOfItsContexts(BrokerKind kind) {
        JMSContext parent = open(kind);
        JMSContext child = parent.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSContext grandchild = child.createContext(JMSContext.SESSION_TRANSACTED);
        Queue queue = parent.createQueue(kind.newQueue("shared").name());
        assertEquals(JMSContext.CLIENT_ACKNOWLEDGE, child.getSessionMode());
        assertTrue(grandchild.getTransacted());
        send(parent, queue, "a");
        parent.close();
        JMSConsumer consumer = child.createConsumer(queue);
        assertEquals("a", body(consumer));
        child.acknowledge();
        child.close();
        send(grandchild, queue, "b");
        grandchild.commit();
        assertEquals("b", body(grandchild.createConsumer(queue)));
        grandchild.commit();
        grandchild.close();
        assertThrows(IllegalStateRuntimeException.class, () -> grandchild.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        assertThrows(IllegalStateRuntimeException.class, consumer::receiveNoWait);
    }

    /** Only where the broker lets no two connections have one identifier can be seen that the first is still there. */
    @Brokers(can = Feature.CLIENT_ID_CONFLICTS)
    void theLastContextLeavesTheClientIdentifierFree(BrokerKind kind) {
        String id = kind.newQueue("id").name();
        for (int i = 0; i < 2; i++) {
            JMSContext parent = open(kind);
            parent.setClientID(id);
            JMSContext child = parent.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            assertEquals(id, child.getClientID());
            child.createTextMessage();
            parent.close();
            try (JMSContext other = open(kind)) {
                assertThrows(InvalidClientIDRuntimeException.class, () -> other.setClientID(id), "still in use");
            }
            child.close();
        }
    }

    @Brokers
    void theClientIdentifierIsSetOnceAndFirst(BrokerKind kind) {
        try (JMSContext context = open(kind)) {
            assertNull(context.getClientID());
            context.setExceptionListener(failure -> {});
            assertNotNull(context.getExceptionListener());
            context.setClientID(kind.newQueue("once").name());
            assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID("twice"));
        }
        try (JMSContext context = open(kind)) {
            context.createProducer();
            assertThrows(IllegalStateRuntimeException.class, () -> context.setClientID("late"));
        }
        try (JMSContext context = open(kind)) {
            assertThrows(InvalidClientIDRuntimeException.class, () -> context.setClientID(""));
        }
    }

    @Brokers
    void aContextStartsWithItsFirstConsumerUnlessItIsToldNotTo(BrokerKind kind) {
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("start").name());
            send(context, queue, "a", "b");
            context.setAutoStart(false);
            JMSConsumer consumer = context.createConsumer(queue);
            assertNull(consumer.receive(300));
            context.start();
            assertEquals("a", body(consumer));
            context.stop();
            assertNull(consumer.receiveBodyNoWait(String.class));
            context.setAutoStart(true);
            context.createConsumer(context.createTemporaryQueue());
            assertEquals("b", body(consumer));
        }
    }

    @Brokers(can = Feature.DURABLE_SUBSCRIPTIONS)
    void aDurableConsumerStartsItTooAndCollectsWhileItIsAway(BrokerKind kind) {
        String id = kind.newQueue("durable").name();
        try (JMSContext context = open(kind)) {
            context.setClientID(id);
            Topic topic = context.createTopic(id);
            JMSConsumer consumer = context.createDurableConsumer(topic, "name");
            sendFromElsewhere(kind, topic, "a");
            assertEquals("a", body(consumer));
            consumer.close();
            sendFromElsewhere(kind, topic, "b");
            JMSConsumer again = context.createDurableConsumer(topic, "name");
            assertEquals("b", body(again));
            again.close();
            context.unsubscribe("name");
        }
    }

    @Brokers
    void stopAndCloseAreRefusedInAListenerOfTheContext(BrokerKind kind) throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("listener").name());
            context.createConsumer(queue).setMessageListener(message -> {
                seen.add(assertThrows(IllegalStateRuntimeException.class, context::stop));
                seen.add(assertThrows(IllegalStateRuntimeException.class, context::close));
                send(context, queue, "still open");
                seen.add("done");
            });
            sendFromElsewhere(kind, queue, "go");
            for (int i = 0; i < 2; i++) {
                assertInstanceOf(IllegalStateRuntimeException.class, seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
                assertInstanceOf(IllegalStateRuntimeException.class, seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
                assertEquals("done", seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
            }
        }
    }

    @Brokers
    void whatIsWrongIsToldUncheckedAndAtOnce(BrokerKind kind) {
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("wrong").name());
            assertThrows(JMSRuntimeException.class, () -> context.createContext(42));
            assertThrows(InvalidDestinationRuntimeException.class, () -> context.createConsumer(null));
            assertThrows(InvalidSelectorRuntimeException.class, () -> context.createConsumer(queue, "a = = 1"));
            assertThrows(IllegalStateRuntimeException.class, context::commit);
            assertThrows(IllegalStateRuntimeException.class, context::rollback);
            try (JMSContext transacted = context.createContext(JMSContext.SESSION_TRANSACTED)) {
                assertThrows(IllegalStateRuntimeException.class, transacted::recover);
            }
        }
    }

    @Brokers(can = Feature.USERS)
    void aRefusedLoginIsToldByTheFactory(BrokerKind kind) {
        StompConnectionFactory factory =
                new StompConnectionFactory(SECURED.get(kind).uri());
        assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext(BrokerSetup.USER, "wrong"));
        assertThrows(JMSSecurityRuntimeException.class, factory::createContext);
        try (JMSContext context =
                factory.createContext(BrokerSetup.USER, BrokerSetup.SECRET, JMSContext.DUPS_OK_ACKNOWLEDGE)) {
            assertEquals(JMSContext.DUPS_OK_ACKNOWLEDGE, context.getSessionMode());
            Queue queue = context.createQueue(kind.newQueue("login").name());
            send(context, queue, "a");
            assertEquals("a", body(context.createConsumer(queue)));
        }
    }

    // ---- acknowledgement and transactions ----

    @Brokers
    void acknowledgeCoversAllConsumersOfTheContextAndRecoverTheRest(BrokerKind kind) throws Exception {
        String one = kind.newQueue("one").name();
        String two = kind.newQueue("two").name();
        try (JMSContext context = open(kind, JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer first = context.createConsumer(context.createQueue(one));
            JMSConsumer second = context.createConsumer(context.createQueue(two));
            sendFromElsewhere(kind, context.createQueue(one), "a", "b");
            sendFromElsewhere(kind, context.createQueue(two), "c", "d");
            context.acknowledge();
            assertEquals("a", body(first));
            assertEquals("c", body(second));
            second.close();
            context.acknowledge();
            Eventually.isEqual(1L, () -> BROKERS.get(kind).messageCount(one), "messages left");
            Eventually.isEqual(1L, () -> BROKERS.get(kind).messageCount(two), "messages left");
            assertEquals("b", body(first));
            context.recover();
            Message again = first.receive(PATIENCE);
            assertEquals("b", again.getBody(String.class));
            assertTrue(again.getJMSRedelivered());
        }
    }

    @Brokers
    void closingAContextAcknowledgesNothing(BrokerKind kind) throws JMSException {
        Message message;
        try (JMSContext child = open(kind)) {
            Queue queue = child.createQueue(kind.newQueue("close").name());
            send(child, queue, "a");
            try (JMSContext context = child.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
                message = context.createConsumer(queue).receive(PATIENCE);
                assertEquals("a", message.getBody(String.class));
            }
            assertThrows(IllegalStateException.class, message::acknowledge);
            assertEquals("a", body(child.createConsumer(queue)));
        }
    }

    @Brokers
    void acknowledgeIsIgnoredInOtherModes(BrokerKind kind) {
        try (JMSContext auto = open(kind);
                JMSContext transacted = auto.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = auto.createQueue(kind.newQueue("ignored").name());
            auto.acknowledge();
            send(auto, queue, "a");
            JMSConsumer consumer = transacted.createConsumer(queue);
            assertEquals("a", body(consumer));
            transacted.acknowledge();
            transacted.rollback();
            assertEquals("a", body(consumer));
            transacted.commit();
        }
    }

    @Brokers
    void theContextIsTheUnitOfATransaction(BrokerKind kind) throws Exception {
        String in = kind.newQueue("in").name();
        String out = kind.newQueue("out").name();
        try (JMSContext context = open(kind, JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(in));
            sendFromElsewhere(kind, context.createQueue(in), "a");
            assertEquals("a", body(consumer));
            send(context, context.createQueue(out), "never");
            context.rollback();
            assertEquals("a", body(consumer));
            send(context, context.createQueue(out), "once");
            context.commit();
            Eventually.isEqual(0L, () -> BROKERS.get(kind).messageCount(in), "messages left");
            Eventually.isEqual(1L, () -> BROKERS.get(kind).messageCount(out), "messages sent");
        }
    }

    // ---- producers ----

    @Brokers
    void whatAProducerSetsTravelsAndIsSeenOnTheMessageSent(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("settings").name());
            Queue replies = context.createQueue("replies");
            TextMessage sent = context.createTextMessage("body");
            sent.setStringProperty("a", "of the message");
            sent.setIntProperty("b", 2);
            sent.setJMSType("of the message");
            context.createProducer()
                    .setProperty("a", 1L)
                    .setJMSCorrelationID("c")
                    .setJMSType("t")
                    .setJMSReplyTo(replies)
                    .setPriority(7)
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(600_000)
                    .send(queue, sent);
            Message got = context.createConsumer(queue).receive(PATIENCE);
            for (Message each : List.of(sent, got)) {
                assertEquals(1L, each.getObjectProperty("a"));
                assertEquals(2, each.getObjectProperty("b"));
                assertEquals("c", each.getJMSCorrelationID());
                assertEquals("t", each.getJMSType());
                assertEquals(replies, each.getJMSReplyTo());
                assertEquals(queue, each.getJMSDestination());
                assertEquals(7, each.getJMSPriority());
                assertEquals(DeliveryMode.NON_PERSISTENT, each.getJMSDeliveryMode());
                assertEquals(sent.getJMSTimestamp() + 600_000, each.getJMSExpiration());
                assertEquals(sent.getJMSMessageID(), each.getJMSMessageID());
            }
        }
    }

    @Brokers
    void propertiesCannotBeSetOnAReceivedMessageOnItsWayOn(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("onwards").name());
            context.createProducer().setProperty("a", 1).send(queue, "body");
            JMSConsumer consumer = context.createConsumer(queue);
            Message received = consumer.receive(PATIENCE);
            JMSProducer producer = context.createProducer().setProperty("b", 2);
            assertThrows(MessageNotWriteableRuntimeException.class, () -> producer.send(queue, received));
            producer.clearProperties().setJMSType("type").send(queue, received);
            Message again = consumer.receive(PATIENCE);
            assertEquals(1, again.getIntProperty("a"));
            assertFalse(again.propertyExists("b"));
            assertEquals("type", again.getJMSType());
        }
    }

    @Brokers
    void asynchronousSendsAreCalledBackInOrderAndTheCallbackMayNotEndAnything(BrokerKind kind) throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        try (JMSContext context = open(kind);
                JMSContext transacted = context.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(kind.newQueue("async").name());
            JMSProducer producer = context.createProducer().setAsync(completion(seen, () -> {
                assertThrows(IllegalStateRuntimeException.class, context::close);
            }));
            producer.send(queue, "a").send(queue, "b");
            JMSProducer other = transacted.createProducer().setAsync(completion(seen, () -> {
                assertThrows(IllegalStateRuntimeException.class, transacted::commit);
                assertThrows(IllegalStateRuntimeException.class, transacted::rollback);
                assertThrows(IllegalStateRuntimeException.class, transacted::close);
            }));
            assertEquals("a", seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
            assertEquals("b", seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
            other.send(queue, "c");
            transacted.commit();
            assertEquals("c", seen.poll(PATIENCE, TimeUnit.MILLISECONDS));
            JMSConsumer consumer = context.createConsumer(queue);
            assertEquals(List.of("a", "b", "c"), List.of(body(consumer), body(consumer), body(consumer)));
        }
    }

    private static CompletionListener completion(BlockingQueue<Object> seen, Runnable check) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                try {
                    check.run();
                    seen.add(message.getBody(String.class));
                } catch (JMSException | AssertionError e) {
                    seen.add(e);
                }
            }

            @Override
            public void onException(Message message, Exception exception) {
                seen.add(exception);
            }
        };
    }

    // ---- the rest ----

    @Brokers
    void requestsAreAnsweredToTemporaryQueues(BrokerKind kind) throws JMSException {
        try (JMSContext server = open(kind);
                JMSContext client = open(kind)) {
            Queue queue = server.createQueue(kind.newQueue("service").name());
            server.createConsumer(queue).setMessageListener(request -> {
                try {
                    server.createProducer()
                            .setJMSCorrelationID(request.getJMSMessageID())
                            .send(request.getJMSReplyTo(), Map.of("re", request.getBody(String.class)));
                } catch (JMSException e) {
                    throw new java.lang.IllegalStateException(e);
                }
            });
            TemporaryQueue replies = client.createTemporaryQueue();
            JMSConsumer consumer = client.createConsumer(replies);
            TextMessage request = client.createTextMessage("hello");
            client.createProducer().setJMSReplyTo(replies).send(queue, request);
            Message reply = consumer.receive(PATIENCE);
            assertNotNull(reply);
            assertEquals(Map.of("re", "hello"), reply.getBody(Map.class));
            assertEquals(request.getJMSMessageID(), reply.getJMSCorrelationID());
        }
    }

    /** Artemis cannot browse over STOMP. */
    @Brokers(can = Feature.BROWSING)
    void aBrowserLeavesMessagesWhereTheyAre(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind)) {
            Queue queue = context.createQueue(kind.newQueue("browse").name());
            send(context, queue, "a", "b");
            List<String> seen = new ArrayList<>();
            try (QueueBrowser browser = context.createBrowser(queue)) {
                Enumeration<?> messages = browser.getEnumeration();
                while (messages.hasMoreElements()) {
                    seen.add(((Message) messages.nextElement()).getBody(String.class));
                }
            }
            assertEquals(List.of("a", "b"), seen);
            JMSConsumer consumer = context.createConsumer(queue);
            assertEquals("a", body(consumer));
            assertEquals("b", body(consumer));
        }
    }

    @Brokers
    void everyKindOfMessageCanBeMade(BrokerKind kind) throws JMSException {
        try (JMSContext context = open(kind)) {
            context.createBytesMessage().writeInt(1);
            context.createMapMessage().setInt("a", 1);
            context.createStreamMessage().writeInt(1);
            context.createObjectMessage().setObject("a");
            context.createMessage().setJMSType("t");
            assertEquals("a", context.createObjectMessage("a").getObject());
            assertNull(context.createTextMessage().getText());
            assertEquals("a", context.createTextMessage("a").getText());
            assertArrayEquals(new int[] {3, 1}, new int[] {
                context.getMetaData().getJMSMajorVersion(),
                context.getMetaData().getJMSMinorVersion()
            });
        }
    }
}

package org.stompest.jms;

import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;

import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTopic;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

class JmsContextTest {
    private static final StompQueue QUEUE = new StompQueue("q");
    private static final StompTopic TOPIC = new StompTopic("t");

    private final JmsConnection connection = mock(JmsConnection.class);
    private final JmsSession session = mock(JmsSession.class);
    private final JMSContext context = new JmsContext(new SharedConnection(connection), AckMode.AUTO);

    @BeforeEach
    void letTheSessionMakeConsumers() throws JMSException {
        JmsMessageConsumer plain = mock(JmsMessageConsumer.class);
        JmsTopicSubscriber subscriber = mock(JmsTopicSubscriber.class);
        when(connection.session(any())).thenReturn(session);
        when(session.createConsumer(any())).thenReturn(plain);
        when(session.createConsumer(any(), any())).thenReturn(plain);
        when(session.createConsumer(any(), any(), anyBoolean())).thenReturn(plain);
        when(session.createDurableConsumer(any(), any())).thenReturn(subscriber);
        when(session.createDurableConsumer(any(), any(), any(), anyBoolean())).thenReturn(subscriber);
        when(session.createSharedConsumer(any(), any())).thenReturn(plain);
        when(session.createSharedConsumer(any(), any(), any())).thenReturn(plain);
        when(session.createSharedDurableConsumer(any(), any())).thenReturn(plain);
        when(session.createSharedDurableConsumer(any(), any(), any())).thenReturn(plain);
    }

    // ---- the connection ----

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConnectionClosesWithTheLastContext(boolean isParentFirst) throws JMSException {
        JMSContext child = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSContext first = isParentFirst ? context : child;
        JMSContext last = isParentFirst ? child : context;
        first.close();
        first.close();
        verify(connection, never()).close();
        assertTrue(last.getAutoStart(), "the other one is still open");
        last.close();
        last.close();
        verify(connection, times(1)).close();
    }

    @Test
    void closingAContextClosesItsOwnSessionOnly() throws JMSException {
        JmsSession other = mock(JmsSession.class);
        when(connection.session(any())).thenReturn(session, other);
        JMSContext child = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.createTextMessage();
        child.createTextMessage();
        context.close();
        verify(session).close();
        verify(other, never()).close();
    }

    @Test
    void aContextHasOneSessionOfItsMode() throws JMSException {
        JMSContext child = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        child.createTextMessage();
        child.createQueue("q");
        verify(connection, times(1)).session(AckMode.CLIENT);
    }

    @Test
    void whatTheConnectionIsAskedNeedsNoSession() throws JMSException {
        ExceptionListener listener = failure -> {};
        when(connection.getClientID()).thenReturn("me");
        context.setExceptionListener(listener);
        context.getExceptionListener();
        context.getMetaData();
        context.setClientID("me");
        assertEquals("me", context.getClientID());
        context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.start();
        context.stop();
        context.close();
        verify(connection, never()).session(any());
        verify(connection).setClientID("me");
        verify(connection).setExceptionListener(listener);
        verify(connection).start();
        verify(connection).stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 99})
    void anUnknownModeIsRefusedAndCountsForNoUserOfTheConnection(int mode) throws JMSException {
        JMSRuntimeException refusal = assertThrows(JMSRuntimeException.class, () -> context.createContext(mode));
        assertEquals(JmsExceptions.ARGUMENT, refusal.getErrorCode());
        context.close();
        verify(connection).close();
    }

    @Test
    void aFactoryLooksAtTheModeBeforeItConnects() {
        StompConnectionFactory factory = new StompConnectionFactory("stomp://127.0.0.1:1");
        for (Consumer<StompConnectionFactory> each : Stream.<Consumer<StompConnectionFactory>>of(
                        on -> on.createContext(-1), on -> on.createContext("user", "secret", 42))
                .toList()) {
            JMSRuntimeException refusal = assertThrows(JMSRuntimeException.class, () -> each.accept(factory));
            assertEquals(JmsExceptions.ARGUMENT, refusal.getErrorCode(), "and not that nobody listens there");
        }
    }

    @Test
    void theModeTellsWhetherAContextIsTransacted() {
        JMSContext transacted = context.createContext(JMSContext.SESSION_TRANSACTED);
        assertTrue(transacted.getTransacted());
        assertEquals(JMSContext.SESSION_TRANSACTED, transacted.getSessionMode());
        assertFalse(context.getTransacted());
        assertEquals(JMSContext.AUTO_ACKNOWLEDGE, context.getSessionMode());
    }

    // ---- starting by itself ----

    static Stream<Consumer<JMSContext>> consumers() {
        return Stream.of(
                on -> on.createConsumer(QUEUE),
                on -> on.createConsumer(QUEUE, "a = 1"),
                on -> on.createConsumer(TOPIC, "a = 1", true),
                on -> on.createDurableConsumer(TOPIC, "name"),
                on -> on.createDurableConsumer(TOPIC, "name", "a = 1", true),
                on -> on.createSharedConsumer(TOPIC, "name"),
                on -> on.createSharedConsumer(TOPIC, "name", "a = 1"),
                on -> on.createSharedDurableConsumer(TOPIC, "name"),
                on -> on.createSharedDurableConsumer(TOPIC, "name", "a = 1"));
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void everyConsumerStartsTheConnection(Consumer<JMSContext> create) throws JMSException {
        create.accept(context);
        verify(connection).start();
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void noConsumerStartsItIfTheApplicationWantsToDoSoItself(Consumer<JMSContext> create) throws JMSException {
        context.setAutoStart(false);
        assertFalse(context.getAutoStart());
        create.accept(context);
        verify(connection, never()).start();
    }

    @Test
    void nothingElseStartsTheConnection() throws JMSException {
        context.createProducer();
        context.createBrowser(QUEUE);
        context.createTemporaryQueue();
        assertTrue(context.createContext(JMSContext.AUTO_ACKNOWLEDGE).getAutoStart());
        verify(connection, never()).start();
    }

    @Test
    void argumentsReachTheSession() throws JMSException {
        context.createConsumer(TOPIC, "a = 1", true);
        verify(session).createConsumer(TOPIC, "a = 1", true);
        context.createDurableConsumer(TOPIC, "name", "a = 1", true);
        verify(session).createDurableConsumer(TOPIC, "name", "a = 1", true);
        context.createSharedConsumer(TOPIC, "name", "a = 1");
        verify(session).createSharedConsumer(TOPIC, "name", "a = 1");
        context.createSharedDurableConsumer(TOPIC, "name", "a = 1");
        verify(session).createSharedDurableConsumer(TOPIC, "name", "a = 1");
        context.createBrowser(QUEUE, "a = 1");
        verify(session).createBrowser(QUEUE, "a = 1");
        context.unsubscribe("name");
        verify(session).unsubscribe("name");
        context.acknowledge();
        verify(session).acknowledgeAll();
        context.recover();
        verify(session).recover();
        context.rollback();
        verify(session).rollback();
    }

    @Test
    void eachProducerHasSettingsOfItsOwn() throws JMSException {
        when(session.createProducer(null)).thenAnswer(call -> new JmsMessageProducer(session, null));
        JMSProducer one = context.createProducer();
        JMSProducer two = context.createProducer();
        assertNotSame(one, two);
        one.setPriority(9).setProperty("a", 1);
        assertEquals(4, two.getPriority());
        assertFalse(two.propertyExists("a"));
    }

    // ---- exceptions ----

    @Test
    void checkedExceptionsBecomeTheirTwins() throws JMSException {
        doThrow(new TransactionRolledBackException("rolled back")).when(session).commit();
        assertThrows(TransactionRolledBackRuntimeException.class, context::commit);
        doThrow(new InvalidClientIDException("in use")).when(connection).setClientID("me");
        assertThrows(InvalidClientIDRuntimeException.class, () -> context.setClientID("me"));
        doThrow(new IllegalStateException("in a listener")).when(connection).stop();
        assertThrows(IllegalStateRuntimeException.class, context::stop);
    }

    @Test
    void aContextThatItsSessionRefusesToCloseStaysOpen() throws JMSException {
        doThrow(new IllegalStateException("in a listener"))
                .doNothing()
                .when(session)
                .close();
        context.createTextMessage();
        assertThrows(IllegalStateRuntimeException.class, context::close);
        verify(connection, never()).close();
        context.createQueue("still open");
        context.close();
        verify(connection).close();
    }

    @Test
    void aConnectionThatAllHaveLeftTakesNobodyNew() throws JMSException {
        SharedConnection shared = new SharedConnection(connection);
        doNothing().when(connection).close();
        shared.leave();
        assertThrows(IllegalStateException.class, shared::join);
        verify(connection, times(1)).close();
    }

    static Stream<Consumer<JMSContext>> everythingButClose() {
        return Stream.concat(
                consumers(),
                Stream.of(
                        on -> on.createContext(JMSContext.AUTO_ACKNOWLEDGE),
                        JMSContext::createProducer,
                        JMSContext::getClientID,
                        on -> on.setClientID("me"),
                        JMSContext::getMetaData,
                        JMSContext::getExceptionListener,
                        on -> on.setExceptionListener(null),
                        JMSContext::start,
                        JMSContext::stop,
                        on -> on.setAutoStart(true),
                        JMSContext::getAutoStart,
                        JMSContext::createBytesMessage,
                        JMSContext::createMapMessage,
                        JMSContext::createMessage,
                        JMSContext::createObjectMessage,
                        on -> on.createObjectMessage("object"),
                        JMSContext::createStreamMessage,
                        JMSContext::createTextMessage,
                        on -> on.createTextMessage("text"),
                        JMSContext::getTransacted,
                        JMSContext::getSessionMode,
                        JMSContext::commit,
                        JMSContext::rollback,
                        JMSContext::recover,
                        JMSContext::acknowledge,
                        on -> on.createQueue("q"),
                        on -> on.createTopic("t"),
                        JMSContext::createTemporaryQueue,
                        JMSContext::createTemporaryTopic,
                        on -> on.createBrowser(QUEUE),
                        on -> on.createBrowser(QUEUE, "a = 1"),
                        on -> on.unsubscribe("name")));
    }

    @ParameterizedTest
    @MethodSource("everythingButClose")
    void aClosedContextRefusesEverythingThoughItsConnectionIsOpen(Consumer<JMSContext> use) throws JMSException {
        JMSContext child = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        child.close();
        assertThrows(IllegalStateRuntimeException.class, () -> use.accept(child));
        verifyNoInteractions(session);
        verify(connection, never()).close();
    }
}

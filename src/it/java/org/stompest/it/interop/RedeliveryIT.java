package org.stompest.it.interop;

import java.util.ArrayList;
import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Messages that one side gives back and the other gets. A story is the text, whether it was redelivered, and the count. */
@Timeout(120)
class RedeliveryIT {
    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    private static String story(Message message) throws JMSException {
        return InteropFixture.text(message) + " " + message.getJMSRedelivered() + " "
                + message.getIntProperty("JMSXDeliveryCount");
    }

    /** Sends two messages, which are never those of AMQP on Classic. */
    private String twoMessages(NativeClient client) throws Exception {
        String queue = InteropFixture.name(client);
        Session session = interop.ours(client).createSession();
        for (String text : List.of("a", "b")) {
            session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
        }
        return queue;
    }

    private static MessageConsumer consumer(Session session, String queue) throws JMSException {
        Queue destination = session.createQueue(queue);
        return session.createConsumer(destination);
    }

    /** The stories of the next two messages. */
    private static List<String> stories(Connection connection, String queue) throws JMSException {
        Session session = connection.createSession();
        MessageConsumer consumer = consumer(session, queue);
        List<String> stories = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            stories.add(story(InteropFixture.next(consumer)));
        }
        return stories;
    }

    @ParameterizedTest
    @EnumSource
    void whatTheyRollBackAndCloseWeSeeAsRedelivered(NativeClient client) throws Exception {
        String queue = twoMessages(client);
        try (Connection connection = interop.theirs(client)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = consumer(session, queue);
            InteropFixture.next(consumer);
            InteropFixture.next(consumer);
            session.rollback();
        }
        assertEquals(List.of("a true 2", "b true 2"), stories(interop.ours(client), queue));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheyDoNotAcknowledgeBeforeTheyCloseWeSeeAsRedelivered(NativeClient client) throws Exception {
        String queue = twoMessages(client);
        try (Connection connection = interop.theirs(client)) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            InteropFixture.next(consumer(session, queue));
        }
        assertEquals("a true 2", stories(interop.ours(client), queue).get(0));
    }

    /** Artemis counts nothing when a consumer of STOMP is closed. */
    @ParameterizedTest
    @EnumSource
    void whatWeRollBackAndCloseTheySeeAsRedeliveredFromClassicOnly(NativeClient client) throws Exception {
        String queue = twoMessages(client);
        try (Connection connection = interop.ours(client)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = consumer(session, queue);
            InteropFixture.next(consumer);
            InteropFixture.next(consumer);
            session.rollback();
        }
        List<String> expected =
                client.isClassic() ? List.of("a true 2", "b true 2") : List.of("a false 1", "b false 1");
        assertEquals(expected, stories(interop.theirs(client), queue));
    }

    @ParameterizedTest
    @EnumSource
    void whatWeDoNotAcknowledgeBeforeWeCloseTheySeeAsRedeliveredFromClassicOnly(NativeClient client) throws Exception {
        String queue = twoMessages(client);
        try (Connection connection = interop.ours(client)) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            InteropFixture.next(consumer(session, queue));
        }
        String expected = client.isClassic() ? "a true 2" : "a false 1";
        assertEquals(expected, stories(interop.theirs(client), queue).get(0));
    }

    /** STOMP tells that there was a delivery before, and not how many; we count the first such one as the second. */
    @ParameterizedTest
    @EnumSource
    void theCountOfWhatTheyGaveBackTwiceIsTwoForUsAndThreeForThem(NativeClient client) throws Exception {
        for (boolean isOurs : new boolean[] {true, false}) {
            String queue = twoMessages(client);
            for (int i = 0; i < 2; i++) {
                try (Connection connection = interop.theirs(client)) {
                    Session session = connection.createSession(Session.SESSION_TRANSACTED);
                    InteropFixture.next(consumer(session, queue));
                    session.rollback();
                }
            }
            Connection next = isOurs ? interop.ours(client) : interop.theirs(client);
            assertEquals(isOurs ? "a true 2" : "a true 3", stories(next, queue).get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOneSideCommitsTheOtherDoesNotSee(NativeClient client) throws Exception {
        String queue = twoMessages(client);
        try (Connection connection = interop.theirs(client)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            assertEquals("a", InteropFixture.text(InteropFixture.next(consumer(session, queue))));
            session.commit();
        }
        try (Connection connection = interop.ours(client)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            assertEquals("b", InteropFixture.text(InteropFixture.next(consumer(session, queue))));
            session.commit();
        }
        Session theirs = interop.theirs(client).createSession();
        assertEquals(null, consumer(theirs, queue).receive(InteropFixture.SILENCE));
    }
}

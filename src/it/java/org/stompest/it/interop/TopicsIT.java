package org.stompest.it.interop;

import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Publishing by one side to subscribers of both. */
@Timeout(120)
class TopicsIT {
    @RegisterExtension
    final InteropFixture interop = new InteropFixture();

    @ParameterizedTest
    @EnumSource
    void whatWePublishAllSubscribersGet(NativeClient client) throws Exception {
        Session ours = interop.ours(client).createSession();
        Session theirs = interop.theirs(client).createSession();
        String name = InteropFixture.name(client);
        List<MessageConsumer> subscribers = subscribers(ours, theirs, name);
        Session sending = interop.ours(client).createSession();
        sending.createProducer(sending.createTopic(name)).send(sending.createTextMessage("news"));
        assertGot(subscribers, name);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheyPublishAllSubscribersGet(NativeClient client) throws Exception {
        Session ours = interop.ours(client).createSession();
        Session theirs = interop.theirs(client).createSession();
        String name = InteropFixture.name(client);
        List<MessageConsumer> subscribers = subscribers(ours, theirs, name);
        InteropFixture.producer(client, theirs, theirs.createTopic(name)).send(theirs.createTextMessage("news"));
        assertGot(subscribers, name);
    }

    private static List<MessageConsumer> subscribers(Session ours, Session theirs, String name) throws Exception {
        return List.of(
                ours.createConsumer(ours.createTopic(name)),
                ours.createConsumer(ours.createTopic(name)),
                theirs.createConsumer(theirs.createTopic(name)),
                theirs.createConsumer(theirs.createTopic(name)));
    }

    private static void assertGot(List<MessageConsumer> subscribers, String name) throws Exception {
        for (MessageConsumer each : subscribers) {
            var got = InteropFixture.next(each);
            assertEquals("news", InteropFixture.text(got));
            assertEquals(
                    name, assertInstanceOf(Topic.class, got.getJMSDestination()).getTopicName());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDurableSubscriptionOfOursKeepsWhatTheyPublish(NativeClient client) throws Exception {
        String name = InteropFixture.name(client);
        try (Connection connection = interop.ours(client, "me-" + name)) {
            Session session = connection.createSession();
            session.createDurableConsumer(session.createTopic(name), "mine").close();
        }
        Session theirs = interop.theirs(client).createSession();
        InteropFixture.producer(client, theirs, theirs.createTopic(name)).send(theirs.createTextMessage("news"));
        Session ours = interop.ours(client, "me-" + name).createSession();
        assertEquals(
                "news",
                InteropFixture.text(InteropFixture.next(ours.createDurableConsumer(ours.createTopic(name), "mine"))));
    }

    @ParameterizedTest
    @EnumSource
    void aDurableSubscriptionOfTheirsKeepsWhatWePublish(NativeClient client) throws Exception {
        String name = InteropFixture.name(client);
        try (Connection connection = interop.theirs(client, "me-" + name)) {
            Session session = connection.createSession();
            session.createDurableSubscriber(session.createTopic(name), "theirs").close();
        }
        Session ours = interop.ours(client).createSession();
        ours.createProducer(ours.createTopic(name)).send(ours.createTextMessage("news"));
        Session theirs = interop.theirs(client, "me-" + name).createSession();
        assertEquals(
                "news",
                InteropFixture.text(
                        InteropFixture.next(theirs.createDurableSubscriber(theirs.createTopic(name), "theirs"))));
    }
}

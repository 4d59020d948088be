package org.stompest.jms.message;

import java.util.stream.Stream;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;

import org.stompest.jms.destination.StompDestination;
import org.stompest.jms.destination.StompQueue;
import org.stompest.jms.destination.StompTemporaryQueue;
import org.stompest.jms.destination.StompTemporaryTopic;
import org.stompest.jms.destination.StompTopic;
import org.stompest.jms.destination.TemporaryOwner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Tests how destinations of other providers become ours. */
class ForeignDestinationTest {
    /** Queue or topic, and both if it has both names. */
    private record Both(String getQueueName, String getTopicName) implements Queue, Topic {}

    /** A temporary queue. */
    private record Temporary(String getQueueName) implements TemporaryQueue {
        @Override
        public void delete() {}
    }

    /** A temporary topic. */
    private record TemporaryFeed(String getTopicName) implements TemporaryTopic {
        @Override
        public void delete() {}
    }

    static Stream<Arguments> foreign() {
        Queue queue = () -> "a";
        Topic topic = () -> "a";
        return Stream.of(
                Arguments.of(queue, new StompQueue("a")),
                Arguments.of(topic, new StompTopic("a")),
                Arguments.of(new Temporary("a"), new StompTemporaryQueue("a", TemporaryOwner.NOBODY)),
                Arguments.of(new TemporaryFeed("a"), new StompTemporaryTopic("a", TemporaryOwner.NOBODY)),
                Arguments.of(new Both("a", null), new StompQueue("a")),
                Arguments.of(new Both(null, "a"), new StompTopic("a")),
                Arguments.of(new Both("a", "b"), new StompQueue("a")));
    }

    static Stream<Destination> unusable() {
        Queue queue = () -> null;
        Topic topic = () -> null;
        return Stream.of(queue, topic, new Both(null, null), new Destination() {});
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aForeignDestinationIsKnownByKindAndName(Destination foreign, StompDestination expected) throws JMSException {
        StompDestination own = ForeignMessages.destination(foreign);

        assertEquals(expected, own);
        assertInstanceOf(expected.getClass(), own);
    }

    @Test
    void aDestinationOfOursStaysAsItIs() throws JMSException {
        StompDestination own = new StompTemporaryQueue("a", destination -> {});

        assertSame(own, ForeignMessages.destination(own));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("unusable")
    void whatHasNoNameOrIsNeitherQueueNorTopicIsRefused(Destination destination) {
        InvalidDestinationException exception =
                assertThrows(InvalidDestinationException.class, () -> ForeignMessages.destination(destination));

        assertEquals(ErrorCodes.DESTINATION, exception.getErrorCode());
    }
}

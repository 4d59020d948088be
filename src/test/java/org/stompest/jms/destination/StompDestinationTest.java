package org.stompest.jms.destination;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.IllegalStateException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;

import org.stompest.dialect.Address;
import org.stompest.jms.message.Addresses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StompDestinationTest {
    private static StompDestination destination(Address.Kind kind, String name) {
        return Addresses.destination(new Address(kind, name));
    }

    static Stream<StompDestination> oneOfEach() {
        return Stream.of(Address.Kind.values()).map(kind -> destination(kind, "a.b"));
    }

    @ParameterizedTest
    @CsvSource({
        "a,           a",
        "a b,         a b",
        "queue://a,   a",
        "/queue/a,    a",
        "topic://a,   topic://a",
        "/topic/a,    /topic/a",
        "/queue,      /queue",
        "queue:a,     queue:a",
        "/queue//queue/a, /queue/a",
    })
    void aQueueLeavesOutThePrefixThatSaysSo(String written, String name) {
        assertEquals(name, new StompQueue(written).getQueueName());
    }

    @ParameterizedTest
    @CsvSource({
        "a,           a",
        "topic://a,   a",
        "/topic/a,    a",
        "queue://a,   queue://a",
        "/queue/a,    /queue/a",
    })
    void aTopicLeavesOutThePrefixThatSaysSo(String written, String name) {
        assertEquals(name, new StompTopic(written).getTopicName());
    }

    @Test
    void eachKindTellsItsNameByItsInterface() throws Exception {
        assertEquals(
                "a",
                assertInstanceOf(Queue.class, destination(Address.Kind.QUEUE, "a"))
                        .getQueueName());
        assertEquals(
                "a",
                assertInstanceOf(Topic.class, destination(Address.Kind.TOPIC, "a"))
                        .getTopicName());
        assertEquals(
                "a",
                assertInstanceOf(TemporaryQueue.class, destination(Address.Kind.TEMPORARY_QUEUE, "a"))
                        .getQueueName());
        assertEquals(
                "a",
                assertInstanceOf(TemporaryTopic.class, destination(Address.Kind.TEMPORARY_TOPIC, "a"))
                        .getTopicName());
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE,           queue://a",
        "TOPIC,           topic://a",
        "TEMPORARY_QUEUE, temp-queue://a",
        "TEMPORARY_TOPIC, temp-topic://a",
    })
    void aDestinationShowsKindAndName(Address.Kind kind, String text) {
        assertEquals(text, destination(kind, "a").toString());
    }

    /** Their names are made by connections and brokers, and have no prefix to leave out. */
    @Test
    void aTemporaryDestinationHasTheNameThatItIsGiven() {
        assertEquals("queue://a", new StompTemporaryQueue("queue://a", TemporaryOwner.NOBODY).getQueueName());
        assertEquals("/topic/a", new StompTemporaryTopic("/topic/a", TemporaryOwner.NOBODY).getTopicName());
    }

    @Test
    void destinationsOfTheSameKindAndNameAreEqual() {
        List<StompDestination> all = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            for (Address.Kind kind : Address.Kind.values()) {
                all.add(destination(kind, name));
                assertEquals(destination(kind, name), destination(kind, name));
                assertEquals(
                        destination(kind, name).hashCode(),
                        destination(kind, name).hashCode());
            }
        }
        for (StompDestination one : all) {
            for (StompDestination other : all) {
                assertEquals(one == other, one.equals(other), () -> one + " and " + other);
            }
            assertNotEquals(one, one.toString());
        }
    }

    @Test
    void theOwnerIsNoPartOfWhatIsEqual() {
        assertEquals(destination(Address.Kind.TEMPORARY_QUEUE, "a"), new StompTemporaryQueue("a", destination -> {}));
        assertEquals(destination(Address.Kind.TEMPORARY_TOPIC, "a"), new StompTemporaryTopic("a", destination -> {}));
    }

    @Test
    void aTemporaryDestinationIsDeletedByItsOwner() throws Exception {
        List<StompDestination> deleted = new ArrayList<>();
        StompTemporaryQueue queue = new StompTemporaryQueue("q", deleted::add);
        StompTemporaryTopic topic = new StompTemporaryTopic("t", deleted::add);

        queue.delete();
        topic.delete();

        assertEquals(List.of(queue, topic), deleted);
        assertSame(queue, deleted.get(0));
    }

    @Test
    void nobodyCanDeleteWhatCameInAMessage() {
        TemporaryQueue queue = (TemporaryQueue) destination(Address.Kind.TEMPORARY_QUEUE, "a");
        TemporaryTopic topic = (TemporaryTopic) destination(Address.Kind.TEMPORARY_TOPIC, "a");

        assertEquals(
                "expected the connection that made temp-queue://a to delete it, got another one",
                assertThrows(IllegalStateException.class, queue::delete).getMessage());
        assertThrows(IllegalStateException.class, topic::delete);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void aSerializedCopyIsEqual(StompDestination destination) throws Exception {
        assertEquals(destination, copy(destination));
        assertSame(destination.getClass(), copy(destination).getClass());
    }

    @Test
    void aSerializedCopyBelongsToNobody() throws Exception {
        StompTemporaryQueue queue = (StompTemporaryQueue) copy(new StompTemporaryQueue("a", destination -> {}));
        StompTemporaryTopic topic = (StompTemporaryTopic) copy(new StompTemporaryTopic("a", destination -> {}));

        assertSame(TemporaryOwner.NOBODY, queue.owner());
        assertSame(TemporaryOwner.NOBODY, topic.owner());
        assertThrows(IllegalStateException.class, queue::delete);
    }

    private static Object copy(StompDestination destination) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(destination);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}

package org.stompest.jms;

import org.stompest.client.Delivery;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Token;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HandedOutTest {
    private static final Address QUEUE = new Address(Address.Kind.QUEUE, "q");
    private static final Address TOPIC = new Address(Address.Kind.TOPIC, "t");

    private final HandedOut handedOut = new HandedOut();
    private final SubscriptionHandle one = subscription("1");
    private final SubscriptionHandle another = subscription("2");

    private static SubscriptionHandle subscription(String id) {
        SubscriptionHandle subscription = Mockito.mock(SubscriptionHandle.class);
        Mockito.when(subscription.token()).thenReturn(Token.id(id));
        return subscription;
    }

    private int note(long link, SubscriptionHandle subscription, Address address, String key, int redeliveries) {
        Frame message = Frame.of(Command.MESSAGE, Headers.EMPTY);
        Object scope = address.kind().isTopic() ? subscription.token() : address;
        return handedOut.note(new Delivery(message, subscription, link), scope, key, redeliveries);
    }

    @Test
    void aMessageIsNewOnItsFirstLink() {
        assertEquals(0, note(1, one, QUEUE, "a", 0));
        assertEquals(0, note(1, one, QUEUE, "b", 0));
        assertEquals(0, note(2, one, QUEUE, "c", 0));
    }

    @Test
    void redeliveriesOnOneLinkAreNotCountedTwice() {
        assertEquals(0, note(1, one, QUEUE, "a", 0));
        assertEquals(0, note(1, one, QUEUE, "a", 1));
        assertEquals(0, note(1, one, QUEUE, "a", 2));
    }

    @Test
    void allTimesOnEarlierLinksCount() {
        note(1, one, QUEUE, "a", 0);
        note(1, one, QUEUE, "a", 1);
        assertEquals(2, note(2, one, QUEUE, "a", 0));
        assertEquals(2, note(2, one, QUEUE, "a", 1));
        assertEquals(4, note(5, one, QUEUE, "a", 0));
    }

    @Test
    void aMessageOfAQueueIsTheSameForEveryConsumer() {
        note(1, one, QUEUE, "a", 0);
        assertEquals(1, note(2, another, QUEUE, "a", 0));
    }

    @Test
    void whatAnotherSubscriptionOfTheSameLinkHadCounts() {
        note(1, one, QUEUE, "a", 0);
        note(1, one, QUEUE, "a", 1);
        assertEquals(2, note(1, another, QUEUE, "a", 0));
        assertEquals(2, note(1, another, QUEUE, "a", 1));
    }

    @Test
    void aMessageOfATopicIsAnotherForEverySubscription() {
        note(1, one, TOPIC, "a", 0);
        assertEquals(0, note(2, another, TOPIC, "a", 0));
        assertEquals(1, note(2, one, TOPIC, "a", 0));
    }

    @Test
    void theOldestMessagesAreForgotten() {
        note(1, one, QUEUE, "old", 0);
        note(1, one, QUEUE, "kept", 0);
        note(1, one, QUEUE, "old", 1);
        for (int i = 0; i < 9_999; i++) {
            note(1, one, QUEUE, "m" + i, 0);
        }
        assertEquals(0, note(2, one, QUEUE, "kept", 0));
        note(1, one, QUEUE, "x", 0);
        assertEquals(1, note(2, one, QUEUE, "m9998", 0));
    }
}

package org.stompest.jms;

import java.util.ArrayList;
import java.util.List;

import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.AckScheme;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

class UnsettledTest {
    private final Unsettled unsettled = new Unsettled();
    private final Intake one = Arrived.intake();
    private final Intake two = Arrived.intake();
    private final SubscriptionHandle subscription = Arrived.subscription();
    private final SubscriptionHandle otherSubscription = Arrived.subscription();

    private Received ofOne() {
        return Arrived.message(one, subscription);
    }

    private Received ofTwo() {
        return Arrived.message(two, otherSubscription);
    }

    @Test
    void messagesStayInTheOrderInWhichTheyWereHandedOut() {
        Received first = ofOne();
        Received second = ofTwo();
        Received third = ofOne();
        unsettled.add(first);
        unsettled.add(second);
        unsettled.add(third);

        assertEquals(List.of(first, second, third), unsettled.drain());
        assertTrue(unsettled.isEmpty());
        assertEquals(List.of(), unsettled.drain());
    }

    @Test
    void whatWasTakenIsTheTakers() {
        unsettled.add(ofOne());
        List<Received> taken = unsettled.drain();
        Received later = ofOne();

        unsettled.add(later);

        assertEquals(1, taken.size());
        assertEquals(List.of(later), unsettled.drain());
    }

    @Test
    void oneIsRemovedAndOnlyOnce() {
        Received first = ofOne();
        Received second = ofOne();
        unsettled.add(first);
        unsettled.add(second);

        assertTrue(unsettled.remove(first));
        assertFalse(unsettled.remove(first));
        assertFalse(unsettled.isEmpty());
        assertEquals(List.of(second), unsettled.drain());
    }

    @Test
    void itKnowsWhoseMessagesItHolds() {
        unsettled.add(ofOne());

        assertTrue(unsettled.holdsAnyOf(one));
        assertFalse(unsettled.holdsAnyOf(two));
    }

    @Test
    void aMessageOfNobodyIsNoConsumers() {
        unsettled.add(Arrived.message());

        assertFalse(unsettled.holdsAnyOf(one));
    }

    @Test
    void itKnowsWhatCameByALinkThatIsGone() {
        when(Arrived.CLIENT.link()).thenReturn(3L);
        unsettled.add(Arrived.message(3, messages -> {}));
        assertFalse(unsettled.holdsAnyLost());

        unsettled.add(Arrived.message(2, messages -> {}));
        assertTrue(unsettled.holdsAnyLost());
    }

    @Test
    void nothingIsLostWhereThereIsNothing() {
        assertFalse(unsettled.holdsAnyLost());
    }

    /** An acknowledgement covers the earlier messages of its consumer. */
    @Test
    void anAcknowledgementWouldCoverMessagesOfTheSameConsumer() {
        unsettled.add(ofOne());

        assertTrue(unsettled.isCovered(ofOne()));
        assertFalse(unsettled.isCovered(ofTwo()));
    }

    @Test
    void aMessageOfNobodyCoversOnlyItself() {
        Received alone = Arrived.message();
        unsettled.add(alone);

        assertTrue(unsettled.isCovered(alone));
        assertFalse(unsettled.isCovered(Arrived.message()));
    }

    @Test
    void theLastOfEachConsumerCoversAllInTheOrderOfTheLast() {
        Received first = ofOne();
        Received second = ofTwo();
        Received third = ofOne();

        assertEquals(List.of(second, third), Unsettled.covering(List.of(first, second, third)));
        assertEquals(List.of(third, second), Unsettled.covering(List.of(first, third, second)));
        assertEquals(List.of(), Unsettled.covering(List.of()));
    }

    /** As in STOMP 1.0, which does not say it: so one may count on neither. */
    @Test
    void allAreAcknowledgedInOrderWhereOneMayCoverTheOthersOrNot() {
        when(one.acks()).thenReturn(AckScheme.IN_ORDER);
        Received first = ofOne();
        Received second = ofTwo();
        Received third = ofOne();
        unsettled.add(first);

        assertEquals(List.of(first, second, third), Unsettled.covering(List.of(first, second, third)));
        assertTrue(unsettled.isCovered(third));
        assertFalse(unsettled.isCovered(second));
    }

    @Test
    void messagesOfNobodyAreAllNeeded() {
        List<Received> all = List.of(Arrived.message(), ofOne(), Arrived.message());

        assertEquals(all, Unsettled.covering(all));
    }

    /** To the consumer they go back, or to the subscription if they are no consumer's. */
    @Test
    void messagesOfOneSourceStayInTheirOrder() {
        Received first = ofOne();
        Received second = ofTwo();
        Received third = ofOne();
        Received fourth = Arrived.message(subscription);
        Received fifth = Arrived.message(subscription);

        assertEquals(
                List.of(List.of(first, third), List.of(second), List.of(fourth, fifth)),
                new ArrayList<>(Unsettled.bySource(List.of(first, second, third, fourth, fifth))));
    }
}

package org.stompest.jms;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InboxTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final Inbox inbox = new Inbox();
    private final Received first = Arrived.message();
    private final Received second = Arrived.message();
    private final Received third = Arrived.message();

    @Test
    void messagesComeInTheirOrder() throws Exception {
        inbox.start();
        inbox.add(first);
        inbox.add(second);

        assertSame(first, inbox.poll());
        assertSame(second, inbox.take(LONG));
        assertNull(inbox.poll());
    }

    @Test
    void whatIsPutBackComesBeforeAllOthersInItsOrder() throws Exception {
        inbox.start();
        inbox.add(third);

        inbox.putBack(List.of(first, second));

        assertSame(first, inbox.take(LONG));
        assertSame(second, inbox.take(LONG));
        assertSame(third, inbox.take(LONG));
    }

    @Test
    void nothingComesBeforeTheStart() throws Exception {
        inbox.add(first);

        assertNull(inbox.poll());
        assertNull(inbox.take(0));
        assertFalse(inbox.isEmpty());

        inbox.start();
        assertSame(first, inbox.poll());
    }

    @Test
    void whatIsStoppedKeepsWhatItHas() throws Exception {
        inbox.start();
        inbox.add(first);

        inbox.stop();
        inbox.add(second);

        assertNull(inbox.poll());
        assertNull(inbox.take(0));
        inbox.start();
        assertSame(first, inbox.poll());
        assertSame(second, inbox.poll());
    }

    @Test
    void whoHasNoTimeGetsNothingAtOnce() throws Exception {
        inbox.start();

        assertNull(inbox.take(0));
        assertNull(inbox.take(-1));
    }

    @Test
    void aMessageThatIsThereNeedsNoTime() throws Exception {
        inbox.start();
        inbox.add(first);

        assertSame(first, inbox.take(0));
    }

    @Test
    void whoWaitsGetsTheNextMessage() throws Exception {
        inbox.start();
        CompletableFuture<Received> taken = taking();

        inbox.add(first);

        assertSame(first, taken.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitsForTheStartGetsWhatIsThere() throws Exception {
        inbox.add(first);
        CompletableFuture<Received> taken = taking();

        inbox.start();

        assertSame(first, taken.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitsGetsWhatIsPutBack() throws Exception {
        inbox.start();
        CompletableFuture<Received> taken = taking();

        inbox.putBack(List.of(first));

        assertSame(first, taken.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitsGetsNothingWhenItIsClosed() throws Exception {
        inbox.start();
        CompletableFuture<Received> taken = taking();

        inbox.close();

        assertNull(taken.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitsGetsTheFailure() throws Exception {
        JMSException failure = new JMSException("why");
        CompletableFuture<Received> taken = taking();

        inbox.fail(failure);

        assertSame(
                failure,
                assertThrows(Exception.class, () -> taken.get(30, TimeUnit.SECONDS))
                        .getCause());
    }

    private CompletableFuture<Received> taking() {
        CompletableFuture<Received> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(inbox.take(LONG));
            } catch (JMSException | InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        taker.setDaemon(true);
        taker.start();
        return taken;
    }

    @Test
    void whoIsInterruptedIsToldSo() {
        inbox.start();
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> inbox.take(LONG));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aClosedInboxHasNothingAndTakesNothing() throws Exception {
        inbox.start();
        inbox.add(first);

        inbox.close();
        inbox.add(second);
        inbox.putBack(List.of(third));

        assertTrue(inbox.isEmpty());
        assertNull(inbox.poll());
        assertNull(inbox.take(LONG));
    }

    @Test
    void aFailureIsForEver() {
        JMSException failure = new JMSException("why");
        inbox.start();
        inbox.add(first);

        inbox.fail(failure);

        assertNull(inbox.poll());
        assertSame(failure, assertThrows(JMSException.class, () -> inbox.take(LONG)));
        assertSame(failure, assertThrows(JMSException.class, () -> inbox.take(0)));
    }

    @Test
    void nothingFollowsAFailure() {
        JMSException failure = new JMSException("why");
        inbox.start();

        inbox.fail(failure);
        inbox.add(first);

        assertSame(failure, assertThrows(JMSException.class, () -> inbox.take(LONG)));
    }

    @Test
    void aClosedInboxDoesNotFail() throws Exception {
        inbox.start();
        inbox.close();

        inbox.fail(new JMSException("why"));

        assertNull(inbox.take(LONG));
    }

    /** The broker redelivers what came by a lost connection. */
    @Test
    void whatIsClearedIsGoneAndWhatComesLaterIsKept() {
        inbox.start();
        inbox.add(first);

        inbox.clear();
        assertTrue(inbox.isEmpty());
        inbox.add(second);

        assertSame(second, inbox.poll());
    }

    @Test
    void aTimeOutOfZeroIsForEver() {
        assertEquals(Long.MAX_VALUE, Inbox.nanos(0));
        assertEquals(5_000_000, Inbox.nanos(5));
        assertEquals(Long.MAX_VALUE, Inbox.nanos(Long.MAX_VALUE));
        assertTrue(Inbox.nanos(-1) < 0);
    }
}

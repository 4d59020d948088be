package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.stompest.client.ConnectionLostException;
import org.stompest.jms.message.JmsMessage;
import org.stompest.protocol.StompException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AsyncSendsTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AsyncSends sends = new AsyncSends(tasks::add);
    private final List<String> events = new ArrayList<>();

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static JMSException failure(StompException cause) {
        return new JMSException(cause.getMessage());
    }

    private PendingReceipt send(String name) {
        PendingReceipt receipt = new PendingReceipt();
        sends.add(new JmsMessage(), new Recorder(name), receipt.receipt(), AsyncSendsTest::failure);
        return receipt;
    }

    /** Writes down what it is told. */
    private class Recorder implements CompletionListener {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void onCompletion(Message message) {
            events.add(name);
        }

        @Override
        public void onException(Message message, Exception exception) {
            events.add(name + " failed: " + exception.getMessage());
        }
    }

    // ---- in which order ----

    @Test
    void callbacksComeInTheOrderOfTheSendsAndNotOfTheReceipts() {
        PendingReceipt first = send("first");
        PendingReceipt second = send("second");
        PendingReceipt third = send("third");

        third.come();
        second.come();
        runTasks();
        assertEquals(List.of(), events);

        first.come();
        runTasks();
        assertEquals(List.of("first", "second", "third"), events);
    }

    @Test
    void aCallbackWaitsForNoReceiptOfALaterSend() {
        PendingReceipt first = send("first");
        send("second");

        first.come();
        runTasks();

        assertEquals(List.of("first"), events);
    }

    @Test
    void aFailureHasItsPlaceInTheOrder() {
        PendingReceipt first = send("first");
        PendingReceipt second = send("second");
        PendingReceipt third = send("third");

        second.fail(new ConnectionLostException("lost", null));
        third.come();
        first.come();
        runTasks();

        assertEquals(List.of("first", "second failed: lost", "third"), events);
    }

    @Test
    void theMessageIsTheOneThatWasSent() {
        List<Message> told = new ArrayList<>();
        Message message = new JmsMessage();
        CompletionListener listener = new CompletionListener() {
            @Override
            public void onCompletion(Message completed) {
                told.add(completed);
            }

            @Override
            public void onException(Message failed, Exception exception) {
                told.add(failed);
            }
        };
        PendingReceipt good = new PendingReceipt();
        PendingReceipt bad = new PendingReceipt();
        sends.add(message, listener, good.receipt(), AsyncSendsTest::failure);
        sends.add(message, listener, bad.receipt(), AsyncSendsTest::failure);

        good.come();
        bad.fail(new ConnectionLostException("lost", null));
        runTasks();

        assertEquals(2, told.size());
        assertSame(message, told.get(0));
        assertSame(message, told.get(1));
    }

    /** A send in a transaction is done as soon as it is written. */
    @Test
    void whatIsDoneAlreadyIsCalledBackInItsTurnToo() {
        PendingReceipt first = send("first");
        sends.add(new JmsMessage(), new Recorder("second"), null, AsyncSendsTest::failure);
        runTasks();
        assertEquals(List.of(), events);

        first.come();
        runTasks();

        assertEquals(List.of("first", "second"), events);
    }

    @Test
    void whoWantsToHearOfFailuresAloneHearsOfNothingElse() {
        List<String> reports = new ArrayList<>();
        PendingReceipt good = new PendingReceipt();
        PendingReceipt bad = new PendingReceipt();
        sends.add(failure -> reports.add(failure.getMessage()), good.receipt(), AsyncSendsTest::failure);
        sends.add(failure -> reports.add(failure.getMessage()), bad.receipt(), AsyncSendsTest::failure);

        good.come();
        bad.fail(new ConnectionLostException("lost", null));
        runTasks();

        assertEquals(List.of("lost"), reports);
        assertTrue(sends.await(0));
    }

    // ---- where ----

    @Test
    void nothingIsCalledBackOnTheThreadOfTheSenderOrTheReceipt() {
        PendingReceipt receipt = send("first");
        sends.add(new JmsMessage(), new Recorder("second"), null, AsyncSendsTest::failure);
        receipt.come();

        assertEquals(List.of(), events, "only the executor calls back");
        assertFalse(tasks.isEmpty());
    }

    /** Tasks that the executor runs at the same time must not call back at the same time. */
    @Test
    void oneCallbackRunsAtATime() {
        PendingReceipt first = new PendingReceipt();
        sends.add(
                new JmsMessage(),
                new Recorder("first") {
                    @Override
                    public void onCompletion(Message message) {
                        events.add("first begins");
                        sendDone("second");
                        runTasks();
                        events.add("first ends");
                    }
                },
                first.receipt(),
                AsyncSendsTest::failure);

        first.come();
        runTasks();

        assertEquals(List.of("first begins", "first ends", "second"), events);
    }

    private void sendDone(String name) {
        send(name).come();
    }

    @Test
    void theThreadOfACallbackIsKnownWhileItRuns() throws Exception {
        List<Boolean> known = new ArrayList<>();
        PendingReceipt receipt = new PendingReceipt();
        sends.add(
                new JmsMessage(),
                new Recorder("first") {
                    @Override
                    public void onCompletion(Message message) {
                        known.add(sends.isCallbackThread());
                        known.add(CompletableFuture.supplyAsync(sends::isCallbackThread)
                                .join());
                    }
                },
                receipt.receipt(),
                AsyncSendsTest::failure);

        assertFalse(sends.isCallbackThread());
        receipt.come();
        runTasks();

        assertEquals(List.of(true, false), known);
        assertFalse(sends.isCallbackThread());
    }

    // ---- when callbacks throw ----

    @Test
    void aCallbackThatThrowsStopsNoOther() {
        for (Throwable thrown : List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
            events.clear();
            PendingReceipt first = new PendingReceipt();
            sends.add(new JmsMessage(), throwing(thrown), first.receipt(), AsyncSendsTest::failure);
            PendingReceipt second = send("second");

            second.come();
            first.come();
            runTasks();

            assertEquals(List.of("thrown", "second"), events);
            assertFalse(sends.isCallbackThread());
            assertTrue(sends.await(0));
        }
    }

    private CompletionListener throwing(Throwable thrown) {
        return new Recorder("throwing") {
            @Override
            public void onCompletion(Message message) {
                events.add("thrown");
                AsyncSendsTest.<RuntimeException>raise(thrown);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }

    // ---- waiting ----

    @Test
    void withoutSendsThereIsNothingToWaitFor() {
        assertTrue(sends.await(0));
        assertTrue(sends.await(Duration.ZERO));
    }

    @Test
    void aReceiptIsNotEnoughAsLongAsNobodyIsCalledBack() {
        PendingReceipt receipt = send("first");
        assertFalse(sends.await(0));

        receipt.come();
        assertFalse(sends.await(0));

        runTasks();
        assertTrue(sends.await(0));
    }

    @Test
    void theOneThatIsBeingCalledBackIsNotDone() {
        List<Boolean> done = new ArrayList<>();
        PendingReceipt receipt = new PendingReceipt();
        sends.add(
                new JmsMessage(),
                new Recorder("first") {
                    @Override
                    public void onCompletion(Message message) {
                        done.add(sends.await(0));
                    }
                },
                receipt.receipt(),
                AsyncSendsTest::failure);

        receipt.come();
        runTasks();

        assertEquals(List.of(false), done);
    }

    @Test
    void whoWaitsGoesOnAfterTheLastCallback() throws Exception {
        PendingReceipt first = send("first");
        PendingReceipt second = send("second");
        CompletableFuture<Boolean> waited = CompletableFuture.supplyAsync(() -> sends.await(LONG));

        first.come();
        second.come();
        runTasks();

        assertTrue(waited.get(30, TimeUnit.SECONDS));
        assertEquals(List.of("first", "second"), events);
    }

    @Test
    void whoIsInterruptedStopsWaitingAndStaysInterrupted() {
        send("first");
        Thread.currentThread().interrupt();

        assertFalse(sends.await(LONG));
        assertTrue(Thread.interrupted());
    }
}

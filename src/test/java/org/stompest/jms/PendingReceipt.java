package org.stompest.jms;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.stompest.client.Receipt;
import org.stompest.protocol.StompException;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

/** A receipt that comes when a test says so, on the thread of the test. Not thread-safe. */
final class PendingReceipt {
    private final Receipt receipt = mock(Receipt.class);
    private final AtomicReference<Runnable> onReceipt = new AtomicReference<>();
    private final AtomicReference<Consumer<StompException>> onFailure = new AtomicReference<>();

    PendingReceipt() {
        doAnswer(call -> {
                    Executor executor = call.getArgument(0);
                    Runnable success = call.getArgument(1);
                    Consumer<StompException> failure = call.getArgument(2);
                    onReceipt.set(() -> executor.execute(success));
                    onFailure.set(cause -> executor.execute(() -> failure.accept(cause)));
                    return null;
                })
                .when(receipt)
                .whenDone(any(), any(), any());
    }

    Receipt receipt() {
        return receipt;
    }

    void come() {
        onReceipt.get().run();
    }

    void fail(StompException cause) {
        onFailure.get().accept(cause);
    }
}

package org.stompest.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What connection consumers have put into a session, for its listener (Jakarta Messaging 3.1, 11.2). Thread-safe. */
final class LoadedMessages {
    private final Queue<Received> waiting = new ConcurrentLinkedQueue<>();

    void add(List<Received> batch) {
        waiting.addAll(batch);
    }

    /** The next one, or null. Called under the session's dispatch lock. */
    Received poll() {
        return waiting.poll();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes back those of a batch that no listener has got yet, in their order. */
    List<Received> remove(List<Received> batch) {
        return batch.stream().filter(waiting::remove).toList();
    }

    /** What no listener has got goes to another session, sooner or later. */
    void giveBack() {
        List<Received> rest = new ArrayList<>();
        for (Received next = waiting.poll(); next != null; next = waiting.poll()) {
            rest.add(next);
        }
        Unsettled.bySource(rest).forEach(each -> each.get(0).putBack(each));
    }
}

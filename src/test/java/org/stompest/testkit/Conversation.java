package org.stompest.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.stompest.protocol.Frame;

/** What was said on one connection, and who waits for what comes next. Thread-safe. */
final class Conversation {
    private final String name;
    private final List<String> trace = new ArrayList<>();
    private final List<Frame> received = new ArrayList<>();
    private int consumed;
    private int heartBeats;
    private int consumedHeartBeats;
    private String end;

    Conversation(String name) {
        this.name = name;
    }

    synchronized void received(Frame frame) {
        received.add(frame);
        trace.add("client: " + frame);
        notifyAll();
    }

    synchronized void heartBeatReceived() {
        heartBeats++;
        notifyAll();
    }

    synchronized void ended(String how) {
        if (end == null) {
            end = how;
            trace.add("client: (" + how + ")");
        }
        notifyAll();
    }

    synchronized void sent(String what) {
        trace.add("broker: " + what);
    }

    synchronized List<Frame> frames() {
        return List.copyOf(received);
    }

    synchronized int heartBeats() {
        return heartBeats;
    }

    /** How many frames were expected already. */
    synchronized int consumed() {
        return consumed;
    }

    synchronized boolean isEnded() {
        return end != null;
    }

    /** The next frame, which must match. */
    synchronized Frame next(FramePattern pattern) {
        await(() -> consumed < received.size(), () -> pattern + ", got nothing");
        Frame frame = received.get(consumed);
        if (!pattern.matches(frame)) {
            throw failure(pattern + ", got " + frame);
        }
        consumed++;
        return frame;
    }

    /** The next frame that matches, whatever comes before. */
    synchronized Frame nextMatching(FramePattern pattern) {
        while (true) {
            await(() -> consumed < received.size(), () -> pattern + " sooner or later, got nothing more");
            Frame frame = received.get(consumed++);
            if (pattern.matches(frame)) {
                return frame;
            }
        }
    }

    synchronized void awaitHeartBeat() {
        await(() -> consumedHeartBeats < heartBeats, () -> "a heart-beat, got nothing");
        consumedHeartBeats++;
    }

    synchronized void awaitEnd() {
        await(() -> end != null, () -> "the client to end the connection, it is still open");
        if (consumed < received.size()) {
            throw failure("the end of the connection, got " + received.get(consumed) + " before");
        }
    }

    private void await(BooleanSupplier condition, Supplier<String> expectation) {
        long deadline = System.nanoTime() + FakeBroker.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (end != null || millis <= 0) {
                throw failure(expectation.get() + (end == null ? " within " + FakeBroker.PATIENCE : ": " + end));
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(expectation.get() + " before the wait was interrupted");
            }
        }
    }

    synchronized AssertionError failure(String expectedAndGot) {
        return new AssertionError(name + ": expected " + expectedAndGot + "\n" + text());
    }

    synchronized String text() {
        return String.join("\n", trace);
    }
}

package org.stompest.it.strict;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Version;

/** What goes out by one connection, and the thread that writes it. Messages count, so that their number is bounded. Thread-safe. */
final class StrictOutput implements Runnable {
    private static final int MOST_MESSAGES = 64;
    private static final int MOST_FRAMES = 1_000;
    private static final byte[] LINE_END = {'\n'};

    private record Entry(StrictFrame frame, boolean isMessage, Version version) {}

    private final OutputStream out;
    private final Runnable onRoom;
    private final Runnable onEnd;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private Version version = Version.V1_0;
    private long beatMillis;
    private int messages;
    private boolean isEnding;

    /**
     * Creates an output without a thread.
     *
     * @param onRoom called when there is room for messages again
     * @param onEnd called when nothing will be written any more
     */
    StrictOutput(OutputStream out, Runnable onRoom, Runnable onEnd) {
        this.out = out;
        this.onRoom = onRoom;
        this.onEnd = onEnd;
    }

    /** From the next frame on. */
    synchronized void version(Version negotiated, long everyMillis) {
        version = negotiated;
        beatMillis = everyMillis;
        notifyAll();
    }

    synchronized boolean hasRoom() {
        return messages < MOST_MESSAGES && !isEnding;
    }

    synchronized void put(StrictFrame frame, boolean isMessage) {
        if (!isEnding) {
            entries.add(new Entry(frame, isMessage, version));
            messages += isMessage ? 1 : 0;
            notifyAll();
        }
    }

    /** Waits until the client has read so much that it may be answered further. */
    synchronized void awaitRoomForAnswers() throws InterruptedException {
        while (entries.size() > MOST_FRAMES && !isEnding) {
            wait();
        }
    }

    /** Writes what there is, and nothing more. */
    synchronized void end() {
        isEnding = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                out.write(entry.frame() == null ? LINE_END : StrictWriter.bytes(entry.frame(), entry.version()));
                out.flush();
                if (entry.isMessage()) {
                    onRoom.run();
                }
            }
        } catch (IOException e) {
            // The client has gone; the thread that reads notices too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            onEnd.run();
        }
    }

    /** The next frame, one without a frame for a heart-beat, or null at the end. */
    private synchronized Entry next() throws InterruptedException {
        long start = System.nanoTime();
        while (entries.isEmpty() && !isEnding) {
            if (beatMillis == 0) {
                wait();
                start = System.nanoTime();
                continue;
            }
            long left = beatMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (left <= 0) {
                return new Entry(null, false, version);
            }
            wait(left);
        }
        Entry next = entries.poll();
        if (next != null) {
            messages -= next.isMessage() ? 1 : 0;
            notifyAll();
        }
        return next;
    }
}

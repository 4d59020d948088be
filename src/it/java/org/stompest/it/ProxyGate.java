package org.stompest.it;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** One direction of a {@link TcpProxy}: it counts what passes, and can be shut for a while. Thread-safe. */
public final class ProxyGate implements ProxyPassage {
    private static final long LONGEST_WRITE_SECONDS = 10;

    private final AtomicLong passed = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isStalled;
    private int writing;

    ProxyGate() {}

    /**
     * How many bytes have passed, over all connections.
     *
     * @return the number
     */
    public long bytes() {
        return passed.get();
    }

    /**
     * Lets nothing pass from now on: after the return of this method no byte comes through until {@link #resume}. The
     * connections stay open, and what comes meanwhile waits.
     */
    public void stall() {
        lock.lock();
        try {
            isStalled = true;
            long left = TimeUnit.SECONDS.toNanos(LONGEST_WRITE_SECONDS);
            while (writing > 0) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            "expected the writes under way to end, but their peers do not read");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the writes under way", e);
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything pass again. Repeatable. */
    public void resume() {
        lock.lock();
        try {
            isStalled = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait, to look again whether their connection still stands. */
    @Override
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes as soon as the gate is open; false if the connection is over by then. */
    @Override
    public boolean pass(byte[] bytes, int length, OutputStream out, BooleanSupplier isOver) throws IOException {
        lock.lock();
        try {
            while (isStalled && !isOver.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
            if (isOver.getAsBoolean()) {
                return false;
            }
            writing++;
        } finally {
            lock.unlock();
        }
        try {
            out.write(bytes, 0, length);
            passed.addAndGet(length);
            return true;
        } finally {
            lock.lock();
            try {
                writing--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}

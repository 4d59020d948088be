package org.stompest.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.stompest.failover.BrokerUri;
import org.stompest.protocol.FrameBuffer;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.StompException;
import org.stompest.transport.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One physical connection, from CONNECTED to its end, and the thread that writes to it. Outbox and flags are guarded by the connection
 * lock; the channel's output belongs to the writer.
 */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private static final int SLICE = 1 << 16;

    private final long number;
    private final BrokerUri broker;
    private final Channel channel;
    private final HeartBeat heartBeat;
    private final Outbox outbox;
    private final ReentrantLock lock;
    private final Condition room;
    private final Condition work;
    private final Thread writer;

    private boolean writerSleeps;
    private boolean isOver;
    private StompException cause;

    /** When the write under way began, 0 between two writes. Volatile, because the link thread looks for a stall without the lock. */
    private volatile long writeStarted;

    Link(
            long number,
            BrokerUri broker,
            Channel channel,
            HeartBeat heartBeat,
            Outbox outbox,
            ReentrantLock lock,
            Condition room,
            String name) {
        this.number = number;
        this.broker = broker;
        this.channel = channel;
        this.heartBeat = heartBeat;
        this.outbox = outbox;
        this.lock = lock;
        this.room = room;
        this.work = lock.newCondition();
        this.writer = new Thread(this::write, name + "-writer-" + number);
        this.writer.setDaemon(true);
    }

    long number() {
        return number;
    }

    BrokerUri broker() {
        return broker;
    }

    HeartBeat heartBeat() {
        return heartBeat;
    }

    Outbox outbox() {
        return outbox;
    }

    void start() {
        writer.start();
    }

    /** Tells the writer that there is something in the outbox. The caller holds the lock. */
    void wakeWriter() {
        if (writerSleeps) {
            writerSleeps = false;
            work.signal();
        }
    }

    /** Ends the link; the first cause is the one that counts. Both loops leave. Does not wait. */
    void end(StompException why) {
        lock.lock();
        try {
            if (!isOver) {
                isOver = true;
                cause = why;
            }
            writerSleeps = false;
            work.signal();
        } finally {
            lock.unlock();
        }
        channel.abort();
    }

    /** Whether the link was ended, though its threads may not have left yet. The caller holds the lock. */
    boolean isOver() {
        return isOver;
    }

    /** Why the link was ended from this side, or null. The caller holds the lock. */
    StompException cause() {
        return cause;
    }

    boolean isStalled(long now, long timeoutNanos) {
        long started = writeStarted;
        return timeoutNanos > 0 && started != 0 && now - started > timeoutNanos;
    }

    /** Waits for the writer, which an ended link sets free at once. */
    void join(Deadline deadline) {
        if (Thread.currentThread() == writer) {
            return;
        }
        try {
            writer.join(deadline.joinMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            FrameBuffer next = next();
            while (next != null) {
                write(next);
                next = next();
            }
        } catch (IOException e) {
            end(new ConnectionLostException("lost the connection to " + broker + " while writing", e));
        } catch (Throwable e) {
            LOG.error("{}: the writer has failed", writer.getName(), e);
            end(new StompException("the writer of the connection to " + broker + " has failed", e));
        }
    }

    /** In slices, so that a large frame on a slow way counts as moving, and only a peer that does not read at all as stuck. */
    private void write(FrameBuffer full) throws IOException {
        for (int start = 0; start < full.length(); start += SLICE) {
            writeStarted = System.nanoTime() | 1;
            channel.write(full.array(), start, Math.min(SLICE, full.length() - start));
        }
        writeStarted = 0;
    }

    /** Waits for bytes; none for half the interval that was promised to the broker make a heart-beat. Null at the end. */
    private FrameBuffer next() {
        long interval = TimeUnit.MILLISECONDS.toNanos(heartBeat.send()) / 2;
        lock.lock();
        try {
            long remaining = interval;
            while (outbox.isEmpty() && !isOver) {
                writerSleeps = true;
                if (interval == 0) {
                    work.awaitUninterruptibly();
                } else if ((remaining = awaitNanos(remaining)) <= 0) {
                    outbox.appendHeartBeat();
                }
            }
            writerSleeps = false;
            if (isOver) {
                return null;
            }
            boolean wasFull = outbox.isFull();
            FrameBuffer full = outbox.swap();
            if (wasFull) {
                room.signalAll();
            }
            return full;
        } finally {
            lock.unlock();
        }
    }

    private long awaitNanos(long remaining) {
        try {
            return work.awaitNanos(remaining);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt the writer; a beat too early does no harm.
            return 0;
        }
    }

    @Override
    public String toString() {
        return "link " + number + " to " + broker;
    }
}

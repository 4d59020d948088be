package org.stompest.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.stompest.protocol.Frame;
import org.stompest.protocol.FrameDecoder;
import org.stompest.protocol.FrameLimits;
import org.stompest.protocol.FrameSink;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

/** The thread that reads one connection, records what comes, and answers it if the broker is obliging. Thread-safe. */
final class PeerReader implements Runnable, FrameSink {
    private final Peer peer;
    private final Wire wire;
    private final Conversation conversation;
    private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
    private final Thread thread;
    private Answers answers;
    private boolean isObliging;
    private int answered;
    private boolean isPaused;
    private Version version = Version.V1_0;

    PeerReader(String name, Peer peer, Wire wire, Conversation conversation, Answers answers) {
        this.peer = peer;
        this.wire = wire;
        this.conversation = conversation;
        this.answers = answers;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isEnded() {
        return conversation.isEnded();
    }

    /** Ends the connection and waits for the thread. */
    void close() throws InterruptedException {
        wire.drop();
        resume();
        thread.join(FakeBroker.PATIENCE.toMillis());
        if (thread.isAlive()) {
            throw conversation.failure("the reader of a dropped connection to leave, it does not");
        }
    }

    synchronized Version version() {
        return version;
    }

    synchronized void version(Version negotiated) {
        version = negotiated;
        decoder.version(negotiated);
    }

    synchronized void oblige(Set<String> exceptions) {
        answers = new Answers(answers.versions(), answers.connected(), exceptions);
        isObliging = true;
        List<Frame> frames = conversation.frames();
        int first = Math.max(answered, conversation.consumed());
        frames.subList(Math.min(first, frames.size()), frames.size()).forEach(this::answer);
    }

    synchronized void mute() {
        isObliging = false;
    }

    synchronized void pause() {
        isPaused = true;
    }

    synchronized void resume() {
        isPaused = false;
        notifyAll();
    }

    @Override
    public void run() {
        byte[] buffer = new byte[1 << 14];
        try {
            for (int count = wire.read(buffer); count >= 0; count = wire.read(buffer)) {
                take(buffer, count);
            }
            conversation.ended("has ended the connection");
        } catch (IOException | InterruptedException e) {
            conversation.ended("connection broken: " + e.getMessage());
        } catch (StompException e) {
            conversation.ended("sends no STOMP: " + e.getMessage());
        }
    }

    private synchronized void take(byte[] buffer, int count) throws InterruptedException {
        while (isPaused) {
            wait();
        }
        decoder.decode(buffer, 0, count, this);
    }

    @Override
    public void heartBeat() {
        conversation.heartBeatReceived();
    }

    @Override
    public void frame(Frame frame) {
        conversation.received(frame);
        if (isObliging) {
            answer(frame);
        }
    }

    private void answer(Frame frame) {
        answered = conversation.frames().size();
        answers.answer(frame).ifPresent(answer -> {
            try {
                peer.send(answer);
            } catch (AssertionError e) {
                // The client has gone meanwhile; whoever expects something more of it will hear so.
                conversation.sent("(could not answer " + frame.command() + ")");
            }
        });
    }

    @Override
    public String toString() {
        return thread.getName();
    }
}

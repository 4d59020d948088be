package org.stompest.testkit;

/** Runs the script of one connection and keeps its failure. Thread-safe. */
final class ScriptThread {
    private final Peer peer;
    private final Thread thread;
    private volatile Throwable failure;

    ScriptThread(Script script, Peer peer) {
        this.peer = peer;
        this.thread = new Thread(() -> run(script), peer + ", script");
        this.thread.setDaemon(true);
    }

    private void run(Script script) {
        try {
            script.run(peer);
        } catch (Throwable e) {
            failure = e;
        }
    }

    void start() {
        thread.start();
    }

    /** Ends the connection and the script; returns the first failure of all so far, the others being suppressed ones of it. */
    AssertionError close(AssertionError earlier) {
        try {
            if (peer.reader().isEnded()) {
                thread.join(FakeBroker.PATIENCE.toMillis());
            }
            peer.reader().close();
            thread.interrupt();
            thread.join(FakeBroker.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = failure == null ? e : failure;
        }
        if (failure == null) {
            return earlier;
        }
        AssertionError error = new AssertionError(peer + ": the script has failed: " + failure.getMessage(), failure);
        if (earlier == null) {
            return error;
        }
        earlier.addSuppressed(error);
        return earlier;
    }
}

package org.stompest.testkit;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/** Takes the connections of one broker, gives each its script, and remembers them. Thread-safe. */
final class Reception implements Listener {
    /** What happens to who comes. */
    enum Acceptance {
        ACCEPTING,
        REFUSING,
        HANGING
    }

    private final String host;
    private final List<Peer> peers = new ArrayList<>();
    private final List<ScriptThread> threads = new ArrayList<>();
    private final Map<Integer, Script> scripts = new HashMap<>();
    private Script otherScript;
    private Answers answers = Answers.DEFAULT;
    private Acceptance acceptance = Acceptance.ACCEPTING;

    Reception(String host) {
        this.host = host;
    }

    synchronized void script(int number, Script script) {
        scripts.put(number, script);
    }

    synchronized void otherwise(Script script) {
        otherScript = script;
    }

    synchronized void versions(List<Version> versions) {
        answers = new Answers(versions, answers.connected(), answers.unanswered());
    }

    synchronized void connected(Headers headers) {
        answers = new Answers(answers.versions(), headers, answers.unanswered());
    }

    synchronized void acceptance(Acceptance value) {
        acceptance = value;
    }

    synchronized List<Peer> peers() {
        return List.copyOf(peers);
    }

    String trace() {
        StringBuilder text = new StringBuilder();
        peers().forEach(peer ->
                text.append(peer).append('\n').append(peer.trace()).append('\n'));
        return text.toString();
    }

    synchronized Peer connection(int number) {
        long deadline = System.nanoTime() + FakeBroker.PATIENCE.toNanos();
        while (peers.size() < number) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("expected connection " + number + " to fake broker " + host + " within "
                        + FakeBroker.PATIENCE + ", got " + peers.size() + " of them\n" + trace());
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("expected connection " + number + " to " + host + ", was interrupted", e);
            }
        }
        return peers.get(number - 1);
    }

    @Override
    public synchronized boolean isHanging() {
        return acceptance == Acceptance.HANGING;
    }

    @Override
    public synchronized void accept(Wire wire) throws ConnectException {
        if (acceptance != Acceptance.ACCEPTING) {
            throw new ConnectException("the fake broker " + host + " refuses connections");
        }
        int number = peers.size() + 1;
        Peer peer = new Peer("fake broker " + host + ", connection " + number, wire, answers);
        Script script = scripts.getOrDefault(number, otherScript);
        if (script == null) {
            // At once and not as a script, so that it cannot come after what the test tells the peer.
            peer.oblige();
        }
        ScriptThread thread = new ScriptThread(script == null ? silent -> {} : script, peer);
        peers.add(peer);
        threads.add(thread);
        peer.reader().start();
        thread.start();
        notifyAll();
    }

    /** Ends all connections, and throws the first failure of a script, the others being suppressed ones of it. */
    void close() {
        List<ScriptThread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        AssertionError failure = null;
        for (ScriptThread each : all) {
            failure = each.close(failure);
        }
        if (failure != null) {
            throw failure;
        }
    }
}

package org.stompest.it.strict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.stompest.protocol.Version;

/**
 * What the commands of a connected client do. Its monitor is held while a command is carried out, and before that of the store. Thread-safe.
 */
final class StrictSession {
    private static final Set<String> OF_SERVER = Set.of("message-id", "subscription", "ack");

    private final StrictStore store;
    private final StrictOutput output;
    private final Version version;

    /** By id, or by destination for want of one. */
    private final Map<String, StrictSubscription> subscriptions = new ConcurrentHashMap<>();

    private final Map<String, StrictTransaction> transactions = new LinkedHashMap<>();
    private boolean isOver;

    StrictSession(StrictStore store, StrictOutput output, Version version) {
        this.store = store;
        this.output = output;
        this.version = version;
    }

    /**
     * Carries out a command.
     *
     * @return false if it was the last one
     */
    synchronized boolean handle(StrictFrame frame) throws StrictViolation {
        if (isOver) {
            return false;
        }
        switch (frame.command()) {
            case "SEND" -> send(frame);
            case "SUBSCRIBE" -> subscribe(frame);
            case "UNSUBSCRIBE" -> unsubscribe(frame);
            case "ACK" -> ack(frame);
            case "NACK" -> nack(frame);
            case "BEGIN" -> begin(frame);
            case "COMMIT" -> store.together(end(frame).onCommit());
            case "ABORT" -> store.together(end(frame).onAbort());
            case "DISCONNECT" -> only(frame);
            default -> throw new StrictViolation("STOMP " + version + " has no command " + frame.command() + " here");
        }
        boolean isLast = frame.command().equals("DISCONNECT");
        if (isLast) {
            end();
        }
        if (frame.header("receipt") != null) {
            output.put(StrictFrame.of("RECEIPT", "receipt-id", frame.header("receipt")), false);
        }
        return !isLast;
    }

    /** Aborts transactions and gives messages back. Repeatable. */
    synchronized void end() {
        if (!isOver) {
            isOver = true;
            transactions.values().forEach(each -> store.together(each.onAbort()));
            transactions.clear();
            subscriptions.values().forEach(store::unsubscribe);
            subscriptions.clear();
        }
    }

    /** The client can be sent messages again. */
    void dispatch() {
        subscriptions.values().forEach(store::dispatch);
    }

    private static void only(StrictFrame frame, String... allowed) throws StrictViolation {
        for (String name : frame.headers().keySet()) {
            if (!name.equals("receipt") && !Set.of(allowed).contains(name)) {
                throw new StrictViolation("STOMP has no header " + name + " for " + frame.command());
            }
        }
    }

    private void send(StrictFrame frame) throws StrictViolation {
        String destination = frame.require("destination");
        StrictDestinations.check(destination);
        for (String each : OF_SERVER) {
            if (frame.header(each) != null) {
                throw new StrictViolation("SEND with the header " + each + " of MESSAGE");
            }
        }
        if (!store.hasRoom(destination)) {
            throw new StrictViolation("too many messages in " + destination);
        }
        String transaction = frame.header("transaction");
        if (transaction == null) {
            store.send(frame);
        } else {
            open(transaction).onCommit().add(() -> store.send(frame));
        }
    }

    private void subscribe(StrictFrame frame) throws StrictViolation {
        only(frame, "destination", "id", "ack");
        String destination = frame.require("destination");
        StrictDestinations.check(destination);
        String id = version == Version.V1_0 ? frame.header("id") : frame.require("id");
        String key = id == null ? destination : id;
        if (subscriptions.containsKey(key)) {
            throw new StrictViolation("a second subscription " + key);
        }
        StrictSubscription.Mode mode = mode(frame.headers().getOrDefault("ack", "auto"));
        subscriptions.put(key, store.subscribe(id, destination, mode, output, version));
    }

    /** In STOMP 1.0 an acknowledgement is that of one message; nothing is said there of those before it. */
    private StrictSubscription.Mode mode(String ack) throws StrictViolation {
        return switch (ack) {
            case "auto" -> StrictSubscription.Mode.AUTO;
            case "client" ->
                version == Version.V1_0 ? StrictSubscription.Mode.INDIVIDUAL : StrictSubscription.Mode.CUMULATIVE;
            case "client-individual" -> {
                if (version == Version.V1_0) {
                    throw new StrictViolation("STOMP 1.0 has no ack " + ack);
                }
                yield StrictSubscription.Mode.INDIVIDUAL;
            }
            default -> throw new StrictViolation("STOMP has no ack " + ack);
        };
    }

    private void unsubscribe(StrictFrame frame) throws StrictViolation {
        String id = frame.header("id");
        if (version == Version.V1_0 && id == null) {
            only(frame, "destination");
            id = frame.require("destination");
        } else {
            only(frame, "id");
            id = frame.require("id");
        }
        StrictSubscription ended = subscriptions.remove(id);
        if (ended == null) {
            throw new StrictViolation("there is no subscription " + id);
        }
        store.unsubscribe(ended);
    }

    private void ack(StrictFrame frame) throws StrictViolation {
        Acknowledged acknowledged = acknowledged(frame);
        StrictSubscription of = acknowledged.subscription();
        Map<String, StrictMessage> taken = acknowledged.messages();
        String transaction = frame.header("transaction");
        if (transaction == null) {
            store.settle(of, taken);
        } else {
            StrictTransaction open = open(transaction);
            open.onCommit().add(() -> store.settle(of, taken));
            open.onAbort().add(0, () -> store.restore(of, taken));
        }
    }

    /** What becomes of such a message STOMP leaves open; here it is given to somebody again. */
    private void nack(StrictFrame frame) throws StrictViolation {
        if (version == Version.V1_0) {
            throw new StrictViolation("STOMP 1.0 has no NACK");
        }
        Acknowledged rejected = acknowledged(frame);
        String transaction = frame.header("transaction");
        if (transaction == null) {
            store.reject(rejected.subscription(), rejected.messages());
        } else {
            StrictTransaction open = open(transaction);
            open.onCommit().add(() -> store.reject(rejected.subscription(), rejected.messages()));
            open.onAbort().add(0, () -> store.restore(rejected.subscription(), rejected.messages()));
        }
    }

    private record Acknowledged(StrictSubscription subscription, Map<String, StrictMessage> messages) {}

    private Acknowledged acknowledged(StrictFrame frame) throws StrictViolation {
        String transaction = frame.header("transaction");
        if (transaction != null) {
            open(transaction);
        }
        String key;
        String subscription = null;
        if (version == Version.V1_2) {
            only(frame, "id", "transaction");
            key = frame.require("id");
        } else {
            only(frame, "message-id", "subscription", "transaction");
            key = frame.require("message-id");
            subscription = version == Version.V1_0 ? frame.header("subscription") : frame.require("subscription");
        }
        for (Map.Entry<String, StrictSubscription> each : subscriptions.entrySet()) {
            if (subscription == null || subscription.equals(each.getKey())) {
                Map<String, StrictMessage> taken = store.take(each.getValue(), key);
                if (taken != null) {
                    return new Acknowledged(each.getValue(), taken);
                }
            }
        }
        throw new StrictViolation("there is no message " + key + " to acknowledge");
    }

    private void begin(StrictFrame frame) throws StrictViolation {
        only(frame, "transaction");
        String transaction = frame.require("transaction");
        if (transactions.putIfAbsent(transaction, new StrictTransaction()) != null) {
            throw new StrictViolation("a second transaction " + transaction);
        }
    }

    private StrictTransaction end(StrictFrame frame) throws StrictViolation {
        only(frame, "transaction");
        StrictTransaction ended = open(frame.require("transaction"));
        transactions.remove(frame.require("transaction"));
        return ended;
    }

    private StrictTransaction open(String transaction) throws StrictViolation {
        StrictTransaction open = transactions.get(transaction);
        if (open == null) {
            throw new StrictViolation("there is no transaction " + transaction);
        }
        return open;
    }
}

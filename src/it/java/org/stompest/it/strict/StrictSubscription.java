package org.stompest.it.strict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stompest.protocol.Version;

/** A subscription of one connection, and the messages of it that are not acknowledged. Guarded by the lock of the store. */
final class StrictSubscription {
    /** How acknowledgements count. */
    enum Mode {
        AUTO,
        CUMULATIVE,
        INDIVIDUAL
    }

    private final String id;
    private final String destination;
    private final Mode mode;
    private final StrictMailbox mailbox;
    private final StrictOutput output;
    private final Version version;

    /** By the text that acknowledges them, in the order of their delivery. */
    private final Map<String, StrictMessage> unsettled = new LinkedHashMap<>();

    private boolean isEnded;

    /** Creates the subscription with that id, null for none in STOMP 1.0. */
    StrictSubscription(
            String id, String destination, Mode mode, StrictMailbox mailbox, StrictOutput output, Version version) {
        this.id = id;
        this.destination = destination;
        this.mode = mode;
        this.mailbox = mailbox;
        this.output = output;
        this.version = version;
    }

    String destination() {
        return destination;
    }

    boolean hasRoom() {
        return output.hasRoom();
    }

    /** Sends a message; true if it has to be acknowledged. */
    boolean deliver(StrictMessage message) {
        String messageId = "m" + message.sequence();
        String key = version == Version.V1_2 ? id + "/" + messageId : messageId;
        StrictFrame frame =
                StrictFrame.of("MESSAGE", "destination", message.send().header("destination"));
        frame.headers().put("message-id", messageId);
        if (id != null) {
            frame.headers().put("subscription", id);
        }
        if (version == Version.V1_2 && mode != Mode.AUTO) {
            frame.headers().put("ack", key);
        }
        message.send().headers().forEach((name, value) -> {
            if (!name.equals("receipt") && !name.equals("transaction")) {
                frame.headers().putIfAbsent(name, value);
            }
        });
        if (mode != Mode.AUTO) {
            unsettled.put(key, message);
        }
        output.put(new StrictFrame("MESSAGE", frame.headers(), message.send().body()), true);
        return mode != Mode.AUTO;
    }

    boolean isOpen(String key) {
        return unsettled.containsKey(key);
    }

    /** What an acknowledgement by that text covers; it is taken out, to be settled or restored. */
    Map<String, StrictMessage> take(String key) {
        Map<String, StrictMessage> covered = new LinkedHashMap<>();
        if (mode == Mode.INDIVIDUAL) {
            covered.put(key, unsettled.remove(key));
            return covered;
        }
        for (String each : List.copyOf(unsettled.keySet())) {
            covered.put(each, unsettled.remove(each));
            if (each.equals(key)) {
                break;
            }
        }
        return covered;
    }

    /** Takes back the acknowledgement of what was taken out. */
    void restore(Map<String, StrictMessage> taken) {
        if (isEnded) {
            taken.values().forEach(mailbox::takeBack);
            mailbox.dispatch();
        } else {
            Map<String, StrictMessage> later = new LinkedHashMap<>(unsettled);
            unsettled.clear();
            unsettled.putAll(taken);
            unsettled.putAll(later);
        }
    }

    /** Gives what was taken out to somebody again. */
    void reject(Map<String, StrictMessage> taken) {
        taken.values().forEach(mailbox::takeBack);
        mailbox.dispatch();
    }

    StrictMailbox mailbox() {
        return mailbox;
    }

    /** Gives back what is not acknowledged. */
    void end() {
        isEnded = true;
        mailbox.remove(this);
        unsettled.values().forEach(mailbox::takeBack);
        unsettled.clear();
        mailbox.dispatch();
    }
}

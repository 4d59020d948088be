package org.stompest.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Token;

/** The receipts that are waited for, in the order of their frames. Guarded by the connection lock. */
final class Receipts {
    private final Map<String, Receipt> waiting = new LinkedHashMap<>();
    private final boolean keepsSends;
    private long size;

    /**
     * Creates an empty collection.
     *
     * @param keepsSends whether sends survive the loss of a link
     */
    Receipts(boolean keepsSends) {
        this.keepsSends = keepsSends;
    }

    private boolean survives(Receipt receipt) {
        return receipt.survivesLink() && (keepsSends || receipt.isSubscribe());
    }

    void add(Receipt receipt) {
        waiting.put(receipt.id(), receipt);
        size += receipt.size();
    }

    /** Takes out the receipt of that id, if it is waited for. */
    Optional<Receipt> remove(String id) {
        Receipt receipt = waiting.remove(id);
        if (receipt != null) {
            size -= receipt.size();
        }
        return Optional.ofNullable(receipt);
    }

    /** The bytes of all frames that are waited for. */
    long size() {
        return size;
    }

    /** The first SUBSCRIBE that is not confirmed: an ERROR that names no receipt is the answer to it (Artemis). */
    Optional<Receipt> firstSubscribe() {
        return waiting.values().stream().filter(Receipt::isSubscribe).findFirst();
    }

    /**
     * What a broker may have meant that closes the connection with an ERROR naming no receipt. If it were sent again, each further
     * connection would end in the same way; so one is given up each time, until the right one was: the subscriptions first, since they
     * are the first to be repeated, and then the sends in their order.
     */
    Optional<Receipt> suspect() {
        return firstSubscribe()
                .or(() -> waiting.values().stream().filter(this::survives).findFirst());
    }

    /** What is to be sent again to a destination that the text of an ERROR names in quotes, as RabbitMQ's do. */
    Optional<Receipt> named(Frame error) {
        String text = error.headers().get(Headers.MESSAGE, "") + error.text();
        return waiting.values().stream()
                .filter(this::survives)
                .filter(each -> names(each.frame()).anyMatch(name -> text.contains("'" + name + "'")))
                .findFirst();
    }

    /** The parts of a destination, without the first one, which says what the others are. */
    private static Stream<String> names(Frame frame) {
        String destination = frame.headers().get(Headers.DESTINATION, "");
        int first = destination.startsWith("/") ? destination.indexOf('/', 1) + 1 : 0;
        return Stream.of(destination.substring(first).split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace("%2F", "/"));
    }

    /** The SUBSCRIBE of that token, if it is not confirmed. */
    Optional<Receipt> subscribe(Token token) {
        return waiting.values().stream()
                .filter(each ->
                        each.isSubscribe() && token.equals(Token.id(each.frame().header(Headers.ID))))
                .findFirst();
    }

    /** Those that stay when a link is lost, in their order. */
    List<Receipt> survivors() {
        return waiting.values().stream().filter(this::survives).toList();
    }

    /** Takes out those that do not survive the loss of a link. */
    List<Receipt> removeMortals() {
        List<Receipt> mortals =
                waiting.values().stream().filter(each -> !survives(each)).toList();
        mortals.forEach(each -> remove(each.id()));
        return mortals;
    }

    List<Receipt> removeAll() {
        List<Receipt> all = new ArrayList<>(waiting.values());
        waiting.clear();
        size = 0;
        return all;
    }
}

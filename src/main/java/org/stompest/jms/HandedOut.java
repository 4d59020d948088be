package org.stompest.jms;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.stompest.client.Delivery;
import org.stompest.protocol.Token;

/**
 * Remembers which messages a connection has handed out by earlier links and subscriptions. A broker that was started again does not know
 * what it had delivered before, and Artemis does not count what an ended subscription gives back, so that without this memory a message
 * could come twice and not be marked as redelivered (Jakarta Messaging 3.1, 3.4.7). Thread-safe.
 */
final class HandedOut {
    /** More than the brokers' windows leave unacknowledged; for older messages their brokers' own mark has to do. */
    private static final int MOST = 10_000;

    /** A message among those where it would be a repetition. */
    private record Key(Object scope, String message) {}

    /** How often a message was handed out: by earlier subscriptions or links, and by the last one. */
    private record Times(long link, Token subscription, int before, int since) {
        /** Tokens are compared as objects, since several clients may have subscriptions of the same name. */
        boolean isOf(Delivery delivery) {
            return link == delivery.link()
                    && subscription == delivery.subscription().token();
        }
    }

    private final Map<Key, Times> messages = new LinkedHashMap<>();

    /**
     * Notes that a message is handed out.
     *
     * @param scope among which messages the same one would be a repetition
     * @param messageKey what the message is known by across links
     * @param redeliveries how often this delivery was handed out before
     * @return how often the message was handed out by earlier links and subscriptions
     */
    synchronized int note(Delivery delivery, Object scope, String messageKey, int redeliveries) {
        Key key = new Key(scope, messageKey);
        Times last = messages.remove(key);
        int before = 0;
        if (last != null) {
            before = last.isOf(delivery) ? last.before() : last.before() + last.since();
        }
        messages.put(key, new Times(delivery.link(), delivery.subscription().token(), before, redeliveries + 1));
        if (messages.size() > MOST) {
            Iterator<Key> eldest = messages.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return before;
    }
}

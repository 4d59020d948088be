package org.stompest.dialect;

import org.stompest.protocol.Headers;

/**
 * How something that outlives connections is deleted: by an UNSUBSCRIBE that names it. Immutable.
 *
 * @param destination what has to be subscribed to first, null if nothing has to
 * @param subscribe the headers of that SUBSCRIBE, its destination excepted
 * @param unsubscribe the headers of UNSUBSCRIBE
 */
public record Deletion(String destination, Headers subscribe, Headers unsubscribe) {
    static Deletion plain(Headers unsubscribe) {
        return new Deletion(null, Headers.EMPTY, unsubscribe);
    }

    /**
     * Whether the UNSUBSCRIBE belongs to a subscription that is made for it.
     *
     * @return false if the UNSUBSCRIBE alone will do
     */
    public boolean needsSubscription() {
        return destination != null;
    }
}

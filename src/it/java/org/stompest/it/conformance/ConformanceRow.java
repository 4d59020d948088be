package org.stompest.it.conformance;

import org.stompest.it.BrokerKind;

/**
 * What a broker can do over STOMP, as far as the tests of connections, sessions, producers and consumers have to know: one row for each.
 * Immutable.
 *
 * @param knowsClientIds whether the broker refuses a client identifier that is in use
 * @param delaysDelivery whether the broker keeps messages back for a while
 * @param showsQueues whether a queue can be looked at without consuming
 */
record ConformanceRow(boolean knowsClientIds, boolean delaysDelivery, boolean showsQueues) {
    static ConformanceRow of(BrokerKind kind) {
        return switch (kind) {
            case CLASSIC -> new ConformanceRow(true, true, true);
            case ARTEMIS -> new ConformanceRow(false, true, false);
        };
    }
}

package org.stompest.it;

import org.stompest.protocol.Headers;

/**
 * A queue in the spelling of one kind of broker. Immutable.
 *
 * @param name the bare name
 * @param destination the header {@code destination}
 * @param sendHeaders what a SEND needs further
 * @param subscribeHeaders what a SUBSCRIBE needs further
 */
public record BrokerQueue(String name, String destination, Headers sendHeaders, Headers subscribeHeaders) {
    /**
     * What a SEND needs further for the message to outlast a stop of a persistent broker.
     *
     * @return the headers
     */
    public Headers persistentSendHeaders() {
        return sendHeaders.with("persistent", "true");
    }
}

package org.stompest.session;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Token;

/**
 * A subscription of a session, as it stands on the wire. Immutable.
 *
 * @param token what its messages are known by
 * @param subscribe the SUBSCRIBE frame with the headers in effect, defaults and generated id included, without a receipt
 */
public record Subscription(Token token, Frame subscribe) {
    /**
     * The destination as subscribed to, which for a pattern is not that of the messages.
     *
     * @return the value of the header {@code destination}
     */
    public String destination() {
        return subscribe.headers().get(Headers.DESTINATION, "");
    }
}

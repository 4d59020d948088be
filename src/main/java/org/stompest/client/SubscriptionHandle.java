package org.stompest.client;

import org.stompest.protocol.Token;

/** A subscription as the client knows it, over all its connections. Immutable. */
public final class SubscriptionHandle {
    private final Token token;
    private final String destination;
    private final DeliverySink sink;

    SubscriptionHandle(Token token, String destination, DeliverySink sink) {
        this.token = token;
        this.destination = destination;
        this.sink = sink;
    }

    /**
     * What the messages of this subscription are known by.
     *
     * @return the token
     */
    public Token token() {
        return token;
    }

    /**
     * The destination as subscribed to.
     *
     * @return the value of the header {@code destination}
     */
    public String destination() {
        return destination;
    }

    DeliverySink sink() {
        return sink;
    }

    @Override
    public String toString() {
        return "subscription " + token.value() + " to " + destination;
    }
}

package org.stompest.protocol;

/**
 * What ties a MESSAGE to its subscription: the id of the subscription or, in STOMP 1.0 only, the destination of one that has no id.
 * Immutable.
 *
 * @param kind which of the two
 * @param value the id or the destination
 */
public record Token(Kind kind, String value) {
    /** The two kinds of tokens. */
    public enum Kind {
        /** The value of the header {@code id} of SUBSCRIBE, {@code subscription} of MESSAGE. */
        ID,
        /** The value of the header {@code destination} of both. */
        DESTINATION
    }

    /**
     * The token of a subscription with an id.
     *
     * @param id the id
     * @return the token
     */
    public static Token id(String id) {
        return new Token(Kind.ID, id);
    }

    /**
     * The token of a subscription without an id.
     *
     * @param destination the destination
     * @return the token
     */
    public static Token destination(String destination) {
        return new Token(Kind.DESTINATION, destination);
    }

    /** The name of the header that carries this token in UNSUBSCRIBE. */
    String header() {
        return kind == Kind.ID ? Headers.ID : Headers.DESTINATION;
    }
}

package org.stompest.dialect;

/** How consumption is told to the broker. Immutable. */
public enum AckScheme {
    /** An acknowledgement covers the earlier messages of its subscription too. */
    CUMULATIVE("client"),
    /** An acknowledgement may cover the earlier messages of its subscription or not, so that each is acknowledged, in their order. */
    IN_ORDER("client"),
    /** An acknowledgement covers its message alone. */
    INDIVIDUAL("client-individual"),
    /** The broker forgets a message as soon as it has sent it. */
    NONE("auto");

    private final String mode;

    AckScheme(String mode) {
        this.mode = mode;
    }

    /**
     * The value of the header {@code ack} of SUBSCRIBE.
     *
     * @return the mode
     */
    public String mode() {
        return mode;
    }
}

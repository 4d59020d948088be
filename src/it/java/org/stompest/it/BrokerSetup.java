package org.stompest.it;

/**
 * How a broker of the tests is made. Immutable.
 *
 * @param isPersistent whether persistent messages outlast a stop
 * @param isSecured whether one has to log in as {@link #USER}, who may do anything, or as {@link #READER}, who may read
 *     from what there is, but neither send nor create; both have the secret {@link #SECRET}
 * @param isPolyglot whether the port speaks the broker's own protocols and AMQP as well as STOMP
 */
public record BrokerSetup(boolean isPersistent, boolean isSecured, boolean isPolyglot) {
    /** Messages live in memory, and anybody may do anything. */
    public static final BrokerSetup IN_MEMORY = new BrokerSetup(false, false, false);

    /** Messages live on disk, and anybody may do anything. */
    public static final BrokerSetup PERSISTENT = new BrokerSetup(true, false, false);

    /** Messages live in memory, and there are users. */
    public static final BrokerSetup SECURED = new BrokerSetup(false, true, false);

    /** Messages live in memory, anybody may do anything, and in other protocols than STOMP. */
    public static final BrokerSetup POLYGLOT = new BrokerSetup(false, false, true);

    /** The user who may do anything. */
    public static final String USER = "app";

    /** The user who may only read. */
    public static final String READER = "ro";

    /** The secret of both users. */
    public static final String SECRET = "secret";
}

package org.stompest.failover;

/**
 * What one step of a {@link ReconnectPolicy} is: a whole round over all brokers, or a single broker. Immutable.
 *
 * <p>Delays are waited for between steps, and limits count steps.
 */
public enum Pacing {
    /**
     * The delay lies between two rounds over all brokers, and limits count rounds: 0 and 1 both mean one round, n
     * means n rounds. This is the way of ActiveMQ and the default.
     */
    EACH_ROUND,

    /**
     * The delay lies between two single brokers, and a limit of n allows n + 1 attempts. This is the way of the Python
     * client stompest; a URI whose options are separated by commas selects it.
     */
    EACH_BROKER
}

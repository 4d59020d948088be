package org.stompest.client;

import org.stompest.protocol.Frame;

/**
 * A message as it came: it can be acknowledged on the link that it came by, and on no other. Immutable.
 *
 * @param message the MESSAGE frame
 * @param subscription the subscription that it belongs to
 * @param link the number of the link, which grows with each connection of the client
 */
public record Delivery(Frame message, SubscriptionHandle subscription, long link) {}

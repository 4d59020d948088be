package org.stompest.dialect;

/**
 * What a consumer wants. Immutable.
 *
 * @param address where from
 * @param acks how it will acknowledge
 * @param prefetch how many messages may be on their way unacknowledged, 1 or more
 * @param windowBytes the same in bytes, for brokers that count those
 * @param selector a selector in the broker's syntax, null for none
 * @param subscriptionName the name of a durable or shared subscription, null for none
 * @param isShared whether several consumers share the subscription
 * @param isDurable whether the subscription outlives its consumers
 * @param isBrowsing whether to look at the messages without consuming them
 * @param clientId the client identifier of the connection, null for none
 */
public record SubscriptionRequest(
        Address address,
        AckScheme acks,
        int prefetch,
        int windowBytes,
        String selector,
        String subscriptionName,
        boolean isShared,
        boolean isDurable,
        boolean isBrowsing,
        String clientId) {

    /**
     * The same with another window.
     *
     * @param messages how many messages may be on their way unacknowledged
     * @param bytes the same in bytes
     * @return the request
     */
    public SubscriptionRequest within(int messages, int bytes) {
        return new SubscriptionRequest(
                address, acks, messages, bytes, selector, subscriptionName, isShared, isDurable, isBrowsing, clientId);
    }

    /**
     * A plain consumer.
     *
     * @param address where from
     * @param acks how it will acknowledge
     * @param prefetch how many messages may be on their way unacknowledged
     * @param windowBytes the same in bytes
     * @return the request
     */
    public static SubscriptionRequest plain(Address address, AckScheme acks, int prefetch, int windowBytes) {
        return new SubscriptionRequest(address, acks, prefetch, windowBytes, null, null, false, false, false, null);
    }
}

package org.stompest.dialect;

/**
 * The headers of a message as the broker tells them. Immutable.
 *
 * @param destination where it was sent to
 * @param persistent whether it outlives the broker
 * @param priority 0 to 9
 * @param expiration when it expires, in milliseconds since 1970; 0 for never
 * @param timestamp when it was sent or came to the broker, in milliseconds since 1970; 0 if not told
 * @param deliveryTime when it could be delivered, in milliseconds since 1970; 0 if not told
 * @param messageId the identifier that the sender, or else the broker, has given; null if none
 * @param correlationId null for none
 * @param type null for none
 * @param replyTo null for none
 * @param redeliveries how often it was delivered before; brokers that only say that it was count as 1
 * @param groupId the message group, null for none
 */
public record Incoming(
        Address destination,
        boolean persistent,
        int priority,
        long expiration,
        long timestamp,
        long deliveryTime,
        String messageId,
        String correlationId,
        String type,
        Address replyTo,
        int redeliveries,
        String groupId) {}

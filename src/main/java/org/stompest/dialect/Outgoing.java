package org.stompest.dialect;

/**
 * The headers of a message to send. Immutable.
 *
 * @param destination where to
 * @param persistent whether it outlives the broker
 * @param priority 0 to 9
 * @param expiration when it expires, in milliseconds since 1970; 0 for never
 * @param timestamp when it was sent, in milliseconds since 1970; 0 for not told
 * @param deliveryTime when it may be delivered, in milliseconds since 1970; 0 for at once
 * @param messageId the identifier that the sender has given, or null
 * @param correlationId null for none
 * @param type null for none
 * @param replyTo null for none
 * @param isRepeatable whether the send may be repeated after a lost connection, so that the broker should detect duplicates
 * @param sentAt the time of sending by the clock, in milliseconds since 1970, whether it is told or not
 */
public record Outgoing(
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
        boolean isRepeatable,
        long sentAt) {}

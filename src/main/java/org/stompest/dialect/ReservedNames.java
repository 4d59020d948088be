package org.stompest.dialect;

import java.util.Set;

/**
 * Names of headers that STOMP, a broker or this library gives a meaning of its own, so that a property of an application may neither
 * use them on the wire nor be made of them. One set for all brokers, because messages travel between them. Stateless.
 */
public final class ReservedNames {
    private static final Set<String> NAMES = Set.of(
            "ack",
            "amq-msg-type",
            "amqp-message-id",
            "app-id",
            "auto-delete",
            "browser",
            "content-encoding",
            "content-length",
            "content-type",
            "correlation-id",
            "destination",
            "destination-type",
            "durable",
            "exclusive",
            "expiration",
            "expires",
            "heart-beat",
            "host",
            "id",
            "ingress-timestamp",
            "login",
            "message",
            "message-id",
            "no-local",
            "passcode",
            "persistent",
            "prefetch-count",
            "priority",
            "receipt",
            "receipt-id",
            "redelivered",
            "reply-to",
            "scheduledJobId",
            "selector",
            "server",
            "session",
            "subscription",
            "timestamp",
            "transaction",
            "transformation",
            "type",
            "user-id",
            "version",
            "x-acquired-count",
            "x-death",
            "x-delivery-count",
            "x-expires",
            "x-message-ttl",
            "x-priority",
            "BCC",
            "CC",
            "JMSCorrelationID",
            "JMSDeliveryMode",
            "JMSDeliveryTime",
            "JMSDestination",
            "JMSExpiration",
            "JMSMessageID",
            "JMSPriority",
            "JMSRedelivered",
            "JMSReplyTo",
            "JMSTimestamp",
            "JMSType",
            "JMSXDeliveryCount",
            "NATIVE_MESSAGE_ID",
            "amqMessageId");

    private static final String[] PREFIXES = {
        "_AMQ_",
        "__AMQ_",
        "AMQ_SCHEDULED_",
        "JMS_AMQP_",
        "JMS_stompest",
        "activemq.",
        "x-dead-letter-",
        "x-first-death-",
        "x-last-death-",
        "x-max-",
        "x-queue-"
    };

    private ReservedNames() {}

    /**
     * Whether a name is reserved.
     *
     * @param name the name of a header or a property
     * @return true if an application's property of that name must not become a header of that name
     */
    public static boolean isReserved(String name) {
        if (NAMES.contains(name)) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

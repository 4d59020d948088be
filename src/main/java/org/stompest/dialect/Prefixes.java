package org.stompest.dialect;

/**
 * What stands before the names of destinations on the wire. Immutable.
 *
 * @param queue before queues
 * @param topic before topics
 * @param temporaryQueue before temporary queues
 * @param temporaryTopic before temporary topics
 */
public record Prefixes(String queue, String topic, String temporaryQueue, String temporaryTopic) {
    /** As ActiveMQ has them, and most others. */
    public static final Prefixes SLASHES = new Prefixes("/queue/", "/topic/", "/temp-queue/", "/temp-topic/");

    /** No prefixes at all. */
    public static final Prefixes NONE = new Prefixes("", "", "", "");

    /** The kinds without a copy of their array for each message. */
    private static final Address.Kind[] KINDS = Address.Kind.values();

    String of(Address.Kind kind) {
        return switch (kind) {
            case QUEUE -> queue;
            case TOPIC -> topic;
            case TEMPORARY_QUEUE -> temporaryQueue;
            case TEMPORARY_TOPIC -> temporaryTopic;
        };
    }

    /** The destination that a text spells, or null if it starts with none of the prefixes. */
    Address parse(String text) {
        for (Address.Kind kind : KINDS) {
            String prefix = of(kind);
            if (!prefix.isEmpty() && text.startsWith(prefix)) {
                return new Address(kind, text.substring(prefix.length()));
            }
        }
        return null;
    }
}

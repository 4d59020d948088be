package org.stompest.dialect;

import java.util.Locale;
import java.util.Objects;

/**
 * A destination by kind and name, in no broker's spelling. Immutable.
 *
 * @param kind queue or topic, lasting or temporary
 * @param name the name without any prefix
 */
public record Address(Kind kind, String name) {
    /** The kinds of destinations of Jakarta Messaging. */
    public enum Kind {
        /** Each message goes to one consumer. */
        QUEUE,
        /** Each message goes to every subscription. */
        TOPIC,
        /** A queue that ends with the connection that made it. */
        TEMPORARY_QUEUE,
        /** A topic that ends with the connection that made it. */
        TEMPORARY_TOPIC;

        /**
         * Whether messages go to every subscription.
         *
         * @return true for topics, temporary ones included
         */
        public boolean isTopic() {
            return this == TOPIC || this == TEMPORARY_TOPIC;
        }

        /**
         * Whether the destination ends with its connection.
         *
         * @return true for temporary queues and topics
         */
        public boolean isTemporary() {
            return this == TEMPORARY_QUEUE || this == TEMPORARY_TOPIC;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if something is
     */
    public Address {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return kind + " '" + name + "'";
    }
}

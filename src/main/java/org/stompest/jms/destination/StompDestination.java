package org.stompest.jms.destination;

import java.io.Serializable;

import jakarta.jms.Destination;

import org.stompest.dialect.Address;

/**
 * A destination as a name, which exists on no broker before it is used. Destinations of the same kind and name are equal. Immutable.
 */
public abstract sealed class StompDestination implements Destination, Serializable
        permits StompQueue, StompTopic, StompTemporaryQueue, StompTemporaryTopic {
    private static final long serialVersionUID = 1L;

    /** The kind of the destination. */
    private final Address.Kind kind;

    /** The name without prefix. */
    private final String name;

    StompDestination(Address.Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** A name without the prefix that says its kind, if it has one: {@code queue://a} and {@code /queue/a} are {@code a}. */
    static String plain(Address.Kind kind, String name) {
        String word = kind == Address.Kind.QUEUE ? "queue" : "topic";
        if (name.startsWith(word + "://")) {
            return name.substring(word.length() + 3);
        }
        return name.startsWith("/" + word + "/") ? name.substring(word.length() + 2) : name;
    }

    /**
     * The destination of an address; for the inside of this library.
     *
     * @param address kind and name
     * @return a destination of that kind; a temporary one belongs to no connection
     */
    @SuppressWarnings("exports")
    public static StompDestination of(Address address) {
        return switch (address.kind()) {
            case QUEUE -> new StompQueue(address.name());
            case TOPIC -> new StompTopic(address.name());
            case TEMPORARY_QUEUE -> new StompTemporaryQueue(address.name(), TemporaryOwner.NOBODY);
            case TEMPORARY_TOPIC -> new StompTemporaryTopic(address.name(), TemporaryOwner.NOBODY);
        };
    }

    /**
     * Kind and name; for the inside of this library.
     *
     * @return the address
     */
    @SuppressWarnings("exports")
    public Address address() {
        return new Address(kind, name);
    }

    String name() {
        return name;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof StompDestination destination
                && kind == destination.kind
                && name.equals(destination.name);
    }

    @Override
    public final int hashCode() {
        return 31 * kind.ordinal() + name.hashCode();
    }

    /** Shows kind and name, as {@code queue://name}. */
    @Override
    public final String toString() {
        String word =
                switch (kind) {
                    case QUEUE -> "queue";
                    case TOPIC -> "topic";
                    case TEMPORARY_QUEUE -> "temp-queue";
                    case TEMPORARY_TOPIC -> "temp-topic";
                };
        return word + "://" + name;
    }
}

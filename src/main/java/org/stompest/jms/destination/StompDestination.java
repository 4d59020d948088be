package org.stompest.jms.destination;

import java.io.Serializable;

import jakarta.jms.Destination;

/**
 * A destination as a name, which exists on no broker before it is used. Destinations of the same kind and name are equal. Immutable.
 */
public abstract sealed class StompDestination implements Destination, Serializable
        permits StompQueue, StompTopic, StompTemporaryQueue, StompTemporaryTopic {
    private static final long serialVersionUID = 1L;

    /** The word for the kind of the destination, as in {@code queue://name}. */
    private final String kind;

    /** The name without prefix. */
    private final String name;

    StompDestination(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** A name without the prefix that says its kind, if it has one: {@code queue://a} and {@code /queue/a} are {@code a}. */
    static String plain(String kind, String name) {
        int length = kind.length();
        if (name.startsWith(kind) && name.startsWith("://", length)) {
            return name.substring(length + 3);
        }
        boolean hasSlashes = name.startsWith("/") && name.startsWith(kind, 1) && name.startsWith("/", length + 1);
        return hasSlashes ? name.substring(length + 2) : name;
    }

    String name() {
        return name;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof StompDestination destination
                && kind.equals(destination.kind)
                && name.equals(destination.name);
    }

    @Override
    public final int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    /** Shows kind and name, as {@code queue://name}. */
    @Override
    public final String toString() {
        return kind + "://" + name;
    }
}

package org.stompest.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.stompest.protocol.Frame;

/** Finds the dialect of a broker. Stateless. */
public final class Dialects {
    /** The names that {@link #named} takes. */
    private static final List<String> NAMES = List.of("auto", "activemq", "artemis", "rabbitmq", "generic");

    private Dialects() {}

    /**
     * The names of the dialects, and {@code auto} for none.
     *
     * @return an immutable list
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The dialect of a name.
     *
     * @param name one of {@link #names()}
     * @param prefixes changes the prefixes that the broker has by default
     * @return the dialect, empty for {@code auto}
     * @throws IllegalArgumentException if there is no such name
     */
    public static Optional<Dialect> named(String name, UnaryOperator<Prefixes> prefixes) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.empty();
            case "activemq" -> Optional.of(new ActiveMqDialect(prefixes.apply(Prefixes.SLASHES)));
            case "artemis" -> Optional.of(new ArtemisDialect(prefixes.apply(Prefixes.NONE)));
            case "rabbitmq" -> Optional.of(new RabbitMqDialect(prefixes.apply(RabbitMqDialect.PREFIXES)));
            case "generic" -> Optional.of(new GenericDialect(prefixes.apply(Prefixes.SLASHES)));
            default ->
                throw new IllegalArgumentException("expected one of the brokers " + NAMES + ", got '" + name + "'");
        };
    }

    /**
     * The dialect of a server.
     *
     * @param server the header {@code server} of CONNECTED, empty if there was none
     * @param prefixes changes the prefixes that the broker has by default
     * @return the dialect, the generic one for an unknown server
     */
    public static Dialect ofServer(String server, UnaryOperator<Prefixes> prefixes) {
        String name = "generic";
        if (server.startsWith("ActiveMQ-Artemis/")) {
            name = "artemis";
        } else if (server.startsWith("ActiveMQ/")) {
            name = "activemq";
        } else if (server.startsWith("RabbitMQ/")) {
            name = "rabbitmq";
        }
        return named(name, prefixes).orElseThrow();
    }

    /**
     * The dialect in which an answer to CONNECT has a meaning: a broker that refuses a connection does not say what it is.
     *
     * @param error the ERROR frame
     * @return the first dialect that knows what the error is about, empty if none does
     */
    public static Optional<Dialect> explaining(Frame error) {
        return NAMES.stream()
                .flatMap(name -> named(name, UnaryOperator.identity()).stream())
                .filter(dialect -> dialect.errorKind(error) != ErrorKind.OTHER)
                .findFirst();
    }
}

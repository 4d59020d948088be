package org.stompest.dialect;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

/** Dialects, requests and frames to try them with. Stateless. */
final class Sample {
    static final Dialect ACTIVEMQ = dialect("activemq");
    static final Dialect ARTEMIS = dialect("artemis");
    static final Dialect RABBITMQ = dialect("rabbitmq");
    static final Dialect GENERIC = dialect("generic");

    /** An outgoing message of which nothing is said that could be left out. */
    static final Outgoing PLAIN =
            new Outgoing(queue("q"), false, HeaderText.DEFAULT_PRIORITY, 0, 0, 0, null, null, null, null, false, 1_000);

    private Sample() {}

    static Dialect dialect(String name) {
        return Dialects.named(name, UnaryOperator.identity()).orElseThrow();
    }

    static Dialect dialect(String name, Prefixes prefixes) {
        return Dialects.named(name, ignored -> prefixes).orElseThrow();
    }

    static Address queue(String name) {
        return new Address(Address.Kind.QUEUE, name);
    }

    static Address topic(String name) {
        return new Address(Address.Kind.TOPIC, name);
    }

    static Address temporaryQueue(String name) {
        return new Address(Address.Kind.TEMPORARY_QUEUE, name);
    }

    static Address temporaryTopic(String name) {
        return new Address(Address.Kind.TEMPORARY_TOPIC, name);
    }

    /** What is added to headers. */
    static Headers headers(Consumer<Headers.Builder> action) {
        Headers.Builder builder = Headers.builder();
        action.accept(builder);
        return builder.build();
    }

    static Headers sent(Dialect dialect, Outgoing message) {
        return headers(builder -> dialect.send(message, builder));
    }

    static Headers subscribed(Dialect dialect, SubscriptionRequest request) {
        return headers(builder -> dialect.subscribe(request, builder));
    }

    static Headers body(Dialect dialect, BodyKind kind, String text) {
        return headers(builder -> dialect.body(kind, text.getBytes(StandardCharsets.UTF_8), builder));
    }

    static Frame message(String... namesAndValues) {
        return Frame.of(Command.MESSAGE, Headers.of(namesAndValues));
    }

    static Frame error(String message, String body) {
        return Frame.of(Command.ERROR, Headers.of(Headers.MESSAGE, message), body.getBytes(StandardCharsets.UTF_8));
    }

    static Outgoing to(Address destination) {
        return new Outgoing(destination, false, 4, 0, 0, 0, null, null, null, null, false, 1_000);
    }

    static Outgoing replyingTo(Address replyTo) {
        return new Outgoing(queue("q"), false, 4, 0, 0, 0, null, null, null, replyTo, false, 1_000);
    }

    static Outgoing withPriority(int priority) {
        return new Outgoing(queue("q"), false, priority, 0, 0, 0, null, null, null, null, false, 1_000);
    }

    static Outgoing delayed(long timestamp, long deliveryTime) {
        return new Outgoing(queue("q"), false, 4, 0, timestamp, deliveryTime, null, null, null, null, false, 1_000);
    }

    /** A message of which everything is said. */
    static Outgoing full(Address destination, Address replyTo) {
        return new Outgoing(destination, true, 7, 5_000, 1_000, 3_000, "ID:m", "c", "t", replyTo, true, 1_000);
    }

    static SubscriptionRequest plainRequest(Address address, AckScheme acks) {
        return SubscriptionRequest.plain(address, acks, 10, 2_000);
    }

    static SubscriptionRequest selecting(Address address, String selector) {
        return new SubscriptionRequest(
                address, AckScheme.CUMULATIVE, 10, 2_000, selector, null, false, false, false, null);
    }

    static SubscriptionRequest durable(Address address, String name) {
        return new SubscriptionRequest(address, AckScheme.CUMULATIVE, 10, 2_000, null, name, false, true, false, null);
    }

    static SubscriptionRequest shared(Address address, String name, boolean isDurable) {
        return new SubscriptionRequest(
                address, AckScheme.CUMULATIVE, 10, 2_000, null, name, true, isDurable, false, null);
    }

    static SubscriptionRequest browsing(Address address) {
        return new SubscriptionRequest(address, AckScheme.NONE, 10, 2_000, null, null, false, false, true, null);
    }
}

package org.stompest.it;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import org.stompest.protocol.Headers;

/**
 * The brokers that the tests run against, one row each: a parameterized test with {@code @EnumSource} of this enum runs
 * against all of them. Immutable.
 */
public enum BrokerKind {
    /** ActiveMQ Classic. */
    CLASSIC("/queue/", Headers.EMPTY, Headers.EMPTY, ClassicBroker::new),
    /** ActiveMQ Artemis. */
    ARTEMIS(
            "",
            Headers.of("destination-type", "ANYCAST"),
            Headers.of("subscription-type", "ANYCAST"),
            ArtemisBroker::new);

    private static final AtomicLong COUNT = new AtomicLong();

    private final String queuePrefix;
    private final Headers sendHeaders;
    private final Headers subscribeHeaders;
    private final BiFunction<String, BrokerSetup, EmbeddedBroker> factory;

    BrokerKind(
            String queuePrefix,
            Headers sendHeaders,
            Headers subscribeHeaders,
            BiFunction<String, BrokerSetup, EmbeddedBroker> factory) {
        this.queuePrefix = queuePrefix;
        this.sendHeaders = sendHeaders;
        this.subscribeHeaders = subscribeHeaders;
        this.factory = factory;
    }

    /**
     * Makes a broker of this kind that is not started yet.
     *
     * @param setup how
     * @return a new broker with a port and a directory of its own
     */
    public EmbeddedBroker create(BrokerSetup setup) {
        return factory.apply(this + "-" + COUNT.incrementAndGet(), setup);
    }

    /**
     * A queue in the spelling of this kind.
     *
     * @param name the bare name
     * @return the queue
     */
    public BrokerQueue queue(String name) {
        return new BrokerQueue(name, queuePrefix + name, sendHeaders, subscribeHeaders);
    }

    /**
     * A queue that no other test has.
     *
     * @param name what the bare name begins with
     * @return the queue
     */
    public BrokerQueue newQueue(String name) {
        return queue(name + "-" + COUNT.incrementAndGet());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

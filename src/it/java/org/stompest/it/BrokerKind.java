package org.stompest.it;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.stompest.it.strict.StrictBroker;
import org.stompest.protocol.Version;

/** The brokers that the tests run against, one row each: a test with {@link Brokers} runs against all of them. Immutable. */
public enum BrokerKind {
    /** ActiveMQ Classic. */
    CLASSIC(BrokerRow.CLASSIC, (kind, name, setup) -> new ClassicBroker(name, setup)),
    /** ActiveMQ Artemis. */
    ARTEMIS(BrokerRow.ARTEMIS, (kind, name, setup) -> new ArtemisBroker(name, setup)),
    /** RabbitMQ. */
    RABBITMQ(BrokerRow.RABBITMQ, (kind, name, setup) -> new RabbitBroker(name, setup)),
    /** A broker of STOMP 1.0 and nothing more. */
    STRICT_10(BrokerRow.strict(Version.V1_0), StrictBroker::new),
    /** A broker of STOMP 1.1 and nothing more. */
    STRICT_11(BrokerRow.strict(Version.V1_1), StrictBroker::new),
    /** A broker of STOMP 1.2 and nothing more. */
    STRICT_12(BrokerRow.strict(Version.V1_2), StrictBroker::new);

    /** Makes a broker. */
    private interface Factory {
        EmbeddedBroker create(BrokerKind kind, String name, BrokerSetup setup);
    }

    private static final AtomicLong COUNT = new AtomicLong();

    private final BrokerRow row;
    private final Factory factory;

    BrokerKind(BrokerRow row, Factory factory) {
        this.row = row;
        this.factory = factory;
    }

    /**
     * Whether it can do something over STOMP.
     *
     * @param feature what
     * @return whether it can
     */
    public boolean can(Feature feature) {
        return row.features().contains(feature);
    }

    /**
     * What to do instead of what it cannot do.
     *
     * @param feature what it cannot do
     * @return a part of what the refusal says, empty if it says nothing of that
     */
    public String wayOut(Feature feature) {
        return row.waysOut().getOrDefault(feature, "");
    }

    /**
     * What messages of the library call it.
     *
     * @return for example {@code ActiveMQ Classic}
     */
    public String title() {
        return row.title();
    }

    /**
     * The value of the option {@code stomp.broker} for it.
     *
     * @return for example {@code activemq}
     */
    public String dialect() {
        return row.dialect();
    }

    /**
     * What URIs for connections to it need.
     *
     * @return {@code name=value&name=value}, or empty
     */
    public String options() {
        return row.options();
    }

    /**
     * The versions of STOMP that it speaks.
     *
     * @return the versions, the best last
     */
    public List<Version> versions() {
        return row.versions();
    }

    /**
     * Where messages go that cannot be handled.
     *
     * @return the bare name of a queue
     */
    public String deadLetters() {
        return row.deadLetters();
    }

    /**
     * Makes a broker of this kind that is not started yet.
     *
     * @param setup how
     * @return a new broker with a port and a directory of its own
     */
    public EmbeddedBroker create(BrokerSetup setup) {
        return factory.create(this, this + "-" + COUNT.incrementAndGet(), setup);
    }

    /**
     * A queue in the spelling of this kind.
     *
     * @param name the bare name
     * @return the queue
     */
    public BrokerQueue queue(String name) {
        return new BrokerQueue(name, row.queuePrefix() + name, row.sendHeaders(), row.subscribeHeaders());
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

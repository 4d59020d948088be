package org.stompest.it;

import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The brokers of one test class: one of each kind, started when it is first asked for, and closed after all tests of
 * the class. Belongs into a static field with {@code @RegisterExtension}. Not thread-safe.
 */
public final class SharedBrokers implements AfterAllCallback {
    private final BrokerSetup setup;
    private final Map<BrokerKind, EmbeddedBroker> brokers = new EnumMap<>(BrokerKind.class);

    /**
     * Brokers that are not started yet.
     *
     * @param setup how they are made
     */
    public SharedBrokers(BrokerSetup setup) {
        this.setup = setup;
    }

    /**
     * The broker of a kind.
     *
     * @param kind the kind
     * @return a running broker, the same for all tests of the class
     */
    public EmbeddedBroker get(BrokerKind kind) {
        EmbeddedBroker broker = brokers.computeIfAbsent(kind, each -> each.create(setup));
        broker.start();
        return broker;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        brokers.values().forEach(EmbeddedBroker::close);
        brokers.clear();
    }
}

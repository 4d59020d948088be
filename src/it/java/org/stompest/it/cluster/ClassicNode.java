package org.stompest.it.cluster;

import java.net.URI;

import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.SharedFileLocker;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/** ActiveMQ Classic. Whoever holds the lock of the shared store is the active one. Thread-safe. */
final class ClassicNode implements Node {
    private static final long LOCK_POLL_MILLIS = 200;

    private final BrokerService service = new BrokerService();

    ClassicNode(NodeSetup setup) throws Exception {
        SharedFileLocker locker = new SharedFileLocker();
        locker.setLockAcquireSleepInterval(LOCK_POLL_MILLIS);
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(setup.directory().resolve("store").toFile());
        store.setLocker(locker);
        service.setBrokerName(setup.name());
        service.setDataDirectoryFile(setup.directory().toFile());
        service.setPersistenceAdapter(store);
        service.setUseJmx(false);
        service.setUseShutdownHook(false);
        // By its text the connector would listen at once, and leave those who connect to the standby without an answer.
        TransportConnector connector = new TransportConnector();
        connector.setUri(URI.create(setup.uri()));
        service.addConnector(connector);
    }

    @Override
    public void start() throws Exception {
        service.start();
    }

    @Override
    public long messageCount(String queue) throws Exception {
        Destination destination = service.getBroker().getDestinationMap().get(new ActiveMQQueue(queue));
        return destination == null
                ? 0
                : destination.getDestinationStatistics().getMessages().getCount();
    }
}

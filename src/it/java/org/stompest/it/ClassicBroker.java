package org.stompest.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/**
 * ActiveMQ Classic with its default connector, which leaves Nagle's algorithm on as users have it. It has no abrupt
 * stop, but an orderly one tells STOMP clients nothing either. The thread contract is that of {@link EmbeddedBroker}.
 */
final class ClassicBroker implements EmbeddedBroker {
    private static final String WRITERS = "writers";
    private static final String READERS = "readers";

    private final String name;
    private final BrokerSetup setup;
    private final BrokerDirectory directory;
    private final int port = LoopbackPort.free();
    private volatile BrokerService service;

    ClassicBroker(String name, BrokerSetup setup) {
        this.name = name;
        this.setup = setup;
        this.directory = new BrokerDirectory(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.CLASSIC;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path directory() {
        return directory.path();
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        BrokerService fresh = new BrokerService();
        fresh.setBrokerName(name);
        fresh.setPersistent(setup.isPersistent());
        fresh.setDataDirectoryFile(directory.path().toFile());
        fresh.setSchedulerSupport(true);
        fresh.setUseJmx(false);
        fresh.setUseShutdownHook(false);
        try {
            if (setup.isSecured()) {
                fresh.setPlugins(new BrokerPlugin[] {authentication(), authorization(), SettledConnections::new});
            }
            fresh.addConnector(setup.isPolyglot() ? polyglotUri() : uri());
            fresh.start();
            fresh.waitUntilStarted();
        } catch (Exception e) {
            throw new IllegalStateException("expected " + name + " to start on " + uri() + ", got " + e, e);
        }
        service = fresh;
    }

    /** AMQP messages become those of Jakarta Messaging; by default their frames would be the bytes of a bytes message. */
    private String polyglotUri() {
        return "auto://127.0.0.1:" + port + "?wireFormat.transformer=jms";
    }

    private static BrokerPlugin authentication() {
        return new SimpleAuthenticationPlugin(List.of(
                new AuthenticationUser(BrokerSetup.USER, BrokerSetup.SECRET, WRITERS),
                new AuthenticationUser(BrokerSetup.READER, BrokerSetup.SECRET, READERS)));
    }

    private static BrokerPlugin authorization() {
        Set<Object> writers = Set.of(new GroupPrincipal(WRITERS));
        Set<Object> all = Set.of(new GroupPrincipal(WRITERS), new GroupPrincipal(READERS));
        DefaultAuthorizationMap rights = new DefaultAuthorizationMap();
        rights.put(new ActiveMQQueue(">"), entry(all, writers));
        rights.put(new ActiveMQTopic(">"), entry(all, writers));
        rights.put(new ActiveMQTopic("ActiveMQ.Advisory.>"), entry(all, all));
        return new AuthorizationPlugin(rights);
    }

    private static AuthorizationEntry entry(Set<Object> readers, Set<Object> writers) {
        AuthorizationEntry entry = new AuthorizationEntry();
        entry.setReadACLs(readers);
        entry.setWriteACLs(writers);
        entry.setAdminACLs(writers);
        return entry;
    }

    @Override
    public void stop() {
        if (!isRunning()) {
            return;
        }
        BrokerService old = service;
        service = null;
        try {
            old.stop();
            old.waitUntilStopped();
        } catch (Exception e) {
            throw new IllegalStateException("expected " + name + " to stop, got " + e, e);
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return service != null;
    }

    @Override
    public long messageCount(String queue) {
        try {
            Destination destination = service.getBroker().getDestinationMap().get(new ActiveMQQueue(queue));
            return destination == null
                    ? 0
                    : destination.getDestinationStatistics().getMessages().getCount();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "expected the number of messages in " + queue + " of " + name + ", got " + e, e);
        }
    }

    @Override
    public void close() {
        stop();
        directory.delete();
    }

    @Override
    public String toString() {
        return name + " on " + uri();
    }
}

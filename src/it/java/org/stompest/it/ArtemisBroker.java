package org.stompest.it;

import java.nio.file.Path;
import java.util.Set;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * ActiveMQ Artemis, with its default settings save that there are queues for dead letters ({@code DLQ}) and expired
 * messages ({@code ExpiryQueue}). The thread contract is that of {@link EmbeddedBroker}.
 */
final class ArtemisBroker implements EmbeddedBroker {
    private static final String WRITERS = "writers";
    private static final String READERS = "readers";
    private static final String DEAD_LETTERS = "DLQ";
    private static final String EXPIRED = "ExpiryQueue";

    private final String name;
    private final BrokerSetup setup;
    private final BrokerDirectory directory;
    private final int port = LoopbackPort.free();
    private volatile EmbeddedActiveMQ server;

    ArtemisBroker(String name, BrokerSetup setup) {
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
        return BrokerKind.ARTEMIS;
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
        try {
            EmbeddedActiveMQ fresh = new EmbeddedActiveMQ().setConfiguration(configuration());
            if (setup.isSecured()) {
                fresh.setSecurityManager(security());
            }
            fresh.start();
            server = fresh;
        } catch (Exception e) {
            throw new IllegalStateException("expected " + name + " to start on " + uri() + ", got " + e, e);
        }
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName(name)
                .setPersistenceEnabled(setup.isPersistent())
                .setSecurityEnabled(setup.isSecured())
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setMessageExpiryScanPeriod(500)
                .addAcceptorConfiguration(
                        "stomp", "tcp://127.0.0.1:" + port + (setup.isPolyglot() ? "" : "?protocols=STOMP"))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                                .setExpiryAddress(SimpleString.of(EXPIRED)))
                .addAddressConfiguration(queue(DEAD_LETTERS))
                .addAddressConfiguration(queue(EXPIRED));
        configuration.setBrokerInstance(directory.path().toFile());
        if (setup.isSecured()) {
            configuration.putSecurityRoles("#", Set.of(writers(), readers()));
        }
        return configuration;
    }

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
    }

    private static Role writers() {
        return new Role(WRITERS, true, true, true, true, true, true, true, true, true, true, true, true);
    }

    private static Role readers() {
        return new Role(READERS, false, true, false, false, false, false, false, true, false, false, false, false);
    }

    private static ActiveMQJAASSecurityManager security() {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(BrokerSetup.USER, BrokerSetup.SECRET);
        users.addRole(BrokerSetup.USER, WRITERS);
        users.addUser(BrokerSetup.READER, BrokerSetup.SECRET);
        users.addRole(BrokerSetup.READER, READERS);
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    @Override
    public void stop() {
        end(EmbeddedActiveMQ::stop);
    }

    @Override
    public void kill() {
        end(old -> old.getActiveMQServer().fail(false));
    }

    private void end(Ending ending) {
        if (!isRunning()) {
            return;
        }
        EmbeddedActiveMQ old = server;
        server = null;
        try {
            ending.end(old);
        } catch (Exception e) {
            throw new IllegalStateException("expected " + name + " to stop, got " + e, e);
        }
    }

    /** A way to stop a server. */
    private interface Ending {
        void end(EmbeddedActiveMQ server) throws Exception;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public long messageCount(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
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

package org.stompest.it.cluster;

import java.util.List;

import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** ActiveMQ Artemis, primary or backup with a shared store. Thread-safe. */
final class ArtemisNode implements Node {
    private static final String SELF = "self";
    private static final String OTHER = "other";

    private final EmbeddedActiveMQ server;

    ArtemisNode(NodeSetup setup) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName(setup.name())
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalType(JournalType.NIO)
                .setHAPolicyConfiguration(policy(setup))
                .addAcceptorConfiguration("stomp", "tcp://127.0.0.1:" + setup.port() + "?protocols=STOMP")
                .addAcceptorConfiguration("core", core(setup.corePort()) + "?protocols=CORE")
                .addConnectorConfiguration(SELF, core(setup.corePort()))
                .addConnectorConfiguration(OTHER, core(setup.otherCorePort()))
                .addClusterConfiguration(new ClusterConnectionConfiguration()
                        .setName("pair")
                        .setConnectorName(SELF)
                        .setStaticConnectors(List.of(OTHER)));
        configuration.setBrokerInstance(setup.directory().toFile());
        server = new EmbeddedActiveMQ().setConfiguration(configuration);
    }

    private static HAPolicyConfiguration policy(NodeSetup setup) {
        return setup.isStandby()
                ? new SharedStoreBackupPolicyConfiguration()
                : new SharedStorePrimaryPolicyConfiguration();
    }

    private static String core(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void start() throws Exception {
        server.start();
    }

    @Override
    public long messageCount(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }
}

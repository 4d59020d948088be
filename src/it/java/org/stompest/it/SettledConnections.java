package org.stompest.it;

import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.TransportConnection;
import org.apache.activemq.command.ConnectionInfo;

/**
 * Has ActiveMQ look at CONNECT only when it has set the connection up. It closes about one connection in a hundred without the ERROR it
 * owes to a refused login, if CONNECT comes before. Thread-safe.
 */
final class SettledConnections extends BrokerFilter {
    SettledConnections(Broker next) {
        super(next);
    }

    @Override
    public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
        if (context.getConnection() instanceof TransportConnection connection) {
            Eventually.holds(() -> !connection.isStarting(), "whether the connection is set up");
        }
        super.addConnection(context, info);
    }
}

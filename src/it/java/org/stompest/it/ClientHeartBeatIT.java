package org.stompest.it;

import org.stompest.client.ClientOptions;
import org.stompest.client.PulledSubscription;
import org.stompest.client.StompClient;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Heart-beats between the client and real brokers; each byte that passes an idle connection is one. */
@Timeout(60)
class ClientHeartBeatIT {
    private static final String BROKERS_AND_LATER_VERSIONS = "org.stompest.it.Clients#brokersAndLaterVersions";
    private static final HeartBeat HALF_A_SECOND = new HeartBeat(500, 500);

    /** More than any side would wait for. */
    private static final int BEATS = 8;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @ParameterizedTest
    @MethodSource(BROKERS_AND_LATER_VERSIONS)
    void anIdleConnectionStays(BrokerKind kind, Version version) throws Exception {
        BrokerQueue queue = kind.newQueue("idle");
        try (TcpProxy proxy = new TcpProxy(BROKERS.get(kind).port());
                StompClient client = connect(proxy, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            long sent = proxy.toBroker().bytes();
            long received = proxy.toClient().bytes();
            Eventually.holds(
                    () -> proxy.toBroker().bytes() >= sent + BEATS
                            && proxy.toClient().bytes() >= received + BEATS,
                    BEATS + " heart-beats pass in each direction");
            assertEquals(1, client.link());
            assertEquals(1, proxy.connections());
            Clients.send(client, queue, "still here");
            assertEquals("still here", Clients.receiveAndAck(client, subscription));
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_LATER_VERSIONS)
    void aSilentBrokerIsLeft(BrokerKind kind, Version version) throws Exception {
        BrokerQueue queue = kind.newQueue("silent");
        try (TcpProxy proxy = new TcpProxy(BROKERS.get(kind).port());
                StompClient client = connect(proxy, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            proxy.toClient().stall();
            Eventually.isEqual(false, client::isConnected, "whether the client is connected");
            proxy.toClient().resume();
            Eventually.isEqual(true, client::isConnected, "whether the client is connected");
            assertNotEquals(1, client.link());
            Clients.send(client, queue, "back again");
            assertEquals("back again", Clients.receiveAndAck(client, subscription));
        }
    }

    private static StompClient connect(TcpProxy proxy, Version version) {
        ClientOptions options = Clients.options("failover:(" + proxy.uri() + ")", version)
                .heartBeat(HALF_A_SECOND)
                .build();
        return new StompClient(options).connect();
    }
}

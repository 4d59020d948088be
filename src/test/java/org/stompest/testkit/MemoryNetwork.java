package org.stompest.testkit;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.stompest.transport.Channel;
import org.stompest.transport.Endpoint;
import org.stompest.transport.Transport;
import org.stompest.transport.TransportOptions;

/** A transport to brokers in memory, which are found by their host names. Immutable. */
final class MemoryNetwork implements Transport {
    private final Map<String, Listener> listeners;

    MemoryNetwork(List<FakeBroker> brokers) {
        this.listeners = brokers.stream().collect(Collectors.toMap(FakeBroker::host, FakeBroker::listener));
    }

    @Override
    public boolean supports(String scheme) {
        return scheme.equals("stomp");
    }

    @Override
    public Channel channel(Endpoint endpoint, TransportOptions options) {
        return new MemoryChannel(listeners.getOrDefault(endpoint.host(), new Nobody(endpoint)));
    }

    /** There is no such host. Immutable. */
    private record Nobody(Endpoint endpoint) implements Listener {
        @Override
        public boolean isHanging() {
            return false;
        }

        @Override
        public void accept(Wire wire) throws ConnectException {
            throw new ConnectException("there is no fake broker at " + endpoint);
        }
    }
}

package org.stompest.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** All transports at hand as one: those of this library, then those found as services. Immutable. */
public final class Transports implements Transport {
    private final List<Transport> transports;

    private Transports(List<Transport> transports) {
        this.transports = transports;
    }

    /**
     * Looks for transports.
     *
     * @return all of them
     */
    public static Transport all() {
        List<Transport> transports = new ArrayList<>();
        transports.add(new TcpTransport());
        ServiceLoader.load(Transport.class).forEach(transports::add);
        return new Transports(List.copyOf(transports));
    }

    @Override
    public boolean supports(String scheme) {
        return transports.stream().anyMatch(each -> each.supports(scheme));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is no transport for the scheme
     */
    @Override
    public Channel channel(Endpoint endpoint, TransportOptions options) {
        return transports.stream()
                .filter(each -> each.supports(endpoint.scheme()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a transport for the scheme '"
                        + endpoint.scheme() + "' of " + endpoint + ", got none"))
                .channel(endpoint, options);
    }
}

package org.stompest.transport;

/** STOMP on a plain TCP connection. Immutable. */
final class TcpTransport implements Transport {
    @Override
    public boolean supports(String scheme) {
        return scheme.equals("stomp");
    }

    @Override
    public Channel channel(Endpoint endpoint, TransportOptions options) {
        return new TcpChannel(endpoint, options);
    }
}

package org.stompest.transport;

/**
 * Where a channel leads to. Immutable.
 *
 * @param scheme how to get there: {@code stomp} for TCP
 * @param host a name or an address; that of IPv6 without brackets
 * @param port from 1 to 65535
 * @param path the path of a WebSocket, else empty
 */
public record Endpoint(String scheme, String host, int port, String path) {
    /**
     * Checks the port.
     *
     * @param scheme as the record has it
     * @param host as the record has it
     * @param port as the record has it
     * @param path as the record has it
     * @throws IllegalArgumentException if it is out of range
     */
    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port from 1 to 65535 for host " + host + ", got " + port);
        }
    }

    @Override
    public String toString() {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path;
    }
}

package org.stompest.testkit;

import java.time.Duration;
import java.util.List;

import org.stompest.protocol.Version;
import org.stompest.transport.Transport;
import org.stompest.transport.Transports;

/**
 * A broker that says what a script says, on one connection after the other. What is not set before a connection comes does not hold
 * for it. Thread-safe.
 */
public final class FakeBroker implements AutoCloseable {
    /** How long anything in this package waits at most. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String host;
    private final Reception reception;
    private final SocketListener socket;

    private FakeBroker(String host, boolean isOnSocket) {
        this.host = host;
        this.reception = new Reception(host);
        this.socket = isOnSocket ? new SocketListener(reception) : null;
    }

    /**
     * A broker without a socket, called {@code fake}.
     *
     * @return a broker that accepts
     */
    public static FakeBroker inMemory() {
        return inMemory("fake");
    }

    /**
     * A broker without a socket.
     *
     * @param host the name by which it is found
     * @return a broker that accepts
     */
    public static FakeBroker inMemory(String host) {
        return new FakeBroker(host, false);
    }

    /**
     * A broker on a free port of the loopback interface.
     *
     * @return a broker that accepts
     */
    public static FakeBroker onSocket() {
        return new FakeBroker("127.0.0.1", true);
    }

    /**
     * A transport to several brokers in memory.
     *
     * @param brokers brokers with different names
     * @return a transport for the scheme {@code stomp}
     */
    public static Transport network(FakeBroker... brokers) {
        return new MemoryNetwork(List.of(brokers));
    }

    /**
     * The transport to this broker.
     *
     * @return in memory or TCP
     */
    public Transport transport() {
        return socket == null ? network(this) : Transports.all();
    }

    /**
     * Where this broker is.
     *
     * @return a URI without options
     */
    public String uri() {
        return "stomp://" + host + ":" + (socket == null ? 61613 : socket.port());
    }

    /**
     * What is said on a connection; obliging is the one without a script.
     *
     * @param number of the connection, from 1
     * @param script what to say
     * @return this broker
     */
    public FakeBroker script(int number, Script script) {
        reception.script(number, script);
        return this;
    }

    /**
     * What is said on all connections without a script of their own.
     *
     * @param script what to say
     * @return this broker
     */
    public FakeBroker otherwise(Script script) {
        reception.otherwise(script);
        return this;
    }

    /**
     * The versions that an obliging connection knows; all by default.
     *
     * @param versions at least one
     * @return this broker
     */
    public FakeBroker versions(Version... versions) {
        reception.versions(List.of(versions));
        return this;
    }

    /**
     * What an obliging connection says of itself in CONNECTED.
     *
     * @param headers as {@code name:value}
     * @return this broker
     */
    public FakeBroker connectedHeaders(String... headers) {
        reception.connected(HeaderText.parse(headers));
        return this;
    }

    /** Accepts connections again. In memory only. */
    public void accept() {
        reception.acceptance(Reception.Acceptance.ACCEPTING);
    }

    /** Refuses connections from now on. */
    public void refuse() {
        reception.acceptance(Reception.Acceptance.REFUSING);
        if (socket != null) {
            socket.close();
        }
    }

    /** Neither accepts nor refuses connections from now on. In memory only. */
    public void hang() {
        reception.acceptance(Reception.Acceptance.HANGING);
    }

    /**
     * Waits for a connection.
     *
     * @param number of the connection, from 1
     * @return its end on this side
     */
    public Peer connection(int number) {
        return reception.connection(number);
    }

    /**
     * How many connections there were so far.
     *
     * @return 0 or more
     */
    public int connections() {
        return reception.peers().size();
    }

    /**
     * The conversations so far.
     *
     * @return a text, one connection after the other
     */
    public String trace() {
        return reception.trace();
    }

    String host() {
        return host;
    }

    Listener listener() {
        return reception;
    }

    /**
     * Ends all connections. Scripts may finish first if their client has gone.
     *
     * @throws AssertionError if a script has failed
     */
    @Override
    public void close() {
        reception.acceptance(Reception.Acceptance.REFUSING);
        if (socket != null) {
            socket.close();
        }
        reception.close();
    }

    @Override
    public String toString() {
        return "fake broker at " + uri();
    }
}

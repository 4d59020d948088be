package org.stompest.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a channel is made. Immutable.
 *
 * @param connectTimeout how long one attempt to connect may take
 * @param writeTimeout how long one write may block before the connection counts as broken, zero for ever
 * @param tcpNoDelay whether small packets go out at once
 * @param tcpKeepAlive whether the operating system probes a silent peer
 * @param soLinger seconds to linger on close, -1 for the system's default
 * @param sendBufferSize bytes, 0 for the system's default
 * @param receiveBufferSize bytes, 0 for the system's default
 * @param trafficClass the type of service, 0 for none
 * @param localAddress the address to connect from, empty for any
 * @param localPort the port to connect from, 0 for any
 */
public record TransportOptions(
        Duration connectTimeout,
        Duration writeTimeout,
        boolean tcpNoDelay,
        boolean tcpKeepAlive,
        int soLinger,
        int sendBufferSize,
        int receiveBufferSize,
        int trafficClass,
        String localAddress,
        int localPort) {

    /** 10 s to connect, 60 s to write, no delay. */
    public static final TransportOptions DEFAULT =
            new TransportOptions(Duration.ofSeconds(10), Duration.ofSeconds(60), true, false, -1, 0, 0, 0, "", 0);

    /**
     * An option as it is written in a broker's URI, after the prefix {@code transport.}.
     *
     * @param name its name
     * @param defaultText its default
     * @param text what it does
     */
    public record Option(String name, String defaultText, String text) {}

    private static final List<Option> OPTIONS = List.of(
            new Option("connectTimeout", "10000", "Milliseconds that one attempt to connect may take."),
            new Option("soWriteTimeout", "60000", "Milliseconds that one write may block, 0 for ever."),
            new Option("tcpNoDelay", "true", "Whether small packets go out at once."),
            new Option("tcpKeepAlive", "false", "Whether the operating system probes a silent peer."),
            new Option("soLinger", "-1", "Seconds to linger on close, -1 for the system's default."),
            new Option("sendBufferSize", "0", "Bytes of the socket's send buffer, 0 for the system's default."),
            new Option("receiveBufferSize", "0", "Bytes of the socket's receive buffer, 0 for the system's default."),
            new Option("trafficClass", "0", "The type of service of the packets, 0 to 255."),
            new Option("localAddress", "", "The address to connect from."),
            new Option("localPort", "0", "The port to connect from, 0 for any."));

    /**
     * All options that {@link #with} takes.
     *
     * @return an immutable list
     */
    public static List<Option> options() {
        return OPTIONS;
    }

    /**
     * These options with some of them replaced.
     *
     * @param values texts by name, as in {@link #options()}
     * @return new options
     * @throws IllegalArgumentException if there is no such option, or its value is not of its kind
     */
    public TransportOptions with(Map<String, String> values) {
        TransportOptions result = this;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            result = result.with(entry.getKey(), entry.getValue());
        }
        return result;
    }

    private TransportOptions with(String written, String value) {
        String name = OPTIONS.stream()
                .map(Option::name)
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElse(written);
        Draft draft = new Draft(this);
        switch (name) {
            case "connectTimeout" ->
                draft.connectTimeout = Duration.ofMillis(number(name, value, 1, Integer.MAX_VALUE));
            case "soWriteTimeout" -> draft.writeTimeout = Duration.ofMillis(number(name, value, 0, Integer.MAX_VALUE));
            case "tcpNoDelay" -> draft.tcpNoDelay = bool(name, value);
            case "tcpKeepAlive" -> draft.tcpKeepAlive = bool(name, value);
            case "soLinger" -> draft.soLinger = number(name, value, -1, 65_535);
            case "sendBufferSize" -> draft.sendBufferSize = number(name, value, 0, Integer.MAX_VALUE);
            case "receiveBufferSize" -> draft.receiveBufferSize = number(name, value, 0, Integer.MAX_VALUE);
            case "trafficClass" -> draft.trafficClass = number(name, value, 0, 255);
            case "localAddress" -> draft.localAddress = value;
            case "localPort" -> draft.localPort = number(name, value, 0, 65_535);
            default ->
                throw new IllegalArgumentException("expected one of the options "
                        + OPTIONS.stream().map(Option::name).toList() + " after transport., got '" + name + "'");
        }
        return draft.options();
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number for transport." + name + ", got '" + value + "'", e);
        }
        throw new IllegalArgumentException(
                "expected a number from " + least + " to " + most + " for transport." + name + ", got " + value);
    }

    private static boolean bool(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "expected true or false for transport." + name + ", got '" + value + "'");
        };
    }

    /** The same fields, open to change one of them. Not thread-safe. */
    private static final class Draft {
        private Duration connectTimeout;
        private Duration writeTimeout;
        private boolean tcpNoDelay;
        private boolean tcpKeepAlive;
        private int soLinger;
        private int sendBufferSize;
        private int receiveBufferSize;
        private int trafficClass;
        private String localAddress;
        private int localPort;

        Draft(TransportOptions options) {
            connectTimeout = options.connectTimeout;
            writeTimeout = options.writeTimeout;
            tcpNoDelay = options.tcpNoDelay;
            tcpKeepAlive = options.tcpKeepAlive;
            soLinger = options.soLinger;
            sendBufferSize = options.sendBufferSize;
            receiveBufferSize = options.receiveBufferSize;
            trafficClass = options.trafficClass;
            localAddress = options.localAddress;
            localPort = options.localPort;
        }

        TransportOptions options() {
            return new TransportOptions(
                    connectTimeout,
                    writeTimeout,
                    tcpNoDelay,
                    tcpKeepAlive,
                    soLinger,
                    sendBufferSize,
                    receiveBufferSize,
                    trafficClass,
                    localAddress,
                    localPort);
        }
    }
}

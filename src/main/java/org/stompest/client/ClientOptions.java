package org.stompest.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import org.stompest.failover.BrokerUri;
import org.stompest.failover.FailoverUri;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.FrameLimits;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;
import org.stompest.transport.Endpoint;
import org.stompest.transport.Transport;
import org.stompest.transport.TransportOptions;
import org.stompest.transport.Transports;

/** How a {@link StompClient} connects and how long it waits. Immutable; a {@link Builder} makes it. */
public final class ClientOptions {
    private static final String TRANSPORT_PREFIX = "transport.";

    final FailoverUri uri;
    final Transport transport;
    final Map<BrokerUri, TransportOptions> transportOptions;
    final Supplier<Optional<Credentials>> credentials;
    final List<Version> versions;
    final Optional<String> host;
    final boolean omitsHost;
    final boolean usesStompFrame;
    final HeartBeat heartBeat;
    final double heartBeatTolerance;
    final Headers connectHeaders;
    final Duration connectTimeout;
    final Duration connectedTimeout;
    final Duration requestTimeout;
    final Duration closeTimeout;
    final FrameLimits limits;
    final int outboxSize;
    final int unconfirmedSize;
    final String name;
    final Optional<Executor> executor;
    final boolean usesDaemonThreads;
    final Duration patience;
    private final Function<ConnectedReply, AnonymousErrors> anonymousErrors;

    private ClientOptions(Builder builder) {
        uri = builder.uri;
        transport = builder.transport;
        transportOptions = transportOptions(builder);
        credentials = builder.credentials;
        versions = builder.versions;
        host = builder.host;
        omitsHost = builder.omitsHost;
        usesStompFrame = builder.usesStompFrame;
        heartBeat = builder.versions.equals(List.of(Version.V1_0)) ? HeartBeat.NONE : builder.heartBeat;
        heartBeatTolerance = builder.heartBeatTolerance;
        connectHeaders = builder.connectHeaders;
        connectTimeout = builder.connectTimeout;
        connectedTimeout = builder.connectedTimeout;
        requestTimeout = builder.requestTimeout;
        closeTimeout = builder.closeTimeout;
        limits = builder.limits;
        outboxSize = builder.outboxSize;
        unconfirmedSize = builder.unconfirmedSize > 0
                ? builder.unconfirmedSize
                : Math.max(1, uri.policy().maxCacheSize());
        name = builder.name;
        executor = builder.executor;
        usesDaemonThreads = builder.usesDaemonThreads;
        patience = builder.patience;
        anonymousErrors = builder.anonymousErrors;
    }

    /** Resolved here and not when connecting, so that a misspelled option is found at once. */
    private static Map<BrokerUri, TransportOptions> transportOptions(Builder builder) {
        Map<BrokerUri, TransportOptions> result = new LinkedHashMap<>();
        for (BrokerUri broker : builder.uri.brokers()) {
            if (!builder.transport.supports(broker.scheme())) {
                throw new IllegalArgumentException(
                        "expected a scheme that there is a transport for, got '" + broker.scheme() + "' of " + broker);
            }
            Map<String, String> values = new LinkedHashMap<>();
            broker.options().forEach((option, value) -> {
                if (!option.startsWith(TRANSPORT_PREFIX)) {
                    throw new IllegalArgumentException("expected options of a broker to start with " + TRANSPORT_PREFIX
                            + ", got '" + option + "' of " + broker);
                }
                values.put(option.substring(TRANSPORT_PREFIX.length()), value);
            });
            result.put(broker, builder.transportOptions.with(values));
        }
        return result;
    }

    /**
     * Starts from a URI.
     *
     * @param uri as {@link FailoverUri#parse(String)} takes it
     * @return a builder with the defaults
     * @throws org.stompest.failover.FailoverUriException if it is malformed
     */
    public static Builder builder(String uri) {
        return builder(FailoverUri.parse(uri));
    }

    /**
     * Starts from a URI.
     *
     * @param uri the brokers and how to reconnect; a single broker without {@code failover:} means not to reconnect
     * @return a builder with the defaults
     */
    public static Builder builder(FailoverUri uri) {
        return new Builder(uri);
    }

    Endpoint endpoint(BrokerUri broker) {
        return new Endpoint(broker.scheme(), broker.host(), broker.port(), broker.path());
    }

    TransportOptions transportOptions(BrokerUri broker) {
        return transportOptions.get(broker);
    }

    AnonymousErrors anonymousErrors(Optional<ConnectedReply> server) {
        return server.map(anonymousErrors).orElse(AnonymousErrors.NOTED);
    }

    /** What to say to a broker; asks for the credentials anew. */
    ConnectRequest connectRequest(BrokerUri broker) {
        Optional<Credentials> chosen = credentials.get().or(() -> broker.user()
                .map(user -> new Credentials(user, broker.password().orElse(""))));
        return new ConnectRequest(
                versions,
                omitsHost ? Optional.empty() : Optional.of(host.orElse(broker.host())),
                chosen.map(Credentials::user),
                chosen.map(Credentials::secret),
                heartBeat,
                connectHeaders);
    }

    /** Collects options. Not thread-safe. Durations of zero mean to wait for ever, unless the method says otherwise. */
    public static final class Builder {
        private final FailoverUri uri;
        private Transport transport = Transports.all();
        private TransportOptions transportOptions = TransportOptions.DEFAULT;
        private Supplier<Optional<Credentials>> credentials = Optional::empty;
        private List<Version> versions = Version.all();
        private Optional<String> host = Optional.empty();
        private boolean omitsHost;
        private boolean usesStompFrame;
        private HeartBeat heartBeat = new HeartBeat(10_000, 10_000);
        private double heartBeatTolerance = 3;
        private Headers connectHeaders = Headers.EMPTY;
        private Duration connectTimeout = Duration.ofSeconds(15);
        private Duration connectedTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration closeTimeout = Duration.ofSeconds(15);
        private FrameLimits limits = FrameLimits.DEFAULT;
        private int outboxSize = 1 << 20;
        private int unconfirmedSize;
        private String name = "stompest";
        private Optional<Executor> executor = Optional.empty();
        private boolean usesDaemonThreads = true;
        private Duration patience = Duration.ofSeconds(10);
        private Function<ConnectedReply, AnonymousErrors> anonymousErrors = AnonymousErrors::of;

        private Builder(FailoverUri uri) {
            this.uri = uri;
        }

        /**
         * Another transport than those built in and found as services.
         *
         * @param value the transport
         * @return this builder
         */
        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        /**
         * How channels are made, unless the URI of a broker says otherwise.
         *
         * @param value the options
         * @return this builder
         */
        public Builder transportOptions(TransportOptions value) {
            transportOptions = value;
            return this;
        }

        /**
         * Who connects, in place of the user-info of the URI.
         *
         * @param user the header {@code login}
         * @param secret the header {@code passcode}
         * @return this builder
         */
        public Builder credentials(String user, String secret) {
            Optional<Credentials> fixed = Optional.of(new Credentials(user, secret));
            return credentials(() -> fixed);
        }

        /**
         * Who connects, asked anew for each attempt to connect.
         *
         * @param value gives the credentials, or nothing to use those of the URI
         * @return this builder
         */
        public Builder credentials(Supplier<Optional<Credentials>> value) {
            credentials = value;
            return this;
        }

        /**
         * The versions on offer.
         *
         * @param value at least one
         * @return this builder
         */
        public Builder versions(List<Version> value) {
            versions = ConnectRequest.DEFAULT
                    .withVersions(value.toArray(Version[]::new))
                    .versions();
            return this;
        }

        /**
         * The virtual host, in place of the broker's host name.
         *
         * @param value the header {@code host}
         * @return this builder
         */
        public Builder host(String value) {
            host = Optional.of(value);
            return this;
        }

        /**
         * Leaves the header {@code host} out, for brokers that choke on it.
         *
         * @param value true to leave it out
         * @return this builder
         */
        public Builder omitHost(boolean value) {
            omitsHost = value;
            return this;
        }

        /**
         * Connects by STOMP frames instead of CONNECT frames.
         *
         * @param value true for STOMP
         * @return this builder
         */
        public Builder useStompFrame(boolean value) {
            usesStompFrame = value;
            return this;
        }

        /**
         * The heart-beats on offer; 10 s both ways by default. Not used if only STOMP 1.0 is on offer.
         *
         * @param value the intervals
         * @return this builder
         */
        public Builder heartBeat(HeartBeat value) {
            heartBeat = value;
            return this;
        }

        /**
         * After how many intervals of silence a broker counts as gone. ActiveMQ may leave two intervals between beats, so the default
         * is 3.
         *
         * @param value 1 or more
         * @return this builder
         */
        public Builder heartBeatTolerance(double value) {
            if (!(value >= 1)) {
                throw new IllegalArgumentException("expected a heart-beat tolerance of 1 or more, got " + value);
            }
            heartBeatTolerance = value;
            return this;
        }

        /**
         * Further headers of CONNECT.
         *
         * @param value the headers
         * @return this builder
         */
        public Builder connectHeaders(Headers value) {
            connectHeaders = value;
            return this;
        }

        /**
         * How long {@link StompClient#connect} waits, over all attempts; 15 s by default.
         *
         * @param value the time
         * @return this builder
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = notNegative("connect", value);
            return this;
        }

        /**
         * How long a broker may take to answer CONNECT; 10 s by default, at least 1 ms.
         *
         * @param value the time
         * @return this builder
         */
        public Builder connectedTimeout(Duration value) {
            if (value.toMillis() < 1) {
                throw new IllegalArgumentException("expected a CONNECTED time-out of 1 ms or more, got " + value);
            }
            connectedTimeout = value;
            return this;
        }

        /**
         * How long an operation waits for a connection, for room in the outbox, or for its receipt; 30 s by default.
         *
         * @param value the time
         * @return this builder
         */
        public Builder requestTimeout(Duration value) {
            requestTimeout = notNegative("request", value);
            return this;
        }

        /**
         * How long {@link StompClient#close()} takes at most, handlers in flight and DISCONNECT together; 15 s by default, zero means
         * not to wait.
         *
         * @param value the time
         * @return this builder
         */
        public Builder closeTimeout(Duration value) {
            closeTimeout = notNegative("close", value);
            return this;
        }

        private static Duration notNegative(String what, Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("expected a " + what + " time-out of 0 or more, got " + value);
            }
            return value;
        }

        /**
         * What is accepted from a broker at most.
         *
         * @param value the limits
         * @return this builder
         */
        public Builder limits(FrameLimits value) {
            limits = value;
            return this;
        }

        /**
         * How many bytes may wait to be written before senders have to wait; 1 MiB by default.
         *
         * @param value 1 or more
         * @return this builder
         */
        public Builder outboxSize(int value) {
            outboxSize = positive("outbox", value);
            return this;
        }

        /**
         * How many bytes of frames may wait for their receipts before senders have to wait; by default as {@code maxCacheSize} of the URI
         * says, 16 MiB.
         *
         * @param value 1 or more
         * @return this builder
         */
        public Builder unconfirmedSize(int value) {
            unconfirmedSize = positive("unconfirmed", value);
            return this;
        }

        private static int positive(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException("expected an " + what + " size of 1 or more, got " + value);
            }
            return value;
        }

        /**
         * The name of the client, for logs and threads.
         *
         * @param value the name
         * @return this builder
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Where handlers and callbacks run, in place of the client's own threads; for example one with virtual threads.
         *
         * @param value an executor that runs its tasks on other threads, and is not shut down before the client is closed
         * @return this builder
         */
        public Builder executor(Executor value) {
            executor = Optional.of(value);
            return this;
        }

        /**
         * Whether the client's own threads are daemons; true by default. Otherwise an open client keeps the JVM alive.
         *
         * @param value true for daemons
         * @return this builder
         */
        public Builder daemonThreads(boolean value) {
            usesDaemonThreads = value;
            return this;
        }

        /** For how long one link after the other has to be lost with a send on it before that is blamed: a cluster may need some to recover. */
        Builder patience(Duration value) {
            patience = value;
            return this;
        }

        /**
         * What an ERROR means that names neither a receipt nor a subscription. By default that is known by the header {@code server}.
         *
         * @param value tells it by what the broker said in CONNECTED
         * @return this builder
         */
        public Builder anonymousErrors(Function<ConnectedReply, AnonymousErrors> value) {
            anonymousErrors = value;
            return this;
        }

        /**
         * The options.
         *
         * @return immutable options
         * @throws IllegalArgumentException if a broker has a scheme without a transport, or an option of its own that is unknown
         */
        public ClientOptions build() {
            return new ClientOptions(this);
        }
    }
}

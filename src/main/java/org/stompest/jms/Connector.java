package org.stompest.jms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.JMSException;

import org.stompest.client.BrokerException;
import org.stompest.client.ClientListener;
import org.stompest.client.ClientOptions;
import org.stompest.client.Credentials;
import org.stompest.client.StompClient;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.Dialects;
import org.stompest.failover.BrokerUri;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

/** Opens the clients of one connection, and finds out what broker it is. Thread-safe. */
final class Connector {
    /**
     * An open client.
     *
     * @param client the client
     * @param dialect the dialect of its broker
     */
    record Opened(StompClient client, Dialect dialect) {}

    private final ConnectionConfig config;
    private final Optional<Credentials> credentials;
    private final String name;
    private final ClientListener listener;
    private final AtomicInteger count = new AtomicInteger();

    Connector(ConnectionConfig config, Optional<Credentials> credentials, String name, ClientListener listener) {
        this.config = config;
        this.credentials = credentials.or(config::credentials);
        this.name = name;
        this.listener = listener;
    }

    /** Connects, and once more if the broker turns out to be better spoken to in another way than at first. */
    Opened open(Optional<String> clientId) throws JMSException {
        Optional<Dialect> asked = config.dialect();
        Dialect first = asked.orElse(Dialects.ofServer("", config.prefixes()));
        StompClient client;
        try {
            client = connect(clientId, first);
        } catch (JMSException e) {
            Dialect other = asked.isPresent() || config.namesHost() ? null : wantingAnotherHost(e);
            if (other == null) {
                throw e;
            }
            return new Opened(connect(clientId, other), other);
        }
        Dialect dialect = asked.orElseGet(() -> Dialects.ofServer(
                client.server().flatMap(ConnectedReply::server).orElse(""), config.prefixes()));
        if (suits(client, dialect) && clientId.map(first::clientId).equals(clientId.map(dialect::clientId))) {
            return new Opened(client, dialect);
        }
        client.close();
        return new Opened(connect(clientId, dialect), dialect);
    }

    /** Who connects, as far as that is known before a broker is chosen. */
    Optional<String> user() {
        return credentials
                .map(Credentials::user)
                .or(() -> config.uri().brokers().stream().findFirst().flatMap(BrokerUri::user));
    }

    /** Who has refused a connection that asked for the host of the URI, where the virtual host has another name; null if nobody. */
    private static Dialect wantingAnotherHost(JMSException failure) {
        Throwable refusal =
                failure.getCause() == null ? null : failure.getCause().getCause();
        return refusal instanceof BrokerException error
                ? Dialects.explaining(error.error())
                        .filter(dialect -> dialect.refusesVirtualHost(error.error()))
                        .orElse(null)
                : null;
    }

    private boolean suits(StompClient client, Dialect dialect) {
        return config.versions().isPresent()
                || client.server()
                        .map(reply -> dialect.versions().contains(reply.version()))
                        .orElse(true);
    }

    /** Connects to a broker whose dialect is known, or guessed. */
    StompClient connect(Optional<String> clientId, Dialect dialect) throws JMSException {
        try {
            return new StompClient(options(clientId, dialect).name(name).build(), listener).connect();
        } catch (StompException e) {
            throw JmsExceptions.of("connect to " + config.uri(), e, refusing(e, dialect));
        }
    }

    /** A further client beside the first one, of whose threads it makes use. */
    StompClient another(StompClient first, Dialect dialect, ClientListener itsListener, Duration timeout) {
        ClientOptions.Builder options = options(Optional.empty(), dialect)
                .name(name + "-" + count.incrementAndGet())
                .connectTimeout(timeout)
                .executor(first.executor());
        return new StompClient(options.build(), itsListener).connect();
    }

    private ClientOptions.Builder options(Optional<String> clientId, Dialect dialect) {
        List<Version> versions = config.versions().orElse(dialect.versions());
        ClientOptions.Builder options = config.clientOptions(versions, clientId.map(dialect::clientId));
        if (!config.namesHost()) {
            dialect.virtualHost().ifPresent(options::host);
        }
        credentials.ifPresent(chosen ->
                options.credentials(dialect.connectText(chosen.user()), dialect.connectText(chosen.secret())));
        return options;
    }

    /** A broker that refuses a connection does not say what it is, so its words are tried in every dialect. */
    private static Dialect refusing(StompException failure, Dialect asked) {
        return failure.getCause() instanceof BrokerException refusal
                ? Dialects.explaining(refusal.error()).orElse(asked)
                : asked;
    }
}

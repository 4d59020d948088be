package org.stompest.jms;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;

import org.stompest.client.Credentials;

/**
 * Makes connections to a broker over STOMP (Jakarta Messaging 3.1, 6.1). Configured by a URI, in which every option can stand, and by
 * setters, which win over the URI. Does no I/O before it makes a connection. Thread-safe.
 *
 * <pre>{@code
 * ConnectionFactory factory = new StompConnectionFactory("failover:(stomp://a:61613,stomp://b:61613)?jms.sendTimeout=10s");
 * }</pre>
 */
public final class StompConnectionFactory implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory {
    /** The URI of a factory that was not given any. */
    public static final String DEFAULT_URI = "failover:(stomp://localhost:61613)";

    private final Map<Option, Object> overrides = new EnumMap<>(Option.class);
    private String uri = DEFAULT_URI;
    private ConnectionConfig config = new ConnectionConfig(DEFAULT_URI, overrides);

    /** Creates a factory for {@value #DEFAULT_URI}. */
    public StompConnectionFactory() {}

    /**
     * Creates a factory.
     *
     * @param uri the brokers and options
     * @throws IllegalArgumentException if the URI is malformed or has an unknown option
     */
    public StompConnectionFactory(String uri) {
        setBrokerURL(uri);
    }

    /**
     * Creates a factory.
     *
     * @param username who connects
     * @param password his secret
     * @param uri the brokers and options
     * @throws IllegalArgumentException if the URI is malformed or has an unknown option
     */
    public StompConnectionFactory(String username, String password, String uri) {
        this(uri);
        setUsername(username);
        setPassword(password);
    }

    /**
     * Sets the brokers and options.
     *
     * @param newUri such as {@code stomp://localhost:61613} or {@code failover:(stomp://a,stomp://b)?jms.clientID=me}
     * @throws IllegalArgumentException if the URI is malformed or has an unknown option
     */
    public synchronized void setBrokerURL(String newUri) {
        config = new ConnectionConfig(newUri, overrides);
        uri = newUri;
    }

    /**
     * The brokers and options, without secrets.
     *
     * @return the URI with user-info and passwords masked
     */
    public synchronized String getBrokerURL() {
        return config.uri().toString();
    }

    /**
     * Sets any option, over what the URI says.
     *
     * @param name the name as in a URI, such as {@code jms.sendTimeout}
     * @param value the value as in a URI
     * @throws IllegalArgumentException if there is no such option, or the value is none for it
     */
    public void setOption(String name, String value) {
        Option option = Option.named(name).orElseThrow(() -> ConnectionConfig.unknown(name));
        set(option, option.parse(value));
    }

    private synchronized void set(Option option, Object value) {
        Map<Option, Object> changed = new EnumMap<>(overrides);
        changed.put(option, value);
        config = new ConnectionConfig(uri, changed);
        overrides.put(option, value);
    }

    private synchronized ConnectionConfig config() {
        return config;
    }

    /**
     * Sets who connects.
     *
     * @param username the user
     */
    public void setUsername(String username) {
        set(Option.USERNAME, username);
    }

    /**
     * Who connects.
     *
     * @return the user, empty if not set
     */
    public String getUsername() {
        return config().text(Option.USERNAME);
    }

    /**
     * Sets the secret of who connects. There is no getter.
     *
     * @param password the secret
     */
    public void setPassword(String password) {
        set(Option.PASSWORD, password);
    }

    /**
     * Sets the client identifier of each connection (6.1.2).
     *
     * @param clientId the identifier
     */
    public void setClientID(String clientId) {
        set(Option.CLIENT_ID, clientId);
    }

    /**
     * The client identifier of each connection.
     *
     * @return the identifier, empty if not set
     */
    public String getClientID() {
        return config().text(Option.CLIENT_ID);
    }

    /**
     * Sets how long {@link #createConnection()} waits, over all brokers and attempts.
     *
     * @param millis milliseconds, 0 for ever
     */
    public void setConnectTimeout(long millis) {
        setOption("jms.connectTimeout", Long.toString(millis));
    }

    /**
     * Sets how long a send waits for the broker to confirm it.
     *
     * @param millis milliseconds, 0 for ever
     */
    public void setSendTimeout(long millis) {
        setOption("jms.sendTimeout", Long.toString(millis));
    }

    /**
     * Sets how long other calls wait for the broker.
     *
     * @param millis milliseconds, 0 for ever
     */
    public void setRequestTimeout(long millis) {
        setOption("jms.requestTimeout", Long.toString(millis));
    }

    /**
     * Sets how long close and stop wait in all.
     *
     * @param millis milliseconds
     */
    public void setCloseTimeout(long millis) {
        setOption("jms.closeTimeout", Long.toString(millis));
    }

    /**
     * Sets how many unacknowledged messages a broker sends to a consumer, whatever its kind.
     *
     * @param count 1 or more
     */
    public void setPrefetch(int count) {
        setOption("jms.prefetchPolicy.all", Integer.toString(count));
    }

    /**
     * Sets the kind of broker.
     *
     * @param name auto, activemq, artemis or generic
     */
    public void setBroker(String name) {
        setOption("stomp.broker", name);
    }

    private JmsConnection connect(String username, String password, Domain domain) throws JMSException {
        return new JmsConnection(config(), credentials(username, password), domain);
    }

    @Override
    public Connection createConnection() throws JMSException {
        return connect(null, null, Domain.UNIFIED);
    }

    @Override
    public Connection createConnection(String username, String password) throws JMSException {
        return connect(username, password, Domain.UNIFIED);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return connect(null, null, Domain.QUEUE);
    }

    @Override
    public QueueConnection createQueueConnection(String username, String password) throws JMSException {
        return connect(username, password, Domain.QUEUE);
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return connect(null, null, Domain.TOPIC);
    }

    @Override
    public TopicConnection createTopicConnection(String username, String password) throws JMSException {
        return connect(username, password, Domain.TOPIC);
    }

    @Override
    public JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(String username, String password) {
        return createContext(username, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(String username, String password, int sessionMode) {
        return context(credentials(username, password), sessionMode);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return context(Optional.empty(), sessionMode);
    }

    /** Looks at the mode first: a connection must not be left open if that is none. */
    private JMSContext context(Optional<Credentials> credentials, int sessionMode) {
        return JmsRuntimeExceptions.get(() -> {
            AckMode mode = AckMode.of(sessionMode);
            return new JmsContext(new SharedConnection(new JmsConnection(config(), credentials, Domain.UNIFIED)), mode);
        });
    }

    private static Optional<Credentials> credentials(String username, String password) {
        return username == null
                ? Optional.empty()
                : Optional.of(new Credentials(username, password == null ? "" : password));
    }

    @Override
    public String toString() {
        return "StompConnectionFactory[" + getBrokerURL() + "]";
    }
}

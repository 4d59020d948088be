package org.stompest.failover;

/**
 * Says why a text is not a broker URI or a failover URI. Immutable but for what every {@link Throwable} lets change.
 *
 * <p>The message is the URI followed by the reason. Neither holds user-info or the value of an option whose name
 * contains {@code pass}, {@code pwd}, {@code secret}, {@code token} or {@code credential}.
 */
public final class FailoverUriException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong and where. */
    private final String reason;

    /** The masked URI. */
    private final String uri;

    FailoverUriException(String reason, String maskedUri) {
        super(message(reason, maskedUri));
        this.reason = reason;
        this.uri = maskedUri;
    }

    FailoverUriException(String reason, String maskedUri, Throwable cause) {
        super(message(reason, maskedUri), cause);
        this.reason = reason;
        this.uri = maskedUri;
    }

    /**
     * Says what is wrong and where, without the URI.
     *
     * @return the reason, without secrets
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns the text that was refused, masked and, if very long, cut off.
     *
     * @return the URI for people to read, without secrets
     */
    public String uri() {
        return uri;
    }

    private static String message(String reason, String maskedUri) {
        return "broker URI " + maskedUri + ": " + reason;
    }
}

package org.stompest.transport;

/**
 * A way to make channels. Further ones are found as services of the {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface Transport {
    /**
     * Whether this transport knows a scheme.
     *
     * @param scheme the scheme of an {@link Endpoint}, in lower case
     * @return true if {@link #channel} takes it
     */
    boolean supports(String scheme);

    /**
     * A channel that is not open yet, so that it can be aborted while it opens.
     *
     * @param endpoint where to
     * @param options how
     * @return a new channel
     */
    Channel channel(Endpoint endpoint, TransportOptions options);
}

package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a client says of itself when it opens a session (STOMP 1.2, "Connecting"). Immutable.
 *
 * @param versions the versions on offer, ascending
 * @param host the virtual host, empty to leave the header out
 * @param login the user, empty to leave the header out
 * @param passcode the secret, empty to leave the header out
 * @param heartBeat the heart-beats on offer
 * @param headers further headers, which do not replace the ones above
 */
public record ConnectRequest(
        List<Version> versions,
        Optional<String> host,
        Optional<String> login,
        Optional<String> passcode,
        HeartBeat heartBeat,
        Headers headers) {

    /** All versions, no host, no credentials, no heart-beats. */
    public static final ConnectRequest DEFAULT = new ConnectRequest(
            Version.all(), Optional.empty(), Optional.empty(), Optional.empty(), HeartBeat.NONE, Headers.EMPTY);

    /**
     * Sorts the versions and drops repetitions.
     *
     * @param versions as the record has it
     * @param host as the record has it
     * @param login as the record has it
     * @param passcode as the record has it
     * @param heartBeat as the record has it
     * @param headers as the record has it
     * @throws ProtocolException if there is no version
     */
    public ConnectRequest {
        versions = Version.sorted(versions);
    }

    /**
     * This request with other versions.
     *
     * @param offered the versions on offer, in any order
     * @return a new request
     */
    public ConnectRequest withVersions(Version... offered) {
        return new ConnectRequest(List.of(offered), host, login, passcode, heartBeat, headers);
    }

    /**
     * This request with a virtual host.
     *
     * @param virtualHost the value of the header {@code host}
     * @return a new request
     */
    public ConnectRequest withHost(String virtualHost) {
        return new ConnectRequest(versions, Optional.of(virtualHost), login, passcode, heartBeat, headers);
    }

    /**
     * This request with credentials.
     *
     * @param user the value of the header {@code login}
     * @param secret the value of the header {@code passcode}
     * @return a new request
     */
    public ConnectRequest withCredentials(String user, String secret) {
        return new ConnectRequest(versions, host, Optional.of(user), Optional.of(secret), heartBeat, headers);
    }

    /**
     * This request with heart-beats.
     *
     * @param offered what to offer and to want
     * @return a new request
     */
    public ConnectRequest withHeartBeat(HeartBeat offered) {
        return new ConnectRequest(versions, host, login, passcode, offered, headers);
    }

    /**
     * This request with further headers.
     *
     * @param further the headers, in place of the further ones so far
     * @return a new request
     */
    public ConnectRequest withHeaders(Headers further) {
        return new ConnectRequest(versions, host, login, passcode, heartBeat, further);
    }

    /** The latest version on offer. */
    Version latest() {
        return versions.get(versions.size() - 1);
    }

    /** Hides the passcode. */
    @Override
    public String toString() {
        return "ConnectRequest[versions=" + versions + ", host=" + host.orElse("") + ", login=" + login.orElse("")
                + ", heartBeat=" + heartBeat.text() + ", headers=" + headers + "]";
    }
}

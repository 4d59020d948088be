package org.stompest.client;

/**
 * A user and his secret. Immutable.
 *
 * @param user the value of the header {@code login}
 * @param secret the value of the header {@code passcode}
 */
public record Credentials(String user, String secret) {
    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}

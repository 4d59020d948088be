package org.stompest.protocol;

/** The commands of STOMP, those of the client first. Immutable. */
public enum Command {
    /** Opens a session; its headers are never escaped. */
    CONNECT(Version.V1_0),
    /** Opens a session with a server of version 1.1 or later; otherwise as CONNECT. */
    STOMP(Version.V1_1),
    /** Sends a message. */
    SEND(Version.V1_0),
    /** Starts a subscription. */
    SUBSCRIBE(Version.V1_0),
    /** Ends a subscription. */
    UNSUBSCRIBE(Version.V1_0),
    /** Says that a message was consumed. */
    ACK(Version.V1_0),
    /** Says that a message was not consumed. */
    NACK(Version.V1_1),
    /** Starts a transaction. */
    BEGIN(Version.V1_0),
    /** Ends a transaction for good. */
    COMMIT(Version.V1_0),
    /** Ends a transaction as if it had not been. */
    ABORT(Version.V1_0),
    /** Ends a session. */
    DISCONNECT(Version.V1_0),
    /** The server has opened the session; its headers are never escaped. */
    CONNECTED(Version.V1_0),
    /** The server delivers a message. */
    MESSAGE(Version.V1_0),
    /** The server has processed a frame that asked for a receipt. */
    RECEIPT(Version.V1_0),
    /** The server refuses something, and as a rule closes the connection. */
    ERROR(Version.V1_0);

    private static final Command[] ALL = values();

    private final Version since;

    Command(Version since) {
        this.since = since;
    }

    /**
     * The first version that has this command.
     *
     * @return the version
     */
    public Version since() {
        return since;
    }

    /**
     * Whether a server sends this command.
     *
     * @return false for the commands of a client
     */
    public boolean isFromServer() {
        return compareTo(CONNECTED) >= 0;
    }

    /**
     * Whether a frame of this command may have a body (STOMP 1.1 and 1.2, "Body"; STOMP 1.0 has no such rule).
     *
     * @param version the version of the session
     * @return true if a body that is not empty is allowed
     */
    public boolean allowsBody(Version version) {
        return version == Version.V1_0 || this == SEND || this == MESSAGE || this == ERROR;
    }

    /**
     * Whether this command belongs to the time before a version is agreed on, so that no rule of escaping can apply yet. STOMP
     * 1.2, "Value Encoding", names CONNECT and CONNECTED; STOMP frames are read by the servers as CONNECT frames are.
     */
    boolean precedesNegotiation() {
        return this == CONNECT || this == STOMP || this == CONNECTED;
    }

    /** The command spelled by those bytes, or null if there is none. */
    static Command of(byte[] bytes, int from, int to) {
        for (Command command : ALL) {
            if (command.isSpelled(bytes, from, to)) {
                return command;
            }
        }
        return null;
    }

    private boolean isSpelled(byte[] bytes, int from, int to) {
        String name = name();
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}

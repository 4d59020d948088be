package org.stompest.protocol;

import java.util.Optional;

/**
 * What a server says of itself in CONNECTED. Immutable.
 *
 * @param version the version of the session
 * @param server the name and version of the server, if it gives one
 * @param session the id of the session, if the server gives one
 * @param heartBeat what the server offers and wants
 */
public record ConnectedReply(Version version, Optional<String> server, Optional<String> session, HeartBeat heartBeat) {}

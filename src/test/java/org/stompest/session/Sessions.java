package org.stompest.session;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;

/** Sessions in every state, and the frames to feed them with. Stateless. */
final class Sessions {
    /** The destination of every subscription that does not name another one. */
    static final String DESTINATION = "/queue/a";
    /** The request of {@link #in}; it differs from the default, so that a session that mixes up its requests is seen. */
    static final ConnectRequest REQUEST =
            ConnectRequest.DEFAULT.withVersions(Version.V1_1, Version.V1_2).withHeartBeat(new HeartBeat(1, 2));

    private Sessions() {}

    /** A session without a past, open in that version. */
    static StompSession open(Version version) {
        StompSession session = new StompSession();
        reopen(session, version);
        return session;
    }

    /** Opens a disconnected session in that version. */
    static void reopen(StompSession session, Version version) {
        session.connect(ConnectRequest.DEFAULT);
        session.receive(connected("version", version.text()));
    }

    /**
     * A session with a past: the subscription {@code taken} was made, the transaction {@code open} begun, the receipt {@code wanted}
     * asked for, all in STOMP 1.2; then it went on to that state.
     */
    static StompSession in(StompSession.State state) {
        StompSession session = new StompSession();
        session.connect(REQUEST);
        session.receive(connected("version", "1.2", "heart-beat", "3,4", "session", "first"));
        session.submit(subscribe("id", "taken", "ack", "client"));
        session.submit(Commands.begin("open"));
        session.submit(send().with(Headers.RECEIPT, "wanted"));
        switch (state) {
            case CONNECTED -> {}
            case DISCONNECTING -> session.submit(Commands.disconnect());
            case DISCONNECTED -> session.lost();
            case CONNECTING -> {
                session.lost();
                session.connect(REQUEST);
            }
        }
        return session;
    }

    static Frame connected(String... headers) {
        return Frame.of(Command.CONNECTED, Headers.of(headers));
    }

    static Frame send() {
        return Commands.send(DESTINATION, Headers.EMPTY, new byte[] {1});
    }

    /** A SUBSCRIBE to {@link #DESTINATION}, with an id only if the further headers have one. */
    static Frame subscribe(String... further) {
        return subscribeTo(DESTINATION, further);
    }

    static Frame subscribeTo(String destination, String... further) {
        return Commands.subscribe(destination, Headers.of(further), Version.V1_0);
    }

    static Frame unsubscribe(String id) {
        return Frame.of(Command.UNSUBSCRIBE, Headers.of(Headers.ID, id));
    }

    /** A message from {@link #DESTINATION} as STOMP 1.2 has it. */
    static Frame message(String subscription) {
        return anonymousMessage(DESTINATION)
                .with(Headers.SUBSCRIPTION, subscription)
                .with(Headers.ACK, "a-1");
    }

    /** A message that does not name its subscription, as a server of STOMP 1.0 may send it. */
    static Frame anonymousMessage(String destination) {
        return Frame.of(
                Command.MESSAGE, Headers.of(Headers.MESSAGE_ID, "m-1", Headers.DESTINATION, destination), new byte[] {1
                });
    }

    static Frame receipt(String id) {
        return Frame.of(Command.RECEIPT, Headers.of(Headers.RECEIPT_ID, id));
    }

    static Frame error(String... headers) {
        return Frame.of(Command.ERROR, Headers.of(headers), new byte[] {1});
    }
}

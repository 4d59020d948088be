package org.stompest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

/**
 * All that can be found out about a session, by asking and by trying. Trying changes the session, so a snapshot is the last thing to do
 * with one. Immutable.
 *
 * @param state the state
 * @param version the version
 * @param server the answer to CONNECT
 * @param heartBeat the heart-beats agreed on
 * @param subscriptions the subscriptions
 * @param replay the frames to replay
 * @param receipts those of {@link #RECEIPTS} that are waited for, in the present session
 * @param transactions those of {@link #TRANSACTIONS} that are open, in the present session if that is open
 * @param nextHeartBeat the heart-beats of the session that CONNECTED opens, or of the present one
 * @param nextId the id that the next subscription without one gets
 */
record Snapshot(
        StompSession.State state,
        Version version,
        Optional<ConnectedReply> server,
        HeartBeat heartBeat,
        List<Subscription> subscriptions,
        List<Frame> replay,
        List<String> receipts,
        List<String> transactions,
        HeartBeat nextHeartBeat,
        String nextId) {

    /** The receipts that are tried. */
    static final List<String> RECEIPTS = List.of("wanted", "new");
    /** The transactions that are tried. */
    static final List<String> TRANSACTIONS = List.of("open", "new");

    /** Takes a session apart. */
    static Snapshot of(StompSession session) {
        StompSession.State state = session.state();
        Version version = session.version();
        Optional<ConnectedReply> server = session.server();
        HeartBeat heartBeat = session.heartBeat();
        List<Subscription> subscriptions = session.subscriptions();
        List<Frame> replay = session.replay();
        List<String> receipts = new ArrayList<>();
        if (state == StompSession.State.DISCONNECTING) {
            receipts.addAll(receipts(session));
            session.lost();
        }
        if (session.state() == StompSession.State.DISCONNECTED) {
            session.connect(ConnectRequest.DEFAULT.withHeartBeat(new HeartBeat(5, 5)));
        }
        if (session.state() == StompSession.State.CONNECTING) {
            session.receive(Sessions.connected("version", "1.1", "heart-beat", "3,4"));
        }
        receipts.addAll(receipts(session));
        return new Snapshot(
                state,
                version,
                server,
                heartBeat,
                subscriptions,
                replay,
                receipts,
                transactions(session),
                session.heartBeat(),
                session.submit(Sessions.subscribe()).header(Headers.ID));
    }

    private static List<String> receipts(StompSession session) {
        return RECEIPTS.stream()
                .filter(each -> session.receive(Sessions.receipt(each)) instanceof Event.Receipted)
                .toList();
    }

    private static List<String> transactions(StompSession session) {
        return TRANSACTIONS.stream().filter(each -> isOpen(each, session)).toList();
    }

    private static boolean isOpen(String transaction, StompSession session) {
        try {
            session.submit(Commands.abort(transaction));
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }
}

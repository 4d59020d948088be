package org.stompest.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Token;
import org.stompest.protocol.Version;

/**
 * The state of a STOMP session as its client sees it: version, heart-beats, subscriptions, transactions and receipts. It does no I/O:
 * the caller writes the frames that it returns and feeds it the frames that he has read. A call that throws has changed nothing. Not
 * thread-safe.
 */
public final class StompSession {
    /** The states of a session. */
    public enum State {
        /** No session; subscriptions may wait for the next one. */
        DISCONNECTED,
        /** CONNECT is out. */
        CONNECTING,
        /** CONNECTED has come. */
        CONNECTED,
        /** DISCONNECT is out; only receipts may still come. */
        DISCONNECTING
    }

    private final Map<Token, Subscription> subscriptions = new LinkedHashMap<>();
    private final Set<String> receipts = new HashSet<>();
    private final Set<String> transactions = new HashSet<>();
    private State state = State.DISCONNECTED;
    private ConnectRequest request = ConnectRequest.DEFAULT;
    private ConnectedReply reply;
    private long lastSubscriptionId;

    /** Creates a session that is not connected. */
    public StompSession() {}

    /**
     * The state of the session.
     *
     * @return the state
     */
    public State state() {
        return state;
    }

    /**
     * The version of the session: the negotiated one, or else the latest on offer.
     *
     * @return the version
     */
    public Version version() {
        return reply == null ? request.versions().get(request.versions().size() - 1) : reply.version();
    }

    /**
     * What the server has said of itself.
     *
     * @return the answer to CONNECT, empty while there is none
     */
    public Optional<ConnectedReply> server() {
        return Optional.ofNullable(reply);
    }

    /**
     * The heart-beats agreed on.
     *
     * @return the intervals in milliseconds at which to send and to expect bytes; 0 for none, and while not connected
     */
    public HeartBeat heartBeat() {
        return reply == null ? HeartBeat.NONE : request.heartBeat().negotiate(reply.heartBeat());
    }

    /**
     * Opens the session.
     *
     * @param connect what to say
     * @return the CONNECT frame to write
     * @throws ProtocolException if the session is not disconnected, or the request is inconsistent
     */
    public Frame connect(ConnectRequest connect) {
        return opening(Commands.connect(connect), connect);
    }

    /**
     * Opens the session by a STOMP frame instead of a CONNECT frame.
     *
     * @param connect what to say
     * @return the STOMP frame to write
     * @throws ProtocolException if the session is not disconnected, or the request is inconsistent
     */
    public Frame stomp(ConnectRequest connect) {
        return opening(Commands.stomp(connect), connect);
    }

    private Frame opening(Frame frame, ConnectRequest connect) {
        if (state != State.DISCONNECTED) {
            throw new ProtocolException(
                    "expected a session that is DISCONNECTED for " + frame.command() + ", got " + state);
        }
        request = connect;
        state = State.CONNECTING;
        return frame;
    }

    /**
     * Takes notice of a frame that is about to be written. A SUBSCRIBE without an id gets one, in every version; without an
     * acknowledgement mode it gets {@code auto}, STOMP's default, so that a later session repeats what was in effect.
     *
     * @param frame any frame of the client but CONNECT and STOMP; a header {@code receipt} announces the RECEIPT to come, a header
     *     {@code transaction} names a transaction that is open
     * @return the frame to write
     * @throws ProtocolException if the session is not connected, or the frame does not fit its transactions, subscriptions or receipts
     */
    public Frame submit(Frame frame) {
        Command command = frame.command();
        if (state != State.CONNECTED) {
            throw new ProtocolException("expected a session that is CONNECTED for " + command + ", got " + state);
        }
        if (!version().isAtLeast(command.since())) {
            throw new ProtocolException("expected a command of STOMP " + version() + ", got " + command);
        }
        String receipt = frame.header(Headers.RECEIPT);
        if (receipt != null && receipts.contains(receipt)) {
            throw new ProtocolException("expected a new receipt id for " + command + ", got '" + receipt
                    + "', which is waited for already");
        }
        Frame submitted = note(command, frame);
        if (receipt != null) {
            receipts.add(receipt);
        }
        return submitted;
    }

    private Frame note(Command command, Frame frame) {
        switch (command) {
            case SEND, ACK, NACK -> checkTransaction(frame);
            case BEGIN -> begin(frame.require(Headers.TRANSACTION));
            case COMMIT, ABORT -> end(command, frame.require(Headers.TRANSACTION));
            case SUBSCRIBE -> {
                return subscribe(frame);
            }
            case UNSUBSCRIBE -> unsubscribe(frame);
            case DISCONNECT -> state = State.DISCONNECTING;
            default -> throw new ProtocolException("expected a command of a connected client, got " + command);
        }
        return frame;
    }

    private void checkTransaction(Frame frame) {
        String transaction = frame.header(Headers.TRANSACTION);
        if (transaction != null && !transactions.contains(transaction)) {
            throw notOpen(frame.command(), transaction);
        }
    }

    private void begin(String transaction) {
        if (!transactions.add(transaction)) {
            throw new ProtocolException(
                    "expected a new transaction for BEGIN, got '" + transaction + "', which is open");
        }
    }

    private void end(Command command, String transaction) {
        if (!transactions.remove(transaction)) {
            throw notOpen(command, transaction);
        }
    }

    private ProtocolException notOpen(Command command, String transaction) {
        return new ProtocolException("expected an open transaction for " + command + ", got '" + transaction
                + "', open are " + transactions);
    }

    private Frame subscribe(Frame frame) {
        Headers.Builder effective = frame.headers().toBuilder();
        long id = lastSubscriptionId;
        if (!frame.headers().contains(Headers.ID)) {
            do {
                id++;
            } while (subscriptions.containsKey(Token.id(Long.toString(id))));
            effective.add(Headers.ID, Long.toString(id));
        }
        if (!frame.headers().contains(Headers.ACK)) {
            effective.add(Headers.ACK, "auto");
        }
        Frame subscribe = Frame.of(Command.SUBSCRIBE, effective.build());
        Token token = Commands.token(subscribe);
        subscribe.require(Headers.DESTINATION);
        Subscription subscription = new Subscription(token, subscribe.without(Headers.RECEIPT));
        if (subscriptions.putIfAbsent(token, subscription) != null) {
            throw new ProtocolException("expected a new subscription, got id '" + token.value()
                    + "', which is taken by '" + subscriptions.get(token).destination() + "'");
        }
        lastSubscriptionId = id;
        return subscribe;
    }

    private void unsubscribe(Frame frame) {
        String id = frame.header(Headers.ID);
        String destination = frame.header(Headers.DESTINATION);
        Token token = id != null ? Token.id(id) : destination != null ? Token.destination(destination) : null;
        if (subscriptions.containsKey(token)) {
            subscriptions.remove(token);
        } else if (!namesSomethingElse(frame)) {
            frame.require(id == null ? Headers.DESTINATION : Headers.ID);
            throw new ProtocolException("expected a subscription to end, got " + token + ", which there is none of");
        }
    }

    /** By headers of their own, brokers let a client delete a durable subscription that is not open. */
    private static boolean namesSomethingElse(Frame unsubscribe) {
        Headers others = unsubscribe
                .headers()
                .without(Headers.ID)
                .without(Headers.DESTINATION)
                .without(Headers.RECEIPT);
        return others.size() > 0;
    }

    /**
     * Drops a subscription that the server has refused, so that the next session does not ask for it again.
     *
     * @param token its token; unknown ones are ignored
     */
    public void forget(Token token) {
        subscriptions.remove(token);
    }

    /**
     * Announces a receipt for a frame that this session has not been shown before: one of {@link #replay()}, or one of another session
     * that is sent again.
     *
     * @param frame the frame, with a header {@code receipt}
     * @return the same frame
     * @throws ProtocolException if the session is not connected, or that receipt is waited for already
     */
    public Frame repeat(Frame frame) {
        if (state != State.CONNECTED) {
            throw new ProtocolException(
                    "expected a session that is CONNECTED to repeat " + frame.command() + ", got " + state);
        }
        if (!receipts.add(frame.require(Headers.RECEIPT))) {
            throw new ProtocolException("expected a new receipt id to repeat " + frame);
        }
        return frame;
    }

    /**
     * Takes a frame of the server.
     *
     * @param frame the frame
     * @return what it means
     * @throws ProtocolException if no server may send such a frame in this state
     */
    public Event receive(Frame frame) {
        if (state == State.DISCONNECTED) {
            throw new ProtocolException("expected nothing from the server while DISCONNECTED, got " + frame);
        }
        return switch (frame.command()) {
            case CONNECTED -> connected(frame);
            case MESSAGE -> delivered(frame);
            case RECEIPT -> receipted(frame);
            case ERROR -> refused(frame);
            default -> throw new ProtocolException("expected a command of a server, got " + frame);
        };
    }

    private Event connected(Frame frame) {
        if (state != State.CONNECTING) {
            throw new ProtocolException("expected a session that is CONNECTING for CONNECTED, got " + state);
        }
        reply = Commands.connected(frame, request.versions());
        state = State.CONNECTED;
        return new Event.Connected(reply);
    }

    private Event delivered(Frame frame) {
        if (state == State.CONNECTING) {
            throw new ProtocolException("expected CONNECTED or ERROR while CONNECTING, got " + frame);
        }
        Token token = Commands.message(frame, version());
        Subscription subscription = token.kind() == Token.Kind.ID ? subscriptions.get(token) : onlyOneTo(token.value());
        if (state == State.DISCONNECTING) {
            return new Event.Stray(frame, "expected receipts only while DISCONNECTING, got a message of " + token);
        }
        if (subscription == null) {
            return new Event.Stray(frame, "expected a message of a subscription, got one of " + token);
        }
        return new Event.Delivered(subscription, frame);
    }

    /** A server of STOMP 1.0 need not name the subscription. */
    private Subscription onlyOneTo(String destination) {
        List<Subscription> all = subscriptions.values().stream()
                .filter(each -> each.destination().equals(destination))
                .toList();
        return all.size() == 1 ? all.get(0) : null;
    }

    private Event receipted(Frame frame) {
        if (state == State.CONNECTING) {
            throw new ProtocolException("expected CONNECTED or ERROR while CONNECTING, got " + frame);
        }
        String receipt = Commands.receipt(frame);
        return receipts.remove(receipt)
                ? new Event.Receipted(receipt)
                : new Event.Stray(frame, "expected a receipt that is waited for, got '" + receipt + "'");
    }

    private Event refused(Frame frame) {
        String receipt = frame.header(Headers.RECEIPT_ID);
        return new Event.Refused(
                frame, receipt != null && receipts.remove(receipt) ? Optional.of(receipt) : Optional.empty());
    }

    /**
     * The open subscriptions.
     *
     * @return a snapshot, in the order in which they were made
     */
    public List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    /**
     * The frames that repeat the open subscriptions in a new session, as they were in effect. They stay open however often this is
     * called, so a replay that breaks off is simply done again. To confirm one, add a receipt and show it to {@link #repeat}.
     *
     * @return the SUBSCRIBE frames, in the order in which the subscriptions were made
     */
    public List<Frame> replay() {
        return subscriptions.values().stream().map(Subscription::subscribe).toList();
    }

    /**
     * The connection is gone. What belongs to it is forgotten: the state, the version, receipts and transactions. The subscriptions
     * stay, to be replayed.
     */
    public void lost() {
        state = State.DISCONNECTED;
        reply = null;
        receipts.clear();
        transactions.clear();
    }

    /** The session is over for good: as {@link #lost()}, and the subscriptions are forgotten too. */
    public void close() {
        lost();
        subscriptions.clear();
    }
}

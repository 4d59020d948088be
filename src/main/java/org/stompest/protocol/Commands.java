package org.stompest.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The syntax of STOMP as functions: each builds a valid frame of the client, or takes a frame of the server apart. A header given by
 * an argument replaces one of the same name among the further headers. Ask for a receipt, or name a transaction, by {@link
 * Frame#with}. Stateless.
 */
public final class Commands {
    private Commands() {}

    /**
     * Opens a session.
     *
     * @param request what to say
     * @return a CONNECT frame; {@code accept-version} is left out if only STOMP 1.0 is on offer, as STOMP 1.0 knows no such header
     * @throws ProtocolException if heart-beats are on offer, but no version that has them
     */
    public static Frame connect(ConnectRequest request) {
        return connect(Command.CONNECT, request);
    }

    /**
     * Opens a session by the command that STOMP 1.1 has introduced.
     *
     * @param request what to say
     * @return a STOMP frame
     * @throws ProtocolException if only STOMP 1.0 is on offer
     */
    public static Frame stomp(ConnectRequest request) {
        if (request.latest() == Version.V1_0) {
            throw new ProtocolException("expected STOMP 1.1 or later on offer for a STOMP frame, got 1.0");
        }
        return connect(Command.STOMP, request);
    }

    private static Frame connect(Command command, ConnectRequest request) {
        boolean isNegotiable = request.latest() != Version.V1_0;
        boolean hasHeartBeat = !request.heartBeat().equals(HeartBeat.NONE);
        if (hasHeartBeat && !isNegotiable) {
            throw new ProtocolException("expected STOMP 1.1 or later on offer for heart-beats, got 1.0");
        }
        Headers.Builder headers = Headers.builder();
        if (isNegotiable) {
            headers.add(Headers.ACCEPT_VERSION, Version.join(request.versions()));
        }
        request.host().ifPresent(host -> headers.add(Headers.HOST, host));
        request.login().ifPresent(login -> headers.add(Headers.LOGIN, login));
        request.passcode().ifPresent(passcode -> headers.add(Headers.PASSCODE, passcode));
        if (hasHeartBeat) {
            headers.add(Headers.HEART_BEAT, request.heartBeat().text());
        }
        return Frame.of(command, headers.addMissing(request.headers()).build());
    }

    /**
     * Sends a message. There is no {@code content-length} unless the further headers have it, because ActiveMQ and Artemis tell text
     * from bytes by it.
     *
     * @param destination where to
     * @param headers further headers
     * @param body the body; the array belongs to the frame from now on
     * @return a SEND frame
     */
    public static Frame send(String destination, Headers headers, byte[] body) {
        return Frame.of(Command.SEND, headers(Headers.DESTINATION, destination, headers), body);
    }

    /**
     * Starts a subscription.
     *
     * @param destination where from
     * @param headers further headers; from STOMP 1.1 on they need an {@code id}
     * @param version the version of the session
     * @return a SUBSCRIBE frame
     * @throws ProtocolException if the version needs an id and there is none
     */
    public static Frame subscribe(String destination, Headers headers, Version version) {
        if (version != Version.V1_0 && !headers.contains(Headers.ID)) {
            throw new ProtocolException(
                    "expected an id for the subscription to '" + destination + "' in STOMP " + version + ", got none");
        }
        return Frame.of(Command.SUBSCRIBE, headers(Headers.DESTINATION, destination, headers));
    }

    /**
     * The token by which the messages of a subscription will be known.
     *
     * @param subscribe a SUBSCRIBE frame
     * @return its id, else its destination
     */
    public static Token token(Frame subscribe) {
        expect(Command.SUBSCRIBE, subscribe);
        String id = subscribe.header(Headers.ID);
        return id == null ? Token.destination(subscribe.require(Headers.DESTINATION)) : Token.id(id);
    }

    /**
     * Ends a subscription.
     *
     * @param token the token of the subscription
     * @param version the version of the session
     * @return an UNSUBSCRIBE frame
     * @throws ProtocolException if the version needs an id and the token is none
     */
    public static Frame unsubscribe(Token token, Version version) {
        if (version != Version.V1_0 && token.kind() != Token.Kind.ID) {
            throw new ProtocolException("expected the id of a subscription in STOMP " + version + ", got " + token);
        }
        return Frame.of(Command.UNSUBSCRIBE, Headers.of(token.header(), token.value()));
    }

    /**
     * Acknowledges a message, in a subscription of mode {@code client} also those before it.
     *
     * @param message the MESSAGE frame
     * @param version the version of the session it came in
     * @return an ACK frame
     * @throws ProtocolException if the message lacks a header that the version needs
     */
    public static Frame ack(Frame message, Version version) {
        return acknowledgement(Command.ACK, message, version);
    }

    /**
     * Says that a message was not consumed; what the server does then is its own affair.
     *
     * @param message the MESSAGE frame
     * @param version the version of the session it came in
     * @return a NACK frame
     * @throws ProtocolException if the message lacks a header that the version needs, or in STOMP 1.0
     */
    public static Frame nack(Frame message, Version version) {
        if (version == Version.V1_0) {
            throw new ProtocolException("expected STOMP 1.1 or later for a NACK, got 1.0");
        }
        return acknowledgement(Command.NACK, message, version);
    }

    private static Frame acknowledgement(Command command, Frame message, Version version) {
        expect(Command.MESSAGE, message);
        String messageId = message.require(Headers.MESSAGE_ID);
        return switch (version) {
            case V1_0 -> {
                String subscription = message.header(Headers.SUBSCRIPTION);
                yield Frame.of(
                        command,
                        subscription == null
                                ? Headers.of(Headers.MESSAGE_ID, messageId)
                                : Headers.of(Headers.MESSAGE_ID, messageId, Headers.SUBSCRIPTION, subscription));
            }
            case V1_1 ->
                Frame.of(
                        command,
                        Headers.of(
                                Headers.MESSAGE_ID,
                                messageId,
                                Headers.SUBSCRIPTION,
                                message.require(Headers.SUBSCRIPTION)));
            case V1_2 -> {
                message.require(Headers.SUBSCRIPTION);
                yield Frame.of(command, Headers.of(Headers.ID, message.require(Headers.ACK)));
            }
        };
    }

    /**
     * Starts a transaction.
     *
     * @param transaction its id
     * @return a BEGIN frame
     */
    public static Frame begin(String transaction) {
        return Frame.of(Command.BEGIN, Headers.of(Headers.TRANSACTION, transaction));
    }

    /**
     * Ends a transaction for good.
     *
     * @param transaction its id
     * @return a COMMIT frame
     */
    public static Frame commit(String transaction) {
        return Frame.of(Command.COMMIT, Headers.of(Headers.TRANSACTION, transaction));
    }

    /**
     * Ends a transaction as if it had not been.
     *
     * @param transaction its id
     * @return an ABORT frame
     */
    public static Frame abort(String transaction) {
        return Frame.of(Command.ABORT, Headers.of(Headers.TRANSACTION, transaction));
    }

    /**
     * Ends the session.
     *
     * @return a DISCONNECT frame
     */
    public static Frame disconnect() {
        return Frame.of(Command.DISCONNECT, Headers.EMPTY);
    }

    /**
     * Reads the answer to CONNECT. Without a {@code version} header it is STOMP 1.0.
     *
     * @param frame a CONNECTED frame
     * @param offered the versions that were on offer
     * @return what the server says
     * @throws ProtocolException if the frame is another one, or the version was not on offer, or the heart-beat is malformed
     */
    public static ConnectedReply connected(Frame frame, List<Version> offered) {
        expect(Command.CONNECTED, frame);
        boolean isNegotiable = !offered.equals(List.of(Version.V1_0));
        Version version = isNegotiable ? Version.of(frame.headers().get(Headers.VERSION, "1.0")) : Version.V1_0;
        if (!offered.contains(version)) {
            throw new ProtocolException(
                    "expected one of the versions " + offered + " that were on offer, got " + frame);
        }
        String heartBeat = version == Version.V1_0 ? null : frame.header(Headers.HEART_BEAT);
        return new ConnectedReply(
                version,
                Optional.ofNullable(frame.header(Headers.SERVER)),
                Optional.ofNullable(frame.header(Headers.SESSION)),
                heartBeat == null ? HeartBeat.NONE : HeartBeat.of(heartBeat));
    }

    /**
     * The subscription that a message belongs to.
     *
     * @param frame a MESSAGE frame
     * @param version the version of the session
     * @return the token
     * @throws ProtocolException if the frame is another one or lacks a header that the version needs
     */
    public static Token message(Frame frame, Version version) {
        expect(Command.MESSAGE, frame);
        frame.require(Headers.MESSAGE_ID);
        String destination = frame.require(Headers.DESTINATION);
        String subscription =
                version == Version.V1_0 ? frame.header(Headers.SUBSCRIPTION) : frame.require(Headers.SUBSCRIPTION);
        return subscription == null ? Token.destination(destination) : Token.id(subscription);
    }

    /**
     * The receipt that has come.
     *
     * @param frame a RECEIPT frame
     * @return its id
     * @throws ProtocolException if the frame is another one or has no id
     */
    public static String receipt(Frame frame) {
        expect(Command.RECEIPT, frame);
        return frame.require(Headers.RECEIPT_ID);
    }

    private static void expect(Command command, Frame frame) {
        if (frame.command() != command) {
            throw new ProtocolException("expected " + command + ", got " + frame);
        }
    }

    private static Headers headers(String name, String value, Headers further) {
        return Headers.builder().add(name, value).addMissing(further).build();
    }
}

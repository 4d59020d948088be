package org.stompest.session;

import java.util.Optional;

import org.stompest.protocol.ConnectedReply;
import org.stompest.protocol.Frame;

/** What a frame of the server means for the session. The variants are immutable. */
public sealed interface Event {
    /**
     * The session is open.
     *
     * @param reply what the server says of itself
     */
    record Connected(ConnectedReply reply) implements Event {}

    /**
     * A message of one of the subscriptions.
     *
     * @param subscription the subscription
     * @param message the MESSAGE frame
     */
    record Delivered(Subscription subscription, Frame message) implements Event {}

    /**
     * The server has processed a frame that asked for a receipt.
     *
     * @param receipt the id asked for
     */
    record Receipted(String receipt) implements Event {}

    /**
     * The server has refused something. STOMP says that it closes the connection then; brokers often keep it open.
     *
     * @param error the ERROR frame
     * @param receipt the receipt that will not come, if the frame at fault asked for one and the server says so
     */
    record Refused(Frame error, Optional<String> receipt) implements Event {}

    /**
     * A frame nobody waits for: a message that was on its way when its subscription ended, a receipt never asked for.
     *
     * @param frame the frame
     * @param reason what was expected, and what came
     */
    record Stray(Frame frame, String reason) implements Event {}
}

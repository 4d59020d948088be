package org.stompest.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;

/**
 * What an obliging broker answers. Immutable.
 *
 * @param versions the versions that it knows
 * @param connected further headers of CONNECTED
 * @param unanswered the commands that it keeps silent on
 */
record Answers(List<Version> versions, Headers connected, Set<String> unanswered) {
    static final Answers DEFAULT = new Answers(Version.all(), Headers.EMPTY, Set.of());

    Optional<Frame> answer(Frame frame) {
        if (unanswered.contains(frame.command().name())) {
            return Optional.empty();
        }
        return switch (frame.command()) {
            case CONNECT, STOMP -> Optional.of(connected(frame));
            default ->
                Optional.ofNullable(frame.header(Headers.RECEIPT))
                        .map(receipt -> Frame.of(Command.RECEIPT, Headers.of(Headers.RECEIPT_ID, receipt)));
        };
    }

    /** STOMP 1.0 knows no version header; the client offers 1.0 alone by leaving out {@code accept-version}. */
    private Frame connected(Frame connect) {
        String accepted = connect.headers().get(Headers.ACCEPT_VERSION, "1.0");
        Version version = Version.listOf(accepted).stream()
                .filter(versions::contains)
                .reduce((one, other) -> other)
                .orElse(null);
        if (version == null) {
            return Frame.of(
                    Command.ERROR,
                    Headers.of(Headers.MESSAGE, "expected one of the versions " + versions + ", got " + accepted));
        }
        Headers.Builder headers = connected.toBuilder();
        if (version == Version.V1_0) {
            return Frame.of(
                    Command.CONNECTED,
                    headers.addMissing(Headers.of(Headers.SESSION, "fake")).build());
        }
        return Frame.of(
                Command.CONNECTED,
                headers.addMissing(Headers.of(Headers.VERSION, version.text(), Headers.SERVER, "fake/1"))
                        .build());
    }
}

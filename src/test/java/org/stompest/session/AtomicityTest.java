package org.stompest.session;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.ConnectRequest;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Token;
import org.stompest.protocol.Version;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A call that throws has changed nothing, whatever it throws for. That a state is wrong for a call is in {@link StateMatrixTest}. */
class AtomicityTest {
    /**
     * A call on a session of {@link Sessions#in}.
     *
     * @param state the state of the session
     * @param name what is done
     * @param action does it
     */
    record Call(StompSession.State state, String name, Consumer<StompSession> action) {
        @Override
        public String toString() {
            return name + " while " + state;
        }
    }

    private static Call submit(String name, Frame frame) {
        return new Call(StompSession.State.CONNECTED, name, session -> session.submit(frame));
    }

    private static Call withTakenReceipt(Frame frame) {
        return submit(frame.command() + " with a receipt that is waited for", frame.with(Headers.RECEIPT, "wanted"));
    }

    private static Call receive(StompSession.State state, String name, Frame frame) {
        return new Call(state, name, session -> session.receive(frame));
    }

    private static Frame bare(Command command) {
        return Frame.of(command, Headers.of(Headers.RECEIPT, "new"));
    }

    private static Frame within(String transaction, Frame frame) {
        return frame.with(Headers.TRANSACTION, transaction).with(Headers.RECEIPT, "new");
    }

    private static Frame ack() {
        return Commands.ack(Sessions.message("taken"), Version.V1_2);
    }

    private static Frame nack() {
        return Commands.nack(Sessions.message("taken"), Version.V1_2);
    }

    static Stream<Call> refusedSubmissions() {
        return Stream.of(
                submit("SEND in an unknown transaction", within("new", Sessions.send())),
                submit("ACK in an unknown transaction", within("new", ack())),
                submit("NACK in an unknown transaction", within("new", nack())),
                submit("BEGIN of an open transaction", within("open", Commands.begin("open"))),
                submit("BEGIN without a transaction", bare(Command.BEGIN)),
                submit("COMMIT of an unknown transaction", within("new", Commands.commit("new"))),
                submit("COMMIT without a transaction", bare(Command.COMMIT)),
                submit("ABORT of an unknown transaction", within("new", Commands.abort("new"))),
                submit("ABORT without a transaction", bare(Command.ABORT)),
                submit("SUBSCRIBE with a taken id", Sessions.subscribe("id", "taken", "receipt", "new")),
                submit("SUBSCRIBE without a destination", bare(Command.SUBSCRIBE)),
                submit("SUBSCRIBE with an id only", bare(Command.SUBSCRIBE).with(Headers.ID, "new")),
                submit(
                        "UNSUBSCRIBE of an unknown id",
                        Sessions.unsubscribe("new").with(Headers.RECEIPT, "new")),
                submit("UNSUBSCRIBE of nothing", bare(Command.UNSUBSCRIBE)),
                submit("MESSAGE from the client", Sessions.message("taken").with(Headers.RECEIPT, "new")),
                withTakenReceipt(Sessions.send()),
                withTakenReceipt(ack()),
                withTakenReceipt(nack()),
                withTakenReceipt(Commands.begin("new")),
                withTakenReceipt(Commands.commit("open")),
                withTakenReceipt(Commands.abort("open")),
                withTakenReceipt(Sessions.subscribe("id", "new")),
                withTakenReceipt(Sessions.subscribe()),
                withTakenReceipt(Sessions.unsubscribe("taken")),
                withTakenReceipt(Commands.disconnect()));
    }

    static Stream<Call> otherRefusals() {
        StompSession.State connected = StompSession.State.CONNECTED;
        StompSession.State connecting = StompSession.State.CONNECTING;
        StompSession.State disconnected = StompSession.State.DISCONNECTED;
        ConnectRequest only10 = ConnectRequest.DEFAULT.withVersions(Version.V1_0);
        Frame message = Sessions.message("taken");
        return Stream.of(
                new Call(connected, "repeat without a receipt", session -> session.repeat(Sessions.send())),
                new Call(
                        connected,
                        "repeat with a receipt that is waited for",
                        session -> session.repeat(Sessions.send().with(Headers.RECEIPT, "wanted"))),
                receive(connected, "MESSAGE without an id", message.without(Headers.MESSAGE_ID)),
                receive(connected, "MESSAGE without a destination", message.without(Headers.DESTINATION)),
                receive(connected, "MESSAGE without a subscription", message.without(Headers.SUBSCRIPTION)),
                receive(connected, "RECEIPT without an id", bare(Command.RECEIPT)),
                receive(
                        connecting,
                        "CONNECTED in a version that was not on offer",
                        Sessions.connected("version", "1.0")),
                receive(connecting, "CONNECTED in no version", Sessions.connected("version", "2.0")),
                receive(
                        connecting,
                        "CONNECTED with a malformed heart-beat",
                        Sessions.connected("version", "1.2", "heart-beat", "1,-1")),
                new Call(disconnected, "STOMP in STOMP 1.0", session -> session.stomp(only10)),
                new Call(
                        disconnected,
                        "CONNECT with heart-beats in STOMP 1.0",
                        session -> session.connect(only10.withHeartBeat(new HeartBeat(9, 9)))));
    }

    @ParameterizedTest
    @MethodSource({"refusedSubmissions", "otherRefusals"})
    void aCallThatThrowsHasChangedNothing(Call call) {
        StompSession session = Sessions.in(call.state());
        assertThrows(ProtocolException.class, () -> call.action().accept(session));
        assertEquals(Snapshot.of(Sessions.in(call.state())), Snapshot.of(session));
    }

    static Stream<Call> changes() {
        StompSession.State connected = StompSession.State.CONNECTED;
        return Stream.of(
                submit("a subscription more", Sessions.subscribe("id", "new")),
                submit("an id more", Sessions.subscribe()),
                submit("a subscription less", Sessions.unsubscribe("taken")),
                submit("a transaction more", Commands.begin("new")),
                submit("a transaction less", Commands.abort("open")),
                submit("a receipt more", Sessions.send().with(Headers.RECEIPT, "new")),
                receive(connected, "a receipt less", Sessions.receipt("wanted")),
                receive(StompSession.State.DISCONNECTING, "a receipt less", Sessions.receipt("wanted")),
                submit("another state", Commands.disconnect()),
                new Call(connected, "a subscription forgotten", session -> session.forget(Token.id("taken"))),
                new Call(StompSession.State.CONNECTING, "another request", session -> {
                    session.lost();
                    session.connect(Sessions.REQUEST.withHeartBeat(new HeartBeat(9, 9)));
                }),
                new Call(StompSession.State.DISCONNECTED, "other versions", session -> {
                    session.connect(Sessions.REQUEST.withVersions(Version.V1_1));
                    session.lost();
                }));
    }

    /** Otherwise the test above could not fail. */
    @ParameterizedTest
    @MethodSource("changes")
    void theSnapshotSeesEveryKindOfChange(Call call) {
        StompSession session = Sessions.in(call.state());
        call.action().accept(session);
        assertNotEquals(Snapshot.of(Sessions.in(call.state())), Snapshot.of(session));
    }
}

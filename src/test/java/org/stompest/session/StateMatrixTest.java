package org.stompest.session;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.stompest.protocol.Command;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Token;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Every call in every state: where it leads to and what it means, or that it is refused and has changed nothing. */
class StateMatrixTest {
    /** A cell is the state after the call and the event, if it yields one; {@code -} is a ProtocolException. */
    private static final String MATRIX = """
            call                | DISCONNECTED  | CONNECTING          | CONNECTED           | DISCONNECTING
            connect             | CONNECTING    | -                   | -                   | -
            stomp               | CONNECTING    | -                   | -                   | -
            submit CONNECT      | -             | -                   | -                   | -
            submit STOMP        | -             | -                   | -                   | -
            submit SEND         | -             | -                   | CONNECTED           | -
            submit SUBSCRIBE    | -             | -                   | CONNECTED           | -
            submit UNSUBSCRIBE  | -             | -                   | CONNECTED           | -
            submit ACK          | -             | -                   | CONNECTED           | -
            submit NACK         | -             | -                   | CONNECTED           | -
            submit BEGIN        | -             | -                   | CONNECTED           | -
            submit COMMIT       | -             | -                   | CONNECTED           | -
            submit ABORT        | -             | -                   | CONNECTED           | -
            submit DISCONNECT   | -             | -                   | DISCONNECTING       | -
            submit CONNECTED    | -             | -                   | -                   | -
            submit MESSAGE      | -             | -                   | -                   | -
            submit RECEIPT      | -             | -                   | -                   | -
            submit ERROR        | -             | -                   | -                   | -
            repeat SUBSCRIBE    | -             | -                   | CONNECTED           | -
            repeat SEND         | -             | -                   | CONNECTED           | -
            receive CONNECTED   | -             | CONNECTED Connected | -                   | -
            receive MESSAGE     | -             | -                   | CONNECTED Delivered | DISCONNECTING Stray
            receive RECEIPT     | -             | -                   | CONNECTED Receipted | DISCONNECTING Receipted
            receive ERROR       | -             | CONNECTING Refused  | CONNECTED Refused   | DISCONNECTING Refused
            receive CONNECT     | -             | -                   | -                   | -
            receive STOMP       | -             | -                   | -                   | -
            receive SEND        | -             | -                   | -                   | -
            receive SUBSCRIBE   | -             | -                   | -                   | -
            receive UNSUBSCRIBE | -             | -                   | -                   | -
            receive ACK         | -             | -                   | -                   | -
            receive NACK        | -             | -                   | -                   | -
            receive BEGIN       | -             | -                   | -                   | -
            receive COMMIT      | -             | -                   | -                   | -
            receive ABORT       | -             | -                   | -                   | -
            receive DISCONNECT  | -             | -                   | -                   | -
            forget              | DISCONNECTED  | CONNECTING          | CONNECTED           | DISCONNECTING
            lost                | DISCONNECTED  | DISCONNECTED        | DISCONNECTED        | DISCONNECTED
            close               | DISCONNECTED  | DISCONNECTED        | DISCONNECTED        | DISCONNECTED
            """;

    private static List<List<String>> rows() {
        return MATRIX.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toList())
                .toList();
    }

    static Stream<Arguments> cells() {
        List<String> states = rows().get(0);
        return rows().stream().skip(1).flatMap(row -> Stream.of(1, 2, 3, 4)
                .map(column ->
                        Arguments.of(row.get(0), StompSession.State.valueOf(states.get(column)), row.get(column))));
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("cells")
    void everyCallLeadsWhereTheTableSays(String call, StompSession.State state, String expected) {
        StompSession session = Sessions.in(state);
        if (expected.equals("-")) {
            assertThrows(ProtocolException.class, () -> outcome(call, session));
            assertEquals(Snapshot.of(Sessions.in(state)), Snapshot.of(session));
        } else {
            String event = outcome(call, session);
            assertEquals(expected, (session.state() + " " + event).trim());
        }
    }

    @Test
    void theTableHasEveryStateAndEveryCommandInBothDirections() {
        assertEquals(
                Arrays.stream(StompSession.State.values()).map(Enum::name).collect(Collectors.toSet()),
                Set.copyOf(rows().get(0).subList(1, 5)));
        Set<String> expected = new TreeSet<>(
                List.of("connect", "stomp", "repeat SUBSCRIBE", "repeat SEND", "forget", "lost", "close"));
        for (Command command : Command.values()) {
            expected.add("submit " + command);
            expected.add("receive " + command);
        }
        assertEquals(
                expected,
                rows().stream().skip(1).map(row -> row.get(0)).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Makes the call and returns the name of the event, if there is one. */
    private static String outcome(String call, StompSession session) {
        String[] words = call.split(" ");
        switch (words[0]) {
            case "connect" ->
                assertEquals(Command.CONNECT, session.connect(Sessions.REQUEST).command());
            case "stomp" ->
                assertEquals(Command.STOMP, session.stomp(Sessions.REQUEST).command());
            case "submit" -> assertEquals(frame(words[1]), session.submit(frame(words[1])));
            case "repeat" -> {
                Frame frame = frame(words[1]).with(Headers.RECEIPT, "new");
                assertEquals(frame, session.repeat(frame));
            }
            case "receive" -> {
                return session.receive(frame(words[1])).getClass().getSimpleName();
            }
            case "forget" -> session.forget(Token.id("taken"));
            case "lost" -> session.lost();
            case "close" -> session.close();
            default -> throw new AssertionError("no such call: " + call);
        }
        return "";
    }

    /** A frame that a session of {@link Sessions#in} has no reason to refuse but its state. */
    private static Frame frame(String command) {
        return switch (Command.valueOf(command)) {
            case CONNECT -> Commands.connect(Sessions.REQUEST);
            case STOMP -> Commands.stomp(Sessions.REQUEST);
            case SEND -> Sessions.send();
            case SUBSCRIBE -> Sessions.subscribe("id", "new", "ack", "auto");
            case UNSUBSCRIBE -> Sessions.unsubscribe("taken");
            case ACK -> Commands.ack(Sessions.message("taken"), Version.V1_2);
            case NACK -> Commands.nack(Sessions.message("taken"), Version.V1_2);
            case BEGIN -> Commands.begin("new");
            case COMMIT -> Commands.commit("open");
            case ABORT -> Commands.abort("open");
            case DISCONNECT -> Commands.disconnect();
            case CONNECTED -> Sessions.connected("version", "1.2");
            case MESSAGE -> Sessions.message("taken");
            case RECEIPT -> Sessions.receipt("wanted");
            case ERROR -> Sessions.error("message", "no");
        };
    }
}

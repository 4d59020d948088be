package org.stompest.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A fixed conversation that is cut after each of its frames in turn, before the frame is answered. The table says what becomes of each
 * operation: {@code ok}, {@code yes} or {@code no}, or the failure.
 */
class DroppedConversationTest extends ClientFixture {
    private static final String LOST = "ConnectionLostException";

    private final List<String> outcomes = new ArrayList<>();
    private final CountDownLatch received = new CountDownLatch(1);
    private PulledSubscription subscription;
    private Delivery delivery;
    private Transaction transaction;

    /** The broker's part on the first connection: it breaks off when the frame of that place has come. */
    private void converse(Peer peer, int cut) throws InterruptedException {
        List<String> commands = List.of(
                "CONNECT",
                "SUBSCRIBE",
                "SEND",
                "MESSAGE",
                "ACK",
                "BEGIN",
                "SEND",
                "COMMIT",
                "UNSUBSCRIBE",
                "DISCONNECT");
        for (int place = 0; place < commands.size(); place++) {
            String command = commands.get(place);
            Frame frame = null;
            if (command.equals("MESSAGE")) {
                peer.message("s", "m", "hello");
                peer.pause(received);
            } else {
                frame = peer.expect(command);
            }
            if (place == cut) {
                peer.drop();
                return;
            }
            if (command.equals("CONNECT")) {
                peer.send("CONNECTED", "version:1.2");
            } else if (frame != null && frame.headers().contains(Headers.RECEIPT)) {
                peer.receipt(frame);
            }
        }
    }

    private static void deliverAgain(Peer peer) {
        peer.oblige();
        peer.skipTo("CONNECT");
        if (peer.expect("*").command().name().equals("SUBSCRIBE")) {
            peer.message("s", "m", "hello");
        }
    }

    /** An operation that lacks the result of an earlier one cannot be tried, and is noted as {@code -}. */
    private void note(Callable<?> operation, Object needed) {
        if (needed == null) {
            outcomes.add("-");
            return;
        }
        try {
            Object result = operation.call();
            outcomes.add(result instanceof Boolean flag ? flag ? "yes" : "no" : "ok");
        } catch (Exception e) {
            outcomes.add(e.getClass().getSimpleName());
        }
    }

    private void converse(StompClient client, int cut, boolean hasFailover) throws InterruptedException {
        List<Callable<?>> operations = List.of(
                client::connect,
                () -> subscription = client.subscribe("/queue/a", Headers.of("id", "s")),
                () -> done(client.send("/queue/b", Headers.EMPTY, body("1"))),
                () -> delivery = subscription.receive(TIMEOUT).orElseThrow(),
                () -> client.ack(delivery),
                () -> transaction = client.begin(),
                () -> {
                    transaction.send("/queue/b", Headers.EMPTY, body("2"));
                    return "";
                },
                () -> done(transaction.commit()),
                () -> {
                    subscription.close();
                    return "";
                },
                () -> client.close(TIMEOUT));
        for (int place = 0; place < operations.size(); place++) {
            note(
                    operations.get(place),
                    switch (place) {
                        case 3, 8 -> subscription;
                        case 4 -> delivery;
                        case 6, 7 -> transaction;
                        default -> client;
                    });
            if (place == 3) {
                received.countDown();
            }
            if (place == cut && place > 0 && place < 9) {
                events.next(hasFailover ? "interrupted" : "failed");
                if (hasFailover) {
                    events.next("restored");
                }
            }
        }
    }

    private static String done(Receipt receipt) {
        receipt.await(TIMEOUT);
        return "";
    }

    private void run(StompClient client, int cut, boolean hasFailover, String expected) throws InterruptedException {
        broker.script(1, peer -> converse(peer, cut)).otherwise(DroppedConversationTest::deliverAgain);
        converse(client, cut, hasFailover);
        assertEquals(List.of(expected.replace("lost", LOST).split(" +")), outcomes, broker::trace);
    }

    @ParameterizedTest(name = "cut after {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    # cut               connect subscribe send receive ack begin send commit unsubscribe close
                    CONNECT     | 0   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    SUBSCRIBE   | 1   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    SEND        | 2   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    MESSAGE     | 3   | ok      ok        ok   ok      no  ok    ok   ok     ok          yes
                    ACK         | 4   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    BEGIN       | 5   | ok      ok        ok   ok      yes ok    lost lost   ok          yes
                    SEND in it  | 6   | ok      ok        ok   ok      yes ok    ok   lost   ok          yes
                    COMMIT      | 7   | ok      ok        ok   ok      yes ok    ok   CommitInDoubtException ok yes
                    UNSUBSCRIBE | 8   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    DISCONNECT  | 9   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    """)
    void withFailover(String name, int cut, String expected) throws InterruptedException {
        run(client(failover()), cut, true, expected);
    }

    @ParameterizedTest(name = "cut after {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    # cut               connect subscribe send receive ack begin send commit unsubscribe close
                    SUBSCRIBE   | 1   | ok      lost      lost -       -   lost  -    -      -           yes
                    SEND        | 2   | ok      ok        lost lost    -   lost  -    -      ok          yes
                    MESSAGE     | 3   | ok      ok        ok   ok      no  lost  -    -      ok          yes
                    ACK         | 4   | ok      ok        ok   ok      yes lost  -    -      ok          yes
                    BEGIN       | 5   | ok      ok        ok   ok      yes ok    lost lost   ok          yes
                    SEND in it  | 6   | ok      ok        ok   ok      yes ok    ok   lost   ok          yes
                    COMMIT      | 7   | ok      ok        ok   ok      yes ok    ok   CommitInDoubtException ok yes
                    UNSUBSCRIBE | 8   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    DISCONNECT  | 9   | ok      ok        ok   ok      yes ok    ok   ok     ok          yes
                    """)
    void withoutFailover(String name, int cut, String expected) throws InterruptedException {
        run(client(plain()), cut, false, expected);
    }
}

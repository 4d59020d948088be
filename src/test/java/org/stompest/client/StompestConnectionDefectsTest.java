package org.stompest.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.HeartBeat;
import org.stompest.protocol.Version;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What went wrong with connections in the clients of the Python package stompest; one test for each defect. */
class StompestConnectionDefectsTest extends ClientFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void hold() throws InterruptedException {
        started.countDown();
        assertTrue(released.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Test
    void d05RefusedConnectIsAFailedAttemptThatClosesItsSocketAndKeepsTheSubscriptions() {
        FakeBroker other = opened(FakeBroker.inMemory("other"));
        StompClient client =
                connected(options(failoverUri(broker, other)).transport(FakeBroker.network(broker, other)));
        client.subscribe("/queue/a", Headers.of("id", "s"));
        other.script(1, peer -> {
            peer.expect("CONNECT");
            peer.send("ERROR", "message:starting");
            peer.expectEnd();
        });
        peer().drop();
        Peer next = peer(2);
        next.expect("SUBSCRIBE", "id:s");
        other.connection(1).expectEnd();
    }

    @Test
    void d06LimitAtStartupHoldsUntilTheFirstSuccessAndTheOtherAfterIt() throws Exception {
        broker.script(1, Peer::drop).script(2, Peer::drop);
        StompClient client =
                connected(options(failoverUri("&startupMaxReconnectAttempts=3&maxReconnectAttempts=1", broker))
                        .transport(broker.transport()));
        broker.otherwise(Peer::drop);
        peer(3).drop();
        events.next("interrupted");
        events.next("failed");
        assertEquals(4, broker.connections());
        assertTrue(client.isOver());
    }

    @Test
    void d08FramesBehindConnectedAreReadInTheVersionNegotiated() throws Exception {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.send(
                    Frame.of(Command.CONNECTED, Headers.of("version", "1.2", "server", "G\u00fcnther")),
                    Frame.of(Command.ERROR, Headers.of("message", "line\nwith:colon")));
            peer.oblige();
        });
        StompClient client = connected(plain());
        BrokerException error = (BrokerException) events.next("refused");
        assertEquals("line\nwith:colon", error.error().header("message"));
        assertEquals("G\u00fcnther", client.server().orElseThrow().server().orElseThrow());
    }

    @Test
    void d12SilentBrokerIsGivenUpAtOnceWhateverAHandlerDoes() throws Exception {
        broker.connectedHeaders("heart-beat:200,0");
        StompClient client = connected(plain().heartBeat(new HeartBeat(0, 200)));
        client.subscribe("/queue/a", Headers.of("id", "s"), delivery -> hold(), FailurePolicy.disconnect(), 1);
        Peer peer = peer();
        peer.expect("SUBSCRIBE");
        peer.message("s", "m", "");
        started.await();
        events.next("failed");
        peer.expectEnd();
        released.countDown();
    }

    @Test
    void d15ReceiveKeepsItsTimeoutWhileAFrameIsIncomplete() {
        StompClient client = connected(plain());
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        Peer peer = peer();
        byte[] message = peer.bytes(Peer.messageFrame("s", "m", "hello"));
        peer.sendRaw(Arrays.copyOf(message, 10));
        assertTrue(subscription.receive(Duration.ofMillis(20)).isEmpty());
        peer.sendRaw(Arrays.copyOfRange(message, 10, message.length));
        assertEquals(
                "hello", subscription.receive(TIMEOUT).orElseThrow().message().text());
    }

    /** The time-out of the connect used to stay on the socket, so that a frame that came slowly broke the connection. */
    @Test
    void d15ConnectTimeoutIsNotTheReadTimeout() {
        StompClient client =
                connected(plain().connectTimeout(Duration.ofSeconds(2)).connectedTimeout(Duration.ofMillis(500)));
        Peer peer = peer();
        PulledSubscription subscription = client.subscribe("/queue/a", Headers.of("id", "s"));
        peer.sendRaw(new byte[] {'M'});
        assertTrue(subscription.receive(Duration.ofMillis(700)).isEmpty());
        assertTrue(client.isConnected());
    }

    @Test
    void d19ConnectedWithABadVersionFailsTheConnectAtOnce() {
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.3");
            peer.expectEnd();
        });
        StompClient client = client(plain().connectedTimeout(Duration.ofHours(1)));
        assertThrows(ConnectFailedException.class, client::connect);
    }

    @Test
    void d19UnexpectedFrameEndsTheConnection() throws Exception {
        connected(plain());
        peer().sendRaw("SEND\ndestination:/queue/a\n\n\0".getBytes(StandardCharsets.US_ASCII));
        assertTrue(events.next("failed").getMessage().contains("does not keep to STOMP"));
        broker.connection(1).expectEnd();
    }

    @Test
    void d20FirstReasonIsFinalAndConnectErrorsCarryTheFrame() throws Exception {
        StompClient client = connected(plain());
        Peer peer = peer();
        peer.send("ERROR", "message:first");
        peer.close();
        events.next("refused");
        assertEquals(
                "first",
                ((BrokerException) events.next("failed").getCause()).error().header("message"));
        client.close();
        assertTrue(events.isEmpty());
        broker.otherwise(refusing -> {
            refusing.expect("CONNECT");
            refusing.send("ERROR", "message:not you");
        });
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client(plain())::connect);
        assertEquals(
                "not you",
                assertInstanceOf(BrokerException.class, failure.getCause())
                        .error()
                        .header("message"));
    }

    @Test
    void d24VersionsFromOneZeroToOneTwoAreOfferedAndIdsGenerated() {
        StompClient client = connected(plain());
        client.subscribe("/queue/a", Headers.EMPTY);
        broker.connection(1).expect("CONNECT", "accept-version:1.0,1.1,1.2", "host:fake");
        broker.connection(1).expect("SUBSCRIBE", "id:*");
        assertEquals(Version.V1_2, client.server().orElseThrow().version());
    }
}

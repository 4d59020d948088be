package org.stompest.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.Version;
import org.stompest.testkit.FakeBroker;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectTest extends ClientFixture {
    @ParameterizedTest
    @EnumSource(Version.class)
    void negotiatesTheHighestVersionInCommon(Version version) {
        broker.versions(Version.all().subList(0, version.ordinal() + 1).toArray(Version[]::new));
        StompClient client = connected(plain());
        broker.connection(1).expect("CONNECT", "accept-version:1.0,1.1,1.2", "host:fake", "!login", "!heart-beat");
        assertEquals(version, client.server().orElseThrow().version());
        assertTrue(client.isConnected());
        assertFalse(client.isOver());
        assertEquals(1, client.link());
        assertEquals(broker.uri(), client.broker().orElseThrow().toString());
    }

    @Test
    void offersOnlyTheVersionsOfTheOptions() {
        connected(plain().versions(List.of(Version.V1_0)));
        broker.connection(1).expect("CONNECT", "!accept-version", "host:fake");
    }

    @Test
    void versionThatWasNotOfferedIsNoConnection() {
        broker.script(1, peer -> {
            peer.expect("CONNECT", "accept-version:1.1,1.2");
            peer.send("CONNECTED", "version:1.0");
            peer.expectEnd();
        });
        StompClient client = client(plain().versions(List.of(Version.V1_1, Version.V1_2)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertTrue(failure.getMessage().contains("1.0"), failure.getMessage());
    }

    @Test
    void connectsByAStompFrame() {
        connected(plain().useStompFrame(true));
        broker.connection(1).expect("STOMP", "accept-version:1.0,1.1,1.2");
    }

    @Test
    void sendsHostAndFurtherHeadersOfTheOptions() {
        connected(plain().host("vhost").connectHeaders(Headers.of("client-id", "me", "host", "other")));
        Frame connect = broker.connection(1).expect("CONNECT", "client-id:me");
        assertEquals("vhost", connect.header("host"));
    }

    @Test
    void leavesTheHostOutIfToldTo() {
        connected(plain().omitHost(true));
        broker.connection(1).expect("CONNECT", "!host");
    }

    @Test
    void takesCredentialsFromTheUriUnlessTheOptionsHaveThem() {
        String uri = broker.uri().replace("//", "//guest:s%20cret@");
        connected(options(uri).transport(broker.transport()));
        broker.connection(1).expect("CONNECT", "login:guest", "passcode:s cret");
        connected(options(uri).transport(broker.transport()).credentials("me", "mine"));
        broker.connection(2).expect("CONNECT", "login:me", "passcode:mine");
    }

    @Test
    void asksForCredentialsAnewAtEachAttempt() {
        broker.script(1, Peer::drop);
        Queue<String> secrets = new ArrayDeque<>(List.of("one", "two"));
        connected(failover().credentials(() -> Optional.of(new Credentials("me", secrets.remove()))));
        broker.connection(2).expect("CONNECT", "passcode:two");
    }

    @Test
    void connectTimeoutBoundsAllAttempts() {
        broker.otherwise(Peer::drop);
        StompClient client = client(failover().connectTimeout(Duration.ofMillis(500)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertInstanceOf(ConnectionLostException.class, failure.getCause());
        assertTrue(client.isOver());
    }

    @Test
    void connectTimeoutAbortsAnAttemptThatHangs() {
        broker.hang();
        StompClient client = client(plain().connectTimeout(Duration.ofMillis(30)));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertTrue(failure.getMessage().contains("within PT0.03S"), failure.getMessage());
    }

    @Test
    void zeroConnectTimeoutWaitsForever() throws Exception {
        broker.refuse();
        StompClient client = client(failover().connectTimeout(Duration.ZERO));
        var connecting = async(client::connect);
        broker.accept();
        result(connecting);
        assertTrue(client.isConnected());
    }

    @Test
    void clientConnectsOnlyOnce() {
        StompClient client = connected(plain());
        assertThrows(ClientClosedException.class, client::connect);
        assertTrue(client.isConnected());
        client.close();
        assertThrows(ClientClosedException.class, client::connect);
    }

    @Test
    void clientThatIsNotConnectedSendsNothing() {
        StompClient client = client(plain());
        assertThrows(ClientClosedException.class, () -> client.send("/queue/a", Headers.EMPTY, body("")));
        assertEquals(Optional.empty(), client.server());
        assertEquals(Optional.empty(), client.broker());
        assertEquals(0, client.link());
        assertFalse(client.isConnected());
    }

    @Test
    void connectsOverASocket() throws Exception {
        FakeBroker socket = opened(FakeBroker.onSocket());
        StompClient client = connected(options(socket.uri()));
        client.send("/queue/a", Headers.EMPTY, body("hello")).await(TIMEOUT);
        assertEquals("hello", socket.connection(1).skipTo("SEND").text());
        assertTrue(client.close(TIMEOUT));
        socket.connection(1).expect("DISCONNECT", "receipt:*");
        socket.connection(1).expectEnd();
    }
}

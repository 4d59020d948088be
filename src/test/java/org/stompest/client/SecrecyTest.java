package org.stompest.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;

import org.stompest.failover.BrokerUri;
import org.stompest.failover.FailoverUri;
import org.stompest.protocol.Commands;
import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No text that could end up in a log shows a secret: frames are logged as their text, failures with their causes. */
class SecrecyTest extends ClientFixture {
    private static final String SECRET = "hush";

    private static void hidesTheSecret(Object text) {
        assertFalse(String.valueOf(text).contains(SECRET), () -> "expected no secret in " + text);
    }

    private static void hidesTheSecret(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        hidesTheSecret(trace);
    }

    private ClientOptions.Builder secretive() {
        String uri = broker.uri().replace("//", "//guest:" + SECRET + "@");
        return options("failover:(" + uri + ")?reconnectDelay=5&reconnectDelayJitter=0")
                .transport(broker.transport());
    }

    @Test
    void textsOfOptionsAndRequestsHideIt() {
        ClientOptions options = secretive().build();
        BrokerUri uri = options.uri.brokers().get(0);
        assertEquals(Optional.of(SECRET), options.connectRequest(uri).passcode());
        hidesTheSecret(options);
        hidesTheSecret(options.uri);
        hidesTheSecret(uri);
        hidesTheSecret(options.endpoint(uri));
        hidesTheSecret(options.connectRequest(uri));
        hidesTheSecret(new Credentials("me", SECRET));
        hidesTheSecret(FailoverUri.parse("stomp://me:" + SECRET + "@host"));
    }

    @Test
    void textOfTheConnectFrameHidesIt() {
        hidesTheSecret(Commands.connect(secretive().build().connectRequest(BrokerUri.parse(broker.uri()))));
        ClientOptions options = plain().credentials("me", SECRET).build();
        String text = Commands.connect(options.connectRequest(BrokerUri.parse(broker.uri())))
                .toString();
        hidesTheSecret(text);
        assertTrue(text.contains("login:me"), text);
    }

    @Test
    void textsOfTheClientHideIt() {
        StompClient client = connected(secretive());
        peer().frames().forEach(frame -> assertEquals(SECRET, frame.header("passcode")));
        hidesTheSecret(client);
        hidesTheSecret(client.broker());
        hidesTheSecret(client.server());
        hidesTheSecret(client.send("/queue/a", Headers.EMPTY, body("")));
        hidesTheSecret(client.begin());
    }

    @Test
    void failuresToConnectHideIt() {
        broker.script(1, Peer::drop).otherwise(peer -> {
            peer.expect("CONNECT");
            peer.send("ERROR", "message:no");
        });
        hidesTheSecret(assertThrows(ConnectFailedException.class, client(secretive())::connect));
        broker.hang();
        StompClient late = client(secretive().connectTimeout(Duration.ofMillis(20)));
        hidesTheSecret(assertThrows(ConnectFailedException.class, late::connect));
    }

    @Test
    void failureToEncodeItHidesIt() {
        StompClient client = client(plain().credentials("me", SECRET + "\n\0"));
        ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
        assertTrue(failure.getMessage().contains("U+000A"), failure.getMessage());
        hidesTheSecret(failure);
    }

    @Test
    void lossesHideIt() throws Exception {
        StompClient client = connected(secretive());
        broker.refuse();
        peer().drop();
        hidesTheSecret(events.next("interrupted"));
        hidesTheSecret(assertThrows(
                WaitTimeoutException.class, () -> client.transmit(Commands.begin("t"), Duration.ofMillis(10))));
    }
}

package org.stompest.client;

import java.util.Arrays;

import org.stompest.protocol.Headers;
import org.stompest.testkit.Peer;
import org.stompest.testkit.Script;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A broker that answers CONNECTED and breaks the connection then is as good as one that does not answer. */
class ShortLinkTest extends ClientFixture {
    private static final Script BREAKING = peer -> {
        peer.expect("CONNECT");
        peer.send("CONNECTED", "version:1.2");
        peer.drop();
    };

    @BeforeEach
    void breakAllButTheFirst() {
        broker.script(1, Peer::oblige).otherwise(BREAKING);
    }

    private ClientOptions.Builder failover(String options) {
        return options(failoverUri(options, broker)).transport(broker.transport());
    }

    /** After the first connection was lost; each further one is an attempt. */
    @Test
    void linksThatBreakAtOnceCountAsFailedAttempts() throws Exception {
        StompClient client = connected(failover("&maxReconnectAttempts=3"));
        peer().drop();
        for (int i = 0; i < 3; i++) {
            events.next("interrupted");
            events.next("restored");
        }
        events.next("interrupted");
        assertInstanceOf(ConnectFailedException.class, events.next("failed"));
        assertEquals(1 + 3, broker.connections());
        assertTrue(client.isOver());
    }

    @Test
    void linksThatBreakAtOnceCountForTheFirstConnectionToo() throws Exception {
        broker.script(1, BREAKING);
        StompClient client = client(failover("&maxReconnectAttempts=1"));
        async(client::connect);
        events.next("interrupted");
        events.next("restored");
        events.next("interrupted");
        assertInstanceOf(ConnectFailedException.class, events.next("failed"));
        assertEquals(2, broker.connections());
    }

    /** The delay before the first attempt is none, that before the second one so long that nobody sees its end. */
    @Test
    void delaysGrowFromLinkToLinkThatBreaksAtOnce() throws Exception {
        StompClient client = connected(options(
                        "failover:(" + broker.uri()
                                + ")?initialReconnectDelay=0&reconnectDelayJitter=0&reconnectDelay=600000&maxReconnectDelay=600000")
                .transport(broker.transport()));
        peer().drop();
        events.next("interrupted");
        events.next("restored");
        events.next("interrupted");
        eventually(() -> isBetweenAttempts(client));
        assertEquals(2, broker.connections());
    }

    private static boolean isBetweenAttempts(StompClient client) {
        String name = client.toString().replaceAll(" .*", "") + "-link";
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals(name))
                .filter(each -> each.getKey().getState() == Thread.State.TIMED_WAITING)
                .flatMap(each -> Arrays.stream(each.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("sleep"));
    }

    @Test
    void linkThatHasConfirmedSomethingStartsTheCountAfresh() throws Exception {
        broker.otherwise(Peer::oblige);
        StompClient client = connected(failover("&maxReconnectAttempts=1"));
        for (int i = 1; i <= 5; i++) {
            client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
            broker.connection(i).drop();
            events.next("interrupted");
            events.next("restored");
        }
        assertEquals(6, client.link());
    }

    @Test
    void linkThatHasBroughtAMessageStartsTheCountAfresh() throws Exception {
        broker.otherwise(peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED", "version:1.2");
            peer.expect("SUBSCRIBE");
            peer.message("s", "m", "");
            peer.close();
        });
        broker.script(5, Peer::oblige);
        StompClient client = connected(failover("&maxReconnectAttempts=1"));
        client.subscribe("/queue/a", Headers.of("id", "s"));
        peer().drop();
        for (int i = 2; i <= 5; i++) {
            events.next("interrupted");
            events.next("restored");
        }
        eventually(() -> client.link() == 5);
        client.send("/queue/a", Headers.EMPTY, body("")).await(TIMEOUT);
        assertEquals(5, client.link());
    }

    /** The broker has accepted it before, so it is not the reason, however many links end before its receipt. */
    @Test
    void subscriptionOutlivesAnyNumberOfShortLinks() throws Exception {
        int last = 9;
        broker.script(last, Peer::oblige);
        StompClient client = connected(failover(""));
        client.subscribe("/queue/a", Headers.of("id", "s"));
        // Confirmed behind the subscription, so that one is confirmed as well.
        client.send("/queue/b", Headers.EMPTY, body("")).await(TIMEOUT);
        peer().drop();
        for (int i = 2; i <= last; i++) {
            events.next("interrupted");
            events.next("restored");
        }
        broker.connection(last).skipTo("SUBSCRIBE", "id:s");
        assertEquals(last, client.link());
    }
}

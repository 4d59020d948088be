package org.stompest.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.transport.Channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stompest.testkit.RawClient.broker;
import static org.stompest.testkit.RawClient.open;
import static org.stompest.testkit.RawClient.read;
import static org.stompest.testkit.RawClient.readUntil;
import static org.stompest.testkit.RawClient.write;

@Timeout(20)
class FakeBrokerTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scriptIsHeldAsWritten(boolean isOnSocket) throws IOException {
        try (FakeBroker broker = broker(isOnSocket)) {
            broker.script(1, peer -> {
                peer.expect("CONNECT", "accept-version:1.2", "login:*", "!passcode");
                peer.send("CONNECTED", "version:1.2");
                peer.receipt(peer.expect("SEND", "destination:/queue/a"));
                peer.close();
                peer.expectEnd();
            });
            Channel channel = open(broker);
            write(channel, "CONNECT\naccept-version:1.2\nlogin:me\n\n\0");
            assertEquals("CONNECTED\nversion:1.2\n\n\0", readUntil(channel, "\0"));
            write(channel, "SEND\ndestination:/queue/a\nreceipt:r\n\nhello\0");
            assertEquals("RECEIPT\nreceipt-id:r\n\n\0", readUntil(channel, "\0"));
            assertEquals(-1, channel.read(new byte[1], 0, 1, 5_000));
            channel.abort();
        }
    }

    @Test
    void obligingConnectionAnswersAndRecords() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            Channel channel = open(broker);
            write(channel, "CONNECT\naccept-version:1.0,1.1\n\n\0");
            assertEquals("CONNECTED\nversion:1.1\nserver:fake/1\n\n\0", read(channel));
            write(channel, "BEGIN\ntransaction:t\n\n\0SEND\ndestination:/queue/a\nreceipt:r\n\nhello\0");
            assertEquals("RECEIPT\nreceipt-id:r\n\n\0", read(channel));
            Peer peer = broker.connection(1);
            assertEquals(
                    List.of(Command.CONNECT, Command.BEGIN, Command.SEND),
                    peer.frames().stream().map(Frame::command).toList());
            assertEquals("hello", peer.skipTo("SEND").text());
            peer.message("s", "m", "body");
            assertEquals("MESSAGE\ndestination:/queue/a\nmessage-id:m\nsubscription:s\nack:m\n\nbody\0", read(channel));
        }
    }

    @Test
    void obligingConnectionWithoutAcceptVersionSpeaksOneZero() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            Channel channel = open(broker);
            write(channel, "CONNECT\nlogin:me\n\n\0");
            assertEquals("CONNECTED\nsession:fake\n\n\0", read(channel));
        }
    }

    @Test
    void obligesBelatedly() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory().otherwise(peer -> {})) {
            Channel channel = open(broker);
            write(channel, "CONNECT\n\n\0SEND\ndestination:a\nreceipt:1\n\n\0ABORT\ntransaction:a\nreceipt:2\n\n\0");
            Peer peer = broker.connection(1);
            peer.expect("CONNECT");
            peer.oblige("SEND");
            assertEquals("RECEIPT\nreceipt-id:2\n\n\0", read(channel));
        }
    }

    @Test
    void splitBytesArriveInPieces() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            broker.script(1, peer -> peer.sendSplit("abcdef".getBytes(StandardCharsets.US_ASCII), 1, 3));
            Channel channel = open(broker);
            assertEquals(List.of("a", "bc", "def"), List.of(read(channel), read(channel), read(channel)));
        }
    }

    @Test
    void framesSentTogetherArriveTogetherInTheVersionOfConnected() throws IOException {
        try (FakeBroker broker = FakeBroker.inMemory()) {
            broker.script(
                    1,
                    peer -> peer.send(
                            Frame.of(Command.CONNECTED, Headers.of("version", "1.2")),
                            Frame.of(Command.RECEIPT, Headers.of("receipt-id", "a:b"))));
            Channel channel = open(broker);
            assertEquals("CONNECTED\nversion:1.2\n\n\0RECEIPT\nreceipt-id:a\\cb\n\n\0", read(channel));
        }
    }

    @Test
    void failureSaysWhatWasExpectedAndShowsTheTrace() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        FakeBroker broker = FakeBroker.inMemory();
        broker.script(1, peer -> {
            peer.expect("CONNECT");
            peer.send("CONNECTED");
            try {
                peer.expect("SEND", "destination:/queue/b");
            } finally {
                failed.countDown();
            }
        });
        Channel channel = open(broker);
        write(channel, "CONNECT\n\n\0");
        read(channel);
        write(channel, "SEND\ndestination:/queue/a\n\n\0");
        channel.abort();
        failed.await();
        AssertionError error = assertThrows(AssertionError.class, broker::close);
        String text = error.getMessage();
        assertTrue(text.contains("expected SEND [destination:/queue/b], got SEND [destination:/queue/a]"), text);
        assertTrue(text.contains("client: CONNECT []\nbroker: [CONNECTED []]\nclient: SEND"), text);
    }

    @Test
    void expectationFailsAtOnceWhenTheClientHasGone() throws IOException {
        FakeBroker broker = FakeBroker.inMemory();
        broker.script(1, peer -> peer.expect("CONNECT"));
        open(broker).abort();
        broker.connection(1).expectEnd();
        AssertionError error = assertThrows(AssertionError.class, broker::close);
        assertTrue(error.getMessage().contains("has ended the connection"), error.getMessage());
    }
}

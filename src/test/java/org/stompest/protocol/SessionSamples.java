package org.stompest.protocol;

import java.util.stream.Stream;

import static org.stompest.protocol.Outcome.BEAT;
import static org.stompest.protocol.Sample.open;
import static org.stompest.protocol.Sample.valid;
import static org.stompest.protocol.Version.V1_2;
import static org.stompest.protocol.Wire.frame;
import static org.stompest.protocol.Wire.utf8;

/** Streams from the opening of a session on, where the version changes within the stream. Stateless. */
final class SessionSamples {
    private SessionSamples() {}

    static Stream<Sample> all() {
        return Stream.of(
                open(
                        "client of 1.0",
                        utf8("CONNECT\nlogin:a\\nb\n\n\0\nSEND\nd:/queue/a\\n:b\r\n\nhello\0\nDISCONNECT\n\n\0\n"),
                        frame(Command.CONNECT, "", "login", "a\\nb"),
                        BEAT,
                        frame(Command.SEND, "hello", "d", "/queue/a\\n:b\r"),
                        BEAT,
                        frame(Command.DISCONNECT, ""),
                        BEAT),
                open(
                        "client of 1.1",
                        utf8("CONNECT\naccept-version:1.1\nhost:a:1\n\n\0"
                                + "SEND\nd:a\\nb\\c\r\n\nx\0NACK\nid:\u00e9\n\n\0"),
                        frame(Command.CONNECT, "", "accept-version", "1.1", "host", "a:1"),
                        frame(Command.SEND, "x", "d", "a\nb:\r"),
                        frame(Command.NACK, "", "id", "\u00e9")),
                open(
                        "client of 1.2",
                        utf8("STOMP\r\naccept-version:1.0,1.2\r\nhost:\\c\r\n\r\n\0\r\nACK\r\nid:\\r\\n\r\n\r\n\0"),
                        frame(Command.STOMP, "", "accept-version", "1.0,1.2", "host", "\\c"),
                        BEAT,
                        frame(Command.ACK, "", "id", "\r\n")),
                open(
                        "server of 1.0",
                        utf8("CONNECTED\nsession:\u00e9\n\n\0\nRECEIPT\nreceipt-id:a\\c\r\n\n\0\nERROR\n\nno\0"),
                        frame(Command.CONNECTED, "", "session", "\u00e9"),
                        BEAT,
                        frame(Command.RECEIPT, "", "receipt-id", "a\\c\r"),
                        BEAT,
                        frame(Command.ERROR, "no")),
                open(
                        "server of 1.1, CONNECTED with CR LF",
                        utf8("CONNECTED\r\nversion:1.1\r\n\r\n\0MESSAGE\nid:a\\\\\\c\\n\r\n\n1\0ERROR\nm:\u20ac\n\n\0"),
                        frame(Command.CONNECTED, "", "version", "1.1"),
                        frame(Command.MESSAGE, "1", "id", "a\\:\n\r"),
                        frame(Command.ERROR, "", "m", "\u20ac")),
                open(
                        "server of 1.2",
                        utf8("CONNECTED\nversion:1.2\nserver:a\\b\n\n\0"
                                + "MESSAGE\r\nid:\\r\r\n\r\n1\0\n\r\nRECEIPT\n\n\0"),
                        frame(Command.CONNECTED, "", "version", "1.2", "server", "a\\b"),
                        frame(Command.MESSAGE, "1", "id", "\r"),
                        BEAT,
                        BEAT,
                        frame(Command.RECEIPT, "")),
                valid("nothing", V1_2, utf8("")),
                valid(
                        "end within a frame",
                        V1_2,
                        utf8("RECEIPT\nreceipt-id:1\n\n\0MESSAGE\ncontent-length:5\n\nfour"),
                        frame(Command.RECEIPT, "", "receipt-id", "1")));
    }
}

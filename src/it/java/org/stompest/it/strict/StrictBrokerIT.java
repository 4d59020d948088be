package org.stompest.it.strict;

import java.util.List;

import org.stompest.client.ClientOptions;
import org.stompest.client.StompClient;
import org.stompest.it.BrokerKind;
import org.stompest.it.BrokerSetup;
import org.stompest.it.EmbeddedBroker;
import org.stompest.it.Eventually;
import org.stompest.it.SharedBrokers;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The strict broker is strict, so that other tests may rely on it. */
@Timeout(60)
class StrictBrokerIT {
    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("|", "\\");
    }

    private static BrokerKind kind(Version version) {
        return BrokerKind.valueOf("STRICT_" + version.text().replace(".", ""));
    }

    /** In the table, a vertical bar stands for a backslash on the wire. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.0; NACK\\nmessage-id:m1\\n\\n^; 1.0 has no NACK",
                "1.0; SUBSCRIBE\\ndestination:/queue/a\\nack:client-individual\\n\\n^; 1.0 has no ack client-individual",
                "1.0; \\nBEGIN\\ntransaction:t\\n\\n^; a line end where STOMP 1.0 has a frame",
                "1.0; SEND\\ndestination:/queue/a\\nx:ä\\n\\n^; not in ASCII",
                "1.0; ACK\\nmessage-id:m1\\n\\n^; no message m1",
                "1.0; BEGIN\\n\\n^; BEGIN needs the header transaction",
                "1.1; SUBSCRIBE\\ndestination:/queue/a\\n\\n^; SUBSCRIBE needs the header id",
                "1.1; SEND\\ndestination:/queue/a\\nx:a|rb\\n\\n^; an escape that STOMP 1.1 has not",
                "1.1; SEND\\ndestination:/queue/a\\nx:a:b\\n\\n^; a colon that is not escaped",
                "1.1; SUBSCRIBE\\nid:1\\ndestination:/queue/a\\n\\nbody^; SUBSCRIBE with a body",
                "1.1; ACK\\nmessage-id:m1\\n\\n^; ACK needs the header subscription",
                "1.1; UNSUBSCRIBE\\ndestination:/queue/a\\n\\n^; no header destination for UNSUBSCRIBE",
                "1.1; \\r\\nBEGIN\\ntransaction:t\\n\\n^; a carriage return between two frames",
                "1.2; ACK\\nid:a\\n\\n^; no message a",
                "1.2; ACK\\nmessage-id:m1\\nsubscription:1\\n\\n^; no header message-id for ACK",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/queue/a\\nselector:a = 1\\n\\n^; no header selector",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/queue/a\\nprefetch-count:1\\n\\n^; no header prefetch-count",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/topic/a\\ndurable:true\\n\\n^; no header durable",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/queue/a\\nbrowser:true\\n\\n^; no header browser",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/queue/a\\nack:never\\n\\n^; no ack never",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:a\\n\\n^; no destination 'a'",
                "1.2; UNSUBSCRIBE\\nid:1\\n\\n^; no subscription 1",
                "1.2; SEND\\ndestination:/queue/\\n\\n^; no destination '/queue/'",
                "1.2; SEND\\n\\n^; SEND needs the header destination",
                "1.2; SEND\\ndestination:/queue/a\\nmessage-id:m1\\n\\n^; header message-id of MESSAGE",
                "1.2; SEND\\ndestination:/queue/a\\ntransaction:t\\n\\n^; no transaction t",
                "1.2; SEND\\ndestination:/queue/a\\nx:a|tb\\n\\n^; an escape that STOMP 1.2 has not",
                "1.2; SEND\\ndestination:/queue/a\\nx:a\\rb\\n\\n^; a carriage return in the header x",
                "1.2; SEND\\ndestination:/queue/a\\ncontent-length:1\\n\\nab^; longer than its content-length",
                "1.2; SEND\\ndestination:/queue/a\\ncontent-length:-1\\n\\nab^; a content-length of '-1'",
                "1.2; SEND\\ndestination:/queue/a\\n\\na^b\\n\\n^; no command b here",
                "1.2; SEND\\ndestination\\n\\n^; without a name and a colon",
                "1.2; COMMIT\\ntransaction:t\\n\\n^; no transaction t",
                "1.2; ABORT\\ntransaction:t\\n\\n^; no transaction t",
                "1.2; BEGIN\\ntransaction:t\\n\\n^BEGIN\\ntransaction:t\\n\\n^; a second transaction t",
                "1.2; SUBSCRIBE\\nid:1\\ndestination:/topic/a\\n\\n^SUBSCRIBE\\nid:1\\ndestination:/topic/b\\n\\n^; a second"
                        + " subscription 1",
                "1.2; CONNECT\\naccept-version:1.2\\nhost:h\\n\\n^; no command CONNECT here",
                "1.2; DISCONNECT\\nreason:none\\n\\n^; no header reason for DISCONNECT"
            })
    void whatStompDoesNotAllowEndsTheConnection(String version, String frame, String message) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind(Version.of(version)));
        broker.takeViolations();
        try (StrictClient client = StrictClient.connected(broker, Version.of(version))) {
            client.send(unescaped(frame));
            String rest = client.rest();
            assertTrue(rest.startsWith("ERROR\n"), rest);
            assertTrue(rest.contains(message), rest);
        }
        assertEquals(1, broker.takeViolations().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "STRICT_10; STOMP\\nhost:h\\naccept-version:1.0\\n\\n^; expected CONNECT",
                "STRICT_12; SEND\\ndestination:/queue/a\\n\\n^; expected CONNECT",
                "STRICT_12; CONNECT\\naccept-version:1.2\\n\\n^; CONNECT needs the header host",
                "STRICT_12; CONNECT\\naccept-version:1.1\\nhost:h\\n\\n^; expected one of the versions [1.2]",
                "STRICT_12; CONNECT\\naccept-version:1.2\\nhost:h\\nheart-beat:1\\n\\n^; a heart-beat of '1'",
                "STRICT_12; CONNECT\\naccept-version:1.2\\nhost:h\\nreceipt:1\\n\\n^; a receipt for CONNECT"
            })
    void aFirstFrameThatIsWrongEndsTheConnection(BrokerKind kind, String frame, String message) throws Exception {
        try (StrictClient client = StrictClient.raw(BROKERS.get(kind))) {
            client.send(unescaped(frame));
            String rest = client.rest();
            assertTrue(rest.startsWith("ERROR\n"), rest);
            assertTrue(rest.contains(message), rest);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "STRICT_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aClientOfAllVersionsTakesTheOneThatTheBrokerSpeaks(BrokerKind kind) {
        EmbeddedBroker broker = BROKERS.get(kind);
        ClientOptions options =
                ClientOptions.builder(broker.uri()).versions(Version.all()).build();
        try (StompClient client = new StompClient(options).connect()) {
            assertEquals(kind.versions(), List.of(client.server().orElseThrow().version()));
        }
    }

    /** What a client has not read does not fill the broker's memory, and goes back when the client leaves. */
    @ParameterizedTest
    @EnumSource(names = "STRICT_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aClientThatDoesNotReadGetsNoMoreThanFits(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        Version version = kind.versions().get(0);
        String queue = kind.newQueue("unread").name();
        int count = 1_000;
        try (StrictClient reader = StrictClient.connected(broker, version);
                StrictClient sender = StrictClient.connected(broker, version)) {
            reader.send("SUBSCRIBE\nid:1\nack:client\ndestination:/queue/" + queue + "\nreceipt:s\n\n^");
            assertTrue(reader.next().startsWith("RECEIPT"));
            String body = "x".repeat(50_000);
            for (int i = 0; i < count; i++) {
                sender.send("SEND\ndestination:/queue/" + queue + "\nnumber:" + i + "\n\n" + body + "^");
            }
            sender.send("SEND\ndestination:/topic/none\nreceipt:all\n\n^");
            assertTrue(sender.next().contains("receipt-id:all"));
            assertTrue(reader.next().contains("\nnumber:0\n"));
            assertEquals(count, broker.messageCount(queue));
            StrictClient other = StrictClient.connected(broker, version);
            other.send("SUBSCRIBE\nid:1\ndestination:/queue/" + queue + "\n\n^");
            assertFalse(other.next().contains("\nnumber:0\n"), "the first messages are on their way to another client");
            other.close();
        }
    }

    /** Without acknowledgement they come again, in their order, in front of others; what is rejected comes again too. */
    @ParameterizedTest
    @EnumSource(names = "STRICT_.*", mode = EnumSource.Mode.MATCH_ALL)
    void whatIsNotAcknowledgedOutlastsClientsAndStops(BrokerKind kind) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        Version version = kind.versions().get(0);
        String queue = kind.newQueue("lasting").name();
        String subscribe = "SUBSCRIBE\nid:1\nack:client\ndestination:/queue/" + queue + "\n\n^";
        for (boolean isAbrupt : List.of(false, true)) {
            try (StrictClient client = StrictClient.connected(broker, version)) {
                client.send(subscribe);
                for (int i = 0; i < (isAbrupt ? 0 : 3); i++) {
                    client.send("SEND\ndestination:/queue/" + queue + "\nnumber:" + i + "\n\n^");
                }
                for (int i = 0; i < 3; i++) {
                    assertTrue(client.next().contains("\nnumber:" + i + "\n"));
                }
                if (isAbrupt) {
                    broker.kill();
                } else {
                    broker.stop();
                }
                assertEquals(3, broker.messageCount(queue));
                broker.start();
            }
        }
        try (StrictClient client = StrictClient.connected(broker, version)) {
            client.send(subscribe);
            for (int i = 0; i < 3; i++) {
                assertTrue(client.next().contains("\nnumber:" + i + "\n"));
            }
            client.send("UNSUBSCRIBE\nid:1\n\n^" + subscribe);
            for (int i = 0; i < 3; i++) {
                assertTrue(client.next().contains("\nnumber:" + i + "\n"));
            }
        }
        Eventually.isEqual(3L, () -> broker.messageCount(queue), "messages left");
    }
}

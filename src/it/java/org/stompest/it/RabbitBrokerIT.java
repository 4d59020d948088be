package org.stompest.it;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;

import org.stompest.client.BrokerException;
import org.stompest.client.ClientOptions;
import org.stompest.client.ConnectFailedException;
import org.stompest.client.Delivery;
import org.stompest.client.PulledSubscription;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** RabbitMQ as a broker of the tests does what the other tests rely on. */
@Timeout(240)
class RabbitBrokerIT {
    private static final String DESTINATION = "/queue/letters";
    private static final Headers PERSISTENT = Headers.of("persistent", "true");
    private static final Headers ACKNOWLEDGED = Headers.of("ack", "client-individual");

    private static ClientOptions.Builder options(EmbeddedBroker broker) {
        return Clients.options(broker.uri(), Version.V1_2).host("/");
    }

    private static StompClient connect(EmbeddedBroker broker) {
        return new StompClient(options(broker).build()).connect();
    }

    private static StompClient connect(EmbeddedBroker broker, String user) {
        return new StompClient(
                        options(broker).credentials(user, BrokerSetup.SECRET).build())
                .connect();
    }

    private static void send(StompClient client, String text) {
        client.send(DESTINATION, PERSISTENT, Clients.bytes(text)).await(Clients.PATIENCE);
    }

    @Test
    void aMessageCountsUntilItIsAcknowledged() throws Exception {
        try (EmbeddedBroker broker = new RabbitBroker("rabbit-count", BrokerSetup.IN_MEMORY)) {
            broker.start();
            assertEquals(0, broker.messageCount("letters"));
            try (StompClient client = connect(broker)) {
                send(client, "a");
                send(client, "b");
                Eventually.isEqual(2L, () -> broker.messageCount("letters"), "the messages sent");
                PulledSubscription subscription = client.subscribe(DESTINATION, ACKNOWLEDGED);
                Delivery first = Clients.receive(subscription);
                assertEquals("a", first.message().text());
                assertEquals("b", Clients.receive(subscription).message().text());
                assertEquals(2, broker.messageCount("letters"));
                assertTrue(client.ack(first));
                Eventually.isEqual(1L, () -> broker.messageCount("letters"), "the messages not acknowledged");
            }
            assertEquals(1, broker.messageCount("letters"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void persistentMessagesOutlastAnyEnd(boolean isOrderly) throws Exception {
        try (RabbitBroker broker = new RabbitBroker("rabbit-end", BrokerSetup.PERSISTENT)) {
            broker.start();
            int port = broker.port();
            try (StompClient client = connect(broker)) {
                send(client, "kept");
                if (isOrderly) {
                    broker.stop();
                } else {
                    broker.kill();
                }
                Eventually.isEqual(false, client::isConnected, "the connection");
            }
            assertFalse(broker.isRunning());
            try (ServerSocket free = LoopbackPort.listen(port)) {
                assertEquals(port, free.getLocalPort());
            }
            broker.start();
            assertEquals(port, broker.port());
            assertEquals(1, broker.messageCount("letters"));
            try (StompClient client = connect(broker)) {
                PulledSubscription subscription = client.subscribe(DESTINATION, ACKNOWLEDGED);
                assertEquals("kept", Clients.receiveAndAck(client, subscription));
            }
        }
    }

    @Test
    void nothingIsLeftAfterTheClose() {
        RabbitBroker broker = new RabbitBroker("rabbit-close", BrokerSetup.IN_MEMORY);
        List<ProcessHandle> processes;
        try (broker) {
            broker.start();
            processes = broker.processes();
            assertTrue(processes.stream().anyMatch(each -> isOf(each, "beam")), processes.toString());
            assertTrue(processes.stream().anyMatch(each -> isOf(each, "epmd")), processes.toString());
            assertTrue(processes.stream().anyMatch(each -> isOf(each, "inet_gethost")), processes.toString());
        }
        assertEquals(
                List.of(), processes.stream().filter(RabbitProcesses::isAlive).toList());
        assertFalse(Files.exists(broker.directory()));
    }

    private static boolean isOf(ProcessHandle process, String program) {
        return process.info().command().orElse("").contains(program);
    }

    @Test
    void oneHasToLogInWhereThereAreUsers() throws Exception {
        try (EmbeddedBroker broker = new RabbitBroker("rabbit-users", BrokerSetup.SECURED)) {
            broker.start();
            assertRefused(options(broker).build());
            assertRefused(options(broker).credentials("guest", "guest").build());
            assertRefused(options(broker).credentials(BrokerSetup.USER, "wrong").build());
            try (StompClient writer = connect(broker, BrokerSetup.USER)) {
                send(writer, "hello");
            }
            try (StompClient reader = connect(broker, BrokerSetup.READER)) {
                assertEquals("hello", Clients.receiveAndAck(reader, reader.subscribe(DESTINATION, ACKNOWLEDGED)));
            }
            try (StompClient reader = connect(broker, BrokerSetup.READER)) {
                reader.subscribe("/topic/news", ACKNOWLEDGED).close();
                assertForbidden(reader.send("/topic/news", PERSISTENT, Clients.bytes("forbidden")));
            }
            try (StompClient reader = connect(broker, BrokerSetup.READER)) {
                assertForbidden(reader.send(DESTINATION, PERSISTENT, Clients.bytes("forbidden")));
            }
            try (StompClient reader = connect(broker, BrokerSetup.READER)) {
                assertThrows(BrokerException.class, () -> reader.subscribe("/queue/missing-1", ACKNOWLEDGED));
            }
            Eventually.isEqual(0L, () -> broker.messageCount("letters"), "the messages");
        }
    }

    private static void assertForbidden(Receipt receipt) {
        StompException failure = assertThrows(StompException.class, () -> receipt.await(Clients.PATIENCE));
        assertTrue(failure.getMessage().contains("access_refused"), failure.getMessage());
    }

    private static void assertRefused(ClientOptions options) {
        try (StompClient client = new StompClient(options)) {
            ConnectFailedException failure = assertThrows(ConnectFailedException.class, client::connect);
            assertInstanceOf(BrokerException.class, failure.getCause());
        }
    }
}

package org.stompest.it;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.stompest.client.Delivery;
import org.stompest.client.FailurePolicy;
import org.stompest.client.PulledSubscription;
import org.stompest.client.PushedSubscription;
import org.stompest.client.Receipt;
import org.stompest.client.StompClient;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.ProtocolException;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The client sends to real brokers and receives from them. */
@Timeout(60)
class ClientIT {
    private static final String BROKERS_AND_VERSIONS = "org.stompest.it.Clients#brokersAndVersions";
    private static final String BROKERS_AND_LATER_VERSIONS = "org.stompest.it.Clients#brokersAndLaterVersions";
    private static final int CONCURRENCY = 4;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.IN_MEMORY);

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void theSessionHasTheVersionThatWasOffered(BrokerKind kind, Version version) {
        try (StompClient client = Clients.connect(BROKERS.get(kind), version)) {
            assertEquals(version, client.server().orElseThrow().version());
            assertEquals(1, client.link());
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_LATER_VERSIONS)
    void headersAndTextComeBackAsTheyWereSent(BrokerKind kind, Version version) {
        Headers headers = Headers.of(
                "colons", "a:b::c",
                "backslashes", "C:\\new\\table\\",
                "lines", "one\ntwo\n",
                "blanks", "  in front and behind  ",
                "foreign", "Grüße, Ελλάδα, 世界, 😀",
                "empty", "");
        assertHeadersComeBack(kind, version, headers, "Grüße,\n世界 😀");
    }

    @Brokers(can = Feature.VERSION_1_2)
    void carriageReturnsComeBackInVersion12(BrokerKind kind) {
        assertHeadersComeBack(kind, Version.V1_2, Headers.of("lines", "one\r\ntwo\r"), "one\r\ntwo\r\n");
    }

    @Brokers(can = Feature.VERSION_WITHOUT_ESCAPES)
    void plainHeadersComeBackInVersion10(BrokerKind kind) {
        assertHeadersComeBack(kind, Version.V1_0, Headers.of("colons", "a:b::c", "blanks", "in between"), "Grüße");
    }

    private static void assertHeadersComeBack(BrokerKind kind, Version version, Headers headers, String text) {
        BrokerQueue queue = kind.newQueue("headers");
        try (StompClient client = Clients.connect(BROKERS.get(kind), version)) {
            Headers all = headers.toBuilder().addMissing(queue.sendHeaders()).build();
            client.send(queue.destination(), all, Clients.bytes(text)).await(Clients.PATIENCE);
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Frame message = Clients.receive(subscription).message();
            headers.forEach((name, value) -> assertEquals(value, message.header(name), name));
            assertEquals(text, message.text());
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void aBinaryBodyComesBackByteForByte(BrokerKind kind, Version version) {
        byte[] body = new byte[3 * 256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        body[body.length - 1] = 0;
        BrokerQueue queue = kind.newQueue("binary");
        try (StompClient client = Clients.connect(BROKERS.get(kind), version)) {
            Headers headers = queue.sendHeaders().with(Headers.CONTENT_LENGTH, Integer.toString(body.length));
            client.send(queue.destination(), headers, body.clone()).await(Clients.PATIENCE);
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Frame message = Clients.receive(subscription).message();
            assertArrayEquals(body, message.body());
            assertEquals(Integer.toString(body.length), message.header(Headers.CONTENT_LENGTH));
        }
    }

    @ParameterizedTest
    @MethodSource("org.stompest.it.Clients#brokersWithSingleAcknowledgementsAndVersions")
    void fourHandlersAtATimeHandleEachMessageOnce(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("pushed");
        List<String> texts =
                IntStream.range(1_000, 1_200).mapToObj(Integer::toString).toList();
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        CountDownLatch fourAreInWork = new CountDownLatch(CONCURRENCY);
        AtomicInteger inWork = new AtomicInteger();
        AtomicInteger mostInWork = new AtomicInteger();
        try (StompClient client = Clients.connect(broker, version)) {
            PushedSubscription subscription = client.subscribe(
                    queue.destination(),
                    queue.subscribeHeaders(),
                    delivery -> {
                        mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
                        fourAreInWork.countDown();
                        assertTrue(fourAreInWork.await(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS));
                        handled.add(delivery.message().text());
                        inWork.decrementAndGet();
                    },
                    FailurePolicy.disconnect(),
                    CONCURRENCY);
            List<Receipt> receipts = texts.stream()
                    .map(text -> client.send(queue.destination(), queue.sendHeaders(), Clients.bytes(text)))
                    .toList();
            receipts.forEach(receipt -> receipt.await(Clients.PATIENCE));
            Eventually.isEqual(texts.size(), handled::size, "the number of messages handled");
            Eventually.isEqual(0L, () -> broker.messageCount(queue.name()), "the number of messages left");
            subscription.close();
        }
        assertEquals(texts, handled.stream().sorted().toList());
        assertEquals(CONCURRENCY, mostInWork.get());
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void whatIsNotAcknowledgedGoesBackToTheQueue(BrokerKind kind, Version version) {
        BrokerQueue queue = kind.newQueue("individual");
        EmbeddedBroker broker = BROKERS.get(kind);
        try (StompClient client = Clients.connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            List.of("one", "two", "three").forEach(text -> Clients.send(client, queue, text));
            Delivery one = Clients.receive(subscription);
            assertEquals("two", Clients.receiveAndAck(client, subscription));
            Delivery three = Clients.receive(subscription);
            assertEquals("one", one.message().text());
            assertEquals("three", three.message().text());
        }
        try (StompClient client = Clients.connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            assertEquals("one", Clients.receiveAndAck(client, subscription));
            assertEquals("three", Clients.receiveAndAck(client, subscription));
        }
    }

    @ParameterizedTest
    @MethodSource("org.stompest.it.Clients#rejectingBrokersAndLaterVersions")
    void aRejectedMessageLeavesTheQueue(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("rejected");
        try (StompClient client = Clients.connect(broker, version)) {
            client.send(queue.destination(), queue.persistentSendHeaders(), Clients.bytes("poison"))
                    .await(Clients.PATIENCE);
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            assertTrue(client.nack(Clients.receive(subscription)));
            Eventually.isEqual(0L, () -> broker.messageCount(queue.name()), "the number of messages left");
            if (kind.can(Feature.REJECTION_TO_DEAD_LETTERS)) {
                BrokerQueue deadLetters = kind.queue(kind.deadLetters());
                PulledSubscription dead = client.subscribe(deadLetters.destination(), deadLetters.subscribeHeaders());
                assertEquals("poison", Clients.receiveAndAck(client, dead));
            }
        }
    }

    @Brokers(can = Feature.VERSION_WITHOUT_ESCAPES)
    void version10HasNoRejection(BrokerKind kind) {
        BrokerQueue queue = kind.newQueue("unrejected");
        try (StompClient client = Clients.connect(BROKERS.get(kind), Version.V1_0)) {
            Clients.send(client, queue, "poison");
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            Delivery delivery = Clients.receive(subscription);
            assertThrows(ProtocolException.class, () -> client.nack(delivery));
            assertTrue(client.ack(delivery));
        }
    }
}

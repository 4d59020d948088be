package org.stompest.it;

import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.stompest.client.Delivery;
import org.stompest.client.FailurePolicy;
import org.stompest.client.PulledSubscription;
import org.stompest.client.StompClient;
import org.stompest.protocol.Version;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** A persistent broker is restarted under a client that reconnects. */
@Timeout(240)
class ClientRestartIT {
    private static final String BROKERS_AND_VERSIONS = "org.stompest.it.Clients#brokersAndVersions";
    private static final String RECONNECT = "?maxReconnectDelay=200&reconnectDelayJitter=0";
    private static final int IN_FLIGHT = 50;
    private static final int ENOUGH = 200;

    @RegisterExtension
    static final SharedBrokers BROKERS = new SharedBrokers(BrokerSetup.PERSISTENT);

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void subscriptionsGoOnAfterTheRestart(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue pulledQueue = kind.newQueue("pulled");
        BrokerQueue pushedQueue = kind.newQueue("pushed");
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        try (StompClient client = connect(broker, version)) {
            PulledSubscription pulled = client.subscribe(pulledQueue.destination(), pulledQueue.subscribeHeaders());
            client.subscribe(
                    pushedQueue.destination(),
                    pushedQueue.subscribeHeaders(),
                    delivery -> handled.add(delivery.message().text()),
                    FailurePolicy.disconnect(),
                    1);
            sendPersistently(client, pulledQueue, "unacknowledged");
            Delivery unacknowledged = Clients.receive(pulled);

            broker.stop();
            Eventually.isEqual(0L, client::link, "the link while the broker is stopped");
            assertFalse(client.ack(unacknowledged));
            broker.start();

            Delivery again = Clients.receive(pulled);
            assertEquals("unacknowledged", again.message().text());
            assertEquals(2, again.link());
            assertTrue(client.ack(again));
            sendPersistently(client, pushedQueue, "later");
            assertEquals("later", handled.poll(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            sendPersistently(client, pulledQueue, "last");
            assertEquals("last", Clients.receiveAndAck(client, pulled));
            assertEquals(2, client.link());
        }
    }

    @ParameterizedTest
    @MethodSource(BROKERS_AND_VERSIONS)
    void everySendIsConfirmedInTheEndAndEveryConfirmedSendIsThere(BrokerKind kind, Version version) throws Exception {
        EmbeddedBroker broker = BROKERS.get(kind);
        BrokerQueue queue = kind.newQueue("in-flight");
        Set<String> sent;
        try (StompClient client = connect(broker, version)) {
            Sender sender = new Sender(client, queue);
            Thread thread = new Thread(sender, "sender");
            thread.start();
            Eventually.holds(() -> sender.confirmed.get() > ENOUGH, "sends are confirmed before the stop");
            broker.kill();
            Eventually.isEqual(0L, client::link, "the link while the broker is stopped");
            int before = sender.confirmed.get();
            broker.start();
            Eventually.holds(() -> sender.confirmed.get() > before + ENOUGH, "sends are confirmed after the restart");
            sender.isAsked = true;
            thread.join(Clients.PATIENCE.toMillis());
            assertFalse(thread.isAlive());
            assertTrue(sender.awaitReceipts());
            assertEquals(Optional.empty(), sender.failures.stream().findFirst());
            assertEquals(2, client.link());
            sent = sender.texts();
        }
        assertReceived(sent, broker, version, queue);
    }

    /** Sends may arrive twice, but they have to arrive. */
    private static void assertReceived(Set<String> sent, EmbeddedBroker broker, Version version, BrokerQueue queue) {
        Set<String> missing = new HashSet<>(sent);
        try (StompClient client = connect(broker, version)) {
            PulledSubscription subscription = client.subscribe(queue.destination(), queue.subscribeHeaders());
            while (!missing.isEmpty()) {
                Optional<Delivery> delivery = subscription.receive(Clients.PATIENCE);
                if (delivery.isEmpty()) {
                    fail("expected all of " + sent.size() + " confirmed sends, but there are no " + missing);
                }
                String text = delivery.get().message().text();
                assertTrue(sent.contains(text), text);
                missing.remove(text);
                client.ack(delivery.get());
            }
        }
    }

    private static void sendPersistently(StompClient client, BrokerQueue queue, String text) {
        client.send(queue.destination(), queue.persistentSendHeaders(), Clients.bytes(text))
                .await(Clients.PATIENCE);
    }

    private static StompClient connect(EmbeddedBroker broker, Version version) {
        return new StompClient(Clients.options("failover:(" + broker.uri() + ")" + RECONNECT, version)
                        .build())
                .connect();
    }

    /** Sends on and on, with so many sends in flight, until it is asked to stop. */
    private static final class Sender implements Runnable {
        private final StompClient client;
        private final BrokerQueue queue;
        private final Semaphore room = new Semaphore(IN_FLIGHT);
        private final AtomicInteger confirmed = new AtomicInteger();
        private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        private volatile boolean isAsked;
        private int count;

        Sender(StompClient client, BrokerQueue queue) {
            this.client = client;
            this.queue = queue;
        }

        @Override
        public void run() {
            try {
                while (!isAsked && failures.isEmpty()) {
                    room.acquire();
                    client.send(queue.destination(), queue.persistentSendHeaders(), Clients.bytes("text " + count++))
                            .whenDone(this::confirmed, this::failed);
                }
            } catch (InterruptedException | RuntimeException e) {
                failures.add(e);
            }
        }

        private void confirmed() {
            confirmed.incrementAndGet();
            room.release();
        }

        private void failed(Exception cause) {
            failures.add(cause);
            room.release();
        }

        boolean awaitReceipts() throws InterruptedException {
            return room.tryAcquire(IN_FLIGHT, Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        Set<String> texts() {
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < count; i++) {
                texts.add("text " + i);
            }
            return texts;
        }
    }
}

package org.stompest.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.jms.JMSException;

import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.Address;
import org.stompest.dialect.Dialect;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.dialect.Window;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/**
 * The consumers of a session. A closed one keeps its subscription while the session can still acknowledge its messages, because the end of a
 * subscription gives them back to the broker (Jakarta Messaging 3.1, 8.8). Thread-safe.
 */
final class SessionConsumers {
    /** The widest that a further subscription gets. */
    private static final int MOST_MESSAGES = 10_000;

    private static final int MOST_BYTES = 64 << 20;

    private final JmsConnection connection;
    private final Dialect dialect;
    private final AckPolicy acks;
    private final Duration requestTimeout;
    private final Runnable onSettled;
    private final Set<JmsMessageConsumer> open = ConcurrentHashMap.newKeySet();
    /** Set before the consumers are ended, and looked at after one is open: one of the two sides sees the other. */
    private volatile boolean isOver;

    private final Set<Intake> closing = ConcurrentHashMap.newKeySet();

    /**
     * Creates the consumers of a session.
     *
     * @param onSettled has others end, too, whose messages the session has acknowledged
     */
    SessionConsumers(JmsConnection connection, AckPolicy acks, Runnable onSettled) {
        this.connection = connection;
        this.dialect = connection.dialect();
        this.acks = acks;
        this.requestTimeout = connection.config().duration(Option.REQUEST_TIMEOUT);
        this.onSettled = onSettled;
    }

    /** Subscribes on behalf of a new consumer. */
    <C extends JmsMessageConsumer> C open(C consumer, SubscriptionRequest request) throws JMSException {
        Headers.Builder headers = Headers.builder();
        boolean isOpen = false;
        Intake intake = consumer.intake();
        open.add(consumer);
        // Looked at after the consumer can be found by start.
        intake.attach(consumer);
        try {
            dialect.subscribe(request, headers);
            String destination = dialect.destination(request.address());
            ConsumerLink link = connection.consumerLink();
            intake.use(link, request);
            intake.opened(
                    link.client().subscribe(destination, headers.build(), intake, requestTimeout),
                    dialect.window(request));
            if (consumer.isClosed() || isOver) {
                throw JmsExceptions.closed("session");
            }
            isOpen = true;
            return consumer;
        } catch (StompException e) {
            throw JmsExceptions.of("create a consumer of " + request.address(), e, dialect);
        } finally {
            if (!isOpen) {
                open.remove(consumer);
                abandon(intake);
            }
        }
    }

    /**
     * Has the broker send more of what a consumer gets, if all that it may send was handed out and the application has not acknowledged it:
     * a transaction may be larger than the window. The next message comes by a further subscription, which stays; it brings as much as all
     * before it, if the broker lets it.
     */
    void widen(Intake intake) throws JMSException {
        WindowFill fill = intake.fill();
        if (!fill.isFull()) {
            return;
        }
        if (!fill.isExtensible()) {
            intake.warnThatItIsFull();
            return;
        }
        SubscriptionRequest wider =
                intake.request().within(most(fill.roomMessages(), MOST_MESSAGES), most(fill.roomBytes(), MOST_BYTES));
        Window window = dialect.window(wider);
        // No more than will come, because what goes back to the broker must find no room at another subscription.
        SubscriptionRequest request =
                wider.within(most(window.messages(), wider.prefetch()), most(window.bytes(), wider.windowBytes()));
        Headers.Builder headers = Headers.builder();
        try {
            dialect.subscribe(request, headers);
            Intake.Further sink = intake.new Further();
            SubscriptionHandle further = intake.link()
                    .client()
                    .subscribe(dialect.destination(request.address()), headers.build(), sink, requestTimeout);
            sink.opened(further, window);
            if (intake.isEnding()) {
                intake.link().end(List.of(further)).accept(Waits.positive(requestTimeout));
            }
        } catch (StompException e) {
            throw JmsExceptions.of("receive more from " + request.address(), e, dialect);
        }
    }

    private static int most(long wanted, int most) {
        return (int) Math.min(wanted, most);
    }

    /** What could not be opened, or only after the session had been closed. */
    private void abandon(Intake intake) {
        if (!intake.subscriptions().isEmpty()) {
            end(List.of(intake), Waits.positive(requestTimeout));
        } else if (intake.link() != null) {
            intake.link().unused(Waits.positive(requestTimeout));
        }
    }

    Set<JmsMessageConsumer> open() {
        return open;
    }

    boolean hasAnyOf(Address address) {
        return open.stream().anyMatch(each -> each.address().equals(address));
    }

    /**
     * A subscription that a closed consumer has left, because messages of it are not settled. In a transaction one may consume by a new
     * consumer for each message, and finds here what the broker has sent to the one before.
     */
    Optional<Intake> adopt(Address address, String selector) {
        return closing.stream()
                .filter(each -> each.subscriptionName() == null
                        && each.address().equals(address)
                        && Objects.equals(each.selector(), selector)
                        && !each.inbox().hasFailed())
                .filter(closing::remove)
                .findFirst();
    }

    /** Goes on with a subscription that was adopted. */
    <C extends JmsMessageConsumer> C goOn(C consumer) throws JMSException {
        open.add(consumer);
        consumer.intake().attach(consumer);
        if (isOver) {
            // The session was closed after the subscription was taken, so nobody else ends it.
            open.remove(consumer);
            end(List.of(consumer.intake()), Waits.positive(requestTimeout));
            throw JmsExceptions.closed("session");
        }
        return consumer;
    }

    /** A consumer that hands out no more messages. */
    void closing(JmsMessageConsumer consumer) {
        if (open.remove(consumer)) {
            closing.add(consumer.intake());
        }
    }

    /** Ends the subscriptions of closed consumers that no message waits for any more, and waits for the broker. */
    void endClosed() {
        onSettled.run();
        if (closing.isEmpty()) {
            return;
        }
        List<Intake> done = closing.stream()
                .filter(each -> !acks.holds(each))
                .filter(closing::remove)
                .toList();
        end(done, Waits.positive(requestTimeout));
    }

    /** Ends all subscriptions, now and later. */
    void endAll(Duration timeout) {
        isOver = true;
        List<Intake> all = new ArrayList<>(closing);
        open.forEach(each -> all.add(each.intake()));
        open.clear();
        closing.clear();
        end(all, timeout);
    }

    private void end(List<Intake> intakes, Duration timeout) {
        long start = System.nanoTime();
        intakes.forEach(Intake::ending);
        List<Consumer<Duration>> endings = intakes.stream()
                .filter(each -> !each.subscriptions().isEmpty())
                .map(each -> each.link().end(each.subscriptions()))
                .toList();
        endings.forEach(each -> each.accept(Waits.left(timeout, start)));
        intakes.forEach(Intake::ended);
    }
}

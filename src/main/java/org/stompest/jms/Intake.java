package org.stompest.jms;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.jms.JMSException;

import org.stompest.client.BrokerException;
import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.AckScheme;
import org.stompest.dialect.Address;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.dialect.Window;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of a session and the messages that wait in it. It outlives its consumer while messages of it can still be acknowledged,
 * and another consumer of the same may go on with it. Thread-safe.
 */
final class Intake implements DeliverySink {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final JmsSession session;
    private final Address address;
    private final String selector;
    private final MessageFilter filter;
    private final String subscriptionName;
    private final Runnable onEnd;
    private final Inbox inbox = new Inbox();

    /** Set once, before there are messages; volatile, because the link thread reads it. */
    private volatile ConsumerLink link;

    /** Set with the link. */
    private volatile AckScheme acks = AckScheme.CUMULATIVE;

    /** One, and further ones if the window of that was too narrow. Added by the thread that subscribes; others end them. */
    private final List<SubscriptionHandle> subscriptions = new CopyOnWriteArrayList<>();

    private final WindowFill fill = new WindowFill();

    /** Set with the link. */
    private volatile SubscriptionRequest request;

    /** Written by the thread that receives. */
    private volatile boolean isWarned;

    /** Written by the thread that acknowledges. */
    private volatile boolean isTold;

    /** Set before the subscriptions are ended, and looked at after one more is open: one of the two sides sees the other. */
    private volatile boolean isEnding;

    /** Who gets the messages, null while nobody does. Volatile, because the link thread looks whether there is somebody to wake. */
    private volatile JmsMessageConsumer consumer;

    /**
     * Creates an intake that is not subscribed yet.
     *
     * @param selector as the application wrote it, null for none
     * @param filter what of the broker's messages is not wanted
     * @param subscriptionName the name of a durable or shared subscription, null for none
     * @param onEnd called once, when the subscription has ended
     */
    Intake(
            JmsSession session,
            Address address,
            String selector,
            MessageFilter filter,
            String subscriptionName,
            Runnable onEnd) {
        this.session = session;
        this.address = address;
        this.selector = selector;
        this.filter = filter;
        this.subscriptionName = subscriptionName;
        this.onEnd = onEnd;
    }

    /** Before the subscription: what messages come by, and what was asked for. */
    void use(ConsumerLink chosen, SubscriptionRequest wanted) {
        acks = wanted.acks();
        request = wanted;
        link = chosen;
    }

    SubscriptionRequest request() {
        return request;
    }

    WindowFill fill() {
        return fill;
    }

    ConsumerLink link() {
        return link;
    }

    AckScheme acks() {
        return acks;
    }

    void opened(SubscriptionHandle handle, Window window) {
        subscriptions.add(handle);
        fill.open(window);
    }

    List<SubscriptionHandle> subscriptions() {
        return subscriptions;
    }

    Address address() {
        return address;
    }

    String selector() {
        return selector;
    }

    MessageFilter filter() {
        return filter;
    }

    String subscriptionName() {
        return subscriptionName;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Whether the broker can take an acknowledgement of that message. It is told once if it cannot. */
    boolean canAcknowledge(Frame message) {
        if (acks == AckScheme.NONE || session.dialect().canAcknowledge(message)) {
            return true;
        }
        if (!isTold) {
            isTold = true;
            String id = message.headers().get(Headers.MESSAGE_ID, "");
            session.reportEnd(new JMSException(
                    "expected a message of " + address + " with an identifier of the broker's, got '" + id + "': "
                            + session.dialect().name()
                            + " cannot take an acknowledgement of it over STOMP. It stays until a later one is acknowledged, and may come"
                            + " again; let its sender disable message identifiers",
                    JmsExceptions.UNSUPPORTED));
        }
        return false;
    }

    /** Told once: what else may be done is for the application to decide. */
    void warnThatItIsFull() {
        if (!isWarned) {
            isWarned = true;
            LOG.warn(
                    "The broker sends no more of {} before some of {} are acknowledged; commit or acknowledge more often, or raise the"
                            + " options of jms.prefetchPolicy",
                    address,
                    fill);
        }
    }

    void attach(JmsMessageConsumer owner) {
        consumer = owner;
        if (session.isStarted()) {
            start();
        }
    }

    /** The consumer is closed: who waits for a message gets null, and what waits stays for another one. */
    void detach() {
        consumer = null;
        inbox.release();
    }

    void start() {
        inbox.start();
        wake();
    }

    /** Has the dispatcher look at the consumer, if there is a listener to call. */
    void wake() {
        JmsMessageConsumer owner = consumer;
        if (owner != null && owner.hasListener() && !inbox.isEmpty()) {
            session.dispatcher().signal(owner);
        }
    }

    /** Puts messages back before all others; they will be handed out again. */
    void putBack(List<Received> messages) {
        inbox.putBack(messages);
        wake();
    }

    /** The subscriptions are about to be ended; one that comes later has to be ended by who has opened it. */
    void ending() {
        isEnding = true;
    }

    boolean isEnding() {
        return isEnding;
    }

    /** The subscription has ended. */
    void ended() {
        inbox.close();
        onEnd.run();
    }

    @Override
    public void accept(Delivery delivery) {
        inbox.add(new Received(delivery, this));
        JmsMessageConsumer owner = consumer;
        if (owner != null && owner.hasListener()) {
            session.dispatcher().signal(owner);
        }
    }

    @Override
    public void interrupted() {
        inbox.clear();
    }

    @Override
    public void failed(StompException cause) {
        if (cause instanceof BrokerException error) {
            session.answered(error);
        }
        if (inbox.hasFailed()) {
            // By another of its subscriptions, and told then.
            return;
        }
        JMSException failure = JmsExceptions.of("receive from " + address, cause, session.dialect());
        inbox.fail(failure);
        // Before it is open, whoever opens it gets the exception; and of a connection that is lost, its own listener is
        // told.
        if (cause instanceof BrokerException && !subscriptions.isEmpty()) {
            session.reportEnd(failure);
        }
    }

    /** Takes the messages of a further subscription, whose refusal is for who has asked for it, and ends no other one. */
    final class Further implements DeliverySink {
        /** Written by the thread that subscribes. */
        private volatile boolean isOpen;

        void opened(SubscriptionHandle handle, Window window) {
            isOpen = true;
            Intake.this.opened(handle, window);
        }

        @Override
        public void accept(Delivery delivery) {
            Intake.this.accept(delivery);
        }

        @Override
        public void interrupted() {
            Intake.this.interrupted();
        }

        @Override
        public void failed(StompException cause) {
            if (isOpen) {
                Intake.this.failed(cause);
            }
        }
    }

    @Override
    public String toString() {
        return "subscription to " + address;
    }
}

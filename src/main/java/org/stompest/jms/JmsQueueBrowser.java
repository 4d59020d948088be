package org.stompest.jms;

import java.time.Duration;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;

import org.stompest.client.Delivery;
import org.stompest.client.DeliverySink;
import org.stompest.client.StompClient;
import org.stompest.client.SubscriptionHandle;
import org.stompest.dialect.SubscriptionRequest;
import org.stompest.jms.message.JmsMessage;
import org.stompest.protocol.Headers;
import org.stompest.protocol.StompException;

/**
 * Looks at the messages of a queue and leaves them there (Jakarta Messaging 3.1, 4.1.6). Each enumeration asks the broker anew. Used by
 * the session's thread.
 */
final class JmsQueueBrowser implements QueueBrowser {
    private final JmsSession session;
    private final StompClient client;
    private final Queue queue;
    private final String selector;
    private final SubscriptionRequest request;
    private final long timeoutNanos;
    private final Set<Scan> scans = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    JmsQueueBrowser(
            JmsSession session,
            StompClient client,
            Queue queue,
            String selector,
            SubscriptionRequest request,
            long timeoutNanos) {
        this.session = session;
        this.client = client;
        this.queue = queue;
        this.selector = selector;
        this.request = request;
        this.timeoutNanos = timeoutNanos;
    }

    private void checkOpen() throws JMSException {
        session.checkOpen();
        if (isClosed) {
            throw JmsExceptions.closed("browser of " + request.address());
        }
    }

    @Override
    public Queue getQueue() throws JMSException {
        checkOpen();
        return queue;
    }

    @Override
    public String getMessageSelector() throws JMSException {
        checkOpen();
        return selector;
    }

    @Override
    public Enumeration<?> getEnumeration() throws JMSException {
        checkOpen();
        Scan scan = new Scan();
        Headers.Builder headers = Headers.builder();
        try {
            session.dialect().subscribe(request, headers);
            scan.open(client.subscribe(
                    session.dialect().destination(request.address()),
                    headers.build(),
                    scan,
                    Duration.ofNanos(timeoutNanos)));
        } catch (StompException e) {
            throw JmsExceptions.of("browse " + request.address(), e, session.dialect());
        }
        scans.add(scan);
        return scan;
    }

    @Override
    public void close() {
        isClosed = true;
        session.remove(this);
        scans.forEach(Scan::end);
    }

    /** One look at the queue: ends with the broker's marker. The sink is the link thread's side, the enumeration the application's. */
    private final class Scan implements DeliverySink, Enumeration<JmsMessage> {
        private final Inbox inbox = new Inbox();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile SubscriptionHandle subscription;
        private JmsMessage next;

        Scan() {
            inbox.start();
        }

        void open(SubscriptionHandle opened) {
            subscription = opened;
        }

        @Override
        public void accept(Delivery delivery) {
            inbox.add(new Received(delivery, client, request.address(), MessageFilter.NONE, returned -> {}));
        }

        @Override
        public void interrupted() {
            inbox.close();
        }

        @Override
        public void failed(StompException cause) {
            inbox.close();
        }

        @Override
        public boolean hasMoreElements() {
            if (next == null && !isOver.get()) {
                fetch();
            }
            return next != null;
        }

        private void fetch() {
            try {
                Received received = inbox.take(timeoutNanos);
                if (received == null
                        || session.dialect().endsBrowse(received.delivery().message())) {
                    end();
                } else {
                    next = session.decode(received.delivery().message(), request.address());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end();
            } catch (JMSException e) {
                // The connection is lost for good; there is no more to see, and an enumeration cannot say why.
                end();
            }
        }

        @Override
        public JmsMessage nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException("expected another message of " + request.address() + ", got the end");
            }
            JmsMessage message = next;
            next = null;
            return message;
        }

        void end() {
            if (isOver.compareAndSet(false, true)) {
                inbox.close();
                scans.remove(this);
                client.requestUnsubscribe(subscription, Headers.EMPTY);
            }
        }
    }
}

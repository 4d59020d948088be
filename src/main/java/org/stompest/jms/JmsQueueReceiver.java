package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;

import org.stompest.dialect.Address;

/** A consumer of a queue, under the name that the domain of queues has for it. As {@link JmsMessageConsumer}. */
final class JmsQueueReceiver extends JmsMessageConsumer implements QueueReceiver {
    private final Queue queue;

    JmsQueueReceiver(JmsSession session, Queue queue, Address address, String selector) {
        super(session, address, selector, MessageFilter.NONE, () -> {});
        this.queue = queue;
    }

    @Override
    public Queue getQueue() throws JMSException {
        checkOpen();
        return queue;
    }
}

package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;

/** A consumer of a queue, under the name that the domain of queues has for it. As {@link JmsMessageConsumer}. */
final class JmsQueueReceiver extends JmsMessageConsumer implements QueueReceiver {
    private final Queue queue;

    JmsQueueReceiver(JmsSession session, Queue queue, Intake intake) {
        super(session, intake);
        this.queue = queue;
    }

    @Override
    public Queue getQueue() throws JMSException {
        checkOpen();
        return queue;
    }
}

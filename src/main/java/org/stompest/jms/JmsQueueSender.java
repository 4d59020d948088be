package org.stompest.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;

import org.stompest.jms.destination.StompDestination;

/** A producer for queues, under the name that the domain of queues has for it. As {@link JmsMessageProducer}. */
final class JmsQueueSender extends JmsMessageProducer implements QueueSender {
    JmsQueueSender(JmsSession session, StompDestination destination) {
        super(session, destination);
    }

    @Override
    public Queue getQueue() throws JMSException {
        return (Queue) getDestination();
    }

    @Override
    public void send(Queue queue, Message message) throws JMSException {
        send((Destination) queue, message);
    }

    @Override
    public void send(Queue queue, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        send((Destination) queue, message, deliveryMode, priority, timeToLive);
    }
}

package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

import org.stompest.dialect.Address;

/** A consumer of a topic, under the name that the domain of topics has for it. As {@link JmsMessageConsumer}. */
final class JmsTopicSubscriber extends JmsMessageConsumer implements TopicSubscriber {
    private final Topic topic;
    private final String subscriptionName;

    JmsTopicSubscriber(
            JmsSession session,
            Topic topic,
            Address address,
            String subscriptionName,
            String selector,
            MessageFilter filter,
            Runnable onEnd) {
        super(session, address, selector, filter, onEnd);
        this.topic = topic;
        this.subscriptionName = subscriptionName;
    }

    @Override
    String subscriptionName() {
        return subscriptionName;
    }

    @Override
    public Topic getTopic() throws JMSException {
        checkOpen();
        return topic;
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        checkOpen();
        return filter().noLocal();
    }
}

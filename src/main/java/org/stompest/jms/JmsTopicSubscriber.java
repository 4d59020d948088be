package org.stompest.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

/** A consumer of a topic, under the name that the domain of topics has for it. As {@link JmsMessageConsumer}. */
final class JmsTopicSubscriber extends JmsMessageConsumer implements TopicSubscriber {
    private final Topic topic;

    JmsTopicSubscriber(JmsSession session, Topic topic, Intake intake) {
        super(session, intake);
        this.topic = topic;
    }

    @Override
    public Topic getTopic() throws JMSException {
        checkOpen();
        return topic;
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        checkOpen();
        return intake().filter().noLocal();
    }
}

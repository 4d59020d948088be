package org.stompest.jms;

import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * The consumer of a context (Jakarta Messaging 3.1, 8.5 to 8.7): a {@link JmsMessageConsumer} whose exceptions are unchecked. Used by the
 * context's thread; close from any.
 *
 * <p>How {@code receiveBody} treats messages that it does not return the body of:
 *
 * <ul>
 *   <li>A text, object, map or bytes message without a body, an empty map and no bytes included, counts as received, and its body is null
 *       whatever the class asked for. Section 8.6 would have an exception here, but other providers return null, and with an exception the
 *       message could never be got out of the way.
 *   <li>A message of another kind, or whose body is not of the class asked for or cannot be read, is refused by a
 *       {@link jakarta.jms.MessageFormatRuntimeException}. In a context that acknowledges by itself the message stays the first in line, as
 *       if nobody had looked at it. In the modes CLIENT_ACKNOWLEDGE and SESSION_TRANSACTED it counts as delivered, and comes again after
 *       {@code recover} or {@code rollback}.
 * </ul>
 */
final class JmsContextConsumer implements JMSConsumer {
    private final JmsMessageConsumer consumer;

    JmsContextConsumer(JmsMessageConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public String getMessageSelector() {
        return JmsRuntimeExceptions.get(consumer::getMessageSelector);
    }

    @Override
    public MessageListener getMessageListener() {
        return JmsRuntimeExceptions.get(consumer::getMessageListener);
    }

    @Override
    public void setMessageListener(MessageListener listener) {
        JmsRuntimeExceptions.run(() -> consumer.setMessageListener(listener));
    }

    @Override
    public Message receive() {
        return JmsRuntimeExceptions.get(consumer::receive);
    }

    @Override
    public Message receive(long timeout) {
        return JmsRuntimeExceptions.get(() -> consumer.receive(timeout));
    }

    @Override
    public Message receiveNoWait() {
        return JmsRuntimeExceptions.get(consumer::receiveNoWait);
    }

    @Override
    public <T> T receiveBody(Class<T> type) {
        return receiveBody(type, 0);
    }

    @Override
    public <T> T receiveBody(Class<T> type, long timeout) {
        return JmsRuntimeExceptions.get(() -> consumer.receiveBody(type, Inbox.nanos(timeout)));
    }

    @Override
    public <T> T receiveBodyNoWait(Class<T> type) {
        return JmsRuntimeExceptions.get(() -> consumer.receiveBody(type, 0));
    }

    @Override
    public void close() {
        JmsRuntimeExceptions.run(consumer::close);
    }

    @Override
    public String toString() {
        return consumer.toString();
    }
}

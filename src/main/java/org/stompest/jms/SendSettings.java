package org.stompest.jms;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * How a producer sends (Jakarta Messaging 3.1, 7.7 to 7.9). Immutable.
 *
 * @param deliveryMode persistent or not
 * @param priority 0 to 9
 * @param timeToLive milliseconds, 0 for ever
 * @param deliveryDelay milliseconds, 0 for none
 * @param disablesMessageId whether messages go without an identifier
 * @param disablesTimestamp whether messages go without a time of sending
 */
record SendSettings(
        int deliveryMode,
        int priority,
        long timeToLive,
        long deliveryDelay,
        boolean disablesMessageId,
        boolean disablesTimestamp) {

    static final SendSettings DEFAULT =
            new SendSettings(Message.DEFAULT_DELIVERY_MODE, Message.DEFAULT_PRIORITY, 0, 0, false, false);

    SendSettings with(int mode, int level, long ttl) {
        return new SendSettings(mode, level, ttl, deliveryDelay, disablesMessageId, disablesTimestamp);
    }

    SendSettings withDeliveryDelay(long delay) {
        return new SendSettings(deliveryMode, priority, timeToLive, delay, disablesMessageId, disablesTimestamp);
    }

    SendSettings withDisabledMessageId(boolean isDisabled) {
        return new SendSettings(deliveryMode, priority, timeToLive, deliveryDelay, isDisabled, disablesTimestamp);
    }

    SendSettings withDisabledTimestamp(boolean isDisabled) {
        return new SendSettings(deliveryMode, priority, timeToLive, deliveryDelay, disablesMessageId, isDisabled);
    }

    boolean isPersistent() {
        return deliveryMode == DeliveryMode.PERSISTENT;
    }

    /** To leave the time out is a hint only (3.4.4), and not heard if a delay counts from it. */
    boolean omitsTimestamp() {
        return disablesTimestamp && deliveryDelay <= 0;
    }

    SendSettings checked() throws JMSException {
        if (deliveryMode != DeliveryMode.PERSISTENT && deliveryMode != DeliveryMode.NON_PERSISTENT) {
            throw new JMSException("expected delivery mode 1 or 2, got " + deliveryMode, JmsExceptions.ARGUMENT);
        }
        if (priority < 0 || priority > 9) {
            throw new JMSException("expected a priority from 0 to 9, got " + priority, JmsExceptions.ARGUMENT);
        }
        return this;
    }
}
